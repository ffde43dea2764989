"""How a document's own paragraphs, lists and headings look, so that what is put in reads as a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tenderscan.containers.ooxml.words import W
from tenderscan.containers.ooxml.words import name as local
from tenderscan.model.document import Origin
from tenderscan.model.section import Block, BlockKind, StructuredDocument
from tenderscan.verdicts import Spot
from tenderscan.word.alignment import Alignment

BODY = ("pStyle", "widowControl", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "textAlignment")
HEADING = (*BODY, "keepNext", "keepLines", "numPr", "outlineLvl", "tabs", "pBdr", "shd")
ITEM = (*BODY, "numPr", "tabs")
"""Properties of a paragraph that a new one takes over, by what it is."""

EMPHASIS = (
    "b", "bCs", "i", "iCs", "u", "caps", "smallCaps", "strike", "dstrike", "vanish", "highlight", "shd", "vertAlign",
    "rStyle", "bdr", "effect", "em",
)  # fmt: skip
"""Properties of a run that belong to its words, not to the look of the text."""

ENOUGH = 8
"""Words that make a paragraph one of running text, not a caption or a line of a form."""

_NUMBERED = re.compile(
    r"^\s*(?P<before>(?:[A-Za-z]+\s)?(?:[A-Za-z0-9]+\.)*)(?P<number>\d+)(?P<after>[.):]?\s*[-–—]?\s+)\S"
)


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph to take after, how its words are set, and which of its properties to take."""

    model: etree._Element | None
    marks: etree._Element | None
    keep: tuple[str, ...] = BODY


class Looks:
    """The looks of one document."""

    def __init__(self, structured: StructuredDocument, alignment: Alignment) -> None:
        self._structured, self._alignment = structured, alignment

    def paragraph(self, block: Block) -> etree._Element | None:
        """The paragraph that holds a block's last words; None where it was not found in the file."""
        start, end = block.original(0, len(block.text))
        found = self._alignment.paragraphs(start, end)
        return found[-1] if found else None

    def heading(self, block: Block | None) -> Look | None:
        """The look of a heading."""
        node = self.paragraph(block) if block is not None else None
        return Look(node, _marks(node), HEADING) if node is not None else None

    def text(self, spot: Spot) -> Look:
        """The look of running text: of the section, else of what comes before it, else of anything."""
        blocks = self._structured.blocks
        section = {spot.section}
        for each in self._structured.sections:
            if each.parent in section:
                section.add(each.id)
        own = [block for block in blocks if block.section in section]
        if spot.like is None and not spot.title and (item := self._item(own)) is not None:
            return item
        before = [block for block in blocks if block.id <= spot.after.id]
        for some in (own, before, blocks):
            for block in reversed(some):
                node = self._running(block)
                if node is not None:
                    return Look(node, _marks(node))
        return Look(None, None)

    def next_number(self, block: Block, taken: int) -> str:
        """The number after a typed one ("B.5 " gives "B.6 "), `taken` further; empty where Word counts itself."""
        node = self.paragraph(block)
        found = _NUMBERED.match(self._alignment.text(node)) if node is not None else None
        if found is None:
            return ""
        return f"{found['before']}{int(found['number']) + 1 + taken}{found['after']}"

    def _item(self, blocks: list[Block]) -> Look | None:
        """The look of a numbered clause, where a section is nothing but a list that no sentence leads in."""
        spoken = [block for block in blocks if block.kind is not BlockKind.HEADING and block.origin is Origin.BODY]
        if len(spoken) < 2 or any(b.kind is not BlockKind.LIST_ITEM or b.lead_in is not None for b in spoken):
            return None
        node = self.paragraph(spoken[-1])
        if node is None or node.find(f"{W}pPr") is None or _in_table(node):
            return None
        return Look(node, _marks(node), ITEM)

    def _running(self, block: Block) -> etree._Element | None:
        if (
            block.kind is not BlockKind.PARAGRAPH
            or block.origin is not Origin.BODY
            or block.text.count(" ") < ENOUGH - 1
        ):
            return None
        node = self.paragraph(block)
        if node is None or _in_table(node) or node.find(f"{W}pPr/{W}numPr") is not None:
            return None
        return node


def outermost(node: etree._Element, others: Iterable[etree._Element]) -> etree._Element:
    """The largest block around a paragraph that holds none of the others: its table, its content control, or itself."""
    foreign = {parent for other in others for parent in other.iterancestors()}
    while (
        (parent := node.getparent()) is not None and local(parent) not in ("body", "document") and parent not in foreign
    ):
        node = parent
    return node


def _marks(paragraph: etree._Element | None) -> etree._Element | None:
    """How the words of a paragraph are set: by its longest run."""
    runs = list(_runs(paragraph)) if paragraph is not None else []
    longest = max(runs, key=lambda run: sum(len(t.text or "") for t in run.findall(f"{W}t")), default=None)
    return longest.find(f"{W}rPr") if longest is not None else None


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    return (run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None)


def _in_table(node: etree._Element) -> bool:
    return any(local(parent) in ("tc", "txbxContent") for parent in node.iterancestors())
