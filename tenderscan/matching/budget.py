"""How much of a document is judged: takes a reading, gives it as far as the budget reaches, and what is left.

Time grows with the places at which something has to be judged. A tender of a thousand full pages has some 75,000; a
file that has more is an export, a heap of tenders, or no tender at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Left

MOST_PLACES = 100_000
"""Sentences, and words of rules within them, that are judged in one document."""


def within_budget(
    readings: Sequence[DocumentReading], triggers: frozenset[str], most: int = MOST_PLACES
) -> tuple[tuple[DocumentReading, ...], tuple[Left, ...]]:
    """The readings up to the paragraph at which the budget of a document ends, and where each was cut.

    `triggers` are the concepts at which a rule may hold.
    """
    kept, left = [], []
    for reading in readings:
        count = _reach(reading.fragments, triggers, most)
        if count == len(reading.fragments):
            kept.append(reading)
            continue
        block = reading.fragments[count].block
        left.append(Left(reading.index, block.id, block.page))
        kept.append(_cut(reading, count))
    return tuple(kept), tuple(left)


def _reach(fragments: Sequence[Fragment], triggers: frozenset[str], most: int) -> int:
    """How many of the fragments the budget suffices for."""
    spent = 0
    for at, fragment in enumerate(fragments):
        spent += len(fragment.bounds) + sum(_counts(fragment, triggers))
        if spent > most:
            return at
    return len(fragments)


def _counts(fragment: Fragment, triggers: frozenset[str]) -> Iterable[int]:
    return (len(spans) for name, spans in fragment.hits.items() if name in triggers)


def _cut(reading: DocumentReading, count: int) -> DocumentReading:
    filled = _cut(reading.filled, count) if reading.filled is not None else None
    return replace(reading, fragments=reading.fragments[:count], filled=filled)
