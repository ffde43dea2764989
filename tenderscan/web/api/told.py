"""What the API says of a dossier: takes a kept dossier or a result, gives the shapes of its schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tenderscan.check import CheckResult
from tenderscan.model.acceptance import Suppression
from tenderscan.model.document import Document
from tenderscan.model.report import Report, VerdictKind
from tenderscan.reports.about import about_lines
from tenderscan.web.api.schema import Aside, DocumentText, DossierState, Element, Reading, Recognised, VerdictName
from tenderscan.web.aside import SOURCE
from tenderscan.web.kept import KeptDossier

_SENTENCES = re.compile(r"(?<=[.!?]) ")
_OPTION = re.compile(r"(?<!\S)\(?--[a-z]")


def state_of(dossier: KeptDossier) -> DossierState:
    """A dossier and how far it is."""
    with dossier.lock:
        progress, result = dossier.progress, dossier.result()
        reading = None
        if progress is not None:
            reading = Reading(
                file=progress.file,
                number=progress.number,
                files=progress.files,
                page=progress.page,
                pages=progress.pages,
            )
        return DossierState(
            id=dossier.id,
            name=dossier.name,
            state=dossier.state,
            reading=reading,
            fault=without_options(dossier.fault),
            revision=dossier.revision,
            recognised=recognised(result) if result is not None else None,
            summary=_summary(result.report) if result is not None else None,
        )


def _summary(report: Report) -> dict[VerdictName, int]:
    return {kind.value: report.count(kind) for kind in VerdictKind}


def without_options(text: str) -> str:
    """A text without the sentences that name an option of the command line: the page has fields for them."""
    return " ".join(sentence for sentence in _SENTENCES.split(text) if not _OPTION.search(sentence))


def recognised(result: CheckResult) -> Recognised:
    """What the documents were taken for."""
    report, texts = result.report, result.rulebook.texts_in(result.report.language)
    dossier = report.dossier
    return Recognised(
        subject=dossier.subject,
        authority=dossier.authority,
        cpv=list(dossier.cpv),
        bought=without_options(
            dossier.bought_because or next((text for _, text in about_lines(report, texts.say)), "")
        ),
        country=dossier.home.country,
        region=dossier.home.region,
        country_told=without_options(dossier.home.told),
        profile=report.profile,
        language=report.language,
        documents=[document.path for document in dossier.documents],
    )


def text_of(document: Document) -> DocumentText:
    """A document as it was read."""
    elements = [
        Element(start=start, text=each.text, kind=each.kind.value, level=each.level, page=each.page)
        for start, each in zip(document.starts, document.elements, strict=True)
    ]
    return DocumentText(
        path=document.path,
        media_type=document.media_type,
        pages=document.pages,
        page_sizes=list(document.page_sizes),
        elements=elements,
    )


def aside_of(asked: Iterable[Aside]) -> tuple[Suppression, ...]:
    """What a client sets aside, as suppressions."""
    return tuple(Suppression(each.criterion, " ".join(each.reason.split()), each.until or "", SOURCE) for each in asked)


def told_aside(every: Sequence[Suppression]) -> list[Aside]:
    """Suppressions as a client knows them."""
    return [Aside(criterion=each.criterion, reason=each.reason, until=each.until or None) for each in every]
