"""The tables of a Word file: rows that are left once changes are accepted, and cells that span several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tenderscan.containers.ooxml.words import attribute, child, content, has, name, whole
from tenderscan.model.document import Element, Origin
from tenderscan.sources.elements.rows import Row, row_elements

REPEATED = 60
"""A vertically merged cell of up to this many letters is a label and is read again with each row it spans."""

_WRAPPERS = frozenset({"sdt", "ins", "moveTo", "customXml", "smartTag"})


@dataclass(frozen=True)
class _Cell:
    """A cell: what it holds, the column it begins in, and whether it goes on from the row above."""

    elements: tuple[Element, ...]
    column: int
    continues: bool

    @property
    def own(self) -> tuple[Element, ...]:
        """Its elements without the notes cited in it, which come after the row."""
        return tuple(e for e in self.elements if e.origin is not Origin.FOOTNOTE)

    @property
    def text(self) -> str:
        """Its paragraphs, a line each."""
        return "\n".join(e.text for e in self.own)


def table_elements(
    table: etree._Element,
    number: int,
    origin: Origin,
    read: Callable[[etree._Element], Iterator[Element]],
) -> Iterator[Element]:
    """A table's rows, each followed by the notes cited in it; `read` gives the elements of a cell.

    A table that only frames text (never two filled cells side by side) gives its paragraphs instead, and so does a
    row of one cell with several paragraphs.
    """
    rows = [(node, _cells(node, read)) for node in _rows(table)]
    if all(sum(1 for cell in cells if cell.own) <= 1 for _, cells in rows):
        for _, cells in rows:
            yield from (element for cell in cells for element in cell.elements)
        return
    above: dict[int, str] = {}
    told = [(_row(node, cells, above), cells) for node, cells in rows]
    told = [(row, cells) for row, cells in told if any(row.cells)]
    elements = row_elements([row for row, _ in told], number, origin)
    for element, (_, cells) in zip(elements, told, strict=True):
        filled = [cell for cell in cells if cell.own]
        if len(filled) == 1 and len(filled[0].own) > 1 and "|" not in element.text:
            yield from filled[0].elements
        else:
            yield element
            yield from (note for cell in cells for note in cell.elements if note.origin is Origin.FOOTNOTE)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in table:
        if name(node) == "tr":
            properties = child(node, "trPr")
            if properties is None or not has(properties, "del"):
                yield node
        elif name(node) in _WRAPPERS:
            held = content(node)
            if held is not None:
                yield from _rows(held)


def _cells(row: etree._Element, read: Callable[[etree._Element], Iterator[Element]]) -> list[_Cell]:
    properties = child(row, "trPr")
    before = child(properties, "gridBefore") if properties is not None else None
    column = whole(before, "val", 0)
    found = []
    for node in _cell_nodes(row):
        own = child(node, "tcPr")
        merge = child(own, "vMerge") if own is not None else None
        continues = merge is not None and attribute(merge, "val") != "restart"
        if own is None or not has(own, "cellDel"):
            found.append(_Cell(tuple(read(node)), column, continues))
        column += whole(child(own, "gridSpan") if own is not None else None, "val", 1)
    return found


def _cell_nodes(row: etree._Element) -> Iterator[etree._Element]:
    for node in row:
        if name(node) == "tc":
            yield node
        elif name(node) in _WRAPPERS:
            held = content(node)
            if held is not None:
                yield from _cell_nodes(held)


def _row(node: etree._Element, cells: Sequence[_Cell], above: dict[int, str]) -> Row:
    """The row's texts; `above` holds the merged labels that reach down to the next row."""
    texts = []
    for cell in cells:
        text = cell.text
        if not cell.continues:
            above[cell.column] = text if len(text) <= REPEATED else ""
        texts.append(text or (above.get(cell.column, "") if cell.continues else ""))
    properties = child(node, "trPr")
    own = [element for cell in cells for element in cell.own]
    marked = properties is not None and has(properties, "tblHeader")
    return Row(tuple(texts), marked, bool(own) and all(element.bold for element in own))
