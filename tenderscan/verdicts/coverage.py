"""What could not be read, and so forbids to call anything missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tenderscan.model.annex import CitedAnnex
from tenderscan.model.document import Document, Rejection
from tenderscan.model.rule import Criterion

_DOUBTFUL = "the text of the page may be wrong"


@dataclass(frozen=True, slots=True)
class Blind:
    """A part of the dossier that may hold text and was not read."""

    path: str
    page: int | None
    reason: str


def blind_spots(documents: tuple[Document, ...], rejected: tuple[Rejection, ...]) -> tuple[Blind, ...]:
    """Unread pages and rejected files that may hold what a criterion asks, in order."""
    pages = [Blind(d.path, page.number, page.reason) for d in documents for page in d.unread]
    pages += [Blind(d.path, number, _DOUBTFUL) for d in documents for number in d.doubtful_pages]
    pages += [Blind(d.path, None, d.cut) for d in documents if d.cut]
    files = [Blind(r.path, None, r.reason) for r in rejected if r.may_hold_text]
    return tuple(pages + files)


def absent_annexes(
    annexes: Sequence[CitedAnnex], criterion: Criterion, matters: Mapping[str, Sequence[str]]
) -> tuple[Blind, ...]:
    """The cited but absent annexes that may hold the criterion's clauses.

    Only an annex that the text says holds clauses of one of its provisions; where the text says on which matter, only
    for that matter's criteria (`matters` maps a code of BT-06 to criteria); technical parts only for what
    belongs there first.
    """
    return tuple(Blind(annex.name, None, "cited-annex") for annex in annexes if _may_hold(annex, criterion, matters))


def _may_hold(annex: CitedAnnex, criterion: Criterion, matters: Mapping[str, Sequence[str]]) -> bool:
    best = criterion.provisions[:1]
    if not set(annex.provisions) & set(criterion.provisions if annex.matters else best):
        return False
    patterns = [pattern for matter in annex.matters for pattern in matters.get(matter, ())]
    return not annex.matters or any(fnmatchcase(criterion.id, pattern) for pattern in patterns)
