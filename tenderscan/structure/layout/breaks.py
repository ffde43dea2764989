"""Paragraphs that run over the end of a page or column: takes drafts, gives them with such halves joined.

Notes, feet and heads stand between the halves; they stay where they are, behind what they interrupt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.document import Document, Element, ElementKind, Origin
from tenderscan.model.section import BlockKind
from tenderscan.structure.layout.drafts import Draft

SMALL = 0.88
"""Times the size of the body's print under which print is a note's, a head's or a foot's."""

SAME = 0.6
"""Points by which two sizes of one print may differ."""

FEWEST_WORDS = 5
"""Words of the first half of a paragraph; fewer are a heading or a label."""

FARTHEST = 40
"""Drafts that may stand between the halves."""

_ENDED = re.compile(r"[.!?:;][\"'”»)\]]*$")
_LABEL = re.compile(
    r"^\s*(?:[-*•–—▪◦·●○■❑➢☐☑☒□✓✗✔§]|\(?\d{1,3}[.)°]|\(?[a-zA-Z][.)]\s|\(?[ivx]{2,4}[.)]|(?:\d{1,2}\.)+\d)"
)
_HALF = re.compile(r"[-,\u00ad\u2010]$")


def over_breaks(document: Document, found: Sequence[Draft], body: float) -> list[Draft]:
    """The drafts with paragraphs joined that a page's end divides; `body` is the size of the running text."""
    edges = _edges(document, body)
    done: list[Draft] = []
    last: int | None = None
    for draft in found:
        page = draft.page
        if last is not None and _is_body(draft, body):
            before = done[last]
            end = document.elements[before.indices[-1]]
            if end.page == page:
                last = None
            elif _goes_on(document, before, draft, edges) and len(done) - last <= FARTHEST:
                done[last] = replace(before, indices=(*before.indices, *draft.indices))
                continue
        done.append(draft)
        if _is_body(draft, body):
            last = len(done) - 1
    return done


def _edges(document: Document, body: float) -> dict[int, float]:
    """Where the running text of each page ends on its right."""
    found: dict[int, float] = {}
    for element in document.elements:
        if element.box is not None and element.page is not None and abs(element.size - body) <= SAME:
            found[element.page] = max(found.get(element.page, 0.0), element.box.x1)
    return found


def _is_body(draft: Draft, body: float) -> bool:
    """Whether a draft is of the running text: no note, no head or foot in small print."""
    element = draft.element
    small = bool(body) and 0 < draft.size < SMALL * body
    return (
        element is not None
        and element.kind is ElementKind.LINE
        and draft.origin is Origin.BODY
        and draft.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and not small
    )


def _goes_on(document: Document, before: Draft, draft: Draft, edges: dict[int, float]) -> bool:
    end, begin = document.elements[before.indices[-1]], document.elements[draft.indices[0]]
    text, following = end.text.rstrip(), begin.text.lstrip()
    if _ENDED.search(text) or _LABEL.match(following) or abs(end.size - begin.size) > SAME or end.bold != begin.bold:
        return False
    if following[:1].islower() or _HALF.search(text):
        return True
    words = " ".join(document.elements[i].text for i in before.indices).split()
    prose = len(words) >= FEWEST_WORDS and not (end.bold or _LABEL.match(document.elements[before.indices[0]].text))
    whole = len(following.split()) >= FEWEST_WORDS or bool(_ENDED.search(following.rstrip()))
    above = [e.box.x1 for i in before.indices[:-1] if (e := document.elements[i]).box and e.page == end.page]
    edge = max(above) if above else edges.get(end.page or 0, 0.0)
    return prose and whole and _is_full(end, following, edge)


def _is_full(end: Element, following: str, edge: float) -> bool:
    """Whether the next word would not have fitted on the line: the margin broke it, and not its writer."""
    if end.box is None or not end.text.strip():
        return False
    letter = (end.box.x1 - end.box.x0) / len(end.text)
    return end.box.x1 + letter * (1 + len(following.split(maxsplit=1)[0])) > edge
