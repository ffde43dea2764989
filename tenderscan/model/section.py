"""What structure makes of a document: blocks of clean text in a tree of sections."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from tenderscan.model.document import Box, Document, Lot, Origin


class Provision(StrEnum):
    """Where in a tender a requirement sits (contract.md), and the kinds of section that bind nobody."""

    EXCLUSION = "exclusion-ground"
    SELECTION = "selection-criterion"
    TECHNICAL = "technical-specification"
    AWARD = "award-criterion"
    PERFORMANCE = "performance-condition"
    SUBJECT = "subject-matter"
    RESERVED = "reserved-participation"


class SectionKind(StrEnum):
    """Kinds of section whose words do not speak as a provision."""

    PLAIN = "plain"
    CONTENTS = "contents"
    DEFINITIONS = "definitions"
    INTRODUCTION = "introduction"
    POLICY = "policy"
    ANNEX_LIST = "annex-list"
    LEGISLATION = "legislation"
    CLARIFICATION = "clarification"
    FORM = "form"
    INVENTORY = "inventory"
    OTHER_MATTER = "other-matter"


class BlockKind(StrEnum):
    """What a block is in the tender."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    CONTENTS_ENTRY = "contents-entry"
    FOOTNOTE = "footnote"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of clean text and where it stands in the original.

    Clean characters [start, start + length) of the block are the original's characters
    [original, original + length) of `Document.text`; `element` is the index of the element. Where `stands_for` is not
    0, the clean characters stand together for so many of the original's: an accent composed, a ligature spelled out.
    """

    start: int
    length: int
    original: int
    element: int
    stands_for: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the section tree: its heading, its number as printed and what it speaks as.

    `path` is the headings from the root down, joined for a reader. Section 0 is the document itself.
    """

    id: int
    title: str = ""
    label: str = ""
    level: int = 0
    parent: int | None = None
    provision: Provision | None = None
    kind: SectionKind = SectionKind.PLAIN
    lots: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row or heading of clean text that maps back to the original.

    `lead_in` is the id of the block whose last sentence leads the list in ("The contractor:"), or
    None. `cells` are the row's texts as (start, end) in `text`; `header` is the table's header row. `ticked` is
    None where there is no tick box. `question` and `answer` tell question-and-answer blocks;
    `answers` is the id of the question block an answer belongs to. `number` is the paragraph's
    number in the document, from 1.
    """

    id: int
    kind: BlockKind
    text: str
    segments: tuple[Segment, ...]
    section: int
    language: str
    number: int
    page: int | None = None
    origin: Origin = Origin.BODY
    lead_in: int | None = None
    depth: int = 0
    label: str = ""
    cells: tuple[tuple[int, int], ...] = ()
    header: tuple[str, ...] = ()
    table: int | None = None
    lots: tuple[str, ...] = ()
    ticked: bool | None = None
    question: bool = False
    answer: bool = False
    answers: int | None = None
    provision: Provision | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of clean characters [start, end)."""
        first = self._segment(start)
        last = self._segment(max(start, end - 1))
        begin = first.original if first.stands_for else first.original + min(max(start - first.start, 0), first.length)
        stop = last.original + (last.stands_for or min(max(end - last.start, 0), last.length))
        return begin, max(begin, stop)

    def elements(self, start: int, end: int) -> tuple[int, ...]:
        """Indices of the elements that clean characters [start, end) come from, in order."""
        return tuple(dict.fromkeys(s.element for s in self.segments if s.start < end and s.start + s.length > start))

    def boxes(self, document: Document, start: int, end: int) -> tuple[Box, ...]:
        """Boxes of the lines that hold clean characters [start, end)."""
        found = (document.elements[i].box for i in self.elements(start, end))
        return tuple(box for box in found if box is not None)

    def _segment(self, at: int) -> Segment:
        starts = [segment.start for segment in self.segments]
        return self.segments[max(0, bisect_right(starts, at) - 1)]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words that were set aside before matching, and the reason."""

    text: str
    page: int | None
    reason: str


@dataclass(frozen=True)
class StructuredDocument:
    """A document with its blocks, its section tree, its role in the dossier and what was set aside.

    `role` is one of notice, specification, technical-part, inventory, tender-form, espd,
    clarification, plan, award-report, contract, other. `title` is what the document calls itself. `subject` are the
    ids of the blocks that show what is bought, `cpv` the codes printed beside the word CPV.
    """

    document: Document
    role: str
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    lots: tuple[Lot, ...] = ()
    title: str = ""
    subject: frozenset[int] = frozenset()
    cpv: tuple[str, ...] = ()

    def heading(self, section: int) -> str:
        """The section's number and title as a reader finds it, or an empty text."""
        node = self.sections[section]
        return f"{node.label} {node.title}".strip()
