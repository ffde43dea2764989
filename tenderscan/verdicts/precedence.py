"""Which document outranks which: a clarification the specification, and a later clarification an earlier one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tenderscan.model.match import Claim
from tenderscan.model.section import SectionKind, StructuredDocument

Rank = Callable[[Claim], int]
"""The rank of a claim: 0 in what is clarified, more in clarifications, the most in the last one."""

_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-_./ ](\d{1,2})[-_./ ](20\d\d)(?!\d)")
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


def ranking(documents: Sequence[StructuredDocument]) -> Rank:
    """Ranks by the day or the number in a clarification's name or title; without either it counts as the first.

    Questions and answers within another document outrank that document's clauses as a first clarification does.
    """
    keys = {number: _key(document) for number, document in enumerate(documents) if document.role == "clarification"}
    ordered = sorted(set(keys.values()))
    ranks = {number: ordered.index(key) + 1 for number, key in keys.items()}

    def rank(claim: Claim) -> int:
        own = ranks.get(claim.place.document)
        return own if own is not None else int(_clarifies(claim, documents))

    return rank


def _clarifies(claim: Claim, documents: Sequence[StructuredDocument]) -> bool:
    document = documents[claim.place.document]
    block = document.blocks[claim.place.block]
    return block.answer and document.sections[block.section].kind is SectionKind.CLARIFICATION


def _key(document: StructuredDocument) -> tuple[str, int]:
    """The day as year-month-day, and the number; empty and 0 where none is told."""
    for text in (document.document.path.rsplit("/", 1)[-1], document.title):
        found = _YEAR_FIRST.search(text)
        other = _DAY_FIRST.search(text)
        if found:
            return f"{found[1]}{found[2]}{found[3]}", 0
        if other:
            return f"{other[3]}{int(other[2]):02}{int(other[1]):02}", 0
    for text in (document.document.path.rsplit("/", 1)[-1], document.title):
        number = _NUMBER.search(text)
        if number:
            return "", int(number[1])
    return "", 0
