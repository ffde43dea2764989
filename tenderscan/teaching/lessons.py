"""Lessons out of labelled texts: each sentence as the reader will meet it, with the criteria that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tenderscan.lexicon.tokens import tokenize
from tenderscan.matching.learned.training import Lesson
from tenderscan.matching.recognition import Shown, shown
from tenderscan.matching.words.reading import DocumentReading

FEWEST = 3
"""Words of a quote in a sentence that make the sentence speak of it; shorter sentences must lie in it whole."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A criterion, the words that speak of it (none mean the whole text), and the verdict, where one is given."""

    criterion: str
    quote: str = ""
    verdict: str = ""


def lessons(
    readings: Sequence[DocumentReading], quotes: Sequence[Quoted], group: str, *, natural: bool = False
) -> Iterator[Lesson]:
    """The lessons of one labelled text or dossier.

    A sentence that holds three words of a quote speaks of its criterion; of what its neighbours in the paragraph say
    of that criterion nothing is learnt. A text of several sentences whose label has no quote teaches as a whole only.
    """
    units = [unit for reading in readings for unit in shown(reading)]
    marks = [set[str]() for _ in units]
    unsaid = [set[str]() for _ in units]
    verdicts = [set[str]() for _ in units]
    places = _places(readings)
    for quoted in quotes:
        spans = found(quoted.quote, places) if quoted.quote else None
        if quoted.quote and not spans:
            continue
        for at, unit in enumerate(units):
            if spans is None:
                alone = unit.whole or sum(len(r.fragments) for r in readings) == len(unit.fragment.bounds) == 1
                (marks if alone else unsaid)[at].add(quoted.criterion)
                verdicts[at].add(quoted.verdict)
            elif _speaks(unit, spans):
                marks[at].add(quoted.criterion)
                verdicts[at].add(quoted.verdict)
            elif any(unit.fragment is fragment for fragment, _ in spans):
                unsaid[at].add(quoted.criterion)
    for unit, own, silent, said in zip(units, marks, unsaid, verdicts, strict=True):
        told = said - {""}
        if own or not silent or natural:
            stance = told.pop() if own and len(told) == 1 else ""
            yield Lesson(unit.passage, tuple(sorted(own)), group, natural, frozenset(silent - own), stance)


Spot = tuple[object, int]
"""A fragment and the place of a token in it."""


def _places(readings: Iterable[DocumentReading]) -> tuple[list[str], list[Spot]]:
    """All words of all blocks in order, each with its fragment and its place there."""
    words: list[str] = []
    spots: list[Spot] = []
    for reading in readings:
        for fragment in reading.fragments:
            for at, token in enumerate(fragment.tokens.folded):
                if token[0].isalnum():
                    words.append(token)
                    spots.append((fragment, at))
    return words, spots


def found(quote: str, places: tuple[list[str], list[Spot]]) -> list[Spot]:
    """Where the words of a quote stand, one after the other; nothing where they do not."""
    wanted = [word for word in tokenize(quote).folded if word[0].isalnum()]
    words, spots = places
    if not wanted:
        return []
    at = -1
    while True:
        try:
            at = words.index(wanted[0], at + 1)
        except ValueError:
            return []
        if words[at : at + len(wanted)] == wanted:
            return spots[at : at + len(wanted)]


def _speaks(unit: Shown, spans: Sequence[Spot]) -> bool:
    inside = sum(1 for fragment, at in spans if fragment is unit.fragment and unit.span[0] <= at < unit.span[1])
    return inside >= min(FEWEST, len(unit.passage.words), len(spans))
