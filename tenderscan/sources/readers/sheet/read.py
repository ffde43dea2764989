"""Spreadsheets: inventories and tables of requirements, sheet by sheet, row by row, as their cells show."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tenderscan.containers.odf import TABLE, TEXT, OdfPackage, name, whole
from tenderscan.containers.xml import HEAD, refuse_entities
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.bounds import MOST_LETTERS
from tenderscan.sources.readers.opendocument.styles import OdfStyles

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

MOST_ROWS, MOST_COLUMNS, MOST_BYTES, MOST_PARTS = 50_000, 200, 300_000_000, 10_000
"""Rows of a file and cells of a row that are read, the unpacked size of its parts, and how many they may be."""

LAST_ROW = 1_048_576
"""The last row that a sheet of Excel has; a damaged file may name one in the billions."""

_DIVIDERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')
_CUT = "Only the first {rows:,} rows were read. Split it into parts."


def read_xlsx(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .xlsx, with the values that its formulas last had. Raises UnreadableError where it is broken."""
    del options
    from openpyxl import load_workbook

    try:
        _guard(data, path)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _xlsx_rows(sheet)) for sheet in book.worksheets]
        return _document(sheets, data, path, XLSX, book.properties.title or None)
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl names no errors of its own for broken files
        raise UnreadableError(f"{path} is broken or no spreadsheet.", "Open it and save it anew.") from error


def read_ods(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .ods. Raises UnreadableError where it is broken, encrypted or holds no text."""
    del options
    package = OdfPackage(data, path)
    styles = OdfStyles(package.styles, package.content)
    tables = package.body("spreadsheet").iterchildren(f"{TABLE}table")
    sheets = [(str(t.get(f"{TABLE}name", "")), _ods_rows(t, styles)) for t in tables]
    return _document(sheets, data, path, ODS, package.title or None)


def read_csv(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a .csv or .tsv, whatever divides its cells. Raises UnreadableError where it holds no text."""
    del options
    text = decode(data)
    lines = csv.reader(io.StringIO(text), delimiter=_divider(text))
    rows = (tuple(cell.strip() for cell in row[:MOST_COLUMNS]) for row in lines)
    try:
        return _document([("", rows)], data, path, "text/csv", None)
    except csv.Error as error:
        raise UnreadableError(f"{path} is no table.", "Save it as .xlsx or .txt.") from error


def _divider(text: str) -> str:
    """What divides the cells: the sign that stands equally often in most of the first lines, outside quotes.

    The library's own guess takes time without end where a quote is not closed.
    """
    lines = [_QUOTED.sub("", line) for line in text[:20_000].split("\n")[:100] if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in lines)
        usual, times = max(counts.items(), key=lambda item: (item[0] > 0, item[1], item[0]), default=(0, 0))
        return (times, usual) if usual else (0, 0)

    return max(_DIVIDERS, key=evenness)


def _document(
    sheets: Iterable[tuple[str, Iterator[tuple[str, ...]]]], data: bytes, path: str, media: str, title: str | None
) -> Document:
    elements: list[Element] = []
    left, letters = MOST_ROWS, MOST_LETTERS
    cut = ""
    for number, (sheet, rows) in enumerate(sheets, 1):
        found: list[Row] = []
        for cells in filter(any, rows):
            # One long text may stand in a million cells: it is counted before it is written out.
            letters -= sum(map(len, cells))
            if left == 0 or letters < 0:
                cut = _CUT.format(rows=MOST_ROWS - left)
                break
            left -= 1
            found.append(Row(cells))
        if found:
            if sheet:
                elements.append(Element(sheet, ElementKind.HEADING, level=1))
            elements += row_elements(_even(found), number)
    if not elements:
        raise UnreadableError(f"{path} holds no text.", "Check that it was saved in full.")
    digest = hashlib.sha256(data).hexdigest()
    warnings = (cut,) if cut else ()
    return Document(path, digest, media, tuple(elements), warnings=warnings, title=title, cut=cut)


def _even(rows: list[Row]) -> list[Row]:
    """Rows of as many cells each, without the columns that are empty in all of them."""
    width = max(len(row.cells) for row in rows)
    full = [row.cells + ("",) * (width - len(row.cells)) for row in rows]
    kept = [at for at in range(width) if any(cells[at] for cells in full)]
    return [Row(tuple(cells[at] for at in kept)) for cells in full]


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


def _xlsx_rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()
    # Without a last column, rows that the file leaves out cost nothing.
    for row in sheet.iter_rows(max_row=LAST_ROW):
        cells = row[:MOST_COLUMNS]
        yield tuple("" if _is_struck(cell) else _shown(cell.value, cell.number_format) for cell in cells)


def _is_struck(cell: Any) -> bool:
    return cell.value is not None and bool(cell.font is not None and cell.font.strike)


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


def _ods_rows(table: Any, styles: OdfStyles) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row:
            if name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            struck = styles.look(str(cell.get(f"{TABLE}style-name", ""))).struck
            text = "" if struck else "\n".join(_text(p, styles) for p in cell.iterchildren(f"{TEXT}p"))
            repeated = whole(cell, f"{TABLE}number-columns-repeated", 1)
            cells += [text.strip()] * min(repeated, MOST_COLUMNS - len(cells))
        while cells and not cells[-1]:
            cells.pop()
        yield tuple(cells)


def _text(node: Any, styles: OdfStyles) -> str:
    text = node.text or ""
    for item in node:
        struck = styles.look(str(item.get(f"{TEXT}style-name", ""))).struck if name(item) == "span" else False
        if name(item) == "s":
            text += " "
        elif name(item) not in ("annotation",) and not struck:
            text += _text(item, styles)
        text += item.tail or ""
    return str(text)
