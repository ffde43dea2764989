"""What the columns and labels of a requirements table say of a row: a demand, a wish, or not asked.

A row may carry its label in a cell of its own ("EIS", "W" under "Type"), by a cross under a labelled column or under
one of two columns "yes" and "no", by yes or no under "required?", or by standing in a labelled column; a paragraph may
open with its label ("WENS 4: ...").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.matching.words.fragment import Fragment
from tenderscan.model.match import Cue
from tenderscan.model.section import BlockKind
from tenderscan.model.signal import Signal

OPENING = 3
"""Tokens in which a paragraph's own label stands, its number included."""

LONGEST_CHOICE = 9
"""Tokens of a head that asks yes or no ("applicable / not applicable")."""


class Standing(StrEnum):
    """What a label makes of the passage."""

    DEMAND = "demand"
    WISH = "wish"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the words that say it."""

    standing: Standing
    cue: Cue


_LABELS = (
    (Signal.WISH_LABEL, Signal.WISH_LABEL_LETTER, Standing.WISH),
    (Signal.REQUIREMENT_LABEL, Signal.REQUIREMENT_LABEL_LETTER, Standing.DEMAND),
)
"""The words of each label, and its letters, which are labels only under a head that says so ("Type")."""


def label_of(s: Situation) -> Label | None:
    """The label that the passage carries or stands under, or None."""
    if s.fragment.block.kind is not BlockKind.TABLE_ROW:
        return _opening(s)
    cells = _cells(s.fragment)
    header = s.reading.header(s.fragment)
    heads = _cells(header) if header is not None else ()
    paired = header is not None and all(
        any(_whole(header, signal, head) for head in heads if head[0] < head[1])
        for signal in (Signal.COLUMN_YES, Signal.COLUMN_NO)
    )
    for at, cell in enumerate(cells):
        head = heads[at] if at < len(heads) else None
        if paired and header is not None and head is not None and (crossed := _crossed(s.fragment, cell, header, head)):
            return crossed
        found = _by_cell(s.fragment, cell, header, head)
        if found is not None:
            return found
    return _by_column(s, cells, header, heads)


def _opening(s: Situation) -> Label | None:
    """A label in capitals or brackets before the text, with a colon, a bracket or a dash after it."""
    words = s.fragment.tokens.folded
    for signal, _, standing in _LABELS:
        for hit in s.fragment.hits.get(signal.target, ()):
            after = hit[1] + 1 if hit[1] < len(words) and words[hit[1]][0].isdigit() else hit[1]
            closed = after < len(words) and words[after] in (":", ")", "]", "\u2013", "|")
            if hit[0] < OPENING and closed and s.start < hit[1] + OPENING:
                return Label(standing, Cue(signal, s.fragment.words(hit)))
    return None


def _by_cell(fragment: Fragment, cell: Span, header: Fragment | None, head: Span | None) -> Label | None:
    """A cell that is a label, or whose mark, yes or no answers the label at its head."""
    if cell[0] >= cell[1]:
        return None
    typed = header is not None and head is not None and _whole(header, Signal.TYPE_LABEL, head)
    for signal, letter, standing in _LABELS:
        if _whole(fragment, signal, cell) or (typed and _whole(fragment, letter, cell)):
            return Label(standing, Cue(signal, fragment.words(cell)))
    if header is None or head is None or head[0] >= head[1]:
        return None
    words = f"{header.words(head)}: {fragment.words(cell)}"
    marked = _whole(fragment, Signal.MARK, cell)
    if marked and _whole(header, Signal.WISH_LABEL, head):
        return Label(Standing.WISH, Cue(Signal.WISH_LABEL, words))
    if marked and _whole(header, Signal.REQUIREMENT_LABEL, head):
        return Label(Standing.DEMAND, Cue(Signal.REQUIREMENT_LABEL, words))
    if _asks(header, head):
        if _whole(fragment, Signal.NO_ANSWER, cell) or _whole(fragment, Signal.COLUMN_NO, cell):
            return Label(Standing.NOT_ASKED, Cue(Signal.NO_ANSWER, words))
        if marked or _whole(fragment, Signal.YES_ANSWER, cell) or _whole(fragment, Signal.COLUMN_YES, cell):
            return Label(Standing.DEMAND, Cue(Signal.ASKED_LABEL, words))
    return None


def _crossed(fragment: Fragment, cell: Span, header: Fragment, head: Span) -> Label | None:
    """A cross in one of two columns of which one says yes and one says no."""
    if cell[0] >= cell[1] or not _whole(fragment, Signal.MARK, cell):
        return None
    words = f"{header.words(head)}: {fragment.words(cell)}"
    if _whole(header, Signal.COLUMN_NO, head):
        return Label(Standing.NOT_ASKED, Cue(Signal.COLUMN_NO, words))
    if _whole(header, Signal.COLUMN_YES, head):
        return Label(Standing.DEMAND, Cue(Signal.COLUMN_YES, words))
    return None


def _asks(header: Fragment, head: Span) -> bool:
    """Whether a head asks for yes or no: "required?", "yes / no"."""
    if _whole(header, Signal.ASKED_LABEL, head):
        return True
    yes = any(hit[0] == head[0] for hit in header.hits.get(Signal.COLUMN_YES.target, ()))
    no = any(hit[1] == head[1] for hit in header.hits.get(Signal.COLUMN_NO.target, ()))
    return yes and no and head[1] - head[0] <= LONGEST_CHOICE


def _by_column(s: Situation, cells: tuple[Span, ...], header: Fragment | None, heads: tuple[Span, ...]) -> Label | None:
    """The head of the column in which the evidence itself stands."""
    first = s.evidence[0]
    at = next((i for i, (begin, end) in enumerate(cells) if begin <= first < end), len(heads))
    if header is None or at >= len(heads):
        return None
    for signal, _, standing in _LABELS:
        if _whole(header, signal, heads[at]):
            return Label(standing, Cue(signal, header.words(heads[at])))
    return None


def _cells(fragment: Fragment) -> tuple[Span, ...]:
    """The token range of each cell; empty cells have an empty range."""
    texts = fragment.block.cells
    if fragment.is_header:
        return _between_bars(fragment)
    starts = fragment.tokens.starts
    return tuple((bisect_left(starts, begin), bisect_left(starts, end)) for begin, end in texts)


def _between_bars(fragment: Fragment) -> tuple[Span, ...]:
    bars = [i for i, word in enumerate(fragment.tokens.folded) if word == "|"]
    edges = [-1, *bars, len(fragment.tokens)]
    return tuple((left + 1, right) for left, right in pairwise(edges))


def _whole(fragment: Fragment, signal: Signal, cell: Span) -> bool:
    """Whether a signal fills the cell, but for a mark or bracket at its end."""
    return any(
        hit[0] == cell[0] and hit[1] >= cell[1] - 1 and hit[1] <= cell[1]
        for hit in fragment.hits.get(signal.target, ())
    )
