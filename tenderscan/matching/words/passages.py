"""Where an expression may look: sentences with their lead-in or header, paragraphs with their list, sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tenderscan.matching.words.expressions import Bound
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.document import Origin
from tenderscan.model.section import BlockKind

WINDOW, STRIDE = 12, 8
"""Blocks of a long section that may speak together, and how far the next such window lies."""

SCOPES = ("sentence", "block", "section")


@dataclass(frozen=True)
class Unit:
    """A passage as a rule sees it: what it says itself, and what speaks with it.

    `own` are its own bounds, `context` those of its lead-in, header row or question: a match may
    use them, but must hold something of the passage itself unless `context_suffices`.
    """

    scope: str
    own: tuple[Bound, ...]
    context: tuple[Bound, ...] = ()
    context_suffices: bool = False

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """Everything an expression may look at."""
        return self.own + self.context


def units(reading: DocumentReading) -> Iterator[Unit]:
    """Every unit of a document, narrow ones first; comments never are one."""
    for fragment in reading.fragments:
        if fragment.block.origin is not Origin.COMMENT:
            yield from _sentence_units(reading, fragment)
    yield from _block_units(reading)
    yield from _section_units(reading)


def whole(fragment: Fragment) -> Bound:
    """A bound over a whole fragment."""
    return Bound(fragment, 0, len(fragment.tokens))


def lead_in(reading: DocumentReading, fragment: Fragment) -> tuple[Bound, ...]:
    """The last sentences of the blocks that lead a list item in, the nearest first."""
    found: list[Bound] = []
    block = fragment.block
    while block.lead_in is not None and len(found) < 3:
        leader = reading.fragments[block.lead_in]
        if leader.bounds:
            found.append(Bound(leader, *leader.bounds[-1]))
        block = leader.block
    return tuple(found)


def hanging_from(reading: DocumentReading, fragment: Fragment) -> tuple[Bound, ...]:
    """What speaks with every sentence of a fragment: its lead-in, header row and question."""
    context = list(lead_in(reading, fragment))
    header = reading.header(fragment)
    if header is not None:
        context.append(whole(header))
    if fragment.block.answers is not None:
        context.append(whole(reading.fragments[fragment.block.answers]))
    return tuple(context)


def _sentence_units(reading: DocumentReading, fragment: Fragment) -> Iterator[Unit]:
    context = hanging_from(reading, fragment)
    header, answered = reading.header(fragment), fragment.block.answers
    numbers = header is not None and any(word[0].isdigit() for word in fragment.tokens.folded)
    suffices = numbers or answered is not None
    for number, bounds in enumerate(fragment.bounds):
        # The answer's first sentence is the one that says yes or no to the whole question.
        yield Unit("sentence", (Bound(fragment, *bounds),), context, suffices and number == 0)


def _block_units(reading: DocumentReading) -> Iterator[Unit]:
    for fragment in reading.fragments:
        block = fragment.block
        if block.origin is Origin.COMMENT or block.kind in (BlockKind.HEADING, BlockKind.CONTENTS_ENTRY):
            continue
        items = reading.lists.get(block.id, ())
        header = reading.header(fragment)
        if block.lead_in is None or items:
            context = (whole(header),) if header else ()
            yield Unit("block", (whole(fragment), *map(whole, items)), context)


def _section_units(reading: DocumentReading) -> Iterator[Unit]:
    for fragments in reading.sections.values():
        body = [f for f in fragments if f.block.origin is not Origin.COMMENT]
        for begin in _windows(len(body)):
            yield Unit("section", tuple(whole(f) for f in body[begin : begin + WINDOW]))


def _windows(count: int) -> Iterable[int]:
    if count <= WINDOW:
        return (0,) if count else ()
    return range(0, count - STRIDE, STRIDE)
