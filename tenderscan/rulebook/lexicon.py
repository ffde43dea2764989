"""From the rulebook's words to a lexicon: alternatives spelled out, forms expanded, phrases as keys."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product

from tenderscan.errors import RuleError
from tenderscan.model.lexicon import WORD_PATTERN, Lexicon, Sequence, Wildcard, fold
from tenderscan.model.rule import Rulebook, Word
from tenderscan.rulebook.inflection import Inflections

GAP = 12
"""Tokens that "..." may span where no number is given: a separable verb's bracket in a long sentence."""

MOST_PHRASES = 4_000
"""A phrase that unfolds into more than this is a mistake of its author (every word has too many readings)."""

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
_GAP = re.compile(r"\.\.\.(\d*)")
_SKIPPED = re.compile(r"[-\u2010\u2011'\u2019\"\u201c\u201d\u00ab\u00bb]")

Part = tuple[str, bool] | tuple[str, str, tuple[str, ...]]


def compile_lexicon(rulebook: Rulebook, language: str) -> Lexicon:
    """The lexicon of one language: concepts and references in `language` and "any", and its signals.

    Raises RuleError where a phrase unfolds into too many readings.
    """
    builder = _Builder()
    wider = _ancestors(rulebook)
    for concept in rulebook.concepts.values():
        for word in (*concept.words.get(language, ()), *concept.words.get("any", ())):
            builder.add(word, (concept.id, *wider[concept.id]))
    for reference in rulebook.references.values():
        for word in (*reference.words.get(language, ()), *reference.words.get("any", ())):
            builder.add(word, (f"reference:{reference.id}",))
    for signal, words in rulebook.signals.get(language, {}).items():
        for word in words:
            builder.add(word, (f"signal:{signal}",))
    return builder.lexicon(language, _overrides(rulebook, language))


def _overrides(rulebook: Rulebook, language: str) -> dict[str, tuple[str, ...]]:
    """Hand-checked families, one a line in the structure files: "keten ketens"."""
    families: dict[str, tuple[str, ...]] = {}
    for line in rulebook.structure.get(language, {}).get("inflection", ()):
        forms = tuple(fold(form) for form in line.split())
        families.update(dict.fromkeys(forms, forms))
    return families


