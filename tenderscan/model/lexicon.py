"""Words made ready for matching: folded forms, phrases as keys, and what each of them means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

WORD_PATTERN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|[^\w\s]|_+")
"""How text falls into tokens: numbers with their decimals, runs of letters and digits, single marks."""

_SPECIAL = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def fold(word: str) -> str:
    """The normal form of a word: no capitals, no diacritics, ß as ss, ligatures spelled out."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.casefold().translate(_SPECIAL))
    return "".join(ch for ch in folded if not unicodedata.combining(ch))


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """`fold` for single words, of which a text holds the same ones again and again."""
    return fold(word)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A root that a word type may contain, begin with or end in, and the types it skips."""

    mode: str
    root: str
    unless: tuple[str, ...]
    piece: int

    def matches(self, folded: str) -> bool:
        """Whether a folded word type holds the root and is none of the words to skip."""
        if self.mode == "contains":
            held = self.root in folded
        elif self.mode == "prefix":
            held = folded.startswith(self.root)
        else:
            held = folded.endswith(self.root)
        return held and not any(stop in folded for stop in self.unless)


class Sequence(NamedTuple):
    """One way to write a concept: pieces in order, the greatest number of tokens before each next one.

    `targets` are the concepts or signals it stands for ("signal:proof"). `cased` is the text that must stand as it is,
    or empty. A named tuple, because there are tens of thousands and every run makes them all.
    """

    targets: tuple[str, ...]
    pieces: tuple[int, ...]
    gaps: tuple[int, ...]
    cased: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, compiled.

    `keys` maps a folded form to the key of the vocabulary words it may stand for; `singles` maps a
    key to the one-word pieces; `phrases` are longer pieces as keys. Piece numbers index nothing: they
    join `singles`, `phrases`, `wildcards` and `sequences`.
    """

    language: str
    keys: dict[str, int]
    singles: dict[int, tuple[int, ...]]
    phrases: tuple[tuple[tuple[int, ...], int], ...]
    wildcards: tuple[Wildcard, ...]
    sequences: tuple[Sequence, ...]
