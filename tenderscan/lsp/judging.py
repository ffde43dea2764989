"""Judges the text of an editor as the gate would judge its file: takes path and text, gives findings with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tenderscan.acceptance.accepting import TEXTS, Accepting
from tenderscan.check import Checker
from tenderscan.errors import NothingToJudgeError, TenderscanError
from tenderscan.model.region import Region
from tenderscan.model.report import Finding
from tenderscan.model.rule import Criterion
from tenderscan.options import CheckOptions
from tenderscan.reports.material import Material, accepted, to_mend
from tenderscan.settings.load import Settings, find_settings
from tenderscan.sources.dossier.file import SourceFile
from tenderscan.sources.isolation.process import ReaderProcess

_LINE = re.compile(r":(\d+):")


@dataclass(frozen=True, slots=True)
class Spotted:
    """A finding and one place of it; `gap` says whether it asks for work."""

    finding: Finding
    region: Region
    gap: bool


@dataclass(frozen=True)
class Judged:
    """What is found in a text: passages and gaps, or one sentence on why nothing could be judged, with its line."""

    spotted: tuple[Spotted, ...] = ()
    material: Material | None = None
    fault: str = ""
    fault_line: int = 1

    @property
    def gaps(self) -> tuple[Spotted, ...]:
        """The gaps, one place each."""
        return tuple(each for each in self.spotted if each.gap)

    def criterion(self, name: str) -> Criterion | None:
        """The rule of a criterion."""
        criteria = self.material.criteria if self.material is not None else ()
        return next((each for each in criteria if each.id == name), None)


class Judge:
    """Keeps a checker for each way of checking that a configuration asks; not for two threads at once."""

    def __init__(self) -> None:
        self._checkers: dict[CheckOptions, Checker] = {}

    def close(self) -> None:
        """Stop all readers."""
        for checker in self._checkers.values():
            checker.close()
        self._checkers.clear()

    def judge(self, path: Path, text: str) -> Judged:
        """Judge a text as if it stood in its file. What a user can mend is a sentence in the result, never an error."""
        if path.suffix.lower() not in TEXTS:
            return Judged()
        try:
            return self._judged(path, text)
        except NothingToJudgeError:
            # A file that is still empty asks nothing of its writer.
            return Judged()
        except TenderscanError as error:
            sentence = error.sentence()
            line = _LINE.search(sentence) if sentence.startswith(path.name) else None
            return Judged(fault=sentence, fault_line=int(line[1]) if line else 1)

    def _judged(self, path: Path, text: str) -> Judged:
        settings = find_settings(path)
        checker = self._checker(settings)
        known = settings.baseline if settings.baseline is not None and settings.baseline.is_file() else None
        # In UTF-8 whatever the file's own encoding: an editor gives letters, no bytes.
        given = SourceFile(path.name, path, text.encode("utf-8", "replace"), named=True)
        result = Accepting.of(settings, baseline=known).check(checker, (), [given])
        material = Material(
            report=result.report,
            texts=result.rulebook.texts_in(result.report.language),
            criteria=result.rulebook.criteria,
            region=result.region,
        )
        return Judged(tuple(_spotted(material)), material)

    def _checker(self, settings: Settings) -> Checker:
        default = CheckOptions()
        options = CheckOptions(
            profile=settings.profile or default.profile,
            rules=settings.rules,
            cpv=settings.cpv,
            language=settings.language,
            rulebook_version=settings.rulebook_version,
        )
        if options not in self._checkers:
            self._checkers[options] = Checker(options, ReaderProcess())
        return self._checkers[options]


def _spotted(material: Material) -> Iterator[Spotted]:
    gaps = [finding for finding in to_mend(material.report) if not accepted(finding)]
    for finding in gaps:
        _, region = material.spot(finding)
        yield Spotted(finding, region or Region(1, 1, 1, 1), gap=True)
    for finding in material.report.findings:
        # Every passage can be asked about, also those that are well.
        for number, passage in enumerate(finding.evidence):
            region = material.region(passage)
            if region is not None and not (number == 0 and finding in gaps):
                yield Spotted(finding, region, gap=False)