def _ancestors(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """For each concept the concepts that include it, near and far."""
    parents: dict[str, list[str]] = defaultdict(list)
    for concept in rulebook.concepts.values():
        for part in concept.includes:
            parents[part].append(concept.id)
    return {name: tuple(sorted(_reach(name, parents))) for name in rulebook.concepts}


def _reach(name: str, parents: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    pending = list(parents.get(name, ()))
    while pending:
        parent = pending.pop()
        if parent not in found and parent != name:
            found.add(parent)
            pending.extend(parents.get(parent, ()))
    return found


class _Builder:
    """Gathers words, then unfolds them into one lexicon."""

    def __init__(self) -> None:
        self._pieces: dict[tuple[object, ...], int] = {}
        self._sequences: dict[tuple[tuple[int, ...], tuple[int, ...], str], dict[str, None]] = {}

    def add(self, word: Word, targets: tuple[str, ...]) -> None:
        """Take in one word as its author wrote it, for all its targets."""
        for text in unfold(word.text):
            for variant in self._variants(text, word.mode):
                key = self._sequence(variant, word)
                if key is not None:
                    self._sequences.setdefault(key, {}).update(dict.fromkeys(targets))

    def _variants(self, text: str, mode: str) -> tuple[str, ...]:
        if mode in ("contains", "prefix", "suffix") or not re.search(r"\w-\w", text):
            return (text,)
        # A hyphen may be left out as well as stand or be a space: "milieuzorg-systeem".
        return (text, re.sub(r"(?<=\w)-(?=\w)", "", text))

    def _sequence(self, text: str, word: Word) -> tuple[tuple[int, ...], tuple[int, ...], str] | None:
        pieces: list[int] = []
        gaps: list[int] = []
        run: list[tuple[str, bool]] = []
        gap = 0
        for raw in _raw_parts(text, word.mode):
            found = _GAP.fullmatch(raw)
            if found or "*" in raw:
                gap = self._close(run, pieces, gaps, gap)
                if found:
                    gap = int(found.group(1) or GAP)
                else:
                    self._append(("*", *_wild(raw), word.unless), pieces, gaps, gap)
                    gap = 0
            else:
                run.extend((part, word.mode == "phrase") for part in words_of(raw))
        self._close(run, pieces, gaps, gap)
        if not pieces:
            return None
        return tuple(pieces), tuple(gaps), text if word.mode == "cased" else ""

    def _close(self, run: list[tuple[str, bool]], pieces: list[int], gaps: list[int], gap: int) -> int:
        if run:
            self._append(tuple(run), pieces, gaps, gap)
            run.clear()
            return 0
        return gap

    def _append(self, piece: tuple[object, ...], pieces: list[int], gaps: list[int], gap: int) -> None:
        if pieces:
            gaps.append(gap)
        pieces.append(self._pieces.setdefault(piece, len(self._pieces)))

    def lexicon(self, language: str, families: dict[str, tuple[str, ...]]) -> Lexicon:
        """Everything that was added, unfolded; `families` are forms known by hand."""
        phrases = {piece: number for piece, number in self._pieces.items() if piece[0] != "*"}
        words: list[tuple[str, bool]] = sorted({word for piece in phrases for word in piece})  # type: ignore[misc]
        inflected = [word for word, varies in words if varies]
        keys, readings = _keys(words, Inflections(language, inflected, families))
        singles: dict[int, list[int]] = defaultdict(list)
        longer: list[tuple[tuple[int, ...], int]] = []
        for piece, number in phrases.items():
            options = [readings[word] for word in piece]  # type: ignore[index]
            if len(piece) == 1:
                for key in options[0]:
                    singles[key].append(number)
            else:
                longer.extend((combination, number) for combination in _combine(piece, options))
        wild = tuple(
            Wildcard(str(piece[1]), str(piece[2]), tuple(fold(u) for u in piece[3]), number)  # type: ignore[attr-defined]
            for piece, number in self._pieces.items()
            if piece[0] == "*"
        )
        sequences = tuple(
            Sequence(tuple(targets), pieces, gaps, cased) for (pieces, gaps, cased), targets in self._sequences.items()
        )
        return Lexicon(language, keys, {k: tuple(v) for k, v in singles.items()}, tuple(longer), wild, sequences)


def _keys(
    words: list[tuple[str, bool]], inflections: Inflections
) -> tuple[dict[str, int], dict[tuple[str, bool], tuple[int, ...]]]:
    """A key for each set of vocabulary words that one form may stand for.

    A form that belongs to two words gets a key of its own, so nothing is merged that should not be.
    """
    by_form: dict[str, list[int]] = defaultdict(list)
    for number, (word, inflected) in enumerate(words):
        forms = inflections.forms(word) if inflected else frozenset({fold(word)})
        for form in forms:
            by_form[form].append(number)
    sets: dict[tuple[int, ...], int] = {}
    keys = {form: sets.setdefault(tuple(by_form[form]), len(sets)) for form in sorted(by_form)}
    readings: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for members, key in sets.items():
        for number in members:
            readings[words[number]].append(key)
    return keys, {word: tuple(found) for word, found in readings.items()}


def _combine(piece: tuple[object, ...], options: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    count = 1
    for option in options:
        count *= len(option)
    if count > MOST_PHRASES:
        phrase = " ".join(str(word[0]) for word in piece)  # type: ignore[index]
        raise RuleError(f'the phrase "{phrase}" has too many readings.', "Split it, or mark words with =.")
    return list(product(*options))


def unfold(text: str) -> list[str]:
    """Every text that the alternatives in round brackets allow."""
    found = _ALTERNATIVES.search(text)
    if not found:
        return [" ".join(text.split())]
    head, tail = text[: found.start()], text[found.end() :]
    return [t for option in found.group(1).split("|") for t in unfold(head + option + tail)]


def _raw_parts(text: str, mode: str) -> list[str]:
    if mode in ("contains", "prefix", "suffix"):
        root = text.strip("*")
        return [{"contains": f"*{root}*", "prefix": f"{root}*", "suffix": f"*{root}"}[mode]]
    return text.split()


def _wild(raw: str) -> tuple[str, str]:
    root = fold(raw.strip("*").replace("-", ""))
    if raw.startswith("*"):
        return ("contains" if raw.endswith("*") else "suffix"), root
    return "prefix", root


def words_of(raw: str) -> list[str]:
    """The words and marks of a phrase that must stand in a text; hyphens, apostrophes and quotes need not."""
    return [part for part in WORD_PATTERN.findall(raw) if not _SKIPPED.fullmatch(part)]
