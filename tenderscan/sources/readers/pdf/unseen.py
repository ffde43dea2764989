"""Text of a PDF page that nobody sees: white, covered, outside the page, invisible, tiny, or in a layer that is off.

Cheap signs choose what is looked at; then the page is drawn with it and without it, and what makes no difference is
not seen. Invisible words over a picture are the picture's own (a scan with its text) and are kept.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.model.document import Box
from tenderscan.sources.readers.pdf.frame import PageFrame
from tenderscan.sources.readers.pdf.rulings import MOST_OBJECTS, bounds_of

if TYPE_CHECKING:
    from PIL.Image import Image

WHITE = 225
"""Red, green and blue from which print is nearly white."""

TINY = 1.6
"""Points of height up to which nobody reads print."""

LOW = 3.0
"""Points of height or width of a line of text in which there may be tiny print."""

LEAST_INK = 24
"""Difference of grey, of 255, from which something is seen."""

DEEPEST = 4
"""Forms within forms that are looked into."""

SCALE = 1.5
LARGEST = 2_400
"""Dots of a point, and of the longer side at the most, at which a page is drawn to look."""

SMALL = "too small to read"

_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

_OC_BYTES = 6
"""Bytes of the name "OC" in two bytes a letter, with its end."""

_NAME, _LENGTH = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
_NAME_BYTES = ctypes.sizeof(_NAME)
_SIZE = ctypes.c_float()
_COLOR = tuple(ctypes.c_uint() for _ in range(4))
"""Where pdfium writes its answers: it must not be called from two threads anyway."""

Edges = tuple[float, float, float, float]
"""Left, bottom, right and top in the page's own points."""


@dataclass
class _Print:
    """A text object: the form it stands in (None: the page itself), and why it is looked at."""

    held: object
    form: object | None
    why: str
    chars: list[int] = field(default_factory=list)
    boxes: list[Edges] = field(default_factory=list)


def unseen(page: pypdfium2.PdfPage, raw: object, count: int, frame: PageFrame) -> Mapping[int, str]:
    """The characters of a text page (`raw`, with `count` of them) that nobody sees, each with the reason."""
    crop = page.get_cropbox()
    outside, low = _lines(raw, count, crop)
    suspects = _suspects(page, may_be_tiny=low)
    if not suspects and not outside:
        return {}
    found: dict[int, str] = {}
    for char in range(count):
        own = suspects.get(_address(pdfium.FPDFText_GetTextObject(raw, char))) if suspects else None
        edges = _edges(raw, char) if outside or own is not None else None
        if edges is None:
            continue
        if outside and _is_outside(edges, crop):
            found[char] = "outside the page"
        elif own is not None:
            own.chars.append(char)
            own.boxes.append(edges)
    for own in suspects.values():
        if own.why == SMALL:
            found.update(dict.fromkeys(own.chars, SMALL))
    for own in _not_drawn([s for s in suspects.values() if s.chars and s.why != SMALL], page, frame):
        found.update(dict.fromkeys(own.chars, own.why))
    return found


def _edges(raw: object, char: int) -> Edges | None:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(raw, char, rectangle):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _address(handle: object) -> int:
    return ctypes.addressof(handle.contents) if handle else 0  # type: ignore[attr-defined]


def _is_outside(edges: Edges, crop: Edges) -> bool:
    left, bottom, right, top = crop
    return edges[2] <= left or edges[0] >= right or edges[3] <= bottom or edges[1] >= top


def _lines(raw: object, count: int, crop: Edges) -> tuple[bool, bool]:
    """Whether any of pdfium's rectangles of the text, a few for each line, lies outside the page, or is very low."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    outside = low = False
    for at in range(pdfium.FPDFText_CountRects(raw, 0, count)):
        if pdfium.FPDFText_GetRect(raw, at, left, top, right, bottom):
            edges = (left.value, bottom.value, right.value, top.value)
            outside = outside or _is_outside(edges, crop)
            low = low or min(edges[3] - edges[1], edges[2] - edges[0]) <= LOW
    return outside, low


def _suspects(page: pypdfium2.PdfPage, *, may_be_tiny: bool) -> dict[int, _Print]:
    """Text objects that may not be seen, by their address."""
    found: dict[int, _Print] = {}
    ground = _Ground()
    for item, form in islice(_objects(page.raw), MOST_OBJECTS):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            why = _why(item, form, ground, may_be_tiny=may_be_tiny)
            if why:
                found[_address(item)] = _Print(item, form, why)
            elif form is None:
                ground.texts.append(item)
        elif form is None and kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH):
            for text in ground.put(item, kind):
                found[_address(text)] = _Print(text, None, "covered")
    return found


class _Ground:
    """What was drawn so far on a page: texts, areas and pictures. Edges are asked for only when they are needed."""

    def __init__(self) -> None:
        self.texts: list[object] = []
        self._placed: list[tuple[object, Edges]] = []
        self._areas: list[Edges] = []
        self._pictures: list[Edges] = []

    def put(self, item: object, kind: int) -> Iterator[object]:
        """Draw an area or a picture over what is there; the texts that it covers."""
        bounds = bounds_of(item)
        if bounds is None or not (kind == pdfium.FPDF_PAGEOBJ_IMAGE or _fills(item, bounds)):
            return
        self._placed += [(text, place) for text in self.texts if (place := bounds_of(text)) is not None]
        self.texts.clear()
        yield from (text for text, place in self._placed if _covers(bounds, place))
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._pictures.append(bounds)
        elif not _is_pale(item):
            self._areas.append(bounds)

    def pictured(self, item: object) -> bool:
        """Whether a text lies over a picture."""
        return self._under(item, self._pictures)

    def dark(self, item: object) -> bool:
        """Whether a text lies over an area of some colour, or over a picture."""
        return self._under(item, self._areas) or self._under(item, self._pictures)

    @staticmethod
    def _under(item: object, areas: list[Edges]) -> bool:
        place = bounds_of(item) if areas else None
        return place is not None and any(_covers(area, place) for area in areas)


def _objects(page: object) -> Iterator[tuple[object, object | None]]:
    """The objects of a page in the order in which they are drawn, with the form that holds each."""
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, at)
        yield item, None
        yield from _within(item, 1)


def _within(item: object, depth: int) -> Iterator[tuple[object, object | None]]:
    if depth > DEEPEST or pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        return
    for at in range(max(0, pdfium.FPDFFormObj_CountObjects(item))):
        inner = pdfium.FPDFFormObj_GetObject(item, at)
        yield inner, item
        yield from _within(inner, depth + 1)


def _why(item: object, form: object | None, ground: _Ground, *, may_be_tiny: bool) -> str:
    """Why a text object may not be seen; nothing for the usual one. What lies over a picture is the picture's text."""
    # A few calls for each of hundreds of objects are most of what this costs: none is made that is not needed.
    if may_be_tiny and pdfium.FPDFTextObj_GetFontSize(item, _SIZE) and _SIZE.value <= TINY and _is_tiny(item):
        return SMALL
    mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
    if mode in _INVISIBLE:
        return "" if form is None and ground.pictured(item) else "invisible"
    if _in_layer(item):
        return "in a layer that is off"
    if mode != pdfium.FPDF_TEXTRENDERMODE_STROKE and _is_pale(item):
        return "" if form is None and ground.dark(item) else "white"
    return ""


