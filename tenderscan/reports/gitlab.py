"""GitLab's Code Quality report: takes one dossier or many, gives issues that a merge request shows at a line.

The form is that of https://docs.gitlab.com/ci/testing/code_quality/ (a subset of Code Climate's).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from tenderscan.model.own import OWN_REPORT
from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.reports.material import Failed, Material, accepted, to_mend

_SEVERITIES = {Level.REQUIRED: "major", Level.RECOMMENDED: "minor", Level.OPTIONAL: "info"}


def write(material: Material) -> str:
    """What asks for work and is not accepted, an issue each."""
    return write_many([material], ())


def write_many(materials: Sequence[Material], failed: Sequence[Failed]) -> str:
    """The issues of many dossiers; what could not be judged is a blocker at its path."""
    issues = [issue for material in materials for issue in _issues(material)]
    issues += [_issue(each.path, 1, "tenderscan.not-judged", each.reason, "blocker", "") for each in failed]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issues(material: Material) -> Iterator[dict[str, Any]]:
    for finding in to_mend(material.report):
        if not accepted(finding):
            path, region = material.spot(finding)
            verdict = material.say(f"verdict.{finding.verdict.value}")
            said = " ".join([f"{verdict}: {finding.title} —", finding.why, *material.comments(finding)])
            line = region.line if region else 1
            yield _issue(path, line, finding.id, said, _severity(finding), finding.fingerprint)


def _severity(finding: Finding) -> str:
    if finding.lapse or (finding.level is Level.REQUIRED and finding.verdict is VerdictKind.CONTRADICTED):
        return "critical"
    return "minor" if finding.verdict is VerdictKind.WEAK else _SEVERITIES[finding.level]


def _issue(path: str, line: int, name: str, said: str, severity: str, fingerprint: str) -> dict[str, Any]:
    # The same gap in another file is another issue; the line is not part of it, so text may move.
    whole = "\0".join((path, name, fingerprint)).encode("utf-8", "replace")
    return {
        "description": said,
        "check_name": name,
        "engine_name": OWN_REPORT,
        "fingerprint": hashlib.sha256(whole).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
