"""A report with its accepted gaps: set aside with a reason, or known from a baseline. No verdict changes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from tenderscan.acceptance.baseline import Baseline
from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Suppression, SuppressionState, UsedSuppression
from tenderscan.model.report import Finding, Report, VerdictKind
from tenderscan.settings.patterns import found, names

_GAPS = (VerdictKind.MISSING, VerdictKind.WEAK, VerdictKind.CONTRADICTED, VerdictKind.UNDECIDED)


def set_aside(report: Report, suppressions: Sequence[Suppression], day: date, places: Sequence[Path] = ()) -> Report:
    """The report with its gaps set aside as suppressions say that hold on a day.

    `places` are the absolute paths of the dossier and its files, on which patterns are tried. One that is over sets
    nothing aside and is named in the report, as is one that finds no gap. Raises SettingsError for an id that no
    criterion has.
    """
    ids = [finding.id for finding in report.findings]
    used: list[UsedSuppression] = []
    reasons: dict[str, str] = {}
    for each in suppressions:
        matching = [name for name in ids if fnmatchcase(name, each.criterion)]
        if not matching:
            raise SettingsError(f'{each.source}: there is no criterion "{each.criterion}".', meant(each.criterion, ids))
        if each.dossier and not any(names(each.dossier, place, Path(each.root)) for place in places):
            continue
        gaps = [f.id for f in report.findings if f.id in matching and (f.verdict in _GAPS or f.lapse)]
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
        if finding.id in compared.lost:
            return replace(finding, baseline="new" if finding.id in compared.new else "", lapse=finding.lapse or "lost")
        if finding.id in compared.known:
            return replace(finding, baseline="known")
        return replace(finding, baseline="new") if finding.id in compared.new else finding

    return replace(report, findings=tuple(map(marked, report.findings)), baseline=compared)


def needless(suppressions: Sequence[Suppression], used: Iterable[UsedSuppression]) -> tuple[str, ...]:
    """Sentences on suppressions of a configuration that serve nothing, after a run that `used` tells of.

    One whose pattern names no file; one that was for dossiers of this run and found no gap in any.
    """
    states: dict[Suppression, set[SuppressionState]] = {}
    for one in used:
        states.setdefault(one.suppression, set()).add(one.state)
    told = []
    for each in suppressions:
        if each.dossier and not found(each.dossier, Path(each.root)):
            told.append(
                f'{each.source}: "{each.dossier}", for which {each.criterion} is set aside, matches no file. '
                "Mend the path (from the folder of that file), or take it out."
            )
        elif states.get(each) == {SuppressionState.UNUSED}:
            told.append(f"{each.source}: setting {each.criterion} aside finds no gap. Take it out.")
    return tuple(told)


def meant(name: str, ids: Sequence[str]) -> str:
    """What to do about an id that no criterion has."""
    close = difflib.get_close_matches(name, ids, 1)
    return f'Did you mean "{close[0]}"?' if close else 'See "tenderscan rules list" for all ids.'
