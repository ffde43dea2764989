"""Questions and what is replied to them: in an answer, in the next sentence, or in the next cell of a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.matching.words.expressions import Bound
from tenderscan.model.match import Cue
from tenderscan.model.rule import Alternative
from tenderscan.model.scope import Scoped
from tenderscan.model.section import BlockKind
from tenderscan.model.signal import PREFIX, Signal

LABEL = 4
"""Tokens in which the label of an answer ends."""

AFTER_THING = 3
"""Words of a question after the thing it asks about, beyond which it asks for something about it."""


class Outcome(StrEnum):
    """What a reply makes of the thing that the question is about; neutral where it only refuses to lift it."""

    UPHELD = "upheld"
    LIFTED = "lifted"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Replied:
    """What was replied, and the words that say it."""

    outcome: Outcome
    cues: tuple[Cue, ...]


def reply(s: Situation) -> Bound | None:
    """What says yes or no to the question that the passage asks: an answer, the next sentence or the next cell."""
    fragment = s.fragment
    if fragment.block.question:
        answer = s.reading.answers.get(fragment.block.id)
        bound = Bound(answer, *answer.bounds[0]) if answer is not None and answer.bounds else None
    elif fragment.block.kind is BlockKind.TABLE_ROW:
        bound = _next_cell(s)
    elif fragment.block.answer or fragment.tokens.folded[s.end - 1] != "?":
        return None
    else:
        following = fragment.sentence_from(s.end)
        bound = Bound(fragment, *following) if following is not None else None
    if bound is None or not (_opening(bound, Signal.NO_ANSWER) or _opening(bound, Signal.YES_ANSWER)):
        return None
    return bound


def replied(s: Situation, alternative: Alternative) -> Replied | None:
    """What the reply makes of what the passage names; None where it is no question, or the reply says neither."""
    said = reply(s)
    if said is None and s.fragment.block.answer and s.start == 0:
        said = Bound(s.fragment, s.start, s.end)
    if said is None:
        return None
    no, yes = _opening(said, Signal.NO_ANSWER), _opening(said, Signal.YES_ANSWER)
    if not (no or yes):
        return None
    asked = _asked(s)
    # "May we do without?" turns the answer round: no then keeps the demand, and adds nothing to it.
    if _asks_to_lift(s, asked):
        return Replied(Outcome.NEUTRAL, no) if no else Replied(Outcome.LIFTED, yes)
    without = _asks_to_do_without(s, asked, alternative)
    if not without and not _asks_whether_required(s, asked, alternative):
        # "Is phase IV accepted? No." neither asks nor lifts anything.
        return Replied(Outcome.NEUTRAL, no or yes)
    if no:
        return Replied(Outcome.UPHELD if without else Outcome.LIFTED, no)
    return Replied(Outcome.LIFTED if without else Outcome.UPHELD, yes)


def asks_in_cell(s: Situation) -> bool:
    """Whether the evidence stands in a cell of a row that asks something."""
    cell = _cell(s) if s.fragment.block.kind is BlockKind.TABLE_ROW else None
    return cell is not None and "?" in s.fragment.tokens.folded[cell[0] : cell[1]]


def _next_cell(s: Situation) -> Bound | None:
    """The cell after the one that holds the evidence, where that one asks something."""
    cell = _cell(s)
    if cell is None or not asks_in_cell(s) or cell[1] + 1 >= s.end:
        return None
    words = s.fragment.tokens.folded
    stop = next((i for i in range(cell[1] + 1, s.end) if words[i] == "|"), s.end)
    return Bound(s.fragment, cell[1] + 1, stop)


def _cell(s: Situation) -> Span | None:
    """The cell of a row that holds the evidence; None for evidence in several cells, unless the first of them asks.

    The answer in the next cell often names the thing again, and is an answer all the same.
    """
    words, (first, last) = s.fragment.tokens.folded, s.evidence
    begin = next((i + 1 for i in range(first - 1, s.start - 1, -1) if words[i] == "|"), s.start)
    stop = next((i for i in range(first, s.end) if words[i] == "|"), s.end)
    return (begin, stop) if last <= stop or "?" in words[begin:stop] else None


def _asked(s: Situation) -> tuple[Bound, ...]:
    """What is asked: the cell of a row, else the passage and the question it hangs from."""
    if s.fragment.block.kind is BlockKind.TABLE_ROW:
        cell = _cell(s)
        return (Bound(s.fragment, *cell),) if cell else ()
    start, end = (0, len(s.fragment.tokens)) if s.fragment.block.question else (s.start, s.end)
    return (Bound(s.fragment, start, end), *s.context)


def _opening(bound: Bound, signal: Signal) -> tuple[Cue, ...]:
    """The words of a signal with which a sentence opens, after its label ("Answer: no")."""
    head = bound.fragment.tokens.folded[bound.start : bound.start + LABEL]
    first = bound.start + (head.index(":") + 1 if ":" in head else 0)
    return tuple(Cue(signal, bound.fragment.words(hit)) for hit in bound.hits(signal) if hit[0] <= first + 1)


def _asks_whether_required(s: Situation, asked: tuple[Bound, ...], alternative: Alternative) -> bool:
    """Whether a question asks if a thing is required at all, rather than in what way.

    "Must the stones come from one quarry?" asks how, for it goes on after the thing.
    """
    if any(bound.hits(Signal.DEMAND) for bound in asked):
        return True
    must = any(bound.hits(signal) for bound in asked for signal in (Signal.OBLIGATION, Signal.FROM_QUESTION))
    if not must or alternative.polarity == "banned":
        return False
    last = max((f.end for f in s.match if f.fragment is asked[0].fragment), default=asked[0].end)
    words = asked[0].fragment.tokens.folded
    stop = next((i for i in range(last, asked[0].end) if words[i] == "?"), asked[0].end)
    return stop - last <= AFTER_THING


def _asks_to_lift(s: Situation, asked: tuple[Bound, ...]) -> bool:
    """Whether a question asks if a demand may be dropped ("can the requirement be withdrawn?")."""
    things = [f for f in s.match if not f.concept.startswith(PREFIX)]
    return any(
        not any(f.fragment is bound.fragment and f.start < hit[1] and hit[0] < f.end for f in things)
        for bound in asked
        for hit in bound.hits(Signal.WAIVER)
    )


def _asks_to_do_without(s: Situation, asked: tuple[Bound, ...], alternative: Alternative) -> bool:
    """Whether a question asks if one may do without the thing it names, so that yes lifts the duty."""
    if len(s.match) > 1 or alternative.polarity == "banned" or alternative.unnamed:
        # What several words describe, or a ban, holds its own "without" and "instead".
        return False
    thing = s.match[0]
    reach = s.scope(Scoped.DONE_WITHOUT).reach
    for bound in asked:
        same = bound.fragment is thing.fragment
        if any(not _within_match(s, bound, hit) for hit in bound.hits(Signal.SUFFICES)):
            return True
        if same and any(0 <= thing.start - end <= reach for _, end in bound.hits(Signal.WITHOUT)):
            return True
    return False


def _within_match(s: Situation, bound: Bound, hit: Span) -> bool:
    """Whether a hit lies among the words that the match itself is made of."""
    own = [f for f in s.match if f.fragment is bound.fragment]
    return bool(own) and min(f.start for f in own) < hit[1] and hit[0] < max(f.end for f in own)
