"""Where a document lists its award criteria: tables, lists, headings, sentences; and what notices declare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tenderscan.model.award import AwardGroup, AwardItem
from tenderscan.model.document import DeclaredCriterion, NoticeFacts, Origin
from tenderscan.model.section import (
    Block,
    BlockKind,
    Provision,
    Section,
    SectionKind,
    StructuredDocument,
)
from tenderscan.structure.award.items import ItemReader, Named, label_depth
from tenderscan.structure.award.tables import table_groups
from tenderscan.structure.outline.sections import lot_id
from tenderscan.structure.words import StructureWords, plain

WHOLES = frozenset({10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0})
"""Sums to which buyers let points add up."""

SHORT = 14
"""Words of a line that can be one award criterion with its number."""

FEWEST = 2
"""Criteria that make a list; a single one is a list only where the text calls it the award criterion."""

_SILENT = frozenset({"award-report", "plan", "espd", "notice"})
"""Roles of documents that announce no award criteria, or whose criteria come as data."""


def award_groups(structured: StructuredDocument, words: StructureWords) -> tuple[AwardGroup, ...]:
    """Every list of award criteria in a document, in reading order; empty for a document that announces none."""
    read = ItemReader(words)
    facts = structured.document.notice
    declared = tuple(_declared(facts, read)) if facts is not None else ()
    if declared or structured.role in _SILENT:
        return declared
    return tuple(group for group in _Search(structured, read).groups() if _plausible(group, read))


def _plausible(group: AwardGroup, read: ItemReader) -> bool:
    """Whether a list is one of award criteria and no scale of marks, no list of documents.

    It has a price, or numbers that add up to a whole, or is said to be in order of importance; it has no zero, and its
    names do not all begin with the same word.
    """
    values = [item.value for item in group.items]
    opening = {plain(item.name).split(" ")[0] for item in group.items}
    if 0 in values or (len(opening) == 1 and len(values) > FEWEST):
        return False
    if group.ordered or any(read.says("price", item.name) for item in group.items):
        return True
    known = [value for value in values if value is not None]
    least = min((item.depth for item in group.items), default=0)
    top = [item.value for item in group.items if item.value is not None and item.depth == least]
    sums = {round(sum(known), 2), round(sum(top), 2)}
    return len(known) == len(values) and bool(sums & {group.total, *WHOLES})


def _declared(facts: NoticeFacts, read: ItemReader) -> Iterator[AwardGroup]:
    """What a notice declares as data, lot by lot; a "name" that is a sentence of advice names no criterion."""
    for lot, criteria in groupby(facts.award, key=lambda c: c.lot):
        items = tuple(_of_notice(c, facts, read) for c in criteria if not c.name or read.is_criterion(c.name))
        if items:
            ordered = all(item.value is None for item in items)
            yield AwardGroup(items, (lot_id(lot),) if lot else (), ordered=ordered, notice=True)


def _of_notice(declared: DeclaredCriterion, facts: NoticeFacts, read: ItemReader) -> AwardItem:
    """A declared criterion; a weight that stands in its name is taken from there."""
    name, value, unit = declared.name, declared.value, declared.unit
    written = read.items(name) if value is None else []
    if len(written) == 1 and written[0].name:
        name, value, unit = written[0].name, written[0].value, written[0].unit
    kind = declared.kind if declared.kind != "quality" or not read.says("price", name) else "price"
    return AwardItem(name, value, unit, said=f"{name}. {declared.said}", language=facts.language or "", kind=kind)


class _Search:
    """Looks through one document, block by block."""

    def __init__(self, structured: StructuredDocument, read: ItemReader) -> None:
        self._structured, self._read = structured, read
        kept = (BlockKind.CONTENTS_ENTRY, BlockKind.FOOTNOTE)
        self._blocks = [
            b
            for b in structured.blocks
            if b.kind not in kept
            and b.origin is not Origin.COMMENT
            and structured.sections[b.section].kind is not SectionKind.CONTENTS
        ]
        self._heads = {block.section: block.id for block in reversed(self._blocks)}
        self._spoken: dict[int, tuple[Section, str]] = {}

    def groups(self) -> Iterator[AwardGroup]:
        """Headings first, then runs of rows, items and sentences as they stand."""
        yield from self._headed()
        for (kind, *_), run in groupby(self._blocks, key=self._run):
            blocks = list(run)
            if kind == "table":
                context, cued = self._context(blocks[0])
                yield from table_groups(blocks, self._read, context, cued)
            elif kind == "list":
                yield from self._list(blocks)
            else:
                for block in blocks:
                    yield from self._sentence(block)

    def _run(self, block: Block) -> tuple[str, int, int]:
        if block.kind is BlockKind.TABLE_ROW:
            return "table", block.table if block.table is not None else -1, block.section
        short = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and len(block.text.split()) <= SHORT
        if block.kind is BlockKind.LIST_ITEM or (short and self._item(block) is not None):
            return "list", -1, -1
        return "text", -1, block.section

    def _headed(self) -> Iterator[AwardGroup]:
        """Criteria that are headings of their own: "4.1 Price (60 points)"."""
        heads = [b for b in self._blocks if b.kind is BlockKind.HEADING]
        for parent, run in groupby(heads, key=lambda b: self._parent(b.section)):
            items = [item for block in run if (item := self._item(block)) is not None]
            if len(items) >= FEWEST and parent is not None:
                section = self._structured.sections[parent]
                if section.provision is Provision.AWARD or self._read.says("cue", section.title):
                    yield AwardGroup(tuple(items), section.lots, context=plain(section.title))

    def _parent(self, section: int) -> int | None:
        """The nearest section above that speaks of the award, or the section's parent."""
        node = self._structured.sections[section]
        while node.parent is not None:
            above = self._structured.sections[node.parent]
            if self._read.says("cue", above.title) or above.provision is not Provision.AWARD:
                return above.id
            node = above
        return node.parent

    def _list(self, blocks: Sequence[Block]) -> Iterator[AwardGroup]:
        context, cued = self._context(blocks[0])
        if not cued:
            return
        leader = self._leader(blocks[0])
        announced = leader is not None and self._read.says("cue", leader.text)
        items: list[AwardItem] = []
        total: float | None = None
        styles = _Styles()
        for block in blocks:
            found = self._found(block)
            if not found and announced and self._nameable(block):
                found = [self._unweighted(block)]
            depth = styles.depth(block.label) if found else 0
            for number, item in enumerate(found):
                if self._read.is_total(item.name):
                    total = item.value
                    continue
                below = number > 0 and self._read.says("parts", block.text)
                items.append(replace(item, depth=max(item.depth, depth) + below))
        weighed = any(item.value is not None for item in items)
        if len(items) >= FEWEST and (weighed or announced):
            ordered = not weighed and self._read.says("ordered", context)
            yield AwardGroup(tuple(items), self._lots(blocks[0]), ordered, context, total, cued=announced or weighed)

    def _nameable(self, block: Block) -> bool:
        return len(block.text.split()) <= 12 and self._read.is_criterion(self._read.name(block.text))

    def _unweighted(self, block: Block) -> AwardItem:
        name = self._read.name(block.text)
        return AwardItem(name, page=block.page, said=block.text, language=block.language, block=block.id)

    def _item(self, block: Block) -> AwardItem | None:
        """The first award criterion of a block, or None."""
        return next(iter(self._found(block)), None)

    def _found(self, block: Block) -> list[AwardItem]:
        """The award criteria of a short line; none where its first number is no criterion's."""
        found = self._read.items(block.text)
        if not found or not self._read.is_criterion(found[0].name):
            return []
        return [self._as_item(named, block) for named in found if self._read.is_criterion(named.name)]

    def _as_item(self, named: Named, block: Block) -> AwardItem:
        said = f"{named.name}. {named.rest}" if named.rest.strip() else named.name
        depth = max(label_depth(block.label), 1 if self._read.says("sub-heading", block.text.split(":")[0]) else 0)
        kind = "price" if self._read.says("price", named.name) else ""
        return AwardItem(
            named.name, named.value, named.unit, block.page, depth, said, block.language, kind, block=block.id
        )

    def _sentence(self, block: Block) -> Iterator[AwardGroup]:
        """Criteria in running text: with their numbers, or only in their order."""
        context, cued = self._context(block)
        cued = cued or self._read.says("cue", block.text)
        if not cued or block.kind is BlockKind.HEADING or block.question:
            return
        found = [n for n in self._read.items(block.text) if self._read.is_criterion(n.name)]
        found = [n for n in found if not self._read.is_total(n.name)]
        if len(found) >= FEWEST or (found and self._read.says("cue", block.text) and (found[0].value or 0) >= 100):
            items = tuple(self._as_item(named, block) for named in found)
            yield AwardGroup(tuple(replace(i, depth=0) for i in items), self._lots(block), context=context)
        elif not found and self._read.says("cue", block.text) and ":" in block.text:
            yield from self._named_only(block, context)

    def _named_only(self, block: Block, context: str) -> Iterator[AwardGroup]:
        """Names without any number, between commas: "Award criteria: price, quality, in decreasing order"."""
        ordered = self._read.says("ordered", block.text)
        if not ordered:
            return
        named = block.text.partition(":")[2].split(".")[0]
        parts = [self._read.name(part) for part in named.replace(";", ",").replace(" / ", ",").split(",")]
        names = [n for n in parts if self._read.is_criterion(n) and not self._read.says("ordered", n) and len(n) < 60]
        if len(names) >= FEWEST:
            items = tuple(AwardItem(n, page=block.page, said=n, language=block.language, block=block.id) for n in names)
            yield AwardGroup(items, self._lots(block), True, context)

    def _context(self, block: Block) -> tuple[str, bool]:
        """Heading and lead-in, folded, and whether they speak of the award."""
        leader = self._leader(block)
        above = block.kind is BlockKind.HEADING and leader is not None
        section, before = self._speaking(leader.section if above and leader else block.section)
        said = [section.title, leader.text if leader is not None else "", before]
        speaks = Provision.AWARD in (block.provision, section.provision)
        return plain(" ".join(said)), speaks or any(self._read.says("cue", text) for text in said)

    def _speaking(self, number: int) -> tuple[Section, str]:
        """The section that shows what a lot's own section is about, and the short line just before the lots."""
        sections, asked = self._structured.sections, []
        while number not in self._spoken and self._is_lots(sections[number]):
            asked.append(number)
            number -= 1
        spoken = self._spoken.setdefault(number, (sections[number], ""))
        for lot in reversed(asked):
            # The line before the first of the lots that follow one another is the one that tells.
            first = not self._is_lots(sections[lot - 1])
            spoken = self._spoken[lot] = (spoken[0], self._line_before(lot)) if first else spoken
        return spoken

    @staticmethod
    def _is_lots(section: Section) -> bool:
        return bool(section.lots) and bool(section.id) and section.provision is None

    def _line_before(self, section: int) -> str:
        head = self._heads.get(section, 0)
        last = self._structured.blocks[head - 1].text if head else ""
        return last if len(last.split()) <= SHORT else ""

    def _leader(self, block: Block) -> Block | None:
        """The block that leads a list or table in: the one it hangs from, or the one just before it."""
        if block.lead_in is not None:
            return self._structured.blocks[block.lead_in]
        before = self._structured.blocks[block.id - 1] if block.id else None
        near = before is not None and before.kind is not BlockKind.TABLE_ROW
        near = near and (block.kind is BlockKind.HEADING or (before is not None and before.section == block.section))
        return before if near else None

    def _lots(self, block: Block) -> tuple[str, ...]:
        """The lots of a list: its own, those of its section, or the one that the line before it names."""
        own = block.lots or self._structured.sections[block.section].lots
        leader = self._leader(block)
        named = self._read.lot(leader.text) if leader is not None and not own else ""
        return own or ((named,) if named else ())


class _Styles:
    """How deep an item stands, by the kind of its label: letters under numbers, bullets under either."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def depth(self, label: str) -> int:
        """The depth of the next item; a kind seen before closes those that were opened under it."""
        bare = label.strip("().° ")
        kind = "dotted" if label_depth(bare) else "number" if bare.isdigit() else "letter" if bare.isalpha() else label
        if kind == "dotted":
            return label_depth(bare)
        if kind in self._open:
            del self._open[self._open.index(kind) + 1 :]
        else:
            self._open.append(kind)
        return len(self._open) - 1
