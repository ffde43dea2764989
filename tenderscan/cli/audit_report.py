"""The work of `tenderscan audit report`, `coverage` and `metadata`: what the store holds as tables, files, a site."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tenderscan.audit.extras import need
from tenderscan.cli import complain
from tenderscan.cli.refusals import refuse_language
from tenderscan.cli.writing import beside
from tenderscan.errors import UsageError
from tenderscan.model.rule import LANGUAGES

if TYPE_CHECKING:
    from tenderscan.audit.report.masks import Masks
    from tenderscan.audit.report.site.write import Sureness
    from tenderscan.audit.report.standing import Standing
    from tenderscan.audit.report.tables import Counting
    from tenderscan.audit.store.open import Store

FORMATS = ("csv", "xlsx", "parquet", "site")


@dataclass(frozen=True)
class ReportRequest:
    """What the user asked of `audit report`."""

    store: str
    texts: str | None
    formats: tuple[str, ...]
    by: str | None
    language: str | None
    rules: tuple[Path, ...]
    crops: bool
    quiet: bool


@contextmanager
def opened(url: str, texts: str | None) -> Iterator[Store]:
    """The store, closed at the end. Raises MissingPartError, StoreError."""
    need("audit")
    from tenderscan.audit.store.open import open_store

    store = open_store(url, texts)
    try:
        yield store
    finally:
        store.close()


def run_report(request: ReportRequest) -> int:
    """Write what was asked for, or print a table."""
    targets = [_target(raw) for raw in request.formats]
    refuse_language(request.language)
    with opened(request.store, request.texts) as store:
        from tenderscan.audit.report.tables import DIMENSIONS

        if request.by is not None and request.by not in DIMENSIONS:
            raise UsageError(f'--by does not know "{request.by}".', f"Choose one of: {', '.join(DIMENSIONS)}.")
        if not targets:
            _print_tables(store, request)
        for name, path in targets:
            try:
                _write(store, name, path, request)
            except OSError as error:
                reason = (error.strerror or "an error").lower()
                raise UsageError(f"{path.as_posix()} cannot be written ({reason}).", "Choose another place.") from error
            if not request.quiet:
                sys.stderr.write(f"tenderscan: wrote {path.as_posix()}\n")
    return 0


def run_coverage(url: str, texts: str | None, *, dossiers: bool) -> int:
    """Print what was held, or the dossiers that are not complete."""
    with opened(url, texts) as store:
        from tenderscan.audit.report.coverage import coverage, incomplete

        if dossiers:
            print_table(("dossier", "held", "because"), incomplete(store))
            return 0
        found = coverage(store)
        total = sum(line.dossiers for line in found) or 1
        heads = ("held", "dossiers", "share", "documents", "pages", "unread pages", "words")
        rows = [
            (x.held, x.dossiers, f"{x.dossiers / total:.1%}", x.documents, x.pages, x.unread_pages, x.words)
            for x in found
        ]
        print_table(heads, rows)
    return 0


def run_metadata_export(url: str, texts: str | None, file: Path) -> int:
    """Write the sheet."""
    with opened(url, texts) as store:
        from tenderscan.audit.metadata.sheet import exported

        try:
            # The mark by which spreadsheets know UTF-8.
            with beside(file) as part:
                part.write_text("\ufeff" + exported(store), encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(
                f"{file.as_posix()} cannot be written ({error.strerror}).", "Choose another place."
            ) from error
    return 0


def run_metadata_import(url: str, texts: str | None, file: Path, *, skip_unknown: bool) -> int:
    """Take the sheet in."""
    with opened(url, texts) as store:
        from tenderscan.audit.metadata.sheet import imported

        found = imported(store, file, skip_unknown=skip_unknown)
    sys.stderr.write(f"tenderscan: {found.facts} facts of {found.dossiers} dossiers changed.\n")
    if found.unknown:
        complain(f"{len(found.unknown)} rows name dossiers that the store does not have, and were passed over.")
    return 0


def run_metadata_gaps(url: str, texts: str | None) -> int:
    """Print what is not known, and how much of it on standard error."""
    with opened(url, texts) as store:
        from tenderscan.audit.metadata.sheet import gaps

        found = gaps(store)
    print_table(("field", "dossier"), found)
    for field, number in Counter(field for field, _ in found).items():
        sys.stderr.write(f"tenderscan: {number} dossiers without {field}\n")
    return 0


def _target(raw: str) -> tuple[str, Path]:
    name, _, place = raw.partition("=")
    if name not in FORMATS:
        raise UsageError(f'there is no format "{name}" of an audit.', f"Choose one of: {', '.join(FORMATS)}.")
    if not place:
        example = "site=FOLDER" if name == "site" else f"{name}=audit.{name}"
        raise UsageError(f"{name} cannot go to the screen.", f"Say where it goes: --format {example}.")
    return name, Path(place)


def _write(store: Store, name: str, path: Path, request: ReportRequest) -> None:
    if name == "site":
        _write_site(store, path, request)
        return
    with beside(path) as part:
        _write_file(store, name, part, request)


def _write_file(store: Store, name: str, path: Path, request: ReportRequest) -> None:
    from tenderscan.audit.report import files
    from tenderscan.audit.report.standing import standings
    from tenderscan.audit.report.tables import Counting, counted

    masks = _masks(request)
    if name == "csv" and request.by:
        files.write_table(counted(standings(store, masks)), request.by, path)
    elif name == "csv":
        files.write_csv(standings(store, masks), path)
    elif name == "parquet":
        files.write_parquet(standings(store, masks), path)
    else:
        counting = Counting()
        files.write_xlsx(_counting(standings(store, masks), counting), lambda: counting, path)


def _counting(rows: Iterable[Standing], counting: Counting) -> Iterator[Standing]:
    for row in rows:
        counting.add(row)
        yield row


def _write_site(store: Store, folder: Path, request: ReportRequest) -> None:
    from tenderscan.audit.report.site.write import SiteOptions, write_site
    from tenderscan.model.texts import Texts
    from tenderscan.rulebook.load.rulebook import load_rulebook

    language = request.language or _main_language(store)
    rulebook = load_rulebook(request.rules)
    options = SiteOptions(Texts(rulebook.texts[language]), language, _masks(request), request.crops)
    write_site(store, folder, options, _sureness(store))


def _masks(request: ReportRequest) -> Masks:
    from tenderscan.audit.report.masks import Masks
    from tenderscan.rulebook.load.rulebook import load_rulebook

    return Masks.of(load_rulebook(request.rules).structure)


def _sureness(store: Store) -> Sureness | None:
    """What people found of the newest sample, or None where nobody judged one."""
    from tenderscan.audit.report.site.write import Sureness
    from tenderscan.audit.review.estimate import estimate
    from tenderscan.audit.review.items import sample_id

    try:
        found = estimate(store, sample_id(store, None)).all
    except UsageError:
        return None
    return None if found is None else Sureness(found.judged, found.rate, found.low, found.high)


def _main_language(store: Store) -> str:
    from sqlalchemy import func, select

    from tenderscan.audit.store.tables import results

    asked = select(results.c.language, func.count()).where(results.c.current).group_by(results.c.language)
    with store.reading() as connection:
        found = sorted(connection.execute(asked).all(), key=lambda row: (-row[1], row[0]))
    return str(found[0][0]) if found and found[0][0] in LANGUAGES else "en"


def _print_tables(store: Store, request: ReportRequest) -> None:
    from tenderscan.audit.report.standing import standings
    from tenderscan.audit.report.tables import DIMENSIONS, HEADS, counted

    counting = counted(standings(store, _masks(request)))
    for number, dimension in enumerate((request.by,) if request.by else DIMENSIONS):
        if number:
            print()
        print_table((dimension, *HEADS), [line.cells() for line in counting.table(dimension)])


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table in columns on a terminal, with tabs between where another program reads it."""
    cells = [[_said(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in ([*heads], *cells):
            print("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*heads, box=None, header_style="bold")
    for row in cells:
        table.add_row(*row)
    Console().print(table)


def _said(cell: object) -> str:
    return "" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)
