"""Rows of a table in any flow format: their text, and whether the first one heads the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tenderscan.model.document import Element, ElementKind, Origin

MOST_LETTERS, MOST_WORDS = 60, 8
"""A cell of a header row is no longer than this."""

_FIGURE = re.compile(r"^[\W_]*\d")
_BOX = re.compile(r"^\s*(?:[☐☑☒□■✓✗✔]|\[[ xX]?\])")
_ENDS = (".", ";", ":")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a reader found it: its cells, whether the file says it is a header, whether it is set bold."""

    cells: tuple[str, ...]
    marked: bool = False
    bold: bool = False


def row_elements(rows: Sequence[Row], number: int, origin: Origin = Origin.BODY) -> list[Element]:
    """A table's rows as elements, one for each row, each with the header row it stands under.

    The file's own word on the header counts first; else the first row is judged by how it reads.
    """
    marked = _marked(rows)
    last_header = marked if marked is not None else 0 if _first_heads(rows) else None
    header = rows[last_header].cells if last_header is not None else ()
    return [
        Element(
            joined(row.cells),
            ElementKind.TABLE_ROW,
            origin,
            bold=row.bold,
            cells=row.cells,
            header=header if last_header is not None and at > last_header else (),
            table=number,
        )
        for at, row in enumerate(rows)
    ]


def joined(cells: Sequence[str]) -> str:
    """The text of a row: its cells with a bar between them; empty cells at its ends left out."""
    first = next((at for at, cell in enumerate(cells) if cell), 0)
    last = next((at for at in range(len(cells) - 1, -1, -1) if cells[at]), 0)
    return " | ".join(cell or " " for cell in cells[first : last + 1])


def _marked(rows: Sequence[Row]) -> int | None:
    """The last of the header rows that the file marks at the head of the table, if other rows follow."""
    count = next((at for at, row in enumerate(rows) if not row.marked), len(rows))
    if count == len(rows):
        return None
    told = [at for at in range(count) if sum(1 for cell in rows[at].cells if cell) > 1]
    return told[-1] if told else None


def _first_heads(rows: Sequence[Row]) -> bool:
    if len(rows) < 2:
        return False
    first, others = rows[0], rows[1:]
    named = [cell for cell in first.cells if cell]
    if len(named) < 2 or len(named) < len(first.cells) - 1 or not all(_is_label(cell) for cell in named):
        return False
    if first.bold:
        return not all(row.bold for row in others)
    if len(first.cells) > 2 or any(_column_of_figures(others, at) for at in range(1, len(first.cells))):
        return True
    # Two columns may as well be names and their values: then the second cell answers the first.
    return all(len(cell.split()) <= MOST_WORDS // 2 for cell in named)


def _is_label(cell: str) -> bool:
    return (
        len(cell) <= MOST_LETTERS
        and len(cell.split()) <= MOST_WORDS
        and not cell.rstrip().endswith(_ENDS)
        and not _FIGURE.match(cell)
        and not _BOX.match(cell)
    )


def _column_of_figures(rows: Sequence[Row], at: int) -> bool:
    held = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]
    return bool(held) and all(_FIGURE.match(cell) for cell in held)
