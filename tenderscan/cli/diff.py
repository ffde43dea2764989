"""`tenderscan diff`: two versions of a tender, and what became of each criterion."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from tenderscan.check import Checker, CheckOptions
from tenderscan.cli import complain
from tenderscan.cli.progress import waiting
from tenderscan.cli.refusals import refuse
from tenderscan.cli.screen import show
from tenderscan.diff.changes import Difference, difference
from tenderscan.diff.json import json_difference
from tenderscan.diff.text import markdown_difference, text_difference
from tenderscan.errors import UsageError
from tenderscan.model.report import Report
from tenderscan.model.texts import Texts
from tenderscan.reports.mark import marked
from tenderscan.sources.names import visible

FORMATS = ("text", "json", "markdown")
LOST, FAILED = 1, 2


@dataclass(frozen=True)
class DiffRequest:
    """What the user asked of `diff`."""

    old: Path
    new: Path
    format: str
    options: CheckOptions
    color: bool
    quiet: bool


def run_diff(request: DiffRequest) -> int:
    """Compare, print, and say how it ended: 1 where a required criterion was lost or weakened, 2 where it failed."""
    if request.format not in FORMATS:
        raise UsageError(f'there is no format "{request.format}".', f"Choose one of: {', '.join(FORMATS)}.")
    refuse(request.options)
    for path in (request.old, request.new):
        if not path.exists():
            raise UsageError(f"{path.as_posix()} is not there.", "Name a file, a folder or a ZIP.")
    with Checker(request.options) as checker, waiting(_reading(request.old), quiet=request.quiet, total=2) as progress:
        old = _checked(checker, request.old)
        progress.tell(_reading(request.new), 1)
        new = _checked(checker, request.new)
        texts = checker.rulebook.texts_in(new.language)
    found = difference(old, new)
    if not request.quiet:
        _print(found, texts, request)
    unread = [item for report in (old, new) for item in report.dossier.rejected if item.named]
    for item in unread:
        complain(item.sentence())
    if unread:
        return FAILED
    return LOST if found.fails else 0


def _checked(checker: Checker, path: Path) -> Report:
    return checker.check_paths([path]).report


def _reading(path: Path) -> str:
    return f"Reading and checking {visible(path.name)} …"


def _print(found: Difference, texts: Texts, request: DiffRequest) -> None:
    if request.format == "json":
        sys.stdout.write(json_difference(found))
    elif request.format == "markdown":
        # It may become a file beside the tender, which `check` leaves out by this mark.
        sys.stdout.write(marked("markdown", markdown_difference(found, texts)))
    else:
        width = shutil.get_terminal_size((80, 24)).columns
        colored = request.color and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        show(text_difference(found, texts, width), colored=colored)
        if not sys.stdout.isatty():
            sys.stdout.write(marked("text", ""))
