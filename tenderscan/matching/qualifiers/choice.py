"""Choices that stand within a sentence: tick boxes ("☒ yes ☐ no"), or a word after a colon ("not applicable")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.model.match import Cue
from tenderscan.model.signal import Mark, Signal

EMPTY, TICKED = frozenset({"☐", "□"}), frozenset({"☒", "☑", "■"})
"""Boxes as one sign; "[ ]" and "[x]" are known by their brackets."""

_SIGNS = EMPTY | TICKED | {"["}
"""What a box begins with."""

_STOPS = frozenset({".", ";", ",", "!", ")"})


class Choice(StrEnum):
    """What a choice makes of the thing that it is about."""

    ASKED = "asked"
    NOT_ASKED = "not-asked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice and the words that make it."""

    choice: Choice
    cue: Cue


@dataclass(frozen=True, slots=True)
class _Box:
    start: int
    end: int
    ticked: bool


def choice_of(s: Situation) -> Chosen | None:
    """What tick boxes in the sentence, or the word after its colon, make of what it names; None without either.

    Boxes beside what a tenderer says in the first person are the tenderer's to tick: they choose nothing.
    """
    return (None if first_person(s) else _by_boxes(s)) or _by_colon(s)


def first_person(s: Situation) -> bool:
    """Whether the passage, or what leads it in, is a statement that the tenderer makes ("I declare that …")."""
    return s.says(Signal.FIRST_PERSON)


def _by_boxes(s: Situation) -> Chosen | None:
    boxes = _boxes(s)
    if not boxes or (len(boxes) == 1 and boxes[0].start <= s.start + 1):
        # A box that opens the block is the block's own.
        return None
    options = _options(s, boxes)
    first = s.evidence[0]
    for box, span in options:
        if span[0] <= first < span[1]:
            return None if box.ticked else Chosen(Choice.OPEN, Cue(Signal.NOT_TICKED, s.fragment.words(span)))
    if first > options[0][1][0]:
        return None
    for box, span in options:
        if box.ticked:
            says = Cue(Mark.TICKED, s.fragment.words(span))
            no = _says(s, span, Signal.NO_ANSWER, Signal.WAIVER, Signal.NOT_APPLICABLE_LABEL)
            return Chosen(Choice.NOT_ASKED, says) if no else Chosen(Choice.ASKED, says)
    return Chosen(Choice.OPEN, Cue(Signal.NOT_TICKED, s.fragment.words(options[0][1])))


def _options(s: Situation, boxes: list[_Box]) -> list[tuple[_Box, Span]]:
    """Each box with the words it belongs to: those after it, or before it where the last box ends the sentence."""
    words = s.fragment.tokens.folded
    last = s.end
    while last > boxes[-1].end and words[last - 1] in _STOPS:
        last -= 1
    if boxes[-1].end < last:
        stops = [*(box.start for box in boxes[1:]), s.end]
        return [(box, (box.end, stop)) for box, stop in zip(boxes, stops, strict=True)]
    colon = next((i + 1 for i in range(boxes[0].start - 1, s.start - 1, -1) if words[i] in (":", "?")), s.start)
    begins = [colon, *(box.end for box in boxes[:-1])]
    return [(box, (begin, box.start)) for box, begin in zip(boxes, begins, strict=True)]


def _boxes(s: Situation) -> list[_Box]:
    words = s.fragment.tokens.folded
    found: list[_Box] = []
    if _SIGNS.isdisjoint(s.fragment.tokens.text):
        return found
    for at in range(s.start, s.end):
        if words[at] in EMPTY or words[at] in TICKED:
            found.append(_Box(at, at + 1, words[at] in TICKED))
        elif words[at] == "[" and words[at + 1 : at + 2] == ("]",):
            found.append(_Box(at, at + 2, False))
        elif words[at] == "[" and words[at + 1 : at + 3] == ("x", "]"):
            found.append(_Box(at, at + 3, True))
    return found


def _by_colon(s: Situation) -> Chosen | None:
    """ "Social clause: not applicable." """
    words, end = s.fragment.tokens.folded, s.end
    while end > s.start and words[end - 1] in _STOPS:
        end -= 1
    colon = next((i for i in range(end - 1, s.evidence[1] - 1, -1) if words[i] == ":"), None)
    if colon is None:
        return None
    label = (colon + 1, end)
    if label in s.own(Signal.NOT_APPLICABLE_LABEL) or label in s.own(Signal.NO_ANSWER):
        return Chosen(Choice.NOT_ASKED, Cue(Signal.NOT_APPLICABLE_LABEL, s.fragment.words(label)))
    return None


def _says(s: Situation, span: Span, *signals: Signal) -> bool:
    return any(s.own(signal, span) for signal in signals)
