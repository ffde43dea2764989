"""`tenderscan check`: dossiers in, reports out, and the exit status of the contract."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tenderscan.check import Checker, CheckOptions, CheckResult
from tenderscan.cli import complain
from tenderscan.cli.accepting import Accepting
from tenderscan.cli.progress import Progress, waiting
from tenderscan.cli.screen import show
from tenderscan.cli.writing import write_whole
from tenderscan.errors import NothingToJudgeError, SettingsError, TenderscanError, UsageError
from tenderscan.model.acceptance import Suppression
from tenderscan.model.report import Level, Report, VerdictKind
from tenderscan.model.rule import LANGUAGES
from tenderscan.model.texts import Texts
from tenderscan.reports.explain import explanation
from tenderscan.reports.json import json_report
from tenderscan.reports.lines import Page
from tenderscan.reports.material import Material
from tenderscan.reports.registry import FORMATS
from tenderscan.reports.text import text_report
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.names import visible

FAIL_ON = ("required", "recommended", "never")
OCR = ("auto", "never", "force")
MARKUP = ("final", "original")
GAPS, FAILED = 1, 2
FILE_WIDTH = 100
"""Columns of a text report that goes to a file."""

_CPV = re.compile(r"^\d{8}(-\d)?$|^\d{2,8}$")


@dataclass(frozen=True)
class CheckRequest:
    """What the user asked of `check`."""

    paths: tuple[Path, ...]
    formats: tuple[str, ...]
    options: CheckOptions
    each: bool
    fail_on: str
    allow: str | None
    explain: tuple[str, ...]
    color: bool
    quiet: bool
    crops: bool = True
    baseline: Path | None = None
    write_baseline: Path | None = None
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True)
class Target:
    """A format, and the file it goes to (None: standard output)."""

    format: str
    file: str | None


def run_check(request: CheckRequest) -> int:
    """Check, write the reports, and say how it ended: 0 no gaps, 1 gaps, 2 the run failed."""
    targets = _targets(request)
    _check_usage(request)
    accepting = Accepting.of(request.suppressions, request.options.as_of, request.baseline, request.write_baseline)
    status = 0
    dossiers = list(_dossiers(request))
    total = len(dossiers) if len(dossiers) > 1 else None
    with (
        # Started before the rules are loaded, so that it is ready when they are.
        ReaderProcess() as reader,
        Checker(request.options, reader) as checker,
        waiting(_reading(dossiers[0]), quiet=request.quiet, total=total) as progress,
    ):
        _check_explained(request, checker)
        for number, paths in enumerate(dossiers):
            progress.tell(_reading(paths), number)
            status = max(status, _one(checker, paths, targets, request, accepting, progress))
    accepting.write(checker.rulebook.version)
    return status


def _reading(paths: tuple[Path, ...]) -> str:
    return f"Reading and checking {visible(paths[0].name)} …"


def _one(
    checker: Checker,
    paths: tuple[Path, ...],
    targets: tuple[Target, ...],
    request: CheckRequest,
    accepting: Accepting,
    progress: Progress,
) -> int:
    try:
        result = checker.check_paths(paths)
        result = replace(result, report=accepting.accept(result, paths))
    except (NothingToJudgeError, SettingsError) as error:
        with progress.aside():
            complain(error.sentence())
        return error.exit_status
    with progress.aside():
        return _told(result, targets, request)


def _told(result: CheckResult, targets: tuple[Target, ...], request: CheckRequest) -> int:
    """Write all reports on one dossier, and say how it ended."""
    failed = False
    for target in targets:
        try:
            _write(result, target, request)
        except TenderscanError as error:
            # The other formats and dossiers are still written.
            complain(error.sentence())
            failed = True
    unread = [item for item in result.report.dossier.rejected if item.named]
    for item in unread:
        complain(item.sentence())
    return FAILED if unread or failed else _gaps(result.report, request)


def _gaps(report: Report, request: CheckRequest) -> int:
    """1 where a criterion at the failing level is neither met nor not applicable."""
    levels = {
        "required": (Level.REQUIRED,),
        "recommended": (Level.REQUIRED, Level.RECOMMENDED),
        "never": (),
    }[request.fail_on]
    passing = {VerdictKind.MET, VerdictKind.NOT_APPLICABLE}
    if request.allow == "weak":
        passing.add(VerdictKind.WEAK)
    failing = [f for f in report.findings if f.level in levels and f.verdict not in passing and f.suppressed is None]
    known = () if report.baseline is None else report.baseline.known
    return GAPS if any(f.id not in known for f in failing) else 0


def _dossiers(request: CheckRequest) -> Iterator[tuple[Path, ...]]:
    if not request.each:
        yield request.paths
        return
    for path in dict.fromkeys(request.paths):
        yield (path,)


def _targets(request: CheckRequest) -> tuple[Target, ...]:
    found = []
    for raw in request.formats:
        name, _, file = raw.partition("=")
        if name not in FORMATS:
            raise UsageError(f'there is no format "{name}".', f"Choose one of: {', '.join(FORMATS)}.")
        if FORMATS[name].binary and not file:
            raise UsageError(f"{name} cannot go to the screen.", f"Give it a file: --format {name}=report.{name}.")
        found.append(Target(name, file or None))
    if sum(1 for target in found if target.file is None) > 1:
        raise UsageError("two formats cannot both go to the screen.", "Give one a file: --format json=report.json.")
    if request.each and any(t.file and "{name}" not in t.file for t in found) and len(set(request.paths)) > 1:
        raise UsageError("with --each, every dossier needs a file of its own.", "Use {name} in the file's name.")
    _check_files(found, request)
    return tuple(found)


def _check_files(targets: list[Target], request: CheckRequest) -> None:
    """Refuse what would write one report over another."""
    named = [target.file for target in targets if target.file]
    twice = next((file for file in named if named.count(file) > 1), None)
    if twice:
        raise UsageError(f"two formats would be written to {twice}.", "Give each a file of its own.")
    names = [path.resolve().stem.casefold() for path in dict.fromkeys(request.paths)]
    if request.each and named and len(set(names)) < len(names):
        same = next(name for name in names if names.count(name) > 1)
        raise UsageError(
            f'two dossiers are called "{same}": one report would replace the other.', "Rename one of them."
        )


def _check_usage(request: CheckRequest) -> None:
    if request.fail_on not in FAIL_ON:
        raise UsageError(f'--fail-on does not know "{request.fail_on}".', f"Choose one of: {', '.join(FAIL_ON)}.")
    if request.allow not in (None, "weak"):
        raise UsageError(f'--allow does not know "{request.allow}".', "It knows: weak.")
    if request.options.ocr not in OCR:
        raise UsageError(f'--ocr does not know "{request.options.ocr}".', f"Choose one of: {', '.join(OCR)}.")
    if request.options.markup not in MARKUP:
        raise UsageError(f'--markup does not know "{request.options.markup}".', f"Choose one of: {', '.join(MARKUP)}.")
    if request.options.as_of is not None and not _is_day(request.options.as_of):
        raise UsageError(f'"{request.options.as_of}" is no day.', "Write it as 2026-11-23.")
    check_choices(request.options.language, request.options.cpv)


def check_choices(language: str | None, cpv: tuple[str, ...]) -> None:
    """Refuse a language without texts and what is no CPV code. Raises UsageError."""
    if language not in (None, *LANGUAGES):
        raise UsageError(f'there are no reports in "{language}".', f"Choose one of: {', '.join(LANGUAGES)}.")
    for code in cpv:
        if not _CPV.match(code):
            raise UsageError(f'"{code}" is no CPV code.', "Give its eight digits, such as 45233222.")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_explained(request: CheckRequest, checker: Checker) -> None:
    known = {criterion.id for criterion in checker.rulebook.criteria}
    for wanted in request.explain:
        if wanted not in known:
            raise UsageError(f'there is no criterion "{wanted}".', f"Choose one of: {', '.join(sorted(known))}.")


def _write(result: CheckResult, target: Target, request: CheckRequest) -> None:
    material = Material(
        report=result.report,
        texts=result.rulebook.texts_in(result.report.language),
        criteria=result.rulebook.criteria,
        structured=result.structured,
        originals=result.originals,
        crops=request.crops,
        password=request.options.password,
        paths={name: _from_here(path) for name, path in result.files.items()},
    )
    if target.file is None:
        if not request.quiet:
            _to_screen(result, material, target, request)
        return
    content = _content(result, material, target.format, request)
    path = Path(target.file.replace("{name}", Path(result.report.dossier.name).stem))
    write_whole(path, content)


def _from_here(path: Path) -> str:
    """A file's path from the working folder, where it lies under it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.name


