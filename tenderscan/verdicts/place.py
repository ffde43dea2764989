"""Where in a dossier a clause belongs: the section of its provision, beside its kin, else a chapter of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tenderscan.model.document import Origin
from tenderscan.model.match import Claim, Stance
from tenderscan.model.rule import Criterion
from tenderscan.model.section import Block, BlockKind, Provision, Section, SectionKind, StructuredDocument

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEADING = ("specification", "technical-part", "contract")
"""Roles of the documents in which clauses stand."""

_NEVER = frozenset({"clarification", "award-report", "notice", "plan", "inventory", "espd", "tender-form"})
_AFTER_THE_TEXT = (SectionKind.FORM, SectionKind.INVENTORY, SectionKind.ANNEX_LIST)
_SILENT = (BlockKind.HEADING, BlockKind.CONTENTS_ENTRY)
_SPEAKING = (SectionKind.PLAIN, SectionKind.LEGISLATION)
_DASH = re.compile(r"\s[–—-]\s|^\s*[IVXLC]+\.?\d*\s")
SHORTEST = 6
"""Letters of a heading's only word that may stand for a provision."""

_DOTS = re.compile(r"[.…·]{4,}|…")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where new paragraphs go: after the last block of a section of a document.

    `like` is the heading whose look and number a heading of its own follows; `title` the text of a heading for all
    clauses of this spot. With neither, clauses are plain paragraphs of the section.
    """

    document: int
    after: Block
    section: int
    like: Block | None = None
    title: str = ""


def leading_documents(structured: Sequence[StructuredDocument]) -> list[int]:
    """The documents, in any format, in which clauses stand: specifications and contracts, else what may hold text."""
    leading = [n for n, each in enumerate(structured) if each.role in LEADING]
    return leading or [n for n, each in enumerate(structured) if each.role not in _NEVER]


def provision_words(
    structure: Mapping[str, Mapping[str, Sequence[str]]],
) -> dict[str, dict[str, Sequence[str]]]:
    """The words by which headings tell a provision, by language and provision, out of the rulebook's lists."""
    return {
        language: {key.removeprefix("provision."): words for key, words in lists.items() if words}
        for language, lists in structure.items()
    }


def word_documents(structured: Sequence[StructuredDocument]) -> list[int]:
    """The Word files that clauses may go to: the tender's own text, never answers, inventories or notices."""
    leading = [n for n, each in enumerate(structured) if each.role in LEADING]
    word = [n for n, each in enumerate(structured) if each.document.media_type == DOCX]
    if leading:
        return [n for n in word if n in leading]
    return [n for n in word if structured[n].role not in _NEVER]


