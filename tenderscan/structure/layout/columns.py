"""Lines of a page in the order a person reads them: columns one after another, bands top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tenderscan.model.document import Document, Element, ElementKind

FEWEST = 6
"""Lines a column must have; two short notes side by side are no columns."""

CROSSING = 0.2
"""Share of lines that may cross a gutter (headings, tables over the whole width)."""

FILLED = 0.55
"""Share of its column that a line of prose fills in the middle; labels and values of a form do not."""


FEWEST_OF_MANY, FILLED_OF_MANY = 8, 0.7
"""Lines of each of three columns or more, and the share of it that they fill: cells of a table do not."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its index among the document's elements, and its column (0 over the whole width)."""

    index: int
    column: int = 0


def reading_order(document: Document, indices: Sequence[int]) -> list[Line]:
    """The elements of one page in reading order; pages without columns stay as the file has them."""
    boxed = [i for i in indices if document.elements[i].box is not None]
    if len(boxed) < 2 * FEWEST or len(boxed) < len(indices):
        return [Line(i) for i in indices]
    elements = [document.elements[i] for i in boxed]
    gutter = _gutter(elements)
    gutters = [gutter] if gutter is not None else _gutters(elements)
    return _by_bands(document, boxed, gutters) if gutters else [Line(i) for i in indices]


def _gutter(lines: Sequence[Element]) -> float | None:
    """The x of a vertical gap that prose leaves free, or None."""
    spans = [(e.box.x0, e.box.x1) for e in lines if e.box and e.kind is ElementKind.LINE]
    if len(spans) < 2 * FEWEST:
        return None
    left, right = min(s[0] for s in spans), max(s[1] for s in spans)
    width = right - left
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = left + width * step / 100
        crossing = sum(1 for x0, x1 in spans if x0 < x - 2 and x1 > x + 2)
        if crossing <= CROSSING * len(spans) and (best is None or crossing < best[0]):
            best = (crossing, x)
    if best is None or not _prose_on_both_sides(lines, best[1]):
        return None
    return best[1]


def _gutters(lines: Sequence[Element]) -> list[float]:
    """The gaps between three columns of prose or more, all of them filled; none where one of them is not."""
    boxes = [e.box for e in lines if e.box and e.kind is ElementKind.LINE]
    if len(boxes) < 3 * FEWEST_OF_MANY:
        return []
    left, width = min(b.x0 for b in boxes), max(b.x1 for b in boxes) - min(b.x0 for b in boxes)
    if 2 * sum(2 * (b.x1 - b.x0) > width for b in boxes) > len(boxes):
        # Most lines run over half the page: no three columns stand beside one another.
        return []
    free: list[list[float]] = [[]]
    for step in range(10, 91):
        x = left + width * step / 100
        if sum(b.x0 < x - 1 and b.x1 > x + 1 for b in boxes) <= CROSSING * len(boxes):
            free[-1].append(x)
        elif free[-1]:
            free.append([])
    found = [sum(run) / len(run) for run in free if run]
    edges = [left - 1, *found, left + width + 1]
    columns = [
        [e for e in lines if e.box and start - 2 <= e.box.x0 and e.box.x1 <= stop + 2]
        for start, stop in pairwise(edges)
    ]
    filled = all(len(column) >= FEWEST_OF_MANY and _filled(column, FILLED_OF_MANY) for column in columns)
    if len(found) < 2 or not filled:
        return []
    return found if all(_beside(one, other) for one, other in pairwise(columns)) else []


def _prose_on_both_sides(lines: Sequence[Element], x: float) -> bool:
    sides = ([], [])  # type: tuple[list[Element], list[Element]]
    for line in lines:
        if line.box and line.box.x1 <= x + 2:
            sides[0].append(line)
        elif line.box and line.box.x0 >= x - 2:
            sides[1].append(line)
    return all(len(side) >= FEWEST and _filled(side) for side in sides) and _beside(*sides)


def _filled(side: Sequence[Element], share: float = FILLED) -> bool:
    boxes = [line.box for line in side if line.box]
    width = max(b.x1 for b in boxes) - min(b.x0 for b in boxes)
    return width > 0 and median(b.x1 - b.x0 for b in boxes) >= share * width and width > 90


def _beside(left: Sequence[Element], right: Sequence[Element]) -> bool:
    tops = [[line.box.top for line in side if line.box] for side in (left, right)]
    overlap = min(max(tops[0]), max(tops[1])) - max(min(tops[0]), min(tops[1]))
    return overlap > 40


def _by_bands(document: Document, indices: Sequence[int], gutters: Sequence[float]) -> list[Line]:
    """Between lines over the whole width, the columns from left to right."""
    ordered = sorted(indices, key=lambda i: _top(document.elements[i]))
    found: list[Line] = []
    band: list[Line] = []
    for index in ordered:
        box = document.elements[index].box
        if box is not None and any(box.x0 < x - 2 and box.x1 > x + 2 for x in gutters):
            found += sorted(band, key=lambda line: line.column)
            band = []
            found.append(Line(index))
        elif box is not None:
            band.append(Line(index, 1 + sum(box.x1 > x + 2 for x in gutters)))
    return found + sorted(band, key=lambda line: line.column)


def _top(element: Element) -> tuple[float, float]:
    return (round(element.box.top, 0), element.box.x0) if element.box else (0.0, 0.0)
