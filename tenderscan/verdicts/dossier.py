"""The dossier as a report names it: subject, authority, codes, lots, documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.annex import CitedAnnex
from tenderscan.model.document import Document, Dossier, Lot, Rejection
from tenderscan.model.match import Matches
from tenderscan.model.report import DocumentSummary, DossierSummary, HomeSummary
from tenderscan.model.rule import Rulebook
from tenderscan.model.section import StructuredDocument
from tenderscan.verdicts.purchase import Purchase


def dossier_summary(
    dossier: Dossier,
    structured: Sequence[StructuredDocument],
    cpv: Sequence[str],
    languages: tuple[str, ...],
    annexes: Sequence[CitedAnnex] = (),
    home: HomeSummary = HomeSummary(),
) -> DossierSummary:
    """What the report says of the dossier; codes a user gives come before those of notices, and printed ones last."""
    notices = [document.notice for document in dossier.documents if document.notice is not None]
    declared = (*cpv, *(code for notice in notices for code in notice.cpv))
    printed = (code for document in structured if document.role != "award-report" for code in document.cpv)
    codes = [_code(code) for code in (declared or tuple(printed))]
    subjects = [notice.subject for notice in notices if notice.subject]
    return DossierSummary(
        name=dossier.name,
        subject=subjects[0] if subjects else _subject(structured),
        authority=next((n.authority for n in notices if n.authority), None),
        published=next((n.published for n in notices if n.published), None),
        cpv=tuple(dict.fromkeys(codes)),
        languages=languages,
        lots=lots_of(structured),
        documents=tuple(_summary(document) for document in structured),
        rejected=dossier.rejected,
        cited_but_absent=tuple(annex.name for annex in annexes),
        country=home.country,
        home=home,
    )


def with_rejected(summary: DossierSummary, more: Sequence[Rejection]) -> DossierSummary:
    """The summary with more documents that were not counted, in the order of their paths."""
    return replace(summary, rejected=tuple(sorted((*summary.rejected, *more), key=lambda r: r.path)))


def lots_of(structured: Sequence[StructuredDocument]) -> tuple[Lot, ...]:
    """The lots that any document names, each once, in order of their numbers; one lot "1" where none is."""
    found: dict[str, Lot] = {}
    for lot in (lot for document in structured for lot in document.lots):
        known = found.get(lot.id)
        if known is None or (not known.title and lot.title):
            found[lot.id] = lot
    if not found:
        return (Lot("1"),)
    return tuple(sorted(found.values(), key=lambda lot: (len(lot.id), lot.id)))


def purchase(summary: DossierSummary, matches: Matches, assumed: frozenset[str], rulebook: Rulebook) -> Purchase:
    """What is known of what the tender buys."""
    of_lots = {lot.id: tuple(_code(code) for code in lot.cpv) for lot in summary.lots} if len(summary.lots) > 1 else {}
    return Purchase(
        summary.cpv,
        summary.languages,
        matches.traces,
        assumed,
        {name: concept for name, concept in rulebook.concepts.items() if concept.nature or concept.cpv},
        of_lots,
    )


def _code(cpv: str) -> str:
    """The eight digits of a CPV code, without its check digit."""
    return cpv.strip().split("-")[0]


def _subject(structured: Sequence[StructuredDocument]) -> str | None:
    """The title of the first specification, or of the first document that has one."""
    ordered = sorted(structured, key=lambda document: document.role != "specification")
    return next((document.title for document in ordered if document.title), None)


def _summary(structured: StructuredDocument) -> DocumentSummary:
    document: Document = structured.document
    return DocumentSummary(
        path=document.path,
        sha256=document.sha256,
        media_type=document.media_type,
        role=structured.role,
        languages=structured.languages,
        pages=document.pages,
        words=sum(len(element.text.split()) for element in document.elements),
        unread_pages=tuple(page.number for page in document.unread),
        doubtful_pages=document.doubtful_pages,
        warnings=document.warnings,
    )
