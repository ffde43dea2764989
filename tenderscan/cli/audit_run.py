"""The work of `tenderscan audit FOLDER`: many dossiers in, rows out, progress on standard error."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tenderscan.audit.extras import need
from tenderscan.check import CheckOptions
from tenderscan.cli.refusals import refuse
from tenderscan.errors import UsageError

if TYPE_CHECKING:
    from tenderscan.audit.engine import Engine
    from tenderscan.audit.run import Progress

STEP = 30.0
"""Seconds between two lines of progress where standard error is no terminal."""


@dataclass(frozen=True)
class AuditRequest:
    """What the user asked of `audit`."""

    folder: str
    store: str
    texts: str | None
    retry: tuple[str, ...]
    only: tuple[str, ...]
    workers: int | None
    cluster: str | None
    minutes: float
    names: str | None
    rehash: bool
    profile: str | None
    rules: tuple[Path, ...]
    as_of: str | None
    language: str | None
    password: str | None
    ocr: str
    quiet: bool


def run_audit(request: AuditRequest) -> int:
    """Audit, and say how it ended: 0 also where dossiers failed, 2 only where the run did (by its error)."""
    need("audit")
    from tenderscan.audit.run import RunOptions, run
    from tenderscan.audit.store.open import open_store
    from tenderscan.audit.worklist import dossiers

    _check_usage(request)
    options = RunOptions(
        check=CheckOptions(
            profile=request.profile,
            rules=tuple(path.resolve() for path in request.rules),
            language=request.language,
            password=request.password,
            as_of=request.as_of,
            ocr=request.ocr,
        ),
        retry=request.retry,
        names=request.names,
        rehash=request.rehash,
        seconds=request.minutes * 60,
    )
    refuse(options.check)
    # Looked for before a store is made: a wrong name must not leave an empty one.
    entries = dossiers(request.folder, request.only, _own_files(request))
    store = open_store(request.store, request.texts, make=True)
    try:
        with _telling(request.quiet) as told:
            progress = run(store, entries, options, _engine(request), told)
        if not request.quiet:
            _sum_up(progress, request)
    except KeyboardInterrupt:
        sys.stderr.write("tenderscan: stopped; what was finished is kept. Start the same command again to go on.\n")
        return 2
    finally:
        store.close()
    return 0


def run_failures(url: str, texts: str | None) -> int:
    """Print the failures of dossiers that have not succeeded since, one a line, tabs between."""
    need("audit")
    from tenderscan.audit.report.failures import failed
    from tenderscan.audit.store.open import open_store

    store = open_store(url, texts)
    try:
        print("dossier\tstatus\tattempt\tpath\treason")
        for row in failed(store):
            print("\t".join(str(part).replace("\t", " ").replace("\n", " ") for part in row))
    finally:
        store.close()
    return 0


def _check_usage(request: AuditRequest) -> None:
    from tenderscan.audit.metadata.names import compiled
    from tenderscan.audit.plan import RETRIES

    for retry in request.retry:
        if retry not in RETRIES:
            raise UsageError(f'--retry does not know "{retry}".', f"It knows: {', '.join(RETRIES)}.")
    if request.names:
        compiled(request.names)


def _own_files(request: AuditRequest) -> tuple[Path, ...]:
    """The store's own files, which may lie in the folder and are no dossiers."""
    from tenderscan.audit.store.open import files_of

    return files_of(request.store, request.texts)


def _engine(request: AuditRequest) -> Callable[[], Engine]:
    if request.cluster:
        need("cluster")
        from tenderscan.audit.cluster import Cluster

        address, seconds = request.cluster, request.minutes * 60
        return lambda: Cluster(address, seconds)
    from tenderscan.audit.pool import Pool

    workers = request.workers or os.cpu_count() or 1
    return lambda: Pool(workers, request.minutes * 60)


@contextmanager
def _telling(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Progress as a bar on a terminal, as a line now and then elsewhere, or not at all."""
    if quiet:
        yield lambda progress: None
    elif sys.stderr.isatty():
        with _bar() as told:
            yield told
    else:
        yield _Lines().tell


class _Lines:
    """A line of progress every STEP seconds, for logs."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def tell(self, progress: Progress) -> None:
        """Say how far it is, if it is time to."""
        if time.monotonic() - self._last >= STEP:
            self._last = time.monotonic()
            sys.stderr.write(f"tenderscan: {_line(progress)}\n")


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich import progress as bars
    from rich.console import Console

    columns = (bars.TextColumn("{task.description}", markup=False), bars.BarColumn(), bars.MofNCompleteColumn())
    with bars.Progress(*columns, console=Console(file=sys.stderr), transient=True) as shown:
        task = shown.add_task("Looking at what is done …", total=None)

        def tell(progress: Progress) -> None:
            over = progress.total - progress.left
            shown.update(task, description=_line(progress), total=progress.total, completed=over)

        yield tell


def _line(progress: Progress) -> str:
    over = progress.done + progress.failed
    rate = over / progress.seconds * 60 if progress.seconds else 0.0
    left = f", {_lasting(progress.seconds_left)} left" if progress.seconds_left is not None else ""
    failed = progress.failed + progress.failed_before
    return f"{progress.total - progress.left} of {progress.total}: {rate:.0f} a minute{left}, {failed} failed"


def _lasting(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _sum_up(progress: Progress, request: AuditRequest) -> None:
    """What the run did, in a few lines on standard error."""
    said = [f"{progress.done} of {progress.total} dossiers done in {_lasting(progress.seconds)}"]
    if progress.from_text:
        said.append(f"{progress.from_text} of them from their stored text")
    if progress.before + progress.unchanged:
        said.append(f"{progress.before + progress.unchanged} unchanged")
    failed = progress.failed + progress.failed_before
    if failed:
        said.append(f"{failed} failed")
    sys.stderr.write(f"tenderscan: {', '.join(said)}.\n")
    if failed:
        sys.stderr.write(f"tenderscan: see tenderscan audit failures --store {request.store}\n")
