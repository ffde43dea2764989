"""Concepts and signals in tokens: one PhraseMatcher pass over keys, and a look at each word type."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tenderscan.matching.tokens import JOINED, SUSPENDED, Tokens, pipeline
from tenderscan.model.lexicon import Lexicon
from tenderscan.model.lexicon import Sequence as Writing

REACH = 6
"""Tokens after a hanging hyphen in which its compound must come ("milieu-, sociaal en arbeidsrecht")."""

Span = tuple[int, int]


class Hit(NamedTuple):
    """A concept found in a block: half-open token range. A named tuple: there are many, and they are sorted."""

    start: int
    end: int
    concept: str


class Finder:
    """Finds the concepts and signals of one language; keeps what it learned of each word type."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._types: dict[str, tuple[int, tuple[int, ...]]] = {}
        self._single: dict[int, list[Writing]] = defaultdict(list)
        self._longer: dict[int, list[tuple[int, tuple[int, ...], Writing]]] = defaultdict(list)
        for sequence in lexicon.sequences:
            if len(sequence.pieces) == 1:
                self._single[sequence.pieces[0]].append(sequence)
            else:
                second, *others = sequence.pieces[1:]
                self._longer[sequence.pieces[0]].append((second, tuple(others), sequence))
        self._rare = _by_rarest_key(lexicon)

    def find(self, blocks: Sequence[Tokens], sentences: Sequence[Sequence[Span]]) -> list[tuple[Hit, ...]]:
        """The hits of each block, in order of place; parts of one writing stand in one sentence."""
        keys = [[self._type(word)[0] for word in tokens.folded] for tokens in blocks]
        phrases = self._phrases(keys)
        return [
            self._hits(tokens, bounds, phrase)
            for tokens, bounds, phrase in zip(blocks, sentences, phrases, strict=True)
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

    def _phrases(self, keys: list[list[int]]) -> list[list[tuple[int, int, int]]]:
        """(piece, start, end) of the longer phrases in each block, by spaCy's PhraseMatcher.

        Only phrases whose every key occurs are added: a matcher for one dossier is small.
        """
        present = {key for block in keys for key in block}
        active = [
            (combination, piece)
            for key in present
            for combination, piece in self._rare.get(key, ())
            if all(k in present for k in combination)
        ]
        if not active:
            return [[] for _ in keys]
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        vocab = pipeline().vocab
        matcher = PhraseMatcher(vocab)
        by_piece: dict[int, list[Doc]] = defaultdict(list)
        for combination, piece in active:
            by_piece[piece].append(Doc(vocab, words=[str(key) for key in combination]))
        for piece, docs in by_piece.items():
            matcher.add(f"p{piece}", docs)
        names = {vocab.strings[f"p{piece}"]: piece for piece in by_piece}
        found = []
        for block in keys:
            doc = Doc(vocab, words=[str(key) for key in block])
            found.append([(names[name], start, end) for name, start, end in matcher(doc)])
        return found

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
        begun = [
            writing
            for piece in places
            for second, others, writing in self._longer.get(piece, ())
            if second in places and all(other in places for other in others)
        ]
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


def _by_rarest_key(lexicon: Lexicon) -> dict[int, list[tuple[tuple[int, ...], int]]]:
    """Phrases under the one of their keys that fewest phrases have, so that few are looked at."""
    counts: dict[int, int] = defaultdict(int)
    for combination, _ in lexicon.phrases:
        for key in combination:
            counts[key] += 1
    table: dict[int, list[tuple[tuple[int, ...], int]]] = defaultdict(list)
    for combination, piece in lexicon.phrases:
        table[min(combination, key=lambda key: counts[key])].append((combination, piece))
    return table


def _hits_of(writing: Writing, spans: Iterable[Span], tokens: Tokens) -> Iterable[Hit]:
    for start, end in spans:
        if writing.cased and writing.cased not in tokens.text[tokens.starts[start] : tokens.ends[end - 1]]:
            continue
        for target in writing.targets:
            yield Hit(start, end, target)


def _joined(writing: Writing, places: dict[int, list[Span]], sentence_of: list[int]) -> Iterable[Span]:
    """Spans in which the pieces follow one another within their gaps, in one sentence."""
    later = [(sorted(places.get(piece, ())), gap) for piece, gap in zip(writing.pieces[1:], writing.gaps, strict=True)]
    for start, end in places.get(writing.pieces[0], ()):
        reached = end
        for spans, gap in later:
            at = bisect_left(spans, (reached, 0))
            # The nearest one: those after it are no nearer, and no more within the sentence.
            if at == len(spans) or spans[at][0] > reached + gap or sentence_of[spans[at][0]] != sentence_of[start]:
                break
            reached = spans[at][1]
        else:
            yield start, reached


def _sentence_of(bounds: Sequence[Span], count: int) -> list[int]:
    table = [0] * count
    for number, (start, end) in enumerate(bounds):
        table[start:end] = [number] * (end - start)
    return table
