"""A document as matching sees it: its fragments, and how they hang together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from tenderscan.matching.words.articles import NO_CITATIONS, ArticleCitations
from tenderscan.matching.words.clauses import steps_by_article
from tenderscan.matching.words.fragment import STEPS, Fragment
from tenderscan.model.scope import CueScope
from tenderscan.model.section import BlockKind, Section, StructuredDocument
from tenderscan.model.signal import Signal

Told = TypeVar("Told")

_NO_BODY = (BlockKind.HEADING, BlockKind.CONTENTS_ENTRY, BlockKind.TITLE)


@dataclass(frozen=True)
class DocumentReading:
    """A document's fragments by block id, and the groups in which they speak together.

    `index` is the document's place in the dossier, `lots` are the dossier's lots, `citations` finds the articles that
    a text cites, `scopes` holds by language and name how far cues reach. `filled` is the same document with the words
    that stand in its placeholders taken as text, where there are such.
    """

    index: int
    structured: StructuredDocument
    fragments: tuple[Fragment, ...]
    headers: dict[tuple[str, ...], Fragment]
    title: Fragment | None = None
    lots: frozenset[str] = frozenset()
    citations: ArticleCitations = NO_CITATIONS
    scopes: Mapping[str, Mapping[str, CueScope]] = field(default_factory=dict)
    filled: DocumentReading | None = None

    @cached_property
    def cited(self) -> dict[str, tuple[Fragment, ...]]:
        """Fragments that say what follows for another article, by its number (clauses)."""
        return steps_by_article(self.structured, self.sections, self.headings, self.citations)

    @cached_property
    def sections(self) -> dict[int, tuple[Fragment, ...]]:
        """The body fragments directly under each heading, in order."""
        grouped: dict[int, list[Fragment]] = defaultdict(list)
        for fragment in self.fragments:
            if fragment.block.kind not in _NO_BODY:
                grouped[fragment.block.section].append(fragment)
        return {section: tuple(found) for section, found in grouped.items()}

    @cached_property
    def steps_back(self) -> dict[int, dict[str, tuple[Fragment, ...]]]:
        """By section and step of the proof chain, the first fragments that point back and hold the step.

        Two of them, so that one that asks may be left out: a long section is not walked for each of its demands.
        """
        return {
            section: {step: tuple(f for f in fragments if step in f.steps)[:2] for step in STEPS}
            for section, fragments in self.pointing_back.items()
        }

    def after(self, fragment: Fragment, count: int) -> tuple[Fragment, ...]:
        """The body fragments that stand just after one in its section, so many at most; none after a heading."""
        mates = self.sections.get(fragment.block.section, ())
        at = self._place_in_section.get(fragment.block.id, len(mates))
        # A header row has the number of the row that it stands above, and is no body fragment.
        return mates[at + 1 : at + 1 + count] if at < len(mates) and mates[at] is fragment else ()

    @cached_property
    def _place_in_section(self) -> dict[int, int]:
        return {f.block.id: at for mates in self.sections.values() for at, f in enumerate(mates)}

    @cached_property
    def first_in_list(self) -> dict[int, tuple[Fragment, ...]]:
        """By lead-in the items that are, for some word found in the list, among the first two to hold it, in order.

        Two of them, so that one that asks may be left out: a long list is not walked for each of its demands.
        """
        return {lead: _first_to_say(items) for lead, items in self.lists.items()}

    def first_told(self, lead: int, tells: Callable[[Fragment], Told | None]) -> Told | None:
        """What the first item that tells something tells, of the list of a lead-in; a list is asked once."""
        key = lead, tells
        if key not in self._told:
            told = (tells(item) for item in self.lists.get(lead, ()))
            self._told[key] = next((found for found in told if found is not None), None)
        return cast("Told | None", self._told[key])

    @cached_property
    def _told(self) -> dict[tuple[int, Callable[[Fragment], object]], object]:
        return {}

    @cached_property
    def pointing_back(self) -> dict[int, tuple[Fragment, ...]]:
        """The fragments of each section that speak of what stands before them ("these obligations")."""
        signals = (Signal.THIS_CLAUSE.target, Signal.ANAPHORA.target)
        return {
            section: tuple(f for f in mates if any(signal in f.hits for signal in signals))
            for section, mates in self.sections.items()
        }

    @cached_property
    def answers(self) -> dict[int, Fragment]:
        """The answer to each question, by the question's block id."""
        return {f.block.answers: f for f in reversed(self.fragments) if f.block.answers is not None}

    @cached_property
    def lists(self) -> dict[int, tuple[Fragment, ...]]:
        """The items that each lead-in leads, by the lead-in's block id."""
        grouped: dict[int, list[Fragment]] = defaultdict(list)
        for fragment in self.fragments:
            if fragment.block.lead_in is not None:
                grouped[fragment.block.lead_in].append(fragment)
        return {lead: tuple(found) for lead, found in grouped.items()}

    @cached_property
    def headings(self) -> dict[int, Fragment]:
        """The heading of each section that has one."""
        return {f.block.section: f for f in self.fragments if f.block.kind is BlockKind.HEADING}

    def heading_of(self, fragment: Fragment) -> Fragment | None:
        """The heading that a fragment stands under, or None."""
        return self.headings.get(fragment.block.section)

    def section(self, fragment: Fragment) -> Section:
        """The section that holds a fragment."""
        return self.structured.sections[fragment.block.section]

    def header(self, fragment: Fragment) -> Fragment | None:
        """The header row of a table row, or None."""
        return self.headers.get(fragment.block.header) if fragment.block.header else None


def _first_to_say(items: Sequence[Fragment]) -> tuple[Fragment, ...]:
    said: Counter[str] = Counter()
    found = []
    for item in items:
        if any(said[name] < 2 for name in item.hits):
            found.append(item)
        said.update(item.hits.keys())
    return tuple(found)
