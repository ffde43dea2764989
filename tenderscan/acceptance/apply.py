"""A report with its accepted gaps: set aside with a reason, or known from a baseline. No verdict changes."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from tenderscan.acceptance.baseline import Baseline
from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Suppression, SuppressionState, UsedSuppression
from tenderscan.model.report import Finding, Report, VerdictKind

_GAPS = (VerdictKind.MISSING, VerdictKind.WEAK, VerdictKind.CONTRADICTED, VerdictKind.UNDECIDED)


def set_aside(report: Report, suppressions: Sequence[Suppression], day: date) -> Report:
    """The report with its gaps set aside as suppressions say that hold on a day.

    One that is over sets nothing aside and is named in the report, as is one that finds no gap. Raises SettingsError
    for an id that no criterion has.
    """
    ids = [finding.id for finding in report.findings]
    used: list[UsedSuppression] = []
    reasons: dict[str, str] = {}
    for each in suppressions:
        matching = [name for name in ids if fnmatchcase(name, each.criterion)]
        if not matching:
            raise SettingsError(
                f'{each.source}: there is no criterion "{each.criterion}".', _meant(each.criterion, ids)
            )
        if each.dossier and not _is_for(each.dossier, report):
            continue
        gaps = [f.id for f in report.findings if f.id in matching and f.verdict in _GAPS]
        if each.until and date.fromisoformat(each.until) < day:
            used.append(UsedSuppression(each, SuppressionState.EXPIRED))
            continue
        used.append(UsedSuppression(each, SuppressionState.ACTIVE if gaps else SuppressionState.UNUSED))
        for name in gaps:
            reasons.setdefault(name, each.reason)
    findings = tuple(replace(f, suppressed=reasons.get(f.id)) for f in report.findings)
    return replace(report, findings=findings, suppressions=tuple(used))


def against(report: Report, baseline: Baseline, dossier: str) -> Report:
    """The report with each gap marked as new or known from a baseline, in which the dossier has that name."""
    compared = baseline.compare(report, dossier)

    def marked(finding: Finding) -> Finding:
        if finding.id in compared.known:
            return replace(finding, baseline="known")
        return replace(finding, baseline="new") if finding.id in compared.new else finding

    return replace(report, findings=tuple(map(marked, report.findings)), baseline=compared)


def _is_for(pattern: str, report: Report) -> bool:
    names = (report.dossier.name, *(document.path for document in report.dossier.documents))
    return any(fnmatchcase(name, pattern) for name in names)


def _meant(name: str, ids: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, ids, 1)
    return f'Did you mean "{close[0]}"?' if close else 'See "tenderscan rules list" for all ids.'
