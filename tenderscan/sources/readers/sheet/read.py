"""Spreadsheets: inventories and tables of requirements, sheet by sheet, row by row, as their cells show."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tenderscan.containers.odf import TABLE, TEXT, OdfPackage, name, whole
from tenderscan.containers.xml import HEAD, refuse_entities
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind, Origin
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.bounds import MOST_LETTERS
from tenderscan.sources.readers.opendocument.styles import OdfStyles
from tenderscan.sources.readers.sheet.hidden import SheetFacts, formula_text, sheet_facts, wordy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

MOST_ROWS, MOST_COLUMNS, MOST_BYTES, MOST_PARTS = 50_000, 200, 300_000_000, 10_000
"""Rows of a file and cells of a row that are read, the unpacked size of its parts, and how many they may be."""

LAST_ROW = 1_048_576
"""The last row that a sheet of Excel has; a damaged file may name one in the billions."""

MOST_NAMED = 12
"""Rows, columns or cells that one sentence names."""

_STRUCK = "Struck text was left out."
_UNSEEN = "Text that nobody sees (white, or shown by no format) was left out."
_DIVIDERS = ",;\t|"
_SHAPES = frozenset({"frame", "text-box", "custom-shape", "rect", "ellipse", "caption", "g"})
_QUOTED = re.compile(r'"[^"]*"')
_CUT = "Only the first {rows:,} rows were read. Split it into parts."


def read_xlsx(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .xlsx, with the values that its formulas last had. Raises UnreadableError where it is broken."""
    del options
    from openpyxl import load_workbook

    try:
        _guard(data, path)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with open_zip(data) as archive:
            sheets = [_xlsx_sheet(sheet, archive, path) for sheet in book.worksheets]
        return _document(sheets, data, path, XLSX, book.properties.title or None)
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
    return _document([_ods_sheet(table, styles) for table in tables], data, path, ODS, package.title or None)


