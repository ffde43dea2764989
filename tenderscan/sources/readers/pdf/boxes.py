"""Tick boxes that are drawn on a page: small squares beside words, and whether something stands in them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.model.document import Box
from tenderscan.sources.readers.pdf.frame import PageFrame
from tenderscan.sources.readers.pdf.rulings import bounds_of, objects

LEAST, MOST = 5.0, 16.0
"""Points of a side of a tick box."""

NEAR = 2.0
"""Points within which two squares touch: a row of them is a comb for letters or a table."""

MARK_SHARE = 0.35
"""Share of the box's side that a mark in it takes at least."""

MOST_STROKES = 4
"""Segments of a cross that reaches the corners; an outline has more."""

MOST_BOXES = 400
"""Squares beyond which a page is a drawing."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick box, and whether it is ticked."""

    box: Box
    ticked: bool


def drawn_boxes(page: pypdfium2.PdfPage, frame: PageFrame) -> list[Tick]:
    """The tick boxes drawn on a page, from the top down; those with a stroke, that touch no other square."""
    paths = [(item, box) for item in objects(page) if (box := _path(item, frame)) is not None]
    squares = _distinct([box for item, box in paths if _is_square(box) and _is_stroked(item)])
    if not squares or len(squares) > MOST_BOXES:
        return []
    alone = [box for box in squares if not any(_touch(box, other) for other in squares if other is not box)]
    return [Tick(box, any(_marks(item, mark, box) for item, mark in paths)) for box in alone]


def _path(item: object, frame: PageFrame) -> Box | None:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
        return None
    bounds = bounds_of(item)
    return frame.box(*bounds) if bounds else None


def _is_square(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return LEAST <= width <= MOST and LEAST <= height <= MOST and abs(width - height) <= 0.2 * max(width, height)


def _is_stroked(item: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)


def _distinct(boxes: Sequence[Box]) -> list[Box]:
    found: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b.top, b.x0)):
        if not any(abs(box.x0 - other.x0) <= NEAR and abs(box.top - other.top) <= NEAR for other in found):
            found.append(box)
    return found


def _touch(first: Box, second: Box) -> bool:
    apart_x = max(first.x0, second.x0) - min(first.x1, second.x1)
    apart_y = max(first.top, second.top) - min(first.bottom, second.bottom)
    return apart_x <= NEAR and apart_y <= NEAR


def _marks(item: object, mark: Box, box: Box) -> bool:
    """Whether a path lies within a tick box and fills a part of it; an outline of the box itself does not."""
    width, height = mark.x1 - mark.x0, mark.bottom - mark.top
    side = max(box.x1 - box.x0, box.bottom - box.top)
    within = (
        mark.x0 >= box.x0 - NEAR and mark.x1 <= box.x1 + NEAR
        and mark.top >= box.top - NEAR and mark.bottom <= box.bottom + NEAR
    )  # fmt: skip
    if not within or max(width, height) < MARK_SHARE * side:
        return False
    full = width > side - NEAR and height > side - NEAR
    return not (full and pdfium.FPDFPath_CountSegments(item) > MOST_STROKES)
