"""Tokens into sentences."""

from __future__ import annotations

from tenderscan.lexicon.tokens import Tokens

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
