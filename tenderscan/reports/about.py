"""The dossier as a whole, as every report states it: what it is, why it is incomplete, what it was taken to buy."""

from __future__ import annotations

from collections.abc import Callable

from tenderscan.model.report import Report, VerdictKind

Say = Callable[..., str]


def about_lines(report: Report, say: Say) -> tuple[tuple[str, str], ...]:
    """Labels (without a colon) with their sentences; what there is nothing to say of is left out."""
    dossier = report.dossier
    judged = bool(report.findings)
    told = (
        ("report.bought", dossier.bought_because or ""),
        ("report.cpv", "" if dossier.bought_because else ", ".join(dossier.cpv)),
        ("report.country", dossier.home.told if judged else ""),
        ("report.dossier-kind", say(f"dossier-kind.{dossier.kind}") if dossier.kind != "specification" else ""),
        ("report.incomplete", (dossier.incomplete_because or "") if judged else ""),
    )
    return tuple((say(label), text) for label, text in told if text)


def summary(report: Report, say: Say) -> str:
    """The counts of the verdicts in one sentence; of what is not judged, the sentence that says so."""
    if not report.findings and report.dossier.incomplete_because:
        return report.dossier.incomplete_because
    counts = {kind.value.replace("-", "_"): report.count(kind) for kind in VerdictKind}
    return say("report.summary-line", total=len(report.findings), **counts)
