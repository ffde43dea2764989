"""The sheets of an OpenDocument spreadsheet (.ods), row by row: takes its tables, gives sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tenderscan.containers.odf import TABLE, TEXT, name, whole
from tenderscan.sources.readers.opendocument.styles import OdfStyles
from tenderscan.sources.readers.sheet.facts import wordy
from tenderscan.sources.readers.sheet.sheet import MOST_COLUMNS, STRUCK, UNSEEN, Sheet, hidden, lacking

LONGEST = 40
"""Letters of a formula that a sentence names."""

_SHAPES = frozenset({"frame", "text-box", "custom-shape", "rect", "ellipse", "caption", "g"})


def open_sheet(table: Any, styles: OdfStyles) -> Sheet:
    """A sheet of an .ods; what is hidden is read and named."""
    title = str(table.get(f"{TABLE}name", ""))
    rows = [number for number, row in enumerate(table.iter(f"{TABLE}table-row"), 1) if _collapsed(row) and _holds(row)]
    made = Sheet(title, iter(()), list(_boxes(table, styles)))
    made.said += hidden(title, styles.look(str(table.get(f"{TABLE}style-name", ""))).hidden is True, rows)
    if any(_collapsed(column) for column in table.iter(f"{TABLE}table-column")):
        made.said.append(f"Hidden columns of the sheet {title} were read.")
    made.lacks = lacking(title, list(_without_values(table)))
    made.rows = _rows(table, styles, made.said)
    return made


def _without_values(table: Any) -> Iterator[str]:
    """The formulas of several words that have neither a value nor a text in the file."""
    for cell in table.iter(f"{TABLE}table-cell"):
        formula = str(cell.get(f"{TABLE}formula", ""))
        if formula and wordy(formula) and not any(text.strip() for text in cell.itertext()):
            yield formula if len(formula) <= LONGEST else f"{formula[:LONGEST]}…"


def _collapsed(node: Any) -> bool:
    return node.get(f"{TABLE}visibility") in ("collapse", "filter")


def _holds(row: Any) -> bool:
    return any(text.strip() for text in row.itertext())


def _boxes(table: Any, styles: OdfStyles) -> Iterator[str]:
    """The texts of frames and shapes that lie on a sheet or hang from a cell."""
    for paragraph in table.iter(f"{TEXT}p"):
        around = {name(node) for node in paragraph.iterancestors()}
        if around & _SHAPES and "annotation" not in around and (text := _text(paragraph, styles).strip()):
            yield text


def _rows(table: Any, styles: OdfStyles, said: list[str]) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row:
            if name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            look = styles.look(str(cell.get(f"{TABLE}style-name", "")))
            struck = look.struck or look.hidden
            if struck and any(t.strip() for t in cell.itertext()):
                sentence = STRUCK if look.struck else UNSEEN
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