@dataclass(frozen=True)
class Places:
    """Finds the spot of a clause; `words` are those by which headings tell a provision, by language and provision.

    `documents` are the numbers of those that clauses may go to, the best first.
    """

    structured: Sequence[StructuredDocument]
    claims: Sequence[Claim]
    criteria: Mapping[str, Criterion]
    words: Mapping[str, Mapping[str, Sequence[str]]]
    documents: Sequence[int]
    _held: dict[int, _Held] = field(default_factory=dict, init=False, repr=False)

    def spot(self, criterion: Criterion, lots: Collection[str], *, apart: bool = False) -> Spot | None:
        """The best spot in the documents, None where it has none.

        `lots` are those that lack the criterion (none: all). `apart` asks for a chapter of its own.
        """
        if not self.documents:
            return None
        if not apart:
            for provision in map(Provision, criterion.provisions):
                for number in self.documents:
                    found = self._chapter(number, provision, lots) or self._company(number, provision, criterion)
                    found = found or self._leaf(number, provision, lots)
                    if found is not None:
                        return found
        return self._own_chapter(self.documents[0], Provision(criterion.provisions[0]))

    def _candidates(self, number: int, provision: Provision, lots: Collection[str]) -> list[Section]:
        """Topmost sections that speak as a provision, those for all lots (or the lots asked) first."""
        sections = self.structured[number].sections
        found = [
            section
            for section in sections
            if section.provision is provision
            and section.kind in _SPEAKING
            and (section.parent is None or sections[section.parent].provision is not provision)
            and self._words(number, section)
            and not _DOTS.search(section.title)
        ]
        found = found or [section for section in sections if self._hints(number, section, provision)]
        fit = [section for section in found if not section.lots or (lots and set(section.lots) <= set(lots))]
        return sorted(fit, key=lambda section: (bool(section.lots) is not bool(lots), -self._words(number, section)))

    def _hints(self, number: int, section: Section, provision: Provision) -> bool:
        """Whether a heading is the first word of a provision's name ("Gunning"): enough to put a clause there."""
        if section.provision is not None or section.kind is not SectionKind.PLAIN or _DOTS.search(section.title):
            return False
        word = _DASH.split(section.title)[-1].strip().casefold()
        if len(word) < SHORTEST or " " in word.removeprefix(section.label).strip() or not self._words(number, section):
            return False
        return any(name.casefold().startswith(word) for name in self._names(number, provision))

    def _names(self, number: int, provision: Provision) -> Sequence[str]:
        spoken = (*self.structured[number].languages[:1], "en")
        return next((self.words[each][provision.value] for each in spoken if each in self.words), ())

    def _chapter(self, number: int, provision: Provision, lots: Collection[str]) -> Spot | None:
        """A chapter with headed subsections gets one more; conditions may also go to the chapter they stand in."""
        structured = self.structured[number]
        for section in self._candidates(number, provision, lots):
            chapter = section
            if provision is Provision.PERFORMANCE and not self._below(number, section) and section.parent:
                chapter = structured.sections[section.parent]
            inner = self._below(number, chapter)
            alike = provision is not Provision.AWARD and len(inner) > 1
            if not alike or not chapter.title or (inner[-1].lots and not lots):
                continue
            last, like = self._last(number, chapter), self._heading(number, inner[-1])
            if last is not None and like is not None:
                return Spot(number, last, chapter.id, like)
        return None

    def _company(self, number: int, provision: Provision, criterion: Criterion) -> Spot | None:
        """The section where clauses that belong in the same place already bind, of the same theme best."""
        counted: dict[int, int] = {}
        structured = self.structured[number]
        for claim in self.claims:
            block = structured.blocks[claim.place.block] if claim.place.document == number else None
            kin = self.criteria[claim.criterion]
            if block is None or claim.stance is not Stance.ASKS or claim.dropped or kin.nature != criterion.nature:
                continue
            alike = kin.provisions[:1] == (provision.value,) and not kin.statutory
            section = structured.sections[block.section]
            fits = section.provision in (None, provision) and section.kind in _SPEAKING and not section.lots
            if alike and fits and section.id and block.kind is not BlockKind.TABLE_ROW:
                counted[section.id] = counted.get(section.id, 0) + (2 if kin.theme == criterion.theme else 1)
        for section_id in sorted(counted, key=lambda key: (-counted[key], key)):
            last = self._last(number, structured.sections[section_id])
            if last is not None:
                return Spot(number, last, section_id)
        return None

    def _leaf(self, number: int, provision: Provision, lots: Collection[str]) -> Spot | None:
        for section in self._candidates(number, provision, lots):
            last = self._last(number, section)
            if last is not None:
                return Spot(number, last, section.id)
        return None

    def _own_chapter(self, number: int, provision: Provision) -> Spot | None:
        """A chapter of its own before the forms and annexes, with the look of the other chapters."""
        structured = self.structured[number]
        name = self._names(number, provision)[0]
        title = name[:1].upper() + name[1:]
        chapters = [section for section in structured.sections if section.parent == 0 and self._words(number, section)]
        rank = min((section.level for section in chapters), default=0)
        chapters = [section for section in chapters if section.level == rank]
        before = list(chapters)
        while before and before[-1].kind in _AFTER_THE_TEXT:
            before.pop()
        for section in reversed(before or chapters):
            last = self._last(number, section)
            if last is not None:
                return Spot(number, last, section.id, self._heading(number, section), title)
        blocks = [block for block in structured.blocks if block.origin is Origin.BODY]
        return Spot(number, blocks[-1], 0, None, title) if blocks else None

    def _below(self, number: int, section: Section) -> list[Section]:
        """The subsections of a section that have a heading and say something."""
        return [each for each in self._inside(number).children(section.id) if each.title and self._words(number, each)]

    def _words(self, number: int, section: Section) -> int:
        return self._inside(number).words[section.id]

    def _last(self, number: int, section: Section) -> Block | None:
        return self._inside(number).last.get(section.id)

    def _inside(self, number: int) -> _Held:
        if number not in self._held:
            self._held[number] = _Held.of(self.structured[number])
        return self._held[number]

    def _heading(self, number: int, section: Section) -> Block | None:
        found = (b for b in self.structured[number].blocks if b.section == section.id and b.kind is BlockKind.HEADING)
        return next(found, None)


@dataclass(frozen=True)
class _Held:
    """What the sections of a document hold, those below them included: their words and their last block."""

    sections: Sequence[Section]
    words: Mapping[int, int]
    last: Mapping[int, Block]
    below: Mapping[int, Sequence[int]]

    def children(self, section: int) -> list[Section]:
        """The sections right below one."""
        return [self.sections[each] for each in self.below.get(section, ())]

    @classmethod
    def of(cls, structured: StructuredDocument) -> _Held:
        """Counted in one pass over the blocks, and once up the tree."""
        words = dict.fromkeys((section.id for section in structured.sections), 0)
        last: dict[int, Block] = {}
        below: dict[int, list[int]] = {}
        for section in structured.sections:
            if section.parent is not None:
                below.setdefault(section.parent, []).append(section.id)
        for block in structured.blocks:
            if block.origin is not Origin.BODY:
                continue
            said = 0 if block.kind in _SILENT else block.text.count(" ") + 1
            at: int | None = block.section
            while at is not None:
                words[at] += said
                last[at] = block
                at = structured.sections[at].parent
        return cls(structured.sections, words, last, below)


def same_company(claim: Claim, other: Claim) -> bool:
    """Whether two claims rest on the same words."""
    one, two = claim.place, other.place
    same = (one.document, one.block) == (two.document, two.block)
    return same and one.start < two.end and two.start < one.end
