"""Rule logic over positions: boolean and proximity expressions within a sentence, block or section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tenderscan.matching.words.fragment import Fragment, beginning_in
from tenderscan.model.rule import Expression
from tenderscan.model.signal import Signal

MOST_MATCHES = 40
"""Matches of one expression in one bound that are looked at; a section that repeats a word needs no more."""


@dataclass(frozen=True, slots=True)
class Found:
    """A concept at a token range of a fragment."""

    fragment: Fragment
    start: int
    end: int
    concept: str

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the document: block id and first token."""
        return self.fragment.block.id, self.start


@dataclass(frozen=True, slots=True)
class Bound:
    """A token range of a fragment in which an expression may look."""

    fragment: Fragment
    start: int
    end: int

    def has(self, concept: str) -> bool:
        """Whether the concept begins within the bound."""
        hits = self.fragment.hits.get(concept)
        return hits is not None and bool(beginning_in(hits, self.start, self.end))

    def hits(self, signal: Signal) -> tuple[tuple[int, int], ...]:
        """Places of a signal that lie within the bound."""
        found = beginning_in(self.fragment.hits.get(signal.target, ()), self.start, self.end)
        return tuple(hit for hit in found if hit[1] <= self.end)


Match = tuple[Found, ...]


def evaluate(expression: Expression, bounds: Sequence[Bound]) -> tuple[Match, ...]:
    """The ways in which the expression holds within the bounds; each match has one hit a part.

    Of each part of `all_of` the hit nearest to the first part's is taken, so that a quote is short.
    """
    return tuple(islice(_evaluate(expression, bounds), MOST_MATCHES))


def _evaluate(expression: Expression, bounds: Sequence[Bound]) -> Sequence[Match]:
    if expression.concept:
        return _hits(expression.concept, bounds)
    if expression.any_of:
        return [match for part in expression.any_of for match in _evaluate(part, bounds)]
    if expression.within in ("sentence", "near") and any(_spans_sentences(bound) for bound in bounds):
        return [match for narrower in _sentences(bounds) for match in _all(expression, narrower)]
    return _all(expression, bounds)


def _all(expression: Expression, bounds: Sequence[Bound]) -> list[Match]:
    if any(bound.has(concept) for concept in expression.none_of for bound in bounds):
        return []
    parts: list[Sequence[Match]] = []
    for part in expression.all_of:
        found = _evaluate(part, bounds)
        if not found:
            return []
        parts.append(found)
    first, rest = parts[0], parts[1:]
    matches = [_nearest(anchor, rest) for anchor in first[:MOST_MATCHES]]
    if expression.within == "near":
        matches = [match for match in matches if _spread(match) <= expression.near]
    return matches


def _hits(concept: str, bounds: Sequence[Bound]) -> list[Match]:
    return [
        (Found(bound.fragment, start, end, concept),)
        for bound in bounds
        for start, end in beginning_in(bound.fragment.hits.get(concept, ()), bound.start, bound.end)
    ]


def _nearest(anchor: Match, rest: Sequence[Sequence[Match]]) -> Match:
    block, token = anchor[0].place
    chosen = anchor
    for options in rest:
        chosen += min(options, key=lambda m: (abs(m[0].place[0] - block), abs(m[0].place[1] - token)))
    return chosen


def _spread(match: Match) -> int:
    """Tokens between the first and the last hit; hits in two fragments are never near."""
    if len({found.fragment.block.id for found in match}) > 1:
        return 1_000_000
    return max(f.start for f in match) - min(f.end for f in match)


def _spans_sentences(bound: Bound) -> bool:
    return len(bound.fragment.sentences_in(bound.start, bound.end)) > 1


def _sentences(bounds: Sequence[Bound]) -> list[list[Bound]]:
    return [
        [Bound(bound.fragment, max(start, bound.start), min(end, bound.end))]
        for bound in bounds
        for start, end in bound.fragment.sentences_in(bound.start, bound.end)
    ]
