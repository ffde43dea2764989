"""What could not be read, and so forbids to call anything missing."""

from __future__ import annotations

from dataclasses import dataclass

from tenderscan.model.document import Document, Rejection

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
    files = [Blind(r.path, None, r.reason) for r in rejected if r.may_hold_text]
    return tuple(pages + files)
