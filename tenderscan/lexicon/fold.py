"""The normal form in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD_PATTERN = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*|[^\w\s]|_+")
"""How text falls into tokens: numbers with their decimals, runs of letters and digits, single marks."""

_SPECIAL = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


class _Folds(dict[int, str]):
    """The normal form of each letter, worked out when it is met first: letters fold one by one."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKD", chr(code).casefold().translate(_SPECIAL))
        found = self[code] = "".join(ch for ch in folded if not unicodedata.combining(ch))
        return found


_FOLDS = _Folds()


def fold(word: str) -> str:
    """The normal form of a word: no capitals, no diacritics, ß as ss, ligatures spelled out."""
    return word.lower() if word.isascii() else word.translate(_FOLDS)


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """`fold` for single words, of which a text holds the same ones again and again."""
    return fold(word)
