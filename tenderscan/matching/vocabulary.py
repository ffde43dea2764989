"""Concepts and signals in tokens: one pass over keys for phrases, and a look at each word type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tenderscan.matching.tokens import JOINED, SUSPENDED, Tokens
from tenderscan.model.lexicon import Lexicon
from tenderscan.model.lexicon import Sequence as Writing

REACH = 6
"""Tokens after a hanging hyphen in which its compound must come ("milieu-, sociaal en arbeidsrecht")."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A concept found in a block: half-open token range."""

    start: int
    end: int
    concept: str


class Finder:
    """Finds the concepts and signals of one language; keeps what it learned of each word type."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._types: dict[str, tuple[int, tuple[int, ...]]] = {}
        self._single: dict[int, list[Writing]] = defaultdict(list)
        self._longer: dict[int, list[tuple[frozenset[int], Writing]]] = defaultdict(list)
        for sequence in lexicon.sequences:
            if len(sequence.pieces) == 1:
                self._single[sequence.pieces[0]].append(sequence)
            else:
                self._longer[sequence.pieces[0]].append((frozenset(sequence.pieces), sequence))
        self._begun = _by_first_key(lexicon)

    def find(self, blocks: Sequence[Tokens], sentences: Sequence[Sequence[Span]]) -> list[tuple[Hit, ...]]:
        """The hits of each block, in order of place; parts of one writing stand in one sentence."""
        return [
            self._hits(tokens, bounds, self._phrases(tuple(self._type(word)[0] for word in tokens.folded)))
            for tokens, bounds in zip(blocks, sentences, strict=True)
        ]

    def _type(self, folded: str) -> tuple[int, tuple[int, ...]]:
        known = self._types.get(folded)
        if known is None:
            key = self._lexicon.keys.get(folded, -1)
            pieces = dict.fromkeys(self._lexicon.singles.get(key, ()))
            if len(folded) > 2:
                pieces.update(dict.fromkeys(w.piece for w in self._lexicon.wildcards if w.matches(folded)))
            known = self._types[folded] = (key, tuple(pieces))
        return known

    def _phrases(self, keys: tuple[int, ...]) -> Iterable[tuple[int, int, int]]:
        """(piece, start, end) of the longer phrases in a block: a look-up by first key, then by the run of keys."""
        for at, key in enumerate(keys):
            for length, phrases in self._begun.get(key, ()):
                for piece in phrases.get(keys[at : at + length], ()):
                    yield piece, at, at + length

    def _hits(self, tokens: Tokens, bounds: Sequence[Span], phrases: Iterable[tuple[int, int, int]]) -> tuple[Hit, ...]:
        places: dict[int, list[Span]] = defaultdict(list)
        for piece, start, end in phrases:
            places[piece].append((start, end))
        for at, word in enumerate(tokens.folded):
            for piece in self._type(word)[1]:
                places[piece].append((at, at + 1))
        self._hyphens(tokens, places)
        hits: set[Hit] = set()
        for piece, spans in places.items():
            for writing in self._single.get(piece, ()):
                hits.update(_hits_of(writing, spans, tokens))
        present = places.keys()
        begun = [w for piece in present for needs, w in self._longer.get(piece, ()) if needs <= present]
        if begun:
            sentence_of = _sentence_of(bounds, len(tokens))
            for writing in begun:
                hits.update(_hits_of(writing, list(_joined(writing, places, sentence_of)), tokens))
        return tuple(sorted(hits))

    def _hyphens(self, tokens: Tokens, places: dict[int, list[Span]]) -> None:
        """Compounds written with a hyphen, and halves of compounds that hang from one."""
        for at, mark in enumerate(tokens.marks):
            if mark & JOINED and at:
                for piece in self._type(tokens.folded[at - 1] + tokens.folded[at])[1]:
                    places[piece].append((at - 1, at + 1))
            if mark & SUSPENDED:
                for piece in self._completed(tokens, at):
                    places[piece].append((at, at + 1))

    def _completed(self, tokens: Tokens, at: int) -> tuple[int, ...]:
        half = tokens.folded[at]
        for word in tokens.folded[at + 1 : at + 1 + REACH]:
            for cut in range(3, len(word) - 2):
                whole = half + word[cut:]
                if whole in self._lexicon.keys:
                    return self._type(whole)[1]
        return ()


def _by_first_key(lexicon: Lexicon) -> dict[int, tuple[tuple[int, dict[tuple[int, ...], list[int]]], ...]]:
    """Phrases under their first key and their length: for each run of keys the pieces that it is."""
    table: dict[int, dict[int, dict[tuple[int, ...], list[int]]]] = {}
    for combination, piece in lexicon.phrases:
        lengths = table.setdefault(combination[0], {})
        lengths.setdefault(len(combination), {}).setdefault(combination, []).append(piece)
    return {key: tuple(lengths.items()) for key, lengths in table.items()}


def _hits_of(writing: Writing, spans: Iterable[Span], tokens: Tokens) -> Iterable[Hit]:
    for start, end in spans:
        if writing.cased and writing.cased not in tokens.text[tokens.starts[start] : tokens.ends[end - 1]]:
            continue
        for target in writing.targets:
            yield Hit(start, end, target)


def _joined(writing: Writing, places: dict[int, list[Span]], sentence_of: list[int]) -> Iterable[Span]:
    """Spans in which the pieces follow one another within their gaps, in one sentence."""
    for start, end in places.get(writing.pieces[0], ()):
        reached = end
        for piece, gap in zip(writing.pieces[1:], writing.gaps, strict=True):
            options = [
                span
                for span in places.get(piece, ())
                if reached <= span[0] <= reached + gap and sentence_of[span[0]] == sentence_of[start]
            ]
            if not options:
                break
            reached = min(options)[1]
        else:
            yield start, reached


def _sentence_of(bounds: Sequence[Span], count: int) -> list[int]:
    table = [0] * count
    for number, (start, end) in enumerate(bounds):
        table[start:end] = [number] * (end - start)
    return table
