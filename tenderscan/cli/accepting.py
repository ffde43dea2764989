"""What a run of `check` accepts: suppressions from all places, a baseline that is read, one that is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from tenderscan.acceptance.apply import against, set_aside
from tenderscan.acceptance.baseline import Baseline, baseline_text, gaps, read_baseline
from tenderscan.acceptance.suppressions import beside, checked, marked
from tenderscan.check import CheckResult
from tenderscan.cli.writing import write_whole
from tenderscan.errors import SettingsError, UsageError
from tenderscan.model.acceptance import KnownGap, Suppression
from tenderscan.model.report import Report


@dataclass
class Accepting:
    """Accepts gaps, dossier after dossier, and gathers those that a new baseline will hold.

    `day` decides which suppressions are over: today, unless the user names a day. Nothing else hangs on it.
    """

    suppressions: tuple[Suppression, ...]
    day: date
    baseline: Baseline | None
    target: Baseline | None
    _found: list[KnownGap] = field(default_factory=list)
    _dossiers: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, suppressions: Sequence[Suppression], as_of: str | None, baseline: Path | None, target: Path | None
    ) -> Self:
        """From what the user and the configuration ask. Raises SettingsError where a baseline is absent or wrong."""
        day = date.fromisoformat(as_of) if as_of else date.today()
        only_written = target is not None and baseline is not None and target.resolve() == baseline.resolve()
        known = None if baseline is None or (only_written and not baseline.is_file()) else read_baseline(baseline)
        before = read_baseline(target) if target is not None and target.is_file() else None
        written = None if target is None else Baseline(target, before.gaps if before else ())
        return cls(checked(suppressions), day, known, written)

    def accept(self, result: CheckResult, paths: Sequence[Path]) -> Report:
        """The report with what is set aside and what is known. Raises SettingsError for a suppression that is wrong."""
        documents = result.dossier.documents
        every = (*self.suppressions, *beside(paths), *marked(documents, result.originals))
        report = set_aside(result.report, every, self.day)
        if self.target is not None:
            name = self.target.name(paths)
            self._dossiers.append(name)
            self._found += gaps(report, name)
        if self.baseline is not None:
            return against(report, self.baseline, self.baseline.name(paths))
        if self.target is not None:
            # What is written now is known from now on.
            return against(report, Baseline(self.target.file, gaps(report, name)), name)
        return report

    def write(self, rulebook: str) -> None:
        """Write the new baseline, where one is asked for. Raises SettingsError where the file cannot be written."""
        if self.target is None:
            return
        text = baseline_text(self.target.with_gaps(self._found, self._dossiers), rulebook)
        try:
            write_whole(self.target.file, text.encode())
        except UsageError as error:
            raise SettingsError(str(error), error.advice) from error
