"""A document with its blocks and sections, out of the elements a reader gave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tenderscan.model.document import Document, Lot, Origin
from tenderscan.model.section import (
    Block,
    BlockKind,
    Dropped,
    Section,
    SectionKind,
    Segment,
    StructuredDocument,
)
from tenderscan.structure.layout.bilingual import split_columns
from tenderscan.structure.layout.clean import Hyphens, clean, composed
from tenderscan.structure.layout.drafts import Draft
from tenderscan.structure.layout.language import languages
from tenderscan.structure.layout.paragraphs import BOX, BULLET, NUMBER, drafts, pairs
from tenderscan.structure.layout.running import running
from tenderscan.structure.outline.headings import Heading, Headings
from tenderscan.structure.outline.roles import field_provision, role, title_of
from tenderscan.structure.outline.sections import SectionTree, all_lots, lot_id
from tenderscan.structure.outline.subject import first_line, printed_codes, subject
from tenderscan.structure.words import StructureWords, fold_label, plain

_BAR = re.compile(r"\s*\|\s*")
TICKED = re.compile(r"^\s*(?:[☑☒■✓✗✔]|\[[xX]\])")


@dataclass(frozen=True)
class Written:
    """A draft with its clean text and the heading it is, if any."""

    draft: Draft
    text: str
    segments: tuple[Segment, ...]
    heading: Heading | None


def structure(document: Document, words: StructureWords) -> StructuredDocument:
    """The document's blocks in reading order, its section tree, languages, lots and role.

    Every word of every element is in a block or in `dropped`.
    """
    document = split_columns(document, words)
    aside = running(document, words)
    found = drafts(document, frozenset(aside))
    hyphens = Hyphens.of(document, words.get("hyphen-conjunction"))
    headings = Headings(document, words, found)
    written = [_write(document, draft, following, hyphens, headings) for draft, following in pairs(found)]
    written = [item for item in written if item.text.strip()]
    hints = [item.draft.element.language if item.draft.element else None for item in written]
    spoken, own = languages([item.text for item in written], hints, words)
    tree = SectionTree(words)
    blocks = _blocks(written, spoken, tree, words)
    linked = tuple(_linked(blocks, tree.sections, words))
    title = composed(title_of(document, words)) or first_line(linked, words)
    return StructuredDocument(
        document,
        role(document, title, words, linked),
        own,
        tuple(tree.sections),
        linked,
        tuple(_dropped(document, aside)),
        all_lots(document, _sorted(tree.lots)),
        title,
        subject(linked, tree.sections, words),
        printed_codes((block.text for block in linked), words),
    )


def _write(document: Document, draft: Draft, following: Draft | None, hyphens: Hyphens, headings: Headings) -> Written:
    text, segments = clean(document, draft.indices, hyphens)
    return Written(draft, text, segments, headings.heading(draft, text, following))


def _blocks(written: Sequence[Written], spoken: Sequence[str], tree: SectionTree, words: StructureWords) -> list[Block]:
    blocks: list[Block] = []
    current: Section = tree.sections[0]
    contents = 0
    for number, (item, language) in enumerate(zip(written, spoken, strict=True)):
        draft, kind = item.draft, item.draft.kind
        following = written[number + 1] if number + 1 < len(written) else None
        if _heads_contents(item, following, words):
            # Of the table that follows, and no heading: what comes after a table without one is not of its section.
            kind = BlockKind.CONTENTS_ENTRY
        if item.heading is not None:
            current = tree.add(item.heading, draft.page)
            kind = BlockKind.HEADING
            contents = number if current.kind is SectionKind.CONTENTS else contents
        element = draft.element
        lots = (lot_id(element.lot),) if element is not None and element.lot else ()
        blocks.append(
            Block(
                id=number,
                kind=kind,
                text=item.text,
                segments=item.segments,
                section=current.id,
                language=language,
                number=number + 1,
                page=draft.page,
                origin=draft.origin,
                depth=draft.level or 0,
                label=_label(item.text),
                cells=_cells(item.text, element.cells if element else ()),
                header=tuple(map(composed, element.header)) if element else (),
                table=element.table if element else None,
                lots=lots,
                ticked=_ticked(item.text),
                provision=field_provision(element),
            )
        )
    return blocks


def _heads_contents(item: Written, following: Written | None, words: StructureWords) -> bool:
    """Whether a plain paragraph is the title of the table of contents that it stands over."""
    if item.heading is not None or following is None or following.draft.kind is not BlockKind.CONTENTS_ENTRY:
        return False
    return item.draft.kind is BlockKind.PARAGRAPH and plain(item.text) in words.get("section.contents")


def _label(text: str) -> str:
    found = BULLET.match(text) or NUMBER.match(text)
    return found["label"] if found else ""


def _ticked(text: str) -> bool | None:
    bullet = BULLET.match(text)
    rest = text[bullet.end() :] if bullet else text
    for part in (rest, *rest.split(" | ")):
        if BOX.match(part):
            return bool(TICKED.match(part))
    return None


def _cells(text: str, cells: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where each cell stands in the row's clean text; an empty cell has an empty place."""
    if not cells:
        return ()
    bars = [found.span() for found in _BAR.finditer(text)]
    edges = [(0, 0), *bars, (len(text), len(text))]
    parts = [(left[1], right[0]) for left, right in pairwise(edges)]
    first = next((at for at, cell in enumerate(cells) if cell), 0)
    last = next((at for at in range(len(cells) - 1, -1, -1) if cells[at]), 0)
    if len(parts) != last - first + 1:
        # A bar within a cell: the columns cannot be known.
        return tuple(parts)
    return ((0, 0),) * first + tuple(parts) + ((len(text), len(text)),) * (len(cells) - 1 - last)


def _linked(blocks: Sequence[Block], sections: Sequence[Section], words: StructureWords) -> list[Block]:
    """List items with their lead-ins, answers with their questions."""
    done: list[Block] = []
    leader: Block | None = None
    question: int | None = None
    for block in blocks:
        asks, answers = fold_label(block.text, words)
        lead: int | None = None
        if _is_item(block) and leader is not None and leader.section == block.section:
            lead = leader.id
        elif block.kind is not BlockKind.FOOTNOTE:
            leader = block if _leads(block) else None
        if answers or asks:
            question = block.id if asks else question
        linked = replace(
            block,
            lead_in=lead,
            question=asks,
            answer=answers,
            answers=question if answers else None,
            kind=BlockKind.PARAGRAPH if (asks or answers) and block.kind is BlockKind.HEADING else block.kind,
        )
        done.append(linked)
    return done


def _is_item(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM or block.ticked is not None


def _leads(block: Block) -> bool:
    if block.kind in (BlockKind.CONTENTS_ENTRY, BlockKind.TABLE_ROW):
        return False
    return block.text.rstrip().endswith((":", ",", "…"))


def _sorted(lots: dict[str, Lot]) -> tuple[Lot, ...]:
    return tuple(lots[key] for key in sorted(lots, key=lambda key: (len(key), key)))


def _dropped(document: Document, aside: dict[int, str]) -> list[Dropped]:
    return [
        Dropped(document.elements[i].text, document.elements[i].page, reason)
        for i, reason in sorted(aside.items())
        if document.elements[i].origin is not Origin.COMMENT
    ]
