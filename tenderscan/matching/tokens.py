"""Text into tokens: one spaCy tokenizer with settings of our own for all four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tenderscan.matching.spacy_alone import without_commands
from tenderscan.model.lexicon import fold

if TYPE_CHECKING:
    from spacy.language import Language

_INFIX = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[^\w\s.,]|_+")
_PREFIX = re.compile(r"^(?:[^\w\s]|_+)")
_SUFFIX = re.compile(r"(?:[^\w\s]|_+)$")
_LONGEST_SUFFIX = 40
_HYPHENS = frozenset("-\u2010\u2011")
_SKIPPED = _HYPHENS | frozenset("'\u2019\u2018\"\u201c\u201d\u201e\u00ab\u00bb\u00b4`*")

JOINED, SUSPENDED = 1, 2
"""Marks of a token: a hyphen ties it to the token before; a hyphen hangs from it ("milieu- en")."""


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The one spaCy pipeline; spaCy is imported here, so that runs that match nothing never pay for it.

    A tokenizer without exceptions: a blank "fr" alone costs seconds for its tables (measurements.md).
    """
    with without_commands():
        import spacy
        from spacy.tokenizer import Tokenizer

    nlp = spacy.blank("xx")
    nlp.max_length = 100_000_000
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=_PREFIX.search,
        suffix_search=_suffix,
        infix_finditer=_INFIX.finditer,
    )
    return nlp


def _suffix(text: str) -> re.Match[str] | None:
    """The mark at the end of a word; looked for in its last signs only, or a run of brackets takes time squared."""
    return _SUFFIX.search(text, max(0, len(text) - _LONGEST_SUFFIX))


@contextmanager
def memory_zone() -> Iterator[None]:
    """What spaCy stores inside is given back at the end: its string store grows for ever otherwise."""
    with pipeline().memory_zone():
        yield


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one block; hyphens, quotes and apostrophes are no tokens, other marks are.

    Token i is `text[starts[i]:ends[i]]`; `folded` is its normal form; `marks` holds JOINED and
    SUSPENDED bits.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    folded: tuple[str, ...]
    marks: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str) -> Tokens:
    """The tokens of a text, with half-open offsets into it."""
    starts: list[int] = []
    ends: list[int] = []
    folded: list[str] = []
    marks: list[int] = []
    hyphen_at = -1
    for token in pipeline().make_doc(text):
        raw, at = token.text, token.idx
        if raw in _SKIPPED:
            if raw in _HYPHENS and ends and ends[-1] == at:
                hyphen_at = at
                if at + 1 >= len(text) or not text[at + 1].isalnum():
                    marks[-1] |= SUSPENDED
            continue
        word = "" if raw.isspace() else _fold(raw)
        if not word:
            # A blank, or an accent without its letter: neither is a word.
            continue
        joined = JOINED if hyphen_at >= 0 and hyphen_at + 1 == at else 0
        starts.append(at)
        ends.append(at + len(raw))
        folded.append(word)
        marks.append(joined)
    return Tokens(text, tuple(starts), tuple(ends), tuple(folded), tuple(marks))


@lru_cache(maxsize=100_000)
def _fold(raw: str) -> str:
    return fold(raw)


_ENDS = frozenset(".?!\u2026")
_OPENERS = frozenset("\"'(\u201c\u201e\u00ab[\u2610\u2611\u2612\u2022\u2013-")


def sentences(tokens: Tokens, abbreviations: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Half-open token ranges of the sentences of a block, in order; they cover every token.

    A sentence ends at . ? ! or … before a space and a capital, digit or quote, but not after an
    abbreviation, a single letter or a number that counts ("art. 7", "p. 3", "1. Levering").
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for at in range(len(tokens) - 1):
        if tokens.folded[at] in _ENDS and _ends_sentence(tokens, at, begin, abbreviations):
            found.append((begin, at + 1))
            begin = at + 1
    if begin < len(tokens):
        found.append((begin, len(tokens)))
    return tuple(found)


def _ends_sentence(tokens: Tokens, at: int, begin: int, abbreviations: frozenset[str]) -> bool:
    gap = tokens.text[tokens.ends[at] : tokens.starts[at + 1]]
    following = tokens.text[tokens.starts[at + 1]]
    if not any(ch.isspace() for ch in gap):
        return False
    if not (following.isupper() or following.isdigit() or following in _OPENERS or gap.strip()):
        return False
    if tokens.folded[at] != "." or at == begin:
        return True
    before = tokens.folded[at - 1]
    short = len(before) == 1 and before.isalpha()
    counts = before.isdigit() and len(before) <= 2 and at - 1 == begin
    return not (short or counts or before in abbreviations)