def _is_tiny(item: object) -> bool:
    """Whether a text object of a small size is not made larger by its matrix, as some programs do."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return False
    return bool(_SIZE.value * max(abs(matrix.b) + abs(matrix.a), abs(matrix.c) + abs(matrix.d)) <= TINY)


def _in_layer(item: object) -> bool:
    for at in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, at)
        named = pdfium.FPDFPageObjMark_GetName(mark, _NAME, _NAME_BYTES, _LENGTH)
        if named and _LENGTH.value == _OC_BYTES and _NAME[0] == ord("O") and _NAME[1] == ord("C"):
            return True
    return False


def _is_pale(item: object) -> bool:
    """Whether an object is filled nearly white, or lets nearly everything through."""
    if not pdfium.FPDFPageObj_GetFillColor(item, *_COLOR):
        return False
    red, green, blue, opaque = _COLOR
    return min(red.value, green.value, blue.value) >= WHITE or opaque.value <= 255 - WHITE


def _fills(item: object, bounds: Edges) -> bool:
    """Whether an object is an area large enough to hide a word or to lie under one, and not see-through."""
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    if bounds[2] - bounds[0] < 8 or bounds[3] - bounds[1] < 5:
        return False
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    return bool(pdfium.FPDFPageObj_GetFillColor(item, *_COLOR)) and _COLOR[3].value > 128


def _covers(area: Edges, place: Edges) -> bool:
    """Whether an area holds the middle of a place and most of its width."""
    middle = (place[1] + place[3]) / 2
    wide = min(area[2], place[2]) - max(area[0], place[0])
    return area[1] <= middle <= area[3] and wide >= 0.7 * (place[2] - place[0])


def _not_drawn(suspects: list[_Print], page: pypdfium2.PdfPage, frame: PageFrame) -> Iterator[_Print]:
    """Those that leave no ink of their own: the page looks the same without them."""
    if not suspects:
        return
    # Both drawings are made before anything is taken out of what was read: the characters keep their numbers.
    scale = min(SCALE, LARGEST / max(frame.width, frame.height, 1.0))
    with_all = _drawn(page, scale)
    for own in suspects:
        if own.form is None:
            pdfium.FPDFPage_RemoveObject(page.raw, own.held)
        else:
            pdfium.FPDFFormObj_RemoveObject(own.form, own.held)
    without = _drawn(page, scale)
    for own in suspects:
        box = _box(own.boxes, frame, scale, with_all.size)
        if box is None:
            continue
        before, after = with_all.crop(box), without.crop(box)
        if _differ(before, after):
            continue
        low, high = before.getextrema()
        if own.why in ("invisible", "covered") and _under_picture(own, page) and high - low >= LEAST_INK:  # type: ignore[operator]
            continue
        yield own


def _under_picture(own: _Print, page: pypdfium2.PdfPage) -> bool:
    place = _union(own.boxes)
    for item, form in islice(_objects(page.raw), MOST_OBJECTS):
        if form is None and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            bounds = bounds_of(item)
            if bounds is not None and _covers(bounds, place):
                return True
    return False


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Image:
    image: Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
    return image


def _union(boxes: list[Edges]) -> Edges:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _box(boxes: list[Edges], frame: PageFrame, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Where a text object lies in the drawing, in dots; None where that is no area."""
    place: Box = frame.box(*_union(boxes))
    left, top = max(0, int(place.x0 * scale)), max(0, int(place.top * scale))
    right, bottom = min(size[0], int(place.x1 * scale) + 1), min(size[1], int(place.bottom * scale) + 1)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _differ(before: Image, after: Image) -> bool:
    from PIL import ImageChops

    extrema = ImageChops.difference(before, after).getextrema()
    return int(extrema[1]) >= LEAST_INK  # type: ignore[arg-type]
