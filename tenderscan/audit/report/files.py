"""Results as files for spreadsheets and statistics: CSV, Excel and Parquet, a row a dossier and criterion."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from tenderscan.audit.extras import need
from tenderscan.audit.report.standing import COLUMNS, Standing
from tenderscan.audit.report.tables import DIMENSIONS, HEADS, Counting
from tenderscan.errors import UsageError
from tenderscan.reports.csv import harmless

BATCH = 20_000
"""Rows that are held at once."""

MOST_ROWS = 1_048_575
"""Rows of a sheet in Excel, its heads apart."""

LONGEST_CELL = 32_000
_NUMBERS = ("confidence", "passages", "page")


def write_csv(rows: Iterable[Standing], path: Path) -> None:
    """A row a dossier and criterion (UTF-8, commas, "\\n"): the same results give the same bytes."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in _cells(row)])


def write_table(counting: Counting, dimension: str, path: Path) -> None:
    """One dimension's table as CSV."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([dimension, *HEADS])
        for line in counting.table(dimension):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in line.cells()])


def write_xlsx(rows: Iterable[Standing], counting: Callable[[], Counting], path: Path) -> None:
    """A workbook: a sheet for each dimension, then the rows. `counting` is asked after the rows were gone through.

    Raises UsageError where there are more rows than a sheet takes.
    """
    book = Workbook(write_only=True)
    findings = book.create_sheet("findings")
    findings.freeze_panes = "A2"
    findings.append(_heads(findings, COLUMNS))
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            raise UsageError(
                "there are more results than a sheet of Excel takes.", "Write them with --format parquet=FILE."
            )
        findings.append([_cell(cell) for cell in _cells(row)])
    for dimension in DIMENSIONS:
        sheet = book.create_sheet(f"by {dimension}")
        sheet.freeze_panes = "A2"
        sheet.append(_heads(sheet, (dimension, *HEADS)))
        for line in counting().table(dimension):
            sheet.append([_cell(cell) for cell in line.cells()])
    # The tables first: they are what most people look for. (Sheets are known by name when they are written at once.)
    book.move_sheet("findings", len(DIMENSIONS))
    book.save(path)


def write_parquet(rows: Iterable[Standing], path: Path) -> None:
    """A Parquet file, for statistics on millions of rows. Raises MissingPartError without pyarrow."""
    need("parquet")
    import pyarrow as arrow
    from pyarrow import parquet

    kinds = {"confidence": arrow.float64(), "passages": arrow.int32(), "page": arrow.int32()}
    schema = arrow.schema([(name, kinds.get(name, arrow.string())) for name in COLUMNS])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            columns = [
                arrow.array(column, kind.type) for column, kind in zip(zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))


def _cells(row: Standing) -> tuple[str | int | float | None, ...]:
    return astuple(row)


def _batches(rows: Iterable[Standing]) -> Iterator[list[tuple[str | int | float | None, ...]]]:
    left = iter(rows)
    while batch := [_cells(row) for row in islice(left, BATCH)]:
        yield batch


def _heads(sheet: Any, names: Iterable[str]) -> list[Any]:
    found = []
    for name in names:
        cell = WriteOnlyCell(sheet, value=name)
        cell.font = Font(bold=True)
        found.append(cell)
    return found


def _cell(value: str | int | float | None) -> str | int | float | None:
    """A cell that is text where it is text: never a formula, never a sign that Excel refuses."""
    if not isinstance(value, str):
        return value
    return harmless("".join(sign if sign >= " " or sign in "\n\t" else " " for sign in value)[:LONGEST_CELL])
