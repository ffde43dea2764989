"""Spreadsheets: inventories and tables of requirements, sheet by sheet, row by row, as their cells show."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable

from tenderscan.containers.odf import TABLE, OdfPackage
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Attachment, Document, Element, ElementKind, Origin
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.bounds import MOST_LETTERS
from tenderscan.sources.readers.objects import unwrapped
from tenderscan.sources.readers.opendocument.styles import OdfStyles
from tenderscan.sources.readers.sheet.divider import divider
from tenderscan.sources.readers.sheet.open_sheet import open_sheet
from tenderscan.sources.readers.sheet.sheet import MOST_COLUMNS, MOST_ROWS, Sheet
from tenderscan.sources.readers.sheet.workbook import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

_CUT = "Only the first {rows:,} rows were read. Split it into parts."


def read_xlsx(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .xlsx, with the values that its formulas last had. Raises UnreadableError where it is broken."""
    del options
    try:
        sheets, title, held = workbook(data, path)
        return _document(sheets, data, path, XLSX, title, held)
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl names no errors of its own for broken files
        raise UnreadableError(f"{path} is broken or no spreadsheet.", "Open it and save it anew.") from error


def read_ods(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .ods. Raises UnreadableError where it is broken, encrypted or holds no text."""
    del options
    return sheet_document(OdfPackage(data, path), data, path)


def sheet_document(package: OdfPackage, data: bytes, path: str) -> Document:
    """The document of a package with sheets. Raises UnreadableError where it holds none or no text."""
    styles = OdfStyles(package.styles, package.content)
    tables = package.body("spreadsheet").iterchildren(f"{TABLE}table")
    found = (unwrapped(Attachment(name, held)) for name, held in package.objects.items())
    sheets = [open_sheet(table, styles) for table in tables]
    return _document(sheets, data, path, ODS, package.title or None, tuple(item for item in found if item.data))


def read_csv(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a .csv or .tsv, whatever divides its cells. Raises UnreadableError where it holds no text."""
    del options
    text = decode(data)
    lines = csv.reader(io.StringIO(text), delimiter=divider(text))
    rows = (tuple(cell.strip() for cell in row[:MOST_COLUMNS]) for row in lines)
    try:
        return _document([Sheet("", rows)], data, path, "text/csv", None)
    except csv.Error as error:
        raise UnreadableError(f"{path} is no table.", "Save it as .xlsx or .txt.") from error


def _document(
    sheets: Iterable[Sheet],
    data: bytes,
    path: str,
    media: str,
    title: str | None,
    held: tuple[Attachment, ...] = (),
) -> Document:
    elements: list[Element] = []
    left, letters = MOST_ROWS, MOST_LETTERS
    cut, said, lacks = "", list[str](), list[str]()
    for number, sheet in enumerate(sheets, 1):
        found: list[Row] = []
        for cells in filter(any, sheet.rows):
            # One long text may stand in a million cells: it is counted before it is written out.
            letters -= sum(map(len, cells))
            if left == 0 or letters < 0:
                cut = _CUT.format(rows=MOST_ROWS - left)
                break
            left -= 1
            found.append(Row(cells))
        if sheet.name and (found or sheet.boxes):
            elements.append(Element(sheet.name, ElementKind.HEADING, level=1))
        if found:
            elements += row_elements(_even(found), number)
        elements += [Element(text, ElementKind.PARAGRAPH, Origin.TEXT_BOX) for text in sheet.boxes]
        if found or sheet.boxes:
            said += sheet.said
        lacks += [sheet.lacks] if sheet.lacks else []
    if not elements and not held:
        raise UnreadableError(f"{path} holds no text.", "Check that it was saved in full.")
    digest = hashlib.sha256(data).hexdigest()
    cut = " ".join([cut, *lacks]).strip()
    warnings = (*((cut,) if cut else ()), *dict.fromkeys(said))
    return Document(path, digest, media, tuple(elements), warnings=warnings, title=title, attachments=held, cut=cut)


def _even(rows: list[Row]) -> list[Row]:
    """Rows of as many cells each, without the columns that are empty in all of them."""
    width = max(len(row.cells) for row in rows)
    full = [row.cells + ("",) * (width - len(row.cells)) for row in rows]
    kept = [at for at in range(width) if any(cells[at] for cells in full)]
    return [Row(tuple(cells[at] for at in kept)) for cells in full]
