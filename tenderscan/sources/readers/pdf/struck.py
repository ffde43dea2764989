"""Struck words of a PDF page: by an annotation that strikes, or by a line drawn through their middle."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.sources.readers.pdf.fields import UNSEEN
from tenderscan.sources.readers.pdf.rulings import MOST_OBJECTS, bounds_of

THICKEST = 2.5
"""Points of the thickest line that strikes words out."""

SHORTEST = 6.0
"""Points of the shortest line that does."""

LOW, HIGH = 0.28, 0.66
"""Where a line lies that strikes, in heights of the print from below: under it words are underlined."""

BEYOND = 6.0
"""Points by which such a line may reach beyond the words; a ruling reaches further."""

STRUCK = "struck"

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line from left to right, in the page's own points; `exact` where the file says that this place is struck."""

    left: float
    right: float
    low: float
    high: float
    exact: bool = False


def struck(page: pypdfium2.PdfPage, raw: object, count: int) -> frozenset[int]:
    """The characters of a text page (`raw`, with `count` of them) that are struck."""
    strokes = list(_strokes(page))
    found: set[int] = set()
    places = _places(raw, count) if strokes else []
    for stroke in strokes:
        if stroke.exact:
            found |= _held(stroke, raw, count)
            continue
        height = (stroke.low + stroke.high) / 2
        # Rulings run between the lines of print: few of them are looked at closely.
        if any(p[1] < height < p[3] and p[0] < stroke.right and stroke.left < p[2] for p in places):
            found |= _under(stroke, raw, count)
    return frozenset(found)


def _places(raw: object, count: int) -> list[Edges]:
    """Where print stands on the page, in pdfium's rectangles: a few for each line."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    found = []
    for at in range(pdfium.FPDFText_CountRects(raw, 0, count)):
        if pdfium.FPDFText_GetRect(raw, at, left, top, right, bottom):
            found.append((left.value, bottom.value, right.value, top.value))
    return found


def _strokes(page: pypdfium2.PdfPage) -> Iterator[_Stroke]:
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if annotation:
            try:
                if not pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN:
                    yield from _of_annotation(annotation)
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)
    for at in islice(range(pdfium.FPDFPage_CountObjects(page.raw)), MOST_OBJECTS):
        item = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH and (edges := bounds_of(item)) is not None:
            left, bottom, right, top = edges
            if right - left >= SHORTEST and top - bottom <= THICKEST:
                yield _Stroke(left, right, bottom, top)


def _of_annotation(annotation: object) -> Iterator[_Stroke]:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_STRIKEOUT:
        quad = pdfium.FS_QUADPOINTSF()
        for at in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
            if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, at, quad):
                xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                yield _Stroke(min(xs), max(xs), min(ys), max(ys), exact=True)
    elif kind == pdfium.FPDF_ANNOT_LINE:
        first, last = pdfium.FS_POINTF(), pdfium.FS_POINTF()
        if pdfium.FPDFAnnot_GetLine(annotation, first, last) and abs(first.y - last.y) <= THICKEST:
            yield _Stroke(min(first.x, last.x), max(first.x, last.x), min(first.y, last.y), max(first.y, last.y))


def _held(stroke: _Stroke, raw: object, count: int) -> set[int]:
    """The characters whose middle lies in a place that is struck: one line of print or several."""
    found = set()
    for char in range(count):
        edges = _edges(raw, char)
        if edges is None:
            continue
        x, y = (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2
        if stroke.low < y < stroke.high and stroke.left - 0.5 <= x <= stroke.right + 0.5:
            found.add(char)
    return found


def _under(stroke: _Stroke, raw: object, count: int) -> set[int]:
    """The characters that a stroke goes through; none where it reaches beyond them, as rulings do."""
    height = (stroke.low + stroke.high) / 2
    near = [char for char in _near(stroke, raw, height) if 0 <= char < count]
    if not near:
        return set()
    first, last = _line_of(raw, min(near), max(near), count, height)
    held: dict[int, Edges] = {}
    for char in range(first, last + 1):
        edges = _edges(raw, char)
        if edges is None or edges[2] <= edges[0]:
            continue
        if stroke.left - 0.5 <= (edges[0] + edges[2]) / 2 <= stroke.right + 0.5 and _through(edges, height):
            held[char] = edges
    if not held:
        return set()
    left, right = min(e[0] for e in held.values()), max(e[2] for e in held.values())
    return set() if left - stroke.left > BEYOND or stroke.right - right > BEYOND else set(held)


def _near(stroke: _Stroke, raw: object, height: float) -> Iterator[int]:
    """Some characters on the stroke, found by their place."""
    steps = 24
    for step in range(steps + 1):
        x = stroke.left + (stroke.right - stroke.left) * step / steps
        char = int(pdfium.FPDFText_GetCharIndexAtPos(raw, x, height, 2.0, 3.0))
        if char >= 0:
            yield char


def _line_of(raw: object, first: int, last: int, count: int, height: float) -> tuple[int, int]:
    """The run of characters around some of them that stay at a height."""
    while first > 0 and _at(raw, first - 1, height):
        first -= 1
    while last < count - 1 and _at(raw, last + 1, height):
        last += 1
    return first, last


def _at(raw: object, char: int, height: float) -> bool:
    edges = _edges(raw, char)
    return edges is None or edges[2] <= edges[0] or edges[1] <= height <= edges[3]


def _through(edges: Edges, height: float) -> bool:
    """Whether a line at that height goes through the middle of a character."""
    return LOW <= (height - edges[1]) / max(0.1, edges[3] - edges[1]) <= HIGH


def _edges(raw: object, char: int) -> Edges | None:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(raw, char, rectangle):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
