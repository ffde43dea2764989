"""What a configuration expects of files: takes expectations and a report on one file, says what the file fails in.

A file that has expectations is judged on them alone: what they name is required, whatever the profile says and whatever
the file buys, and nothing else is. So a clause that is emptied, weakened or set in another language fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tenderscan.acceptance.apply import meant
from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Expectation
from tenderscan.model.report import Finding, Level, Report, VerdictKind
from tenderscan.settings.patterns import found, names


@dataclass(frozen=True, slots=True)
class Gone:
    """A pattern of an expectation that names no file any more."""

    pattern: str
    expectation: Expectation

    def sentence(self) -> str:
        """What is gone, where that is expected, and what to do."""
        what = "matches no file" if any(sign in self.pattern for sign in "*?[{") else "is gone"
        asked = ", ".join(self.expectation.criteria)
        return (
            f"{self.pattern} {what}, and {self.expectation.source} expects it to ask {asked}. "
            "Put it back, or take it out of the configuration."
        )


def expected_of(path: Path, expectations: Iterable[Expectation]) -> tuple[Expectation, ...]:
    """The expectations that name a file."""
    place = path.resolve()
    return tuple(each for each in expectations if any(names(name, place, Path(each.root)) for name in each.files))


def criteria_of(expectations: Iterable[Expectation]) -> frozenset[str]:
    """The criteria that expectations name: to their files these apply, whatever is bought."""
    return frozenset(name for each in expectations for name in each.criteria)


def gone(expectations: Iterable[Expectation]) -> tuple[Gone, ...]:
    """Every pattern that names no file, in the order of the configuration."""
    return tuple(Gone(name, each) for each in expectations for name in each.files if not found(name, Path(each.root)))


def check_expected(expectations: Iterable[Expectation], known: Sequence[str]) -> None:
    """Raises SettingsError for an id that no criterion has."""
    for each in expectations:
        for name in each.criteria:
            if name not in known:
                raise SettingsError(f'{each.source}: there is no criterion "{name}".', meant(name, known))


def held_against(report: Report, expectations: Sequence[Expectation]) -> Report:
    """The report on one file with what is expected of it alone as required, and what it fails in as lapses."""
    if not expectations:
        return report
    return replace(report, findings=tuple(_held(finding, expectations) for finding in report.findings))


def _held(finding: Finding, expectations: Sequence[Expectation]) -> Finding:
    mine = [each for each in expectations if finding.id in each.criteria]
    if not mine:
        return replace(finding, level=Level.OPTIONAL)
    # Of two expectations the stricter one counts.
    verdict = "met" if any(each.verdict == "met" for each in mine) else "weak"
    lapse = next((said for each in mine if (said := _lapse(finding, each))), "")
    return replace(finding, level=Level.REQUIRED, expected=verdict, lapse=lapse)


def _lapse(finding: Finding, expectation: Expectation) -> str:
    enough = {VerdictKind.MET} if expectation.verdict == "met" else {VerdictKind.MET, VerdictKind.WEAK}
    if finding.verdict not in enough:
        return "expected"
    wanted = expectation.language
    return "language" if wanted and not any(passage.language == wanted for passage in finding.evidence) else ""
