"""The sheets of a workbook (.xlsx), row by row, as their cells show: takes its bytes, gives sheets."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from tenderscan.containers.xml import HEAD, refuse_entities
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Attachment
from tenderscan.sources.readers.sheet.facts import SheetFacts, formula_text, held_parts, sheet_facts, wordy
from tenderscan.sources.readers.sheet.sheet import (
    MOST_COLUMNS,
    MOST_NAMED,
    MOST_ROWS,
    STRUCK,
    UNSEEN,
    Sheet,
    hidden,
    lacking,
)

MOST_BYTES, MOST_PARTS = 300_000_000, 10_000
"""The unpacked size of the parts of a workbook, and how many they may be."""

LAST_ROW = 1_048_576
"""The last row that a sheet of Excel has; a damaged file may name one in the billions."""


def workbook(data: bytes, path: str) -> tuple[list[Sheet], str | None, tuple[Attachment, ...]]:
    """The sheets of a workbook, its title, and the documents within it. Raises what openpyxl and zipfile raise."""
    from openpyxl import load_workbook

    _guard(data, path)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    with open_zip(data) as archive:
        sheets = [_sheet(sheet, archive, path) for sheet in book.worksheets]
        return sheets, book.properties.title or None, held_parts(archive, path)


def _guard(data: bytes, path: str) -> None:
    """Refuse parts that are too large or define entities, before a library opens them."""
    with open_zip(data) as archive:
        infos = [info for info in archive.infolist() if not info.filename.startswith("xl/media/")]
        if sum(info.file_size for info in infos) > MOST_BYTES or len(infos) > MOST_PARTS:
            raise UnreadableError(f"{path} is too large unpacked.", "Check where it comes from.")
        for info in infos:
            if info.filename.endswith((".xml", ".rels")):
                with archive.open(info) as part:
                    refuse_entities(part.read(HEAD), path)


def _sheet(sheet: Any, archive: zipfile.ZipFile, path: str) -> Sheet:
    """A sheet of a workbook; what is hidden is read, for a click shows it, and named."""
    facts = sheet_facts(archive, sheet._worksheet_path, path)
    made = Sheet(sheet.title, iter(()), facts.boxes, hidden(sheet.title, sheet.sheet_state != "visible", facts.rows))
    if facts.columns:
        named = ", ".join(_columns(*span) for span in facts.columns[:MOST_NAMED])
        made.said.append(f"Hidden columns of the sheet {sheet.title} were read: {named}.")
    rows = _rows(sheet, made)
    made.rows = _with_formulas(list(islice(rows, MOST_ROWS + 1)), facts, made) if facts.formulas else rows
    return made


def _columns(first: int, last: int) -> str:
    from openpyxl.utils import get_column_letter

    start, stop = (get_column_letter(min(max(1, n), 16_384)) for n in (first, last))
    return start if start == stop else f"{start}-{stop}"


def _with_formulas(rows: list[tuple[str, ...]], facts: SheetFacts, sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """The rows with what formulas without a value would show, where they only join texts."""
    values = {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}
    without = []
    for (row, column), formula in facts.formulas.items():
        text = formula_text(formula, values)
        if text is None and wordy(formula):
            without.append(f"{_columns(column, column)}{row}")
        elif text and 0 < row <= len(rows) and 0 < column <= MOST_COLUMNS:
            cells = rows[row - 1] + ("",) * (column - len(rows[row - 1]))
            rows[row - 1] = (*cells[: column - 1], text, *cells[column:])
    sheet.lacks = lacking(sheet.name, without)
    return iter(rows)


def _rows(sheet: Any, made: Sheet) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()
    # Without a last column, rows that the file leaves out cost nothing.
    for row in sheet.iter_rows(max_row=LAST_ROW):
        yield tuple(_cell(cell, made.said) for cell in row[:MOST_COLUMNS])


def _cell(cell: Any, said: list[str]) -> str:
    if cell.value is None:
        return ""
    if cell.font is not None and cell.font.strike:
        if STRUCK not in said:
            said.append(STRUCK)
        return ""
    if isinstance(cell.value, str) and (_is_white(cell) or (cell.number_format or "").replace(" ", "") == ";;;"):
        if UNSEEN not in said:
            said.append(UNSEEN)
        return ""
    return _shown(cell.value, cell.number_format)


def _is_white(cell: Any) -> bool:
    """Whether a cell is written white on no ground of its own."""
    color = cell.font.color if cell.font is not None else None
    if color is None:
        return False
    white = (
        color.rgb[-6:].upper() == "FFFFFF"
        if color.type == "rgb" and isinstance(color.rgb, str)
        else (color.type == "theme" and color.theme == 0 and not color.tint)
    )
    return white and (cell.fill is None or cell.fill.fill_type is None)


def _shown(value: object, form: str) -> str:
    """A value about as its cell shows it: percentages, whole numbers and days without what is not seen."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        if "%" in (form or ""):
            return f"{round(value * 100, 4):g} %"
        return f"{value:.10g}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    return str(value).strip()
