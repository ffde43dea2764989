"""Judges one dossier after another as a configuration asks: expectations, suppressions, a baseline read or written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Self

from tenderscan.acceptance.apply import against, needless, set_aside
from tenderscan.acceptance.baseline import Baseline, gaps, met, read_baseline
from tenderscan.acceptance.expectations import check_expected, criteria_of, expected_of, gone, held_against
from tenderscan.acceptance.suppressions import beside, checked, marked
from tenderscan.check import Checker, CheckResult
from tenderscan.errors import NothingToJudgeError
from tenderscan.model.acceptance import Expectation, KnownGap, KnownMet, Suppression, UsedSuppression
from tenderscan.model.report import Report
from tenderscan.settings.load import Settings
from tenderscan.sources.dossier.file import SourceFile
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.readers.text.plain import MARKER

TEXTS = frozenset({".md", ".markdown", ".txt", ".text", ".asc"})
"""Endings of files that are text: what they hold can be seen to be nothing."""


@dataclass
class Accepting:
    """Judges dossier after dossier, and gathers what a new baseline will hold.

    `day` decides which suppressions are over: today, unless the user names a day. Nothing else hangs on it.
    """

    suppressions: tuple[Suppression, ...]
    expectations: tuple[Expectation, ...]
    day: date
    baseline: Baseline | None
    target: Baseline | None
    _found: list[KnownGap] = field(default_factory=list)
    _met: list[KnownMet] = field(default_factory=list)
    _dossiers: list[str] = field(default_factory=list)
    _used: list[UsedSuppression] = field(default_factory=list)

    @classmethod
    def of(
        cls, settings: Settings, as_of: str | None = None, baseline: Path | None = None, target: Path | None = None
    ) -> Self:
        """From what the user and the configuration ask. Raises SettingsError where a baseline is absent or wrong."""
        day = date.fromisoformat(as_of) if as_of else date.today()
        only_written = target is not None and baseline is not None and target.resolve() == baseline.resolve()
        known = None if baseline is None or (only_written and not baseline.is_file()) else read_baseline(baseline)
        before = read_baseline(target) if target is not None and target.is_file() else None
        written = None if target is None else before or Baseline(target)
        return cls(checked(settings.suppressions), settings.expectations, day, known, written)

    def check(self, checker: Checker, paths: Sequence[Path], given: Sequence[SourceFile] = ()) -> CheckResult:
        """Judge one dossier. Raises NothingToJudgeError, and SettingsError for a suppression or expectation."""
        places = (*paths, *(file.path for file in given if file.path is not None))
        expected = self.expected(places)
        check_expected(expected, [criterion.id for criterion in checker.rulebook.criteria])
        try:
            result = checker.check_paths(paths, criteria_of(expected), given)
        except NothingToJudgeError:
            if not expected or not _is_blank(places[0], given):
                raise
            # A clause that was emptied asks nothing: that is a finding, and no file that cannot be read.
            blank = checker.check_text("", applicable=criteria_of(expected), name=places[0].name)
            result = replace(blank, files={places[0].name: places[0]})
        report = held_against(result.report, expected)
        return replace(result, report=self._accepted(report, result, places))

    def expected(self, places: Sequence[Path]) -> tuple[Expectation, ...]:
        """What is expected of a dossier: of one that is one file alone."""
        return expected_of(places[0], self.expectations) if len(places) == 1 and not places[0].is_dir() else ()

    def absent(self) -> Iterator[tuple[str, str]]:
        """Path or pattern and sentence of what must be there and is not: by an expectation, or by the baseline."""
        for each in gone(self.expectations):
            yield each.pattern, each.sentence()
        for dossier in self.baseline.gone() if self.baseline is not None else ():
            name = self.baseline.file.name if self.baseline is not None else ""
            yield dossier, f"{dossier} is gone, and {name} says what it asked. Put it back, or write {name} anew."

    def needless(self) -> tuple[str, ...]:
        """Sentences on suppressions of the configuration that served nothing in this run."""
        return needless(self.suppressions, self._used)

    def new_baseline(self) -> Baseline | None:
        """The baseline that is to be written, where one is asked for."""
        return None if self.target is None else self.target.with_gaps(self._found, self._dossiers, self._met)

    def _accepted(self, report: Report, result: CheckResult, places: Sequence[Path]) -> Report:
        folders = places or (Path(),)
        every = (*self.suppressions, *beside(folders), *marked(result.dossier.documents, result.originals))
        all_places = [path.resolve() for path in (*places, *result.files.values())]
        report = set_aside(report, every, self.day, all_places)
        self._used += report.suppressions
        if self.target is not None:
            name = self.target.name(places)
            self._dossiers.append(name)
            self._found += gaps(report, name)
            self._met += met(report, name)
        if self.baseline is not None:
            return against(report, self.baseline, self.baseline.name(places))
        if self.target is not None:
            # What is written now is known from now on.
            return against(report, Baseline(self.target.file, gaps(report, name)), name)
        return report


def _is_blank(path: Path, given: Sequence[SourceFile]) -> bool:
    """Whether a text file holds nothing but blanks, front matter and markers."""
    if path.suffix.lower() not in TEXTS:
        return False
    try:
        data = given[0].read() if given else path.read_bytes()
    except OSError:
        return False
    return not _without_marks(MARKER.sub("", decode(data))).strip()


def _without_marks(text: str) -> str:
    head, mark, rest = text.partition("\n---\n")
    body = rest if mark and head.startswith("---") else text
    first, *others = body.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)
