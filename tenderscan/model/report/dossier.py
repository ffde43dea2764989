"""The dossier and its documents, as a report names them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenderscan.model.document import Lot, Rejection
from tenderscan.model.report.home import HomeSummary


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as the report lists it."""

    path: str
    sha256: str
    media_type: str
    role: str
    languages: tuple[str, ...]
    pages: int | None
    words: int
    unread_pages: tuple[int, ...]
    doubtful_pages: tuple[int, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierSummary:
    """The dossier as the report names it.

    `kind` is one of contract.md; `incomplete_because` says in the reader's language why it is no whole tender,
    `bought_because` what it was taken to buy and what showed that.
    """

    name: str
    subject: str | None
    authority: str | None
    published: str | None
    cpv: tuple[str, ...]
    languages: tuple[str, ...]
    lots: tuple[Lot, ...]
    documents: tuple[DocumentSummary, ...]
    rejected: tuple[Rejection, ...]
    cited_but_absent: tuple[str, ...]
    country: str | None = None
    home: HomeSummary = field(default_factory=HomeSummary)
    kind: str = "specification"
    complete: bool = True
    incomplete_because: str | None = None
    bought_because: str | None = None
