"""Tokens into sentences."""

from __future__ import annotations

from tenderscan.lexicon.tokens import Tokens

LONGEST_CLIPPED = 5
"""Letters of a word without a vowel that is an abbreviation."""

_VOWELS = frozenset("aeiouy")
_ENDS = frozenset(".?!\u2026")
_OPENERS = frozenset("\"'(\u201c\u201e\u00ab[\u2610\u2611\u2612\u2022\u2013-")


def sentences(
    tokens: Tokens, abbreviations: frozenset[str], ordered: frozenset[str] = frozenset()
) -> tuple[tuple[int, int], ...]:
    """Half-open token ranges of the sentences of a block, in order; they cover every token.

    A sentence ends at . ? ! or … before a space and a capital, digit or quote, but not after an
    abbreviation, a single letter or a number that counts ("art. 7", "p. 3", "1. Levering"), nor after a number before
    one of the words `ordered`, which German puts in order by a full stop ("ab dem 1. Januar").
    A short word without a vowel is an abbreviation, known or not ("Nrn.", "bzw."), unless it is the unit of a number.
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for at in range(len(tokens) - 1):
        if tokens.folded[at] in _ENDS and _ends_sentence(tokens, at, begin, abbreviations, ordered):
            found.append((begin, at + 1))
            begin = at + 1
    if begin < len(tokens):
        found.append((begin, len(tokens)))
    return tuple(found)


def _is_clipped(tokens: Tokens, at: int) -> bool:
    word = tokens.folded[at]
    counted = at > 0 and tokens.folded[at - 1][-1:].isdigit()
    return (
        len(word) <= LONGEST_CLIPPED
        and not counted
        and not tokens.text[tokens.starts[at] : tokens.ends[at]].isupper()
        and not _VOWELS & set(word)
    )


def _ends_sentence(tokens: Tokens, at: int, begin: int, abbreviations: frozenset[str], ordered: frozenset[str]) -> bool:
    gap = tokens.text[tokens.ends[at] : tokens.starts[at + 1]]
    following = tokens.text[tokens.starts[at + 1]]
    if not any(ch.isspace() for ch in gap):
        return False
    if not (following.isupper() or following.isdigit() or following in _OPENERS or gap.strip()):
        return False
    if tokens.folded[at] != "." or at == begin:
        return True
    before = tokens.folded[at - 1]
    short = before.isalpha() and (len(before) == 1 or _is_clipped(tokens, at - 1))
    counts = before.isdigit() and len(before) <= 2 and at - 1 == begin
    orders = before.isdigit() and len(before) <= 2 and tokens.folded[at + 1] in ordered
    return not (short or counts or orders or before in abbreviations)
