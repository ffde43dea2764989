"""Signs of what the tender buys: concepts in its title, subject and inventory, and what is done with them there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from tenderscan.lexicon.search import Span
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Place, Trace
from tenderscan.model.rule import Rulebook
from tenderscan.model.section import BlockKind, SectionKind

SUPPLY = "act-of-supply"
"""The concept whose words say that a thing is delivered, bought or hired."""

SERVICE = "act-of-service"
"""The concept whose words say that something is done to a thing: maintained, insured, collected."""

ITEM_WORDS = 8
"""A line of the subject with no more words than this names a thing that is bought."""

BREAK = "purpose-or-clause"
"""The concept whose words turn from the thing to what it is for ("batteries for laptops")."""

CLOSE = 2
"""Tokens after a thing in which an act still speaks of it ("furniture removals")."""

_SILENT_SECTIONS = frozenset(
    {
        SectionKind.CONTENTS,
        SectionKind.DEFINITIONS,
        SectionKind.LEGISLATION,
        SectionKind.ANNEX_LIST,
        SectionKind.POLICY,
        SectionKind.CLARIFICATION,
    }
)


def traces(readings: Sequence[DocumentReading], rulebook: Rulebook) -> tuple[Trace, ...]:
    """Every place where a concept stands on which some criterion's applicability hangs."""
    wanted = {
        concept
        for applies in (criterion.applies for criterion in rulebook.criteria)
        for concept in (*applies.bought, *applies.named, *applies.not_named)
    }
    return tuple(trace for reading in readings for trace in _traces(reading, wanted))


def _traces(reading: DocumentReading, wanted: set[str]) -> Iterator[Trace]:
    if reading.structured.role == "award-report":
        return
    leaders = {fragment.block.id: fragment for fragment in reading.fragments if fragment.block.id in reading.lists}
    if reading.title is not None:
        yield from _of(reading, reading.title, wanted, "title", {})
    for fragment in reading.fragments:
        if not wanted & fragment.hits.keys():
            continue
        where = _where(reading, fragment)
        if where:
            yield from _of(reading, fragment, wanted, where, leaders)


def occurrences(readings: Sequence[DocumentReading], concepts: Collection[str]) -> tuple[Trace, ...]:
    """Every place where one of these concepts stands, in order: what is bought there is not asked."""
    wanted = set(concepts)
    return tuple(
        trace
        for reading in readings
        for fragment in reading.fragments
        if wanted & fragment.hits.keys()
        for trace in _of(reading, fragment, wanted, "", {})
    )


def _where(reading: DocumentReading, fragment: Fragment) -> str:
    block, section = fragment.block, reading.section(fragment)
    told = block.id in reading.structured.subject
    if block.kind is BlockKind.TITLE or (told and block.kind is BlockKind.HEADING):
        return "title"
    if section.kind in _SILENT_SECTIONS or block.kind is BlockKind.CONTENTS_ENTRY:
        return ""
    if told:
        return "item" if len(block.text.split()) <= ITEM_WORDS else "subject"
    if section.kind is SectionKind.INVENTORY or reading.structured.role == "inventory":
        return "inventory" if block.kind is BlockKind.TABLE_ROW or block.kind is BlockKind.LIST_ITEM else ""
    if block.kind is BlockKind.HEADING:
        return "heading"
    return "demand" if block.provision or section.provision else "specification"


def _of(
    reading: DocumentReading, fragment: Fragment, wanted: set[str], where: str, leaders: Mapping[int, Fragment]
) -> Iterator[Trace]:
    lots = fragment.block.lots or reading.section(fragment).lots
    lead = _lead_act(leaders.get(fragment.block.lead_in) if fragment.block.lead_in is not None else None)
    for concept in sorted(wanted & fragment.hits.keys()):
        for start, end in fragment.hits[concept]:
            place = Place(fragment.document, fragment.block.id, *fragment.chars(start, end))
            act = _act(fragment, (start, end)) or lead
            yield Trace(concept, where, place, fragment.words((start, end)), lots, act)


def _act(fragment: Fragment, thing: Span) -> str:
    """What the sentence does with a thing: supply outranks service ("supply and maintenance of lifts").

    What only follows upon a purpose or in a clause is "aside".
    """
    if not len(fragment.tokens):
        return ""
    first, last = fragment.sentence_at(thing[0])
    acts = [*fragment.hits.get(SUPPLY, ()), *fragment.hits.get(SERVICE, ())]
    if any(
        first <= act_end <= at and end <= thing[0]
        for _, act_end in acts
        for at, end in fragment.hits.get(BREAK, ())
        if act_end > first
    ) and not _taken_up(fragment, thing):
        return "aside"
    for act in ("supply", "service"):
        spans = fragment.hits.get(SUPPLY if act == "supply" else SERVICE, ())
        if any(first <= start and end <= thing[0] for start, end in spans):
            return act
        if act == "service" and any(thing[1] <= start <= min(thing[1] + CLOSE, last) for start, _ in spans):
            return act
    return ""


def _taken_up(fragment: Fragment, thing: Span) -> bool:
    """Whether an act comes between the last turn aside and the thing ("contract for the supply of chairs")."""
    turns = [end for _, end in fragment.hits.get(BREAK, ()) if end <= thing[0]]
    acts = [*fragment.hits.get(SUPPLY, ()), *fragment.hits.get(SERVICE, ())]
    return any(max(turns) <= start and end <= thing[0] for start, end in acts)


def _lead_act(leader: Fragment | None) -> str:
    """The act of the last sentence that leads a list item in."""
    if leader is None or not len(leader.tokens):
        return ""
    end = len(leader.tokens)
    return _act(leader, (end, end))
