"""The JSON report of the contract: for other programs, in a stable order, with the same bytes twice."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from tenderscan.model.acceptance import BaselineComparison, UsedSuppression
from tenderscan.model.document import Box, Lot, Rejection
from tenderscan.model.report import (
    Advice,
    AwardTable,
    ChainStep,
    CitedReference,
    DocumentSummary,
    DossierSummary,
    Evidence,
    Finding,
    MarkupComparison,
    NearMiss,
    NoticeComparison,
    NoticeEntry,
    Report,
    VerdictKind,
    Weight,
)
from tenderscan.reports.material import Material

SCHEMA = "tenderscan-report-1"


def write(material: Material) -> str:
    """The report as JSON, for the registry of formats."""
    return json_report(material.report)


def json_report(report: Report, *, one_line: bool = False) -> str:
    """The report as JSON text, ending in a newline; on one line for JSON Lines."""
    data = as_data(report)
    if one_line:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data, as its schema describes it."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "tenderscan", "version": report.tool_version},
        "rulebook": {
            "version": report.rulebook_version,
            "sha256": report.rulebook_sha256,
            "profile": report.profile,
        },
        "language": report.language,
        "as_of": report.as_of,
        "dossier": _dossier(report.dossier),
        "summary": {kind.value: report.count(kind) for kind in VerdictKind},
        "criteria": [_finding(finding) for finding in report.findings],
        "references": [_reference(reference) for reference in report.references],
        "award_criteria": [_award(table) for table in report.award],
        "notice": _notice(report.notice),
        "suppressions": [_suppression(used) for used in report.suppressions],
        "baseline": _baseline(report.baseline),
        "markup": _markup(report.markup),
    }


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of the report, as it ships in the package."""
    text = (resources.files("tenderscan.reports") / "schema" / "report.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _dossier(dossier: DossierSummary) -> dict[str, Any]:
    return {
        "name": dossier.name,
        "subject": dossier.subject,
        "authority": dossier.authority,
        "published": dossier.published,
        "country": dossier.country,
        "region": dossier.home.region,
        "country_shown_by": list(dossier.home.shown_by),
        "kind": dossier.kind,
        "complete": dossier.complete,
        "incomplete_because": dossier.incomplete_because,
        "bought_because": dossier.bought_because,
        "cpv": list(dossier.cpv),
        "languages": list(dossier.languages),
        "lots": [_lot(lot) for lot in dossier.lots],
        "documents": [_document(document) for document in dossier.documents],
        "rejected": [_rejected(rejection) for rejection in dossier.rejected],
        "cited_but_absent": list(dossier.cited_but_absent),
    }


def _lot(lot: Lot) -> dict[str, Any]:
    return {"id": lot.id, "title": lot.title, "cpv": list(lot.cpv)}


def _rejected(rejection: Rejection) -> dict[str, Any]:
    return {"path": rejection.path, "reason": rejection.reason}


def _document(document: DocumentSummary) -> dict[str, Any]:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "role": document.role,
        "languages": list(document.languages),
        "pages": document.pages,
        "words": document.words,
        "unread_pages": list(document.unread_pages),
        "doubtful_pages": list(document.doubtful_pages),
        "warnings": list(document.warnings),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    by_lot = {lot: verdict.value for lot, verdict in finding.by_lot.items()} if finding.by_lot else None
    return {
        "id": finding.id,
        "theme": finding.theme,
        "title": finding.title,
        "level": finding.level.value,
        "verdict": finding.verdict.value,
        "why": finding.why,
        "reasons": list(finding.reasons),
        "gaps": list(finding.gaps),
        "confidence": round(finding.confidence, 2),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
        "baseline": finding.baseline or None,
        "expected": finding.expected or None,
        "lapse": finding.lapse or None,
        "by_lot": by_lot,
        "evidence": [_evidence(passage) for passage in finding.evidence],
        "near_misses": [_near(near) for near in finding.near_misses],
        "applies_because": finding.applies_because,
        "outdated": finding.outdated,
        "advice": _advice(finding.advice),
        "chain": [_step(step) for step in finding.chain],
    }


def _evidence(passage: Evidence) -> dict[str, Any]:
    return {
        "document": passage.document,
        "page": passage.page,
        "section": passage.section,
        "provision": passage.provision,
        "stance": passage.stance,
        "language": passage.language,
        "lots": list(passage.lots),
        "quote": passage.quote,
        "start": passage.start,
        "end": passage.end,
        "paragraph": passage.paragraph,
        "boxes": [box_data(box) for box in passage.boxes],
        "signals": list(passage.signals),
        **_read_by(passage),
    }


def box_data(box: Box) -> dict[str, Any]:
    """A box as the JSON report writes it."""
    edges = {"x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
    return {"page": box.page, **{name: round(value, 1) for name, value in edges.items()}}


def _near(near: NearMiss) -> dict[str, Any]:
    return {
        "document": near.document,
        "page": near.page,
        "quote": near.quote,
        "reason": near.reason,
        **_read_by(near),
        "rival": near.rival or None,
    }


def _read_by(seen: Evidence | NearMiss) -> dict[str, Any]:
    """Who saw a passage, with what probability, and the labelled passages that it reads like."""
    return {
        "reader": seen.reader,
        "probability": seen.probability,
        "reads_like": [{"id": like.id, "verdict": like.verdict, "text": like.text} for like in seen.reads_like],
    }


def _advice(advice: Advice | None) -> dict[str, Any] | None:
    if advice is None:
        return None
    return {
        "where": advice.where,
        "clause": advice.clause,
        "source": advice.source,
        "language": advice.language,
        "note": advice.note,
        "place": advice.place,
    }


def _reference(reference: CitedReference) -> dict[str, Any]:
    return {
        "id": reference.id,
        "status": reference.status,
        "day": reference.day,
        "message": reference.message,
        "document": reference.document,
        "page": reference.page,
        "section": reference.section,
        "quote": reference.quote,
    }


def _step(step: ChainStep) -> dict[str, Any]:
    return {
        "step": step.step,
        "held": step.held,
        "quote": step.quote,
        "document": step.document,
        "page": step.page,
        "section": step.section,
        "only": step.only,
    }


def _award(table: AwardTable) -> dict[str, Any]:
    return {
        "lot": table.lot,
        "weights": [_weight(weight) for weight in table.weights],
        "sustainability_percent": table.sustainability_percent,
        "remarks": list(table.remarks),
        "ordered": table.ordered,
    }


def _weight(weight: Weight) -> dict[str, Any]:
    return {
        "name": weight.name or weight.kind,
        "percent": weight.percent,
        "page": weight.page,
        "sustainability": weight.sustainability,
        "parts": [_weight(part) for part in weight.parts],
    }


def _notice(notice: NoticeComparison) -> dict[str, Any]:
    return {
        "declares": list(notice.declares),
        "not_found_in_documents": list(notice.not_found_in_documents),
        "not_declared": list(notice.not_declared),
        "justified": [_entry(entry) for entry in notice.justified],
        "description": dict(sorted(notice.description.items())),
    }


def _entry(entry: NoticeEntry) -> dict[str, Any]:
    return {"field": entry.field, "code": entry.code, "criteria": list(entry.criteria), "lots": list(entry.lots)}


def _suppression(used: UsedSuppression) -> dict[str, Any]:
    each = used.suppression
    return {
        "id": each.criterion,
        "reason": each.reason,
        "until": each.until or None,
        "source": each.source,
        "state": used.state.value,
    }


def _baseline(baseline: BaselineComparison | None) -> dict[str, Any] | None:
    if baseline is None:
        return None
    return {
        "file": baseline.file,
        "new": list(baseline.new),
        "known": list(baseline.known),
        "stale": list(baseline.stale),
        "lost": list(baseline.lost),
    }


def _markup(markup: MarkupComparison) -> dict[str, Any]:
    differs = [{"id": d.id, "final": d.final.value, "original": d.original.value} for d in markup.differs]
    return {"read": markup.read, "files": list(markup.files), "differs": differs}
