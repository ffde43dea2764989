"""The one page that a buyer acts on, as every format shows it: what is bought, the verdict, the required gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tenderscan.model.report import Finding, Level, Report, VerdictKind
from tenderscan.reports.about import about_lines
from tenderscan.reports.material import FAILING, to_mend

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A required criterion that is not met: the place in this tender where it is mended, and the clause to paste.

    `why` is given where the verdict needs a reason besides, or there is no clause. Criteria that could not be judged
    for one and the same reason are one gap.
    """

    findings: tuple[Finding, ...]
    place: str
    clause: str
    why: str

    @property
    def title(self) -> str:
        """What is lacking."""
        return "; ".join(finding.title for finding in self.findings)

    @property
    def verdict(self) -> VerdictKind:
        """The verdict on it."""
        return self.findings[0].verdict


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What the first page says.

    `about` are labels with what is bought and where, `verdict` is one sentence, `unread` what was not read or is not
    there, and `rest` counts in one sentence what the page leaves out.
    """

    about: tuple[tuple[str, str], ...]
    verdict: str
    unread: tuple[tuple[str, str], ...]
    gaps: tuple[Gap, ...]
    rest: str


def first_page(report: Report, say: Say) -> FirstPage:
    """The first page of a report, in the reader's language."""
    # What is not as the configuration or a baseline expects fails too, whatever the profile makes of it.
    failing = [f for f in to_mend(report) if (f.level is Level.REQUIRED or f.lapse) and _counts(report, f)]
    unjudged: dict[str, list[Finding]] = {}
    for finding in failing:
        if finding.verdict is VerdictKind.UNDECIDED and not finding.lapse:
            unjudged.setdefault(finding.why, []).append(finding)
    gaps = [_gap(f, say) for f in failing if f.lapse or f.verdict is not VerdictKind.UNDECIDED]
    gaps += [Gap(tuple(alike), "", "", why) for why, alike in unjudged.items()]
    required = sum(f.level is Level.REQUIRED and f.verdict is not VerdictKind.NOT_APPLICABLE for f in failing)
    return FirstPage(
        about_lines(report, say),
        _verdict(report, required, say),
        _unread(report, say),
        tuple(gaps),
        _rest(report, say),
    )


def _unread(report: Report, say: Say) -> tuple[tuple[str, str], ...]:
    """What was not read or is not there: absence elsewhere is only worth what was read."""
    dossier = report.dossier
    pages = [
        f"{document.path} ({', '.join(map(str, document.unread_pages))})"
        for document in dossier.documents
        if document.unread_pages
    ]
    told = (
        ("report.unread-pages", pages),
        ("report.rejected", [item.path for item in dossier.rejected if item.reason]),
        ("report.cited-but-absent", list(dossier.cited_but_absent)),
    )
    return tuple((say(key), ", ".join(names)) for key, names in told if names)


def _counts(report: Report, finding: Finding) -> bool:
    known = () if report.baseline is None else report.baseline.known
    return finding.suppressed is None and finding.id not in known


def _gap(finding: Finding, say: Say) -> Gap:
    advice = finding.advice
    clause = advice.clause if advice is not None else ""
    place = (advice.place or advice.where) if advice is not None else ""
    reasoned = finding.verdict is not VerdictKind.MISSING or not clause
    why = [finding.why] if reasoned else []
    if finding.lapse:
        why.append(say(f"lapse.{finding.lapse}"))
    return Gap((finding,), place.strip().rstrip("."), clause.strip(), " ".join(why))


def _verdict(report: Report, failing: int, say: Say) -> str:
    """The verdict in one sentence, on what the profile requires."""
    applying = [f for f in report.findings if f.level is Level.REQUIRED and f.verdict is not VerdictKind.NOT_APPLICABLE]
    if not report.findings and report.dossier.incomplete_because:
        return report.dossier.incomplete_because
    if not applying:
        return say("first.none-apply", profile=report.profile)
    key = "first.all-met" if not failing else "first.one-gap" if failing == 1 else "first.gaps"
    return say(key, total=len(applying), count=failing, profile=report.profile)


def _rest(report: Report, say: Say) -> str:
    """What the page leaves out, counted: recommended gaps, what is met, what does not apply."""
    recommended = sum(f.level is Level.RECOMMENDED and f.verdict in FAILING for f in report.findings)
    parts = (
        (recommended, "first.recommended"),
        (report.count(VerdictKind.MET), "first.met"),
        (report.count(VerdictKind.NOT_APPLICABLE), "first.not-applicable"),
    )
    told = ", ".join(say(key, count=count) for count, key in parts if count)
    return say("first.rest", parts=told) if told else ""
