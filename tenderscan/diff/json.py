"""A difference as JSON, for other programs; its schema ships in the package."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from tenderscan.diff.changes import Change, Difference, Kind
from tenderscan.model.report import Evidence, Finding, Report
from tenderscan.reports.json import box_data

SCHEMA = "tenderscan-diff-1"


def json_difference(found: Difference) -> str:
    """The difference as JSON text, ending in a newline: every criterion, in the rulebook's order."""
    return json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n"


def as_data(found: Difference) -> dict[str, Any]:
    """The difference as plain data, as its schema describes it."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "tenderscan", "version": found.new.tool_version},
        "rulebook": {
            "version": found.new.rulebook_version,
            "sha256": found.new.rulebook_sha256,
            "profile": found.new.profile,
        },
        "language": found.new.language,
        "old": _side(found.old),
        "new": _side(found.new),
        "fails": found.fails,
        "summary": {kind.value: len(found.of(kind)) for kind in Kind},
        "criteria": [_change(change) for change in found.changes],
    }


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of a difference, as it ships in the package."""
    text = (resources.files("tenderscan.diff") / "schema" / "diff.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _side(report: Report) -> dict[str, Any]:
    dossier = report.dossier
    return {
        "name": dossier.name,
        "documents": [{"path": each.path, "sha256": each.sha256} for each in dossier.documents],
        "rejected": [{"path": each.path, "reason": each.reason} for each in dossier.rejected],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.new.id,
        "title": change.new.title,
        "level": change.new.level.value,
        "change": change.kind.value,
        "fails": change.fails,
        "old": _finding(change.old),
        "new": _finding(change.new),
        "removed": [_passage(passage) for passage in change.removed],
        "added": [_passage(passage) for passage in change.added],
        "lots": [
            {"lot": each.lot, "old": each.old and each.old.value, "new": each.new and each.new.value}
            for each in change.lots
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": finding.verdict.value,
        "why": finding.why,
        "reasons": list(finding.reasons),
        "gaps": list(finding.gaps),
        "fingerprint": finding.fingerprint,
        "evidence": [_passage(passage) for passage in finding.evidence],
    }


def _passage(passage: Evidence) -> dict[str, Any]:
    return {
        "document": passage.document,
        "page": passage.page,
        "section": passage.section,
        "stance": passage.stance,
        "quote": passage.quote,
        "start": passage.start,
        "end": passage.end,
        "paragraph": passage.paragraph,
        "boxes": [box_data(box) for box in passage.boxes],
    }
