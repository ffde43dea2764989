"""Tables of two columns that say the same in two languages: each cell becomes a paragraph of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.structure.layout.language import told
from tenderscan.structure.words import StructureWords

FEWEST = 4
"""Words of a cell whose language can be known."""

ENOUGH = 0.6
"""Share of the long rows that must be in two languages before a table is taken for a bilingual text."""


def split_columns(document: Document, words: StructureWords) -> Document:
    """The document with the rows of bilingual tables as two paragraphs each; the same document where there are none.

    Offsets refer to the text of the document that is returned.
    """
    elements: list[Element] = []
    changed = False
    for table, run in groupby(document.elements, key=lambda e: e.table if e.kind is ElementKind.TABLE_ROW else None):
        rows = list(run)
        pair = _languages(rows, words) if table is not None else None
        if pair is None:
            elements += rows
            continue
        changed = True
        elements += [
            replace(row, text=cell, kind=ElementKind.PARAGRAPH, cells=(), header=(), table=None, language=language)
            for row in rows
            for cell, language in zip(row.cells, pair, strict=False)
            if cell.strip()
        ]
    return replace(document, elements=tuple(elements)) if changed else document


def _languages(rows: Sequence[Element], words: StructureWords) -> tuple[str, str] | None:
    """The languages of the two columns, or None where the table is no bilingual text."""
    if any(len(row.cells) != 2 for row in rows):
        return None
    long = [row.cells for row in rows if all(len(cell.split()) >= FEWEST for cell in row.cells)]
    pairs = Counter((told(left, words), told(right, words)) for left, right in long)
    if not pairs:
        return None
    (left, right), count = pairs.most_common(1)[0]
    if left is None or right is None or left == right or count < ENOUGH * len(long):
        return None
    return left, right