def _content(result: CheckResult, material: Material, name: str, request: CheckRequest) -> bytes:
    if name == "json":
        return json_report(material.report, one_line=request.each).encode("utf-8", "replace")
    content = FORMATS[name].content(material)
    if name == "text":
        explained = (_explanation(result, wanted, material.texts, FILE_WIDTH).plain() for wanted in request.explain)
        content += "".join(explained).encode("utf-8", "replace")
    return content


def _to_screen(result: CheckResult, material: Material, target: Target, request: CheckRequest) -> None:
    if target.format == "json":
        sys.stdout.write(json_report(material.report, one_line=request.each))
        return
    if target.format != "text":
        sys.stdout.write(FORMATS[target.format].text(material))
        return
    texts = material.texts
    width = shutil.get_terminal_size((80, 24)).columns
    colored = request.color and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if not request.explain:
        show(text_report(material.report, texts, width), colored=colored)
    for number, wanted in enumerate(request.explain):
        if number:
            sys.stdout.write("\n")
        show(_explanation(result, wanted, texts, min(width, FILE_WIDTH)), colored=colored)
    if request.each:
        sys.stdout.write("\n")


def _explanation(result: CheckResult, wanted: str, texts: Texts, width: int) -> Page:
    finding = next(f for f in result.report.findings if f.id == wanted)
    return explanation(finding, result.claims, result.structured, texts, width, result.changes(finding))
