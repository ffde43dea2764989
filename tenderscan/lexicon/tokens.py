"""Text into tokens, in one way for all four languages."""

from __future__ import annotations

from dataclasses import dataclass

from tenderscan.lexicon.fold import WORD_PATTERN, fold_word

_HYPHENS = frozenset("-\u2010\u2011")
_SKIPPED = _HYPHENS | frozenset("'\u2019\u2018\"\u201c\u201d\u201e\u00ab\u00bb\u00b4`*")

JOINED, SUSPENDED = 1, 2
"""Marks of a token: a hyphen ties it to the token before; a hyphen hangs from it ("milieu- en")."""


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


NO_TOKENS = Tokens("", (), (), (), ())
"""The tokens of an empty text."""


def tokenize(text: str) -> Tokens:
    """The tokens of a text, with half-open offsets into it."""
    starts: list[int] = []
    ends: list[int] = []
    folded: list[str] = []
    marks: list[int] = []
    hyphen_at = -1
    for found in WORD_PATTERN.finditer(text):
        raw, at = found.group(), found.start()
        if raw in _SKIPPED:
            if raw in _HYPHENS and ends and ends[-1] == at:
                hyphen_at = at
                if at + 1 >= len(text) or not text[at + 1].isalnum():
                    marks[-1] |= SUSPENDED
            continue
        word = fold_word(raw)
        if not word:
            # An accent without its letter is no word.
            continue
        starts.append(at)
        ends.append(found.end())
        folded.append(word)
        marks.append(JOINED if hyphen_at >= 0 and hyphen_at + 1 == at else 0)
    return Tokens(text, tuple(starts), tuple(ends), tuple(folded), tuple(marks))
