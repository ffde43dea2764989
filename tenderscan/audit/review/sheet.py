"""Sheets for readers at home: out as CSV or Excel, and what readers wrote, back as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from tenderscan.audit.review.items import VERDICTS, Item
from tenderscan.errors import UsageError
from tenderscan.reports.csv import harmless

QUESTION = ("item", "dossier", "criterion", "title", "why", "place")
ANSWER = ("verdict", "quote", "page", "note")
"""Columns that a reader fills in; `verdict` is one of VERDICTS, a row without one is not answered."""

_WIDTHS = {"item": 14, "dossier": 34, "criterion": 26, "title": 34, "why": 60, "place": 40, "verdict": 16, "quote": 60}


def write_sheet(items: Sequence[Item], path: Path) -> None:
    """A sheet to fill in, CSV or Excel by the ending of its name. Raises UsageError for another ending."""
    rows = [{name: getattr(item, name) for name in QUESTION} for item in items]
    write_rows((*QUESTION, *ANSWER), rows, path)


def write_rows(heads: Sequence[str], rows: Iterable[Mapping[str, str]], path: Path) -> None:
    """Rows under heads, as CSV or Excel; in Excel the verdict is chosen from a list."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(heads)
            writer.writerows([harmless(str(row.get(head, ""))) for head in heads] for row in rows)
        return
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            f"{path.name} is no name of a sheet.", "End it in .csv or .xlsx, or in .html for a reader's page."
        )
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(heads))
    for row in rows:
        sheet.append([harmless(str(row.get(head, ""))) for head in heads])
    for number, head in enumerate(heads, start=1):
        letter = get_column_letter(number)
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[letter].width = _WIDTHS.get(head, 24)
        if head == "verdict":
            choice = DataValidation(type="list", formula1=f'"{",".join(VERDICTS)}"', allow_blank=True)
            sheet.add_data_validation(choice)
            choice.add(f"{letter}2:{letter}{sheet.max_row + 1}")
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    book.save(path)


def read_sheet(path: Path) -> list[dict[str, str]]:
    """What a reader wrote: item, verdict, quote, page and note of each row with a verdict. Raises UsageError."""
    try:
        rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _excel_rows(path)
    except OSError as error:
        raise UsageError(f"{path.as_posix()} cannot be read ({error.strerror or error}).", "Check its name.") from error
    except (UnicodeDecodeError, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{path.name} is no sheet.", "Give the CSV or Excel file that a reader sent back.") from error
    if not rows or "item" not in rows[0] or "verdict" not in rows[0]:
        raise UsageError(f"{path.name} is no sheet of a reader.", 'It needs the columns "item" and "verdict".')
    found = []
    for number, row in enumerate(rows, start=2):
        verdict = row["verdict"].strip().lower()
        if not verdict:
            continue
        if verdict not in VERDICTS:
            raise UsageError(
                f'{path.name}, row {number}: "{verdict}" is no verdict.', f"Choose one of: {', '.join(VERDICTS)}."
            )
        found.append(
            {"item": row["item"].strip(), "verdict": verdict, **{n: row.get(n, "").strip() for n in ANSWER[1:]}}
        )
    return found


def _csv_rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    return [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)]


def _excel_rows(path: Path) -> list[dict[str, str]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        lines = [
            [str(cell) if cell is not None else "" for cell in row]
            for row in book.worksheets[0].iter_rows(values_only=True)
        ]
    finally:
        book.close()
    return [dict(zip(lines[0], line, strict=False)) for line in lines[1:]] if lines else []
