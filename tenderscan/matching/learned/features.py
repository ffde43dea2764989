"""What the learned reader sees of a passage: its words, their pieces and pairs, and its surroundings, hashed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

BUCKETS = 1 << 17
"""Rows of the table of weights: every feature falls into one of them."""

SHORTEST, LONGEST = 3, 5
"""Letters of the pieces of a word; its beginning and end count as a letter."""

WORD, PAIR, AROUND = 2, 2, 1
"""How much a whole word, two words that follow each other, and a word of the surroundings count beside a piece."""

COUNTED = 3
"""A number of fewer or as many digits is only a number; a longer one may name a norm (14001) or a year."""

MOST_AROUND = 24
"""Words of a heading, lead-in, header row or question that are looked at."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the reader sees it: its words in folded form, and those of what it hangs from.

    `around` maps "heading", "lead-in", "header" or "question" to words; marks of punctuation are no words.
    """

    words: tuple[str, ...]
    around: tuple[tuple[str, tuple[str, ...]], ...] = ()


def passage(words: Iterable[str], around: Iterable[tuple[str, Iterable[str]]] = ()) -> Passage:
    """A passage out of folded tokens; what is no word is left out, small numbers become one word."""
    kept = tuple((name, tuple(_said(tokens))[:MOST_AROUND]) for name, tokens in around)
    return Passage(tuple(_said(words)), tuple(pair for pair in kept if pair[1]))


def _said(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        if token.isdigit() and len(token) <= COUNTED:
            yield "#"
        elif token and token[0].isalnum():
            yield token


def bucket(feature: str) -> int:
    """The row of a feature: CRC-32 of its UTF-8 bytes, cut to the size of the table."""
    return zlib.crc32(feature.encode("utf-8", "replace")) % BUCKETS


def rows_of_word(word: str) -> tuple[tuple[int, int], ...]:
    """Rows of a word, and how much each counts: the word itself and its pieces."""
    framed = f"<{word}>"
    pieces = (
        framed[begin : begin + size] for size in range(SHORTEST, LONGEST + 1) for begin in range(len(framed) - size + 1)
    )
    return ((bucket(f"w{word}"), WORD), *((bucket(f"c{piece}"), 1) for piece in pieces))


@lru_cache(maxsize=50_000)
def of_word(word: str) -> tuple[tuple[int, int], ...]:
    """`rows_of_word`, kept: while a reader is taught it meets the same words again and again."""
    return rows_of_word(word)


def pairs(words: tuple[str, ...]) -> list[int]:
    """Rows of the words that follow each other, in order."""
    return [bucket(f"p{first} {second}") for first, second in pairwise(words)]


def surroundings(read: Passage) -> list[int]:
    """Rows of the surrounding words: each with the mark of where it stands."""
    return [bucket(f"{name}:{word}") for name, words in read.around for word in words]


def weighed(read: Passage) -> dict[int, int]:
    """All rows of a passage with how much each counts, repetitions added up."""
    found: dict[int, int] = {}
    for word in read.words:
        for row, value in of_word(word):
            found[row] = found.get(row, 0) + value
    for row in pairs(read.words):
        found[row] = found.get(row, 0) + PAIR
    for row in surroundings(read):
        found[row] = found.get(row, 0) + AROUND
    return found
