"""The normal form in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD_PATTERN = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*|[^\w\s]|_+")
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
