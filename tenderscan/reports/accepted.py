"""What was set aside or known before, as a reader sees it, the same in every format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase

from tenderscan.model.acceptance import SuppressionState, UsedSuppression
from tenderscan.model.report import Finding, Report, VerdictKind

Say = Callable[..., str]


def accepted_lines(report: Report, say: Say) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Label and items: what is not as expected, gaps set aside and why, suppressions over or needless, known gaps."""
    titles = {finding.id: finding.title for finding in report.findings}
    pairs = [
        ("report.suppressed", [_aside(f, report, say) for f in report.findings if f.suppressed is not None]),
        ("report.suppression-expired", _told(report.suppressions, SuppressionState.EXPIRED, say)),
        ("report.suppression-unused", _told(_needless(report), SuppressionState.UNUSED, say)),
    ]
    pairs.insert(0, ("report.lapses", [_lapse(f, say) for f in report.findings if f.lapse and f.suppressed is None]))
    compared = report.baseline
    if compared is not None:
        pairs += [
            ("report.baseline-new", [f"{titles.get(name, name)} [{name}]" for name in compared.new]),
            ("report.baseline-known", [f"{titles.get(name, name)} [{name}]" for name in compared.known]),
            ("report.baseline-stale", [f"{titles.get(name, name)} [{name}]" for name in compared.stale]),
        ]
    return tuple((say(key), tuple(items)) for key, items in pairs if items)


def why_aside(finding: Finding, report: Report, say: Say) -> str:
    """The reason for which a gap is set aside, the day until which, and where that stands; empty where it is not."""
    used = setting_aside(finding, report)
    return finding.suppressed or "" if used is None else _reason(used, say)


def setting_aside(finding: Finding, report: Report) -> UsedSuppression | None:
    """The suppression that sets a finding aside, or None."""
    return next((u for u in report.suppressions if _sets_aside(u, finding)), None)


def _sets_aside(used: UsedSuppression, finding: Finding) -> bool:
    mine = used.suppression
    active = used.state is SuppressionState.ACTIVE
    return active and fnmatchcase(finding.id, mine.criterion) and mine.reason == finding.suppressed


def _needless(report: Report) -> tuple[UsedSuppression, ...]:
    """Suppressions of what is met by now; one of what this tender does not buy may serve the next one."""
    met = [finding.id for finding in report.findings if finding.verdict is VerdictKind.MET]
    return tuple(u for u in report.suppressions if any(fnmatchcase(name, u.suppression.criterion) for name in met))


def _aside(finding: Finding, report: Report, say: Say) -> str:
    verdict = say(f"verdict.{finding.verdict.value}").lower()
    return f"{finding.title} [{finding.id}], {verdict} — {why_aside(finding, report, say)}"


def _lapse(finding: Finding, say: Say) -> str:
    verdict = say(f"verdict.{finding.verdict.value}").lower()
    return f"{finding.title} [{finding.id}], {verdict} — {say(f'lapse.{finding.lapse}')}"


def _told(suppressions: Sequence[UsedSuppression], state: SuppressionState, say: Say) -> list[str]:
    return [f"{u.suppression.criterion} — {_reason(u, say)}" for u in suppressions if u.state is state]


def _reason(used: UsedSuppression, say: Say) -> str:
    each = used.suppression
    until = f"{say('report.until', day=each.until)}, " if each.until else ""
    return f"{each.reason} ({until}{each.source})"
