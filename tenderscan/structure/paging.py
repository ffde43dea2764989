"""Pages of a document that has none of its own: takes its blocks and the text of each page, gives blocks with pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from tenderscan.model.section import Block, StructuredDocument

OPENING = 48
"""Letters at the head of a block by which it is looked for."""

SHORTEST = 6
"""Letters that a block must have to be found by them; a shorter one stands where the one before it does."""

WINDOW = 20_000
"""Letters after the last block found in which the next one must come."""


def paged(structured: StructuredDocument, pages: Sequence[str]) -> StructuredDocument:
    """The document with the page of each block and section, counted from 1.

    `pages` hold the letters and figures of each page, nothing else. Blocks are found in order, and one that is not
    found (an automatic number, a text box set elsewhere) stands where the one before it does. A document that has
    pages of its own, and one without `pages`, stays as it is.
    """
    if not pages or structured.document.pages is not None:
        return structured
    whole = "".join(pages)
    ends = list(accumulate(len(page) for page in pages))
    blocks: list[Block] = []
    cursor = 0
    for block in structured.blocks:
        letters = "".join(letter for letter in block.text if letter.isalnum())[:OPENING]
        at = whole.find(letters, cursor, cursor + WINDOW) if len(letters) >= SHORTEST else -1
        if at >= 0:
            cursor = at
        blocks.append(replace(block, page=min(bisect_right(ends, cursor), len(pages) - 1) + 1))
    first: dict[int, int | None] = {}
    for block in blocks:
        first.setdefault(block.section, block.page)
    sections = tuple(replace(section, page=first.get(section.id, section.page)) for section in structured.sections)
    return replace(structured, blocks=tuple(blocks), sections=sections)
