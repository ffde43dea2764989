"""A block with what was found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tenderscan.lexicon.search import Span
from tenderscan.lexicon.tokens import Tokens
from tenderscan.model.section import Block
from tenderscan.model.signal import Signal, Step

Hits = dict[str, tuple[Span, ...]]
"""The token ranges of each concept (by id), signal (`signal:<name>`) and reference (`reference:<id>`), in order."""

STEPS = {
    Step.PROOF: (Signal.PROOF,),
    Step.SELF_DECLARATION: (Signal.SELF_DECLARATION,),
    Step.CHECK: (Signal.CHECK,),
    Step.SANCTION: (Signal.SANCTION, Signal.REFUSAL),
}
"""The steps of the proof chain, and the signals that tell each."""


def beginning_in(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Of spans in order those that begin in a token range; only they are looked at, however many there are."""
    return spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]


@dataclass(frozen=True)
class Fragment:
    """A block, or a table's header row, with what was found in it.

    `bounds` are its sentences; `taken` holds the hits lost to a look-alike; `open` are the token ranges that a
    template leaves to be filled in. All ranges are half-open, of tokens.
    """

    document: int
    block: Block
    tokens: Tokens
    bounds: tuple[Span, ...]
    hits: Hits
    taken: Hits = field(default_factory=dict)
    is_header: bool = False
    open: tuple[Span, ...] = ()

    def sentence_at(self, token: int) -> Span:
        """The token range of the sentence that holds a token."""
        return self.bounds[max(0, bisect_right(self._begins, token) - 1)]

    def sentence_from(self, token: int) -> Span | None:
        """The sentence that begins at a token, or None."""
        return next((span for span in self.sentences_in(token, token + 1) if span[0] == token), None)

    def sentences_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The sentences that a token range touches."""
        first = max(0, bisect_right(self._begins, start) - 1)
        return self.bounds[first : bisect_left(self._begins, end)]

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.bounds)

    @cached_property
    def steps(self) -> dict[Step, tuple[Span, ...]]:
        """By step of the proof chain where the fragment speaks of it, in order; steps it lacks are left out."""
        found: dict[Step, tuple[Span, ...]] = {}
        for step, signals in STEPS.items():
            hits = sorted(hit for signal in signals for hit in self.hits.get(signal.target, ()))
            if hits:
                found[step] = tuple(hits)
        return found

    def chars(self, start: int, end: int) -> Span:
        """Offsets in the block's clean text of a token range."""
        return self.tokens.starts[start], self.tokens.ends[end - 1]

    def words(self, span: Span) -> str:
        """The text of a token range as it stands."""
        start, end = self.chars(*span)
        return self.tokens.text[start:end]
