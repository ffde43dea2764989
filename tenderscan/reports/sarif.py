"""SARIF 2.1.0: findings for code-scanning views, with every rule, its help, fingerprints and what was set aside."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from tenderscan.model.report import Evidence, Finding, Level, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.reports.accepted import setting_aside
from tenderscan.reports.json import box_data
from tenderscan.reports.material import Material, to_mend

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.REQUIRED: "error", Level.RECOMMENDED: "warning", Level.OPTIONAL: "note"}


def write(material: Material) -> str:
    """The report as a SARIF log of one run; results are what asks for work, rules are all criteria."""
    report = material.report
    order = {finding.id: number for number, finding in enumerate(report.findings)}
    criteria = {criterion.id: criterion for criterion in material.criteria}
    run = {
        "tool": {
            "driver": {
                "name": "tenderscan",
                "version": report.tool_version,
                "rules": [_rule(f, criteria.get(f.id), material) for f in report.findings],
                "properties": {"rulebook": report.rulebook_version, "rulebookSha256": report.rulebook_sha256},
            }
        },
        "language": report.language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {
                "location": {"uri": _uri(material.path(document.path))},
                "mimeType": document.media_type,
                "hashes": {"sha-256": document.sha256},
            }
            for document in report.dossier.documents
        ],
        "properties": {
            "dossierKind": report.dossier.kind,
            "dossierComplete": report.dossier.complete,
            "incompleteBecause": report.dossier.incomplete_because,
            "boughtBecause": report.dossier.bought_because,
        },
        "results": [_result(finding, order[finding.id], material) for finding in to_mend(report)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(finding: Finding, criterion: Criterion | None, material: Material) -> dict[str, Any]:
    parts = [finding.matters]
    if finding.advice:
        parts.append(f"{material.label('report.where-it-belongs')} {finding.advice.where}")
        parts.append(f"{material.label('report.clause-to-paste')} {finding.advice.clause}")
    rule: dict[str, Any] = {
        "id": finding.id,
        "shortDescription": {"text": finding.title},
        "fullDescription": {"text": finding.matters or finding.title},
        "help": {"text": "\n\n".join(part for part in parts if part) or finding.title},
        "defaultConfiguration": {"level": _LEVELS[finding.level]},
        "properties": {"tags": ["sustainable-procurement", finding.theme]},
    }
    link = next((source.url for source in criterion.sources if source.url), "") if criterion else ""
    return {**rule, "helpUri": link} if link else rule


def _result(finding: Finding, index: int, material: Material) -> dict[str, Any]:
    open_ = finding.verdict is VerdictKind.UNDECIDED
    weak = finding.verdict is VerdictKind.WEAK and finding.level is Level.REQUIRED
    verdict = material.say(f"verdict.{finding.verdict.value}")
    text = " ".join([f"{finding.title} — {verdict}:", finding.why, *material.comments(finding)])
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": index,
        # SARIF: what is not a failure has no level.
        "kind": "open" if open_ else "fail",
        "level": "none" if open_ else "warning" if weak else _LEVELS[finding.level],
        "message": {"text": text},
        "locations": _locations(finding, material),
        "partialFingerprints": {"tenderscan/v1": finding.fingerprint},
        "properties": {"verdict": finding.verdict.value, "level": finding.level.value, "theme": finding.theme},
    }
    if finding.suppressed is not None:
        result["suppressions"] = [
            {"kind": _suppression_kind(finding, material), "status": "accepted", "justification": finding.suppressed}
        ]
    if finding.baseline:
        result["baselineState"] = "unchanged" if finding.baseline == "known" else "new"
    return result


def _suppression_kind(finding: Finding, material: Material) -> str:
    """Whether it is set aside by a marker in a file of the tender, or elsewhere."""
    used = setting_aside(finding, material.report)
    return "inSource" if used and used.suppression.source.rpartition(":")[2].isdigit() else "external"


def _locations(finding: Finding, material: Material) -> list[dict[str, Any]]:
    if finding.evidence:
        return [_location(passage, material) for passage in finding.evidence]
    home = material.home()
    return [{"physicalLocation": {"artifactLocation": {"uri": _uri(material.path(home.path))}}}] if home else []


def _location(passage: Evidence, material: Material) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(material.path(passage.document))}},
        "message": {"text": f"{material.place('', passage.page, passage.section)}: {passage.quote}".strip(": ")},
        # SARIF's regions count lines, letters or bytes of a text file; a page's boxes stand beside them.
        "properties": {
            "page": passage.page,
            "paragraph": passage.paragraph,
            "boxes": [box_data(box) for box in passage.boxes],
            "provision": passage.provision,
        },
    }
    if passage.section:
        whole = f"{passage.document}/{passage.section}"
        location["logicalLocations"] = [{"name": passage.section, "fullyQualifiedName": whole, "kind": "element"}]
    return location


def _uri(path: str) -> str:
    """A path as a relative URI; what no UTF-8 can write becomes a question mark."""
    return quote(path, errors="replace")
