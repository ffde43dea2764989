"""Ruled tables by the lines drawn on a page: where their rows and columns are."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.model.document import Box
from tenderscan.sources.readers.pdf.frame import PageFrame

THIN = 2.5
"""Points up to which a drawn rectangle is a line."""

SAME = 3.0
"""Points within which two lines are one."""

MOST_OBJECTS = 6_000
"""Page objects that are looked at; a drawing with more is no table."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the x of its column lines and the y of its row lines, from the top left.

    `regular` where every line runs through, so that no cells are merged.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regular: bool = True

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box is within the table."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return self.xs[0] - SAME <= x <= self.xs[-1] + SAME and self.ys[0] - SAME <= y <= self.ys[-1] + SAME


def objects(page: pypdfium2.PdfPage) -> Iterator[object]:
    """The objects of a page as it draws them, as many as are looked at."""
    count = min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)
    for at in range(count):
        yield pdfium.FPDFPage_GetObject(page.raw, at)


def bounds_of(item: object) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of an object in the page's own points."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def picture_share(page: pypdfium2.PdfPage, frame: PageFrame) -> float:
    """The share of the page that its pictures cover, overlaps counted twice; 1 at the most."""
    area = 0.0
    for item in objects(page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            bounds = bounds_of(item)
            if bounds:
                area += abs(bounds[2] - bounds[0]) * abs(bounds[3] - bounds[1])
    whole = frame.width * frame.height
    return min(1.0, area / whole) if whole else 0.0


def grids(page: pypdfium2.PdfPage, frame: PageFrame) -> tuple[Grid, ...]:
    """The ruled tables of a page, from the top down: at least two columns and two rows."""
    flat: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for item in objects(page):
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        bounds = bounds_of(item)
        if bounds is None:
            continue
        box = frame.box(*bounds)
        _sort(box, flat, upright)
    if len(flat) < 3 or len(upright) < 3:
        return ()
    return tuple(_assemble(flat, upright))


def _sort(box: Box, flat: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]) -> None:
    """A path as lines: flat ones (y, x0, x1), upright ones (x, top, bottom); a box gives all four."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height <= THIN and width > 8:
        flat.append(((box.top + box.bottom) / 2, box.x0, box.x1))
    elif width <= THIN and height > 5:
        upright.append(((box.x0 + box.x1) / 2, box.top, box.bottom))
    elif width > 20 and height > 8:
        flat += [(box.top, box.x0, box.x1), (box.bottom, box.x0, box.x1)]
        upright += [(box.x0, box.top, box.bottom), (box.x1, box.top, box.bottom)]


def _assemble(
    flat: Sequence[tuple[float, float, float]], upright: Sequence[tuple[float, float, float]]
) -> Iterator[Grid]:
    """Tables out of lines that touch: rows between flat lines, columns between upright ones."""
    for top, bottom in _stretches(upright):
        xs = _distinct(x for x, y0, y1 in upright if y0 < bottom - SAME and y1 > top + SAME)
        ys = _distinct(y for y, _, _ in flat if top - SAME <= y <= bottom + SAME)
        if len(xs) >= 3 and len(ys) >= 3:
            columns = [[(y0, y1) for at, y0, y1 in upright if abs(at - x) <= SAME] for x in xs]
            rows = [[(x0, x1) for at, x0, x1 in flat if abs(at - y) <= SAME] for y in ys]
            whole = all(_runs_through(spans, ys[0], ys[-1]) for spans in columns)
            yield Grid(xs, ys, whole and all(_runs_through(spans, xs[0], xs[-1]) for spans in rows))


def _runs_through(spans: Sequence[tuple[float, float]], first: float, last: float) -> bool:
    """Whether pieces of a line leave no gap between two ends."""
    reach = first
    for start, stop in sorted(spans):
        if start > reach + SAME:
            return False
        reach = max(reach, stop)
    return reach >= last - SAME


def _stretches(upright: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Heights over which upright lines follow one another without a break."""
    merged: list[tuple[float, float]] = []
    for top, bottom in sorted((y0, y1) for _, y0, y1 in upright):
        if merged and top <= merged[-1][1] + SAME:
            merged[-1] = (merged[-1][0], max(merged[-1][1], bottom))
        else:
            merged.append((top, bottom))
    return merged


def _distinct(values: Iterator[float] | Sequence[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SAME:
            found.append(value)
    return tuple(found)
