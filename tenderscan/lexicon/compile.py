"""From the rulebook's words to a lexicon: alternatives spelled out, forms expanded, phrases as keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import TypeVar

from tenderscan.errors import RuleError
from tenderscan.lexicon.compiled import Chain, Keys, Lexicon, Meaning
from tenderscan.lexicon.fold import fold
from tenderscan.lexicon.forms import Inflections
from tenderscan.lexicon.inclusion import wider
from tenderscan.lexicon.syntax import Piece, Root, Run, spellings
from tenderscan.model.rule import REFERENCE, Rulebook, Word
from tenderscan.model.signal import PREFIX

MOST_PHRASES = 4_000
"""A phrase that unfolds into more than this is a mistake of its author (every word has too many readings)."""

K = TypeVar("K")
V = TypeVar("V")

Varying = tuple[str, bool]
"""A word of a phrase, and whether it may be inflected."""

_Writing = tuple[tuple[int, ...], tuple[int, ...], str]
"""Pieces, gaps, and the text that must stand as it is or nothing."""


def compile_lexicon(rulebook: Rulebook, language: str) -> Lexicon:
    """The lexicon of one language: concepts and references in `language` and "any", and its signals.

    Raises RuleError where a phrase unfolds into too many readings.
    """
    builder = _Builder()
    for written, targets in _words(rulebook, language):
        builder.add(written, targets)
    return builder.lexicon(language, _families(rulebook, language))


def _words(rulebook: Rulebook, language: str) -> Iterator[tuple[Word, tuple[str, ...]]]:
    """Every word that counts in the language, with what it stands for."""
    above = wider(rulebook.concepts.values())
    for concept in rulebook.concepts.values():
        for written in (*concept.words.get(language, ()), *concept.words.get("any", ())):
            yield written, (concept.id, *above[concept.id])
    for reference in rulebook.references.values():
        for written in (*reference.words.get(language, ()), *reference.words.get("any", ())):
            yield written, (f"{REFERENCE}{reference.id}",)
    for signal, words in rulebook.signals.get(language, {}).items():
        for written in words:
            yield written, (f"{PREFIX}{signal}",)


def _families(rulebook: Rulebook, language: str) -> dict[str, tuple[str, ...]]:
    """Forms that belong together, checked by hand; one family a line in the structure files: "keten ketens"."""
    families: dict[str, tuple[str, ...]] = {}
    for line in rulebook.structure.get(language, {}).get("inflection", ()):
        forms = tuple(fold(form) for form in line.split())
        families.update(dict.fromkeys(forms, forms))
    return families


class _Builder:
    """Numbers the pieces of all words, then looks up the forms of their words once."""

    def __init__(self) -> None:
        self._pieces: dict[Piece, int] = {}
        self._writings: dict[_Writing, dict[str, None]] = {}

    def add(self, written: Word, targets: Iterable[str]) -> None:
        """Take in one word as its author wrote it, for all its targets."""
        for reading in spellings(written):
            numbers = tuple(self._pieces.setdefault(piece, len(self._pieces)) for piece in reading.pieces)
            writing = numbers, reading.gaps, reading.text if written.mode == "cased" else ""
            self._writings.setdefault(writing, {}).update(dict.fromkeys(targets))

    def lexicon(self, language: str, families: dict[str, tuple[str, ...]]) -> Lexicon:
        """Everything that was added, unfolded; `families` are forms known by hand."""
        runs = {piece: number for piece, number in self._pieces.items() if isinstance(piece, Run)}
        words = sorted({varying for run in runs for varying in _varying(run)})
        inflected = [word for word, varies in words if varies]
        keys, keys_of = _keys(words, Inflections(language, inflected, families))
        singles: dict[int, list[int]] = defaultdict(list)
        phrases: dict[Keys, list[int]] = defaultdict(list)
        for run, number in runs.items():
            for combination in _combinations(run, keys_of):
                if len(combination) == 1:
                    singles[combination[0]].append(number)
                else:
                    phrases[combination].append(number)
        targets: dict[tuple[str, ...], int] = {}
        meanings: dict[int, list[Meaning]] = defaultdict(list)
        chains: dict[int, dict[int, list[Chain]]] = defaultdict(lambda: defaultdict(list))
        for (pieces, gaps, cased), named in self._writings.items():
            meaning = targets.setdefault(tuple(named), len(targets)), cased
            if len(pieces) == 1:
                meanings[pieces[0]].append(meaning)
            else:
                chains[pieces[0]][pieces[1]].append((pieces[2:], gaps, meaning))
        return Lexicon(
            language,
            keys,
            _frozen(singles),
            _frozen(phrases),
            _lengths(phrases),
            tuple((piece, number) for piece, number in self._pieces.items() if isinstance(piece, Root)),
            _frozen(meanings),
            {first: _frozen(by_second) for first, by_second in chains.items()},
            tuple(targets),
        )


def _varying(run: Run) -> list[Varying]:
    return [(word, run.varies) for word in run.words]


def _keys(words: Sequence[Varying], inflections: Inflections) -> tuple[dict[str, int], dict[Varying, Keys]]:
    """A key for each set of vocabulary words that one form may stand for, and all keys of each word.

    A form that belongs to two words gets a key of its own, so nothing is merged that should not be.
    """
    by_form: dict[str, list[int]] = defaultdict(list)
    for number, (word, varies) in enumerate(words):
        for form in inflections.forms(word) if varies else (fold(word),):
            by_form[form].append(number)
    sets: dict[tuple[int, ...], int] = {}
    keys = {form: sets.setdefault(tuple(by_form[form]), len(sets)) for form in sorted(by_form)}
    keys_of: dict[Varying, list[int]] = defaultdict(list)
    for members, key in sets.items():
        for number in members:
            keys_of[words[number]].append(key)
    return keys, _frozen(keys_of)


def _combinations(run: Run, keys_of: Mapping[Varying, Keys]) -> Iterator[Keys]:
    options = [keys_of[varying] for varying in _varying(run)]
    if prod(map(len, options)) > MOST_PHRASES:
        phrase = " ".join(run.words)
        raise RuleError(f'the phrase "{phrase}" has too many readings.', "Split it, or mark words with =.")
    return product(*options)


def _lengths(phrases: Iterable[Keys]) -> dict[Keys, tuple[int, ...]]:
    found: dict[Keys, set[int]] = defaultdict(set)
    for keys in phrases:
        found[keys[:2]].add(len(keys))
    return {pair: tuple(sorted(lengths)) for pair, lengths in found.items()}


def _frozen(lists: Mapping[K, list[V]]) -> dict[K, tuple[V, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
