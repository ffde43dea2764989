"""Numbers that make a demand concrete (a threshold) or weigh an award criterion (a weight), in one bound."""

from __future__ import annotations

from collections.abc import Iterator

from tenderscan.matching.words.expressions import Bound
from tenderscan.matching.words.fragment import beginning_in
from tenderscan.model.match import Cue
from tenderscan.model.signal import Mark, Signal

UNIT_WITHIN = 2
"""Tokens after a number in which its unit stands ("12 full hours")."""

OUT_OF = ("20", "50", "100")
"""What a share of points is out of: 15/100."""


def threshold(bound: Bound) -> Cue | None:
    """A number with a unit, a currency or a percent sign, written out or in digits, or a place left open for one."""
    percent, currency = _starts(bound, Signal.PERCENT), _starts(bound, Signal.CURRENCY)
    measures = percent | currency | _starts(bound, Signal.UNIT)
    for at in _numbers(bound):
        if _follows(measures, at + 1, bound.end) or (at > bound.start and at - 1 in currency):
            return Cue(Mark.THRESHOLD, bound.fragment.words((at, min(at + 2, bound.end))))
    for begin, stop in bound.fragment.open:
        if begin < bound.start or stop > bound.end:
            continue
        if _follows(measures, stop, bound.end) or (begin > bound.start and begin - 1 in currency):
            return Cue(Mark.PLACEHOLDER, bound.fragment.words((begin, min(stop + 1, bound.end))))
    return None


def weight(bound: Bound) -> Cue | None:
    """A number that is a weight: with a percent sign or points, not a number of pages or of criteria."""
    points = _starts(bound, Signal.SCORING) & _starts(bound, Signal.UNIT)
    measures = _starts(bound, Signal.PERCENT) | points
    for at in _numbers(bound):
        if _follows(measures, at + 1, bound.end):
            return Cue(Mark.THRESHOLD, bound.fragment.words((at, min(at + 2, bound.end))))
    return None


def marks(bound: Bound) -> Cue | None:
    """A number of points."""
    measures = _starts(bound, Signal.SCORING) & _starts(bound, Signal.UNIT)
    for at in _numbers(bound):
        if _follows(measures, at + 1, bound.end):
            return Cue(Mark.THRESHOLD, bound.fragment.words((at, min(at + 2, bound.end))))
    return None


def points(row: Bound, *, headed: bool) -> Cue | None:
    """A share such as 20/100, or where the row stands under a header of points (`headed`) its last bare number.

    A place left open stands for the number that will be filled in.
    """
    fragment, words = row.fragment, row.fragment.tokens.folded
    numbers = [at for at in range(row.start, row.end) if words[at].isdigit()]
    for at in numbers:
        if at + 2 < row.end and words[at + 1] == "/" and words[at + 2] in OUT_OF:
            return Cue(Mark.THRESHOLD, fragment.words((at, at + 3)))
    if not headed:
        return None
    if not numbers:
        return next((Cue(Mark.PLACEHOLDER, fragment.words(span)) for span in fragment.open), None)
    return Cue(Mark.THRESHOLD, fragment.words((numbers[-1], numbers[-1] + 1)))


def _numbers(bound: Bound) -> Iterator[int]:
    words = bound.fragment.tokens.folded
    spelled = _starts(bound, Signal.NUMBER_WORD)
    return (at for at in range(bound.start, bound.end) if words[at][0].isdigit() or at in spelled)


def _starts(bound: Bound, signal: Signal) -> frozenset[int]:
    """Where a signal begins in the bound."""
    hits = bound.fragment.hits.get(signal.target)
    return frozenset(start for start, _ in beginning_in(hits, bound.start, bound.end)) if hits else frozenset()


def _follows(measures: frozenset[int], begin: int, end: int) -> bool:
    return any(at in measures for at in range(begin, min(begin + UNIT_WITHIN, end)))