def read_csv(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a .csv or .tsv, whatever divides its cells. Raises UnreadableError where it holds no text."""
    del options
    text = decode(data)
    lines = csv.reader(io.StringIO(text), delimiter=_divider(text))
    rows = (tuple(cell.strip() for cell in row[:MOST_COLUMNS]) for row in lines)
    try:
        return _document([_Sheet("", rows)], data, path, "text/csv", None)
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


@dataclass
class _Sheet:
    """A sheet to read: its name, its rows, the texts that lie on it, what to say of it, and what is not in the file."""

    name: str
    rows: Iterator[tuple[str, ...]]
    boxes: Sequence[str] = ()
    said: list[str] = field(default_factory=list)
    lacks: str = ""


def _document(sheets: Iterable[_Sheet], data: bytes, path: str, media: str, title: str | None) -> Document:
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
    if not elements:
        raise UnreadableError(f"{path} holds no text.", "Check that it was saved in full.")
    digest = hashlib.sha256(data).hexdigest()
    cut = " ".join([cut, *lacks]).strip()
    warnings = (*((cut,) if cut else ()), *dict.fromkeys(said))
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


def _xlsx_sheet(sheet: Any, archive: zipfile.ZipFile, path: str) -> _Sheet:
    """A sheet of a workbook; what is hidden is read, for a click shows it, and named."""
    facts = sheet_facts(archive, sheet._worksheet_path, path)
    made = _Sheet(sheet.title, iter(()), facts.boxes, _hidden(sheet.title, sheet.sheet_state != "visible", facts.rows))
    if facts.columns:
        named = ", ".join(_columns(*span) for span in facts.columns[:MOST_NAMED])
        made.said.append(f"Hidden columns of the sheet {sheet.title} were read: {named}.")
    rows = _xlsx_rows(sheet, made)
    made.rows = _with_formulas(list(islice(rows, MOST_ROWS + 1)), facts, made) if facts.formulas else rows
    return made


def _hidden(title: str, whole: bool, rows: Sequence[int]) -> list[str]:
    said = [f"The hidden sheet {title} was read."] if whole else []
    if rows:
        named = ", ".join(map(str, rows[:MOST_NAMED])) + (" …" if len(rows) > MOST_NAMED else "")
        said.append(f"Hidden rows of the sheet {title} were read: {named}.")
    return said


def _columns(first: int, last: int) -> str:
    from openpyxl.utils import get_column_letter

    start, stop = (get_column_letter(min(max(1, n), 16_384)) for n in (first, last))
    return start if start == stop else f"{start}-{stop}"


def _with_formulas(rows: list[tuple[str, ...]], facts: SheetFacts, sheet: _Sheet) -> Iterator[tuple[str, ...]]:
    """The rows with what formulas without a value would show, where they only join texts."""
    values = {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}
    lacking = []
    for (row, column), formula in facts.formulas.items():
        text = formula_text(formula, values)
        if text is None and wordy(formula):
            lacking.append(f"{_columns(column, column)}{row}")
        elif text and 0 < row <= len(rows) and 0 < column <= MOST_COLUMNS:
            cells = rows[row - 1] + ("",) * (column - len(rows[row - 1]))
            rows[row - 1] = (*cells[: column - 1], text, *cells[column:])
    if lacking:
        named = ", ".join(lacking[:MOST_NAMED]) + (" …" if len(lacking) > MOST_NAMED else "")
        sheet.lacks = f"Values of formulas are not in the file ({sheet.name}: {named}): open it in Excel and save it."
    return iter(rows)


def _xlsx_rows(sheet: Any, made: _Sheet) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()
    # Without a last column, rows that the file leaves out cost nothing.
    for row in sheet.iter_rows(max_row=LAST_ROW):
        yield tuple(_cell(cell, made.said) for cell in row[:MOST_COLUMNS])


def _cell(cell: Any, said: list[str]) -> str:
    if cell.value is None:
        return ""
    if cell.font is not None and cell.font.strike:
        if _STRUCK not in said:
            said.append(_STRUCK)
        return ""
    if isinstance(cell.value, str) and (_is_white(cell) or (cell.number_format or "").replace(" ", "") == ";;;"):
        if _UNSEEN not in said:
            said.append(_UNSEEN)
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


def _ods_sheet(table: Any, styles: OdfStyles) -> _Sheet:
    """A sheet of an .ods; what is hidden is read and named."""
    title = str(table.get(f"{TABLE}name", ""))
    rows = [number for number, row in enumerate(table.iter(f"{TABLE}table-row"), 1) if _collapsed(row) and _holds(row)]
    made = _Sheet(title, iter(()), list(_ods_boxes(table, styles)))
    made.said += _hidden(title, styles.look(str(table.get(f"{TABLE}style-name", ""))).hidden is True, rows)
    if any(_collapsed(column) for column in table.iter(f"{TABLE}table-column")):
        made.said.append(f"Hidden columns of the sheet {title} were read.")
    made.rows = _ods_rows(table, styles, made.said)
    return made


def _collapsed(node: Any) -> bool:
    return node.get(f"{TABLE}visibility") in ("collapse", "filter")


def _holds(row: Any) -> bool:
    return any(text.strip() for text in row.itertext())


def _ods_boxes(table: Any, styles: OdfStyles) -> Iterator[str]:
    """The texts of frames and shapes that lie on a sheet or hang from a cell."""
    for paragraph in table.iter(f"{TEXT}p"):
        around = {name(node) for node in paragraph.iterancestors()}
        if around & _SHAPES and "annotation" not in around and (text := _text(paragraph, styles).strip()):
            yield text


def _ods_rows(table: Any, styles: OdfStyles, said: list[str]) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row:
            if name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            look = styles.look(str(cell.get(f"{TABLE}style-name", "")))
            struck = look.struck or look.hidden
            if struck and any(t.strip() for t in cell.itertext()):
                sentence = _STRUCK if look.struck else _UNSEEN
                said += [] if sentence in said else [sentence]
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
