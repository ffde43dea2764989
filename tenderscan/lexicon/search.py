"""The lexicon's words in tokens: a look at each word, and at the phrases that begin with each two words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tenderscan.lexicon.compiled import Chain, Lexicon, Meaning
from tenderscan.lexicon.roots import RootIndex
from tenderscan.lexicon.tokens import JOINED, SUSPENDED, Tokens

REACH = 6
"""Tokens after a hanging hyphen in which its compound must come ("milieu-, sociaal en arbeidsrecht")."""

SHORTEST_PART = 3
"""Letters that either part of such a compound has at least."""

Span = tuple[int, int]
"""A half-open range of tokens."""

_Places = dict[int, list[Span]]
"""The spans of each piece in one block."""


class Hit(NamedTuple):
    """A target found in a block: half-open token range. A named tuple: there are many, and they are sorted."""

    start: int
    end: int
    concept: str


class _Type(NamedTuple):
    """What the lexicon knows of a folded word: its key (-1 for none) and the pieces that it is by itself."""

    key: int
    pieces: tuple[int, ...]


class Finder:
    """Finds the concepts and signals of one language; keeps what it learned of each word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._roots = RootIndex(lexicon.roots)
        self._types: dict[str, _Type] = {}

    def find(self, tokens: Tokens, sentences: Sequence[Span]) -> tuple[Hit, ...]:
        """The hits in one block, in order of place; the pieces of one writing stand in one of `sentences`."""
        types = [self._type(word) for word in tokens.folded]
        places: _Places = defaultdict(list)
        for at, known in enumerate(types):
            for piece in known.pieces:
                places[piece].append((at, at + 1))
        for piece, span in self._phrases([known.key for known in types]):
            places[piece].append(span)
        for piece, span in self._hyphenated(tokens):
            places[piece].append(span)
        return tuple(sorted(self._meant(places, tokens, sentences)))

    def _type(self, folded: str) -> _Type:
        known = self._types.get(folded)
        if known is None:
            key = self._lexicon.keys.get(folded, -1)
            pieces = dict.fromkeys(self._lexicon.singles.get(key, ()))
            pieces.update(dict.fromkeys(self._roots.pieces(folded)))
            known = self._types[folded] = _Type(key, tuple(pieces))
        return known

    def _phrases(self, keys: Sequence[int]) -> Iterator[tuple[int, Span]]:
        """The pieces of several words. Only where two keys begin a phrase are the longer ones looked up."""
        lengths, phrases = self._lexicon.lengths, self._lexicon.phrases
        for at, pair in enumerate(pairwise(keys)):
            for length in lengths.get(pair, ()):
                # Near the end of a block the slice is shorter than `length`, and what it is then was found already.
                found = phrases.get(tuple(keys[at : at + length])) if at + length <= len(keys) else None
                if found is not None:
                    yield from ((piece, (at, at + length)) for piece in found)

    def _hyphenated(self, tokens: Tokens) -> Iterator[tuple[int, Span]]:
        """Compounds written with a hyphen, and halves of compounds that hang from one."""
        for at, mark in enumerate(tokens.marks):
            if mark & JOINED and at:
                for piece in self._type(tokens.folded[at - 1] + tokens.folded[at]).pieces:
                    yield piece, (at - 1, at + 1)
            if mark & SUSPENDED:
                for piece in self._completed(tokens, at):
                    yield piece, (at, at + 1)

    def _completed(self, tokens: Tokens, at: int) -> tuple[int, ...]:
        """The pieces of a half word, made whole with the end of a word soon after it."""
        half = tokens.folded[at]
        for word in tokens.folded[at + 1 : at + 1 + REACH]:
            for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
                whole = half + word[cut:]
                if whole in self._lexicon.keys:
                    return self._type(whole).pieces
        return ()

    def _meant(self, places: _Places, tokens: Tokens, sentences: Sequence[Span]) -> set[Hit]:
        hits: set[Hit] = set()
        begun: list[tuple[int, int, Chain]] = []
        for piece, spans in places.items():
            for meaning in self._lexicon.meanings.get(piece, ()):
                self._add(hits, meaning, spans, tokens)
            following = self._lexicon.chains.get(piece)
            if following:
                for second in places.keys() & following.keys():
                    begun += [(piece, second, chain) for chain in following[second]]
        if begun:
            sentence_of = _sentence_of(sentences, len(tokens))
            for first, second, (others, gaps, meaning) in begun:
                if all(other in places for other in others):
                    self._add(hits, meaning, _joined((first, second, *others), gaps, places, sentence_of), tokens)
        return hits

    def _add(self, hits: set[Hit], meaning: Meaning, spans: Iterable[Span], tokens: Tokens) -> None:
        number, cased = meaning
        targets = self._lexicon.targets[number]
        for start, end in spans:
            if cased and cased not in tokens.text[tokens.starts[start] : tokens.ends[end - 1]]:
                continue
            for target in targets:
                hits.add(Hit(start, end, target))


def _joined(
    pieces: Sequence[int], gaps: Sequence[int], places: Mapping[int, list[Span]], sentence_of: Sequence[int]
) -> Iterator[Span]:
    """Spans in which the pieces follow one another within their gaps, in one sentence."""
    later = [(sorted(places[piece]), gap) for piece, gap in zip(pieces[1:], gaps, strict=True)]
    for start, end in places[pieces[0]]:
        reached = end
        for spans, gap in later:
            at = bisect_left(spans, (reached, 0))
            # Only the nearest is tried: those after it are farther off, and no more within the sentence.
            if at == len(spans) or spans[at][0] > reached + gap or sentence_of[spans[at][0]] != sentence_of[start]:
                break
            reached = spans[at][1]
        else:
            yield start, reached


def _sentence_of(sentences: Sequence[Span], count: int) -> list[int]:
    """The number of each token's sentence."""
    table = [0] * count
    for number, (start, end) in enumerate(sentences):
        table[start:end] = [number] * (end - start)
    return table
