"""Writes the reports of a run: takes the result on each dossier, writes it where the user wants it, or gathers it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tenderscan.check import CheckResult
from tenderscan.cli import complain
from tenderscan.cli.dossiers import from_here
from tenderscan.cli.screen import show
from tenderscan.cli.targets import Target
from tenderscan.cli.writing import write_whole
from tenderscan.errors import TenderscanError
from tenderscan.messages import messages
from tenderscan.model.report import Finding, Report
from tenderscan.model.texts import Texts
from tenderscan.reports.concise import lines_of
from tenderscan.reports.explain import explanation
from tenderscan.reports.json import json_report
from tenderscan.reports.lines import Page
from tenderscan.reports.mark import marked
from tenderscan.reports.material import Failed, Material
from tenderscan.reports.registry import FORMATS
from tenderscan.reports.text import text_report
from tenderscan.reports.text_page import SCREEN, text_page
from tenderscan.sources.names import visible

FILE_WIDTH = 100
"""Columns of a text report that goes to a file."""


@dataclass
class Gathered:
    """What reports on many dossiers are made of: the dossiers, those that failed, and lines of JSON."""

    materials: list[Material] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    json_lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Output:
    """Where and how the reports of a run are written."""

    targets: tuple[Target, ...]
    explain: tuple[str, ...]
    password: str | None
    crops: bool
    everything: bool
    each: bool
    color: bool
    quiet: bool

    def write(self, result: CheckResult, name: str, failing: Sequence[Finding], gathered: Gathered) -> None:
        """Write what is on one dossier, and gather what is on many. Raises TenderscanError after all are tried."""
        material = self._material(result)
        if any(target.many for target in self.targets):
            gathered.materials.append(material.light())
        if self.quiet and not any(map(self._is_shown, self.targets)):
            sys.stdout.write("".join(f"{line}\n" for line in lines_of(material, failing)))
        last: TenderscanError | None = None
        for target in self.targets:
            try:
                self._one(result, material, target, name, gathered)
            except TenderscanError as error:
                # The other formats are still written.
                if last is not None:
                    complain(last.sentence())
                last = error
        if last is not None:
            raise last

    def write_gathered(self, gathered: Gathered) -> None:
        """Write what is on many dossiers. Raises TenderscanError where a file cannot be written."""
        for target in self.targets:
            format_ = FORMATS[target.format]
            if target.many and self._is_shown(target):
                sys.stdout.write(format_.many_text(gathered.materials, gathered.failed))
            elif target.many and target.file is not None:
                write_whole(Path(target.file), format_.many_content(gathered.materials, gathered.failed))
            elif self._is_lines(target):
                write_whole(Path(target.file or ""), "".join(gathered.json_lines).encode("utf-8", "replace"))

    def _is_shown(self, target: Target) -> bool:
        """Whether a report goes to standard output; with --quiet only what a program reads, where it was asked for."""
        return target.file is None and not (self.quiet and target.format == "text")

    def _is_lines(self, target: Target) -> bool:
        return self.each and target.format == "json" and target.file is not None and "{name}" not in target.file

    def _one(self, result: CheckResult, material: Material, target: Target, name: str, gathered: Gathered) -> None:
        if target.many:
            return
        if target.file is None:
            if self._is_shown(target):
                self._to_screen(result, material, target)
        elif self._is_lines(target):
            gathered.json_lines.append(json_report(material.report, one_line=True))
        else:
            file = Path(target.file_of(name))
            write_whole(file, self._content(result, material, target.format))
            if not self.quiet and not self.each:
                sys.stderr.write(f"{material.say('hint.written', file=visible(file.as_posix()))}\n")

    def _material(self, result: CheckResult) -> Material:
        paths = {name: from_here(path) for name, path in result.files.items()}
        return Material(
            report=_in_language(result.report),
            texts=result.rulebook.texts_in(result.report.language),
            criteria=result.rulebook.criteria,
            structured=result.structured,
            originals=result.originals,
            crops=self.crops,
            everything=self.everything,
            password=self.password,
            paths=paths,
            region=result.region,
        )

    def _content(self, result: CheckResult, material: Material, name: str) -> bytes:
        if name == "json":
            return json_report(material.report, one_line=self.each).encode("utf-8", "replace")
        content = FORMATS[name].content(material)
        if name == "text":
            explained = (_explanation(result, wanted, material.texts, FILE_WIDTH).plain() for wanted in self.explain)
            content += "".join(explained).encode("utf-8", "replace")
        return content

    def _to_screen(self, result: CheckResult, material: Material, target: Target) -> None:
        if target.format == "json":
            sys.stdout.write(json_report(material.report, one_line=self.each))
            return
        if target.format != "text":
            text = FORMATS[target.format].text(material)
            # It may become a file beside the tender; hooks and editors read every line of the concise one.
            sys.stdout.write(text if target.format == "concise" else marked(target.format, text))
            return
        texts = material.texts
        width, lines = shutil.get_terminal_size((80, SCREEN))
        colored = self.color and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        if not self.explain:
            report = material.report
            screen = max(SCREEN, lines) if sys.stdout.isatty() else SCREEN
            page = text_report(report, texts, width) if self.everything else text_page(report, texts, width, screen)
            show(page, colored=colored)
            if not sys.stdout.isatty():
                # It may become a file beside the tender.
                sys.stdout.write(marked("text", ""))
        for number, wanted in enumerate(self.explain):
            if number:
                sys.stdout.write("\n")
            show(_explanation(result, wanted, texts, min(width, FILE_WIDTH)), colored=colored)
        if self.each:
            sys.stdout.write("\n")


def _in_language(report: Report) -> Report:
    """The report with the reasons for which files were not read in its own language."""
    said = messages(report.language)
    rejected = tuple(replace(item, reason=said.say(item.reason)) for item in report.dossier.rejected)
    return replace(report, dossier=replace(report.dossier, rejected=rejected))


def _explanation(result: CheckResult, wanted: str, texts: Texts, width: int) -> Page:
    finding = next(f for f in result.report.findings if f.id == wanted)
    return explanation(finding, result.claims, result.structured, texts, width, result.changes(finding))
