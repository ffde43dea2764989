"""SARIF 2.1.0: findings for code-scanning views, with every rule, its help, fingerprints and what was set aside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from tenderscan import __version__
from tenderscan.model.own import OWN_REPORT
from tenderscan.model.region import Region
from tenderscan.model.report import Evidence, Finding, Level, VerdictKind
from tenderscan.reports.accepted import setting_aside
from tenderscan.reports.json import box_data
from tenderscan.reports.material import Failed, Material, to_mend

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOT_JUDGED = {
    "id": "tenderscan.not-judged",
    "shortDescription": {"text": "A file that could not be judged"},
    "fullDescription": {"text": "A file that could not be read, or that the configuration names and that is gone."},
    "help": {"text": "The message says what to do."},
    "defaultConfiguration": {"level": "error"},
}
_LEVELS = {Level.REQUIRED: "error", Level.RECOMMENDED: "warning", Level.OPTIONAL: "note"}


def write(material: Material) -> str:
    """The report as a SARIF log of one run; results are what asks for work, rules are all criteria."""
    return write_many([material], ())


def write_many(materials: Sequence[Material], failed: Sequence[Failed]) -> str:
    """Many dossiers in one run; what could not be judged is a result of its own rule, and a notification."""
    # The rules of a run are the criteria of its rulebook, as the first dossier that names them tells them.
    firsts = {f.id: (f, material) for material in reversed(materials) for f in reversed(material.report.findings)}
    told = dict.fromkeys(f.id for material in materials for f in material.report.findings)
    rules = [_rule(*firsts[name]) for name in told]
    order = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(f, order, material) for material in materials for f in to_mend(material.report)]
    if failed:
        rules.append(_NOT_JUDGED)
        results += [_not_judged(each, len(rules) - 1) for each in failed]
    driver: dict[str, Any] = {"name": "tenderscan", "properties": {"schema": OWN_REPORT}, "version": __version__}
    driver["rules"] = rules
    if materials:
        first = materials[0].report
        driver["version"] = first.tool_version
        driver["properties"] |= {"rulebook": first.rulebook_version, "rulebookSha256": first.rulebook_sha256}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": materials[0].report.language if materials else "en",
        "columnKind": "unicodeCodePoints",
        "artifacts": _artifacts(materials),
        "results": results,
        "properties": {"dossiers": [_whole(material) for material in materials]},
    }
    if failed:
        run["invocations"] = [
            {"executionSuccessful": False, "toolExecutionNotifications": [_notification(each) for each in failed]}
        ]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _whole(material: Material) -> dict[str, Any]:
    """What a dossier is as a whole, which no result tells."""
    dossier = material.report.dossier
    return {
        "name": dossier.name,
        "kind": dossier.kind,
        "complete": dossier.complete,
        "incompleteBecause": dossier.incomplete_because,
        "boughtBecause": dossier.bought_because,
    }


def _artifacts(materials: Sequence[Material]) -> list[dict[str, Any]]:
    found = {
        material.path(document.path): document
        for material in materials
        for document in material.report.dossier.documents
    }
    return [
        {
            "location": {"uri": _uri(path)},
            "mimeType": document.media_type,
            "hashes": {"sha-256": document.sha256},
        }
        for path, document in found.items()
    ]


def _not_judged(each: Failed, index: int) -> dict[str, Any]:
    return {
        "ruleId": _NOT_JUDGED["id"],
        "ruleIndex": index,
        "kind": "fail",
        "level": "error",
        "message": {"text": each.reason},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(each.path)}}}],
        "partialFingerprints": {"tenderscan/v1": hashlib.sha256(each.path.encode("utf-8", "replace")).hexdigest()[:16]},
    }


def _notification(each: Failed) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": _uri(each.path)}}}
    return {"level": "error", "message": {"text": each.reason}, "locations": [place]}


def _rule(finding: Finding, material: Material) -> dict[str, Any]:
    criterion = next((each for each in material.criteria if each.id == finding.id), None)
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


def _result(finding: Finding, order: Mapping[str, int], material: Material) -> dict[str, Any]:
    open_ = finding.verdict is VerdictKind.UNDECIDED and not finding.lapse
    weak = finding.verdict is VerdictKind.WEAK and finding.level is Level.REQUIRED and not finding.lapse
    verdict = material.say(f"verdict.{finding.verdict.value}")
    text = " ".join([f"{finding.title} — {verdict}:", finding.why, *material.comments(finding)])
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": order[finding.id],
        # SARIF: what is not a failure has no level.
        "kind": "open" if open_ else "fail",
        "level": "none" if open_ else "warning" if weak else "error" if finding.lapse else _LEVELS[finding.level],
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
    path, region = material.spot(finding)
    return [{"physicalLocation": _physical(path, region)}] if material.home() else []


def _physical(path: str, region: Region | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if region is not None:
        place["region"] = {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }
    return place


def _location(passage: Evidence, material: Material) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": _physical(material.path(passage.document), material.region(passage)),
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
