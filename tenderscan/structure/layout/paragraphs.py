"""Elements into paragraphs, list items, rows and headings, before they have sections and languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tenderscan.model.document import Document, Element, ElementKind, Origin
from tenderscan.model.section import BlockKind
from tenderscan.structure.layout.breaks import over_breaks
from tenderscan.structure.layout.columns import Line, reading_order
from tenderscan.structure.layout.drafts import Draft
from tenderscan.structure.layout.running import commonest_height

BULLET = re.compile(
    r"^\s*(?P<label>[-*•–—▪◦·●○■❑➢]|\(?\d{1,2}[)°]|\(?[a-zA-Z][.)]|\(?[ivx]{2,4}[.)]|\(\w{1,3}\))\s+(?=\S)"
)
NUMBER = re.compile(
    r"^\s*(?P<label>(?:\d{1,2}\.)+\d{0,3}\.?|\d{1,2}(?=\s+[^\W\d])|[A-Z](?:\.\d{1,2})+\.?|[IVX]{1,5}\.|[A-H]\.|§{1,2}\s*\d+\w?)\s+(?=\S)"
)
_ANY_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d_]")
_SUBNUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s+\S")
BOX = re.compile(r"^\s*(?:[☐☑☒□■✓✗✔]|\[[ xX]?\])")
_LEADERS = re.compile(r"(\.\s?){4,}|…{2,}|_{5,}")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”»)]*$")

GAP = 1.55
"""A gap between lines of more than this many usual ones begins a paragraph."""


APART = 1.15
"""Times the usual distance of lines from which a number over a paragraph is taken for a heading's."""


def drafts(document: Document, aside: frozenset[int]) -> list[Draft]:
    """All elements that are not set aside, as drafts in reading order."""
    lines = [e for e in document.elements if e.kind is ElementKind.LINE]
    if not lines:
        return [_flow(i, e) for i, e in enumerate(document.elements) if i not in aside and e.text.strip()]
    return _pdf(document, aside)


def _flow(index: int, element: Element) -> Draft:
    kinds = {
        ElementKind.HEADING: BlockKind.HEADING,
        ElementKind.LIST_ITEM: BlockKind.LIST_ITEM,
        ElementKind.TABLE_ROW: BlockKind.TABLE_ROW,
    }
    kind = kinds.get(element.kind, BlockKind.PARAGRAPH)
    if kind is BlockKind.PARAGRAPH and BULLET.match(element.text):
        kind = BlockKind.LIST_ITEM
    if element.origin is Origin.FOOTNOTE:
        kind = BlockKind.FOOTNOTE
    if element.field == "toc":
        kind = BlockKind.CONTENTS_ENTRY
    return Draft((index,), kind, element.origin, element.page, element.level, element.size, element.bold, element)


def _pdf(document: Document, aside: frozenset[int]) -> list[Draft]:
    body = commonest_height(document)
    done: list[Draft] = []
    run: list[int] = []
    kept = [i for i, e in enumerate(document.elements) if i not in aside and e.text.strip()]
    right = 0.0
    for page, on_page in groupby(kept, key=lambda i: document.elements[i].page):
        lines = reading_order(document, list(on_page))
        pitch = _pitch(document, lines)
        edges = _right_edges(document, lines)
        previous: Line | None = None
        for line in lines:
            element = document.elements[line.index]
            if run and not _goes_on(document, run[0], run[-1], line, previous, pitch, right, page):
                done.append(_draft(document, run, body))
                run = []
            run.append(line.index)
            right = edges.get(line.column, 0.0)
            previous = line
            if element.kind is not ElementKind.LINE or element.origin is not Origin.BODY:
                done.append(_draft(document, run, body))
                run = []
    if run:
        done.append(_draft(document, run, body))
    return over_breaks(document, done, body)


def _pitch(document: Document, lines: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    steps = []
    for first, second in pairwise(lines):
        a, b = document.elements[first.index].box, document.elements[second.index].box
        if a and b and 4 < b.top - a.top < 40:
            steps.append(round(b.top - a.top, 1))
    return sorted(steps)[len(steps) // 3] if steps else 14.0


def _right_edges(document: Document, lines: Sequence[Line]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for line in lines:
        box = document.elements[line.index].box
        if box:
            edges[line.column] = max(edges.get(line.column, 0.0), box.x1)
    return edges


def _goes_on(
    document: Document,
    first: int,
    last: int,
    line: Line,
    previous: Line | None,
    pitch: float,
    right: float,
    page: int | None,
) -> bool:
    """Whether a line goes on with the paragraph that runs from element `first` to `last`."""
    before, here = document.elements[last], document.elements[line.index]
    if here.kind is not ElementKind.LINE or here.origin is not before.origin:
        return False
    if _begins(here.text) or _LEADERS.search(before.text):
        return False
    if abs(here.size - before.size) > 0.6 or here.bold != before.bold:
        return _mid_sentence(before, here) and here.size == before.size
    if before.page != page or (previous is not None and previous.column != line.column):
        return _mid_sentence(before, here)
    if before.box is None or here.box is None:
        return False
    same_line = abs(here.box.top - before.box.top) < 2
    step = here.box.top - before.box.top
    if not same_line and (step > GAP * pitch or step < -2):
        return False
    if same_line:
        return here.box.x0 - before.box.x1 < 40
    ended = bool(_SENTENCE_END.search(before.text.rstrip()))
    short = before.box.x1 < right - 0.15 * (right - before.box.x0)
    apart = step > APART * pitch
    heads = before.bold or (last == first and bool((_ANY_NUMBER if apart else _SUBNUMBER).match(before.text)))
    return not (ended and short) and not (short and here.text.lstrip()[:1].isupper() and heads)


def _begins(text: str) -> bool:
    return bool(BULLET.match(text) or BOX.match(text)) or (
        bool(NUMBER.match(text)) and not re.match(r"^\s*\d{1,2}\s", text)
    )


def _mid_sentence(before: Element, here: Element) -> bool:
    """Whether a sentence runs over the break: no stop before it, no capital after it."""
    ended = bool(_SENTENCE_END.search(before.text.rstrip()))
    first = here.text.lstrip()[:1]
    return not ended and (first.islower() or before.text.rstrip().endswith(("-", "\u00ad", ",")))


def _draft(document: Document, run: Sequence[int], body: float) -> Draft:
    elements = [document.elements[i] for i in run]
    first = elements[0]
    bold = all(e.bold for e in elements)
    kind = BlockKind.PARAGRAPH
    if first.kind is ElementKind.TABLE_ROW:
        kind = BlockKind.TABLE_ROW
    elif _LEADERS.search(elements[-1].text) and re.search(r"\d\s*$", elements[-1].text):
        kind = BlockKind.CONTENTS_ENTRY
    elif BULLET.match(first.text):
        kind = BlockKind.LIST_ITEM
    elif body and first.size < 0.88 * body and re.match(r"^\s*(\d{1,2}|\*)\s?\S", first.text):
        kind = BlockKind.FOOTNOTE
    return Draft(tuple(run), kind, first.origin, first.page, None, first.size, bold, first)


def pairs(found: Sequence[Draft]) -> Iterator[tuple[Draft, Draft | None]]:
    """Each draft with the one after it."""
    for at, draft in enumerate(found):
        yield draft, found[at + 1] if at + 1 < len(found) else None
