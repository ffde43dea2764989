"""The words that tell structure apart, folded and ready: headings, roles, labels, stop words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tenderscan.lexicon.fold import fold
from tenderscan.structure.phrases import Phrases

SHORTEST_TELLING = 4
"""Letters of a word of the rules that tells a language."""

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")

_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\u00b4`", "'" * 5)
"""Word processors bend the apostrophe of "d'attribution"; the rules write it straight."""


def plain(text: str) -> str:
    """A text folded, with single spaces and no marks at its ends: how headings are compared."""
    return _SPACES.sub(" ", fold(text).translate(_APOSTROPHES)).strip(" .:;-–—_*#|")


@dataclass(frozen=True)
class StructureWords:
    """The lists of `rules/structure/`, all languages together, and the stop words by language."""

    lists: Mapping[str, tuple[str, ...]]
    stop_words: Mapping[str, frozenset[str]]
    cues: Mapping[str, tuple[str, ...]]
    ranges: tuple[str, ...] = ()
    """What stands between the first and the last of several numbers, as it is written ("tot en met", "à")."""
    vocabulary: Callable[[], Mapping[str, Iterable[str]]] = field(default=dict, compare=False)

    @classmethod
    def of(
        cls,
        structure: Mapping[str, Mapping[str, tuple[str, ...]]],
        vocabulary: Callable[[], Mapping[str, Iterable[str]]] = dict,
    ) -> StructureWords:
        """From the rulebook's lists, by language and key.

        `vocabulary` gives the words of the rules by language; it is asked only for texts too short to tell theirs.
        """
        merged: dict[str, dict[str, None]] = {}
        for lists in structure.values():
            for key, items in lists.items():
                merged.setdefault(key, {}).update(dict.fromkeys(plain(item) for item in items))
        return cls(
            {key: tuple(sorted(items, key=lambda w: (-len(w), w))) for key, items in merged.items()},
            {lang: frozenset(_folded(lists.get("stop-words", ()))) for lang, lists in structure.items()},
            {lang: tuple(lists.get("language-cue", ())) for lang, lists in structure.items()},
            tuple(dict.fromkeys(item for lists in structure.values() for item in lists.get("number-range", ()))),
            vocabulary,
        )

    @cached_property
    def telling(self) -> Mapping[str, frozenset[str]]:
        """Folded words of the rules that are those of one language alone, by language."""
        found = {lang: {word for text in texts for word in _letters(text)} for lang, texts in self.vocabulary().items()}
        return {
            lang: frozenset(words.difference(*(others for other, others in found.items() if other != lang)))
            for lang, words in found.items()
        }

    @cached_property
    def languages_of_stops(self) -> Mapping[str, tuple[str, ...]]:
        """The languages of which a folded word is a stop word, by the word."""
        words = frozenset().union(*self.stop_words.values())
        return {word: tuple(lang for lang, stops in self.stop_words.items() if word in stops) for word in words}

    def get(self, key: str) -> tuple[str, ...]:
        """The words of a key in all languages, longest first."""
        return self.lists.get(key, ())

    def held(self, key: str, text: str) -> tuple[str, ...]:
        """The words of a key that stand in a text as whole words, each once."""
        if key not in self._phrases:
            self._phrases[key] = Phrases(self.get(key))
        return tuple(self._phrases[key].held(f" {plain(text)} "))

    def under(self, prefix: str) -> Mapping[str, tuple[str, ...]]:
        """The lists whose key begins with a prefix, by what follows it."""
        if prefix not in self._under:
            size = len(prefix) + 1
            own = {key[size:]: words for key, words in self.lists.items() if key.startswith(prefix + ".")}
            self._under[prefix] = own
        return self._under[prefix]

    def longest(self, text: str, prefix: str) -> str:
        """The name under a prefix whose longest word stands in the text as whole words, or nothing."""
        if prefix not in self._named:
            self._named[prefix] = _Named(self.under(prefix))
        return self._named[prefix].longest(text)

    @cached_property
    def _phrases(self) -> dict[str, Phrases]:
        return {}

    @cached_property
    def _under(self) -> dict[str, Mapping[str, tuple[str, ...]]]:
        return {}

    @cached_property
    def _named(self) -> dict[str, _Named]:
        return {}


class _Named:
    """The names under a prefix, to be recognised by their words."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._name: dict[str, str] = {}
        for name, words in sorted(lists.items()):
            for word in words:
                self._name.setdefault(word, name)
        self._words = Phrases(self._name)

    def longest(self, text: str) -> str:
        """The name with the longest word in a text; of several the first by the alphabet."""
        found = [(-len(word), self._name[word]) for word in self._words.held(f" {plain(text)} ")]
        return min(found)[1] if found else ""


def _letters(text: str) -> Iterable[str]:
    return (fold(word) for word in _WORD.findall(text) if len(word) >= SHORTEST_TELLING)


def _folded(words: Iterable[str]) -> Iterable[str]:
    return (fold(word) for word in words)


def fold_label(text: str, words: StructureWords) -> tuple[bool, bool]:
    """Whether a text is labelled as a question, and as an answer ("Vraag 14: …", "A: …")."""
    head = text[:24].split(":")[0] if ":" in text[:24] else ""
    label = re.sub(r"[\d.\s()]+$", "", plain(head))
    if not label:
        return False, False
    return label in words.get("question"), label in words.get("answer")
