"""German: regular endings of words that the tables do not know."""

from __future__ import annotations

COMPOUNDS = True
"""Whether the language writes compounds as one word."""


def endings(word: str, *, known: bool) -> set[str]:
    """Forms that a folded word may take by rule; of words that the tables know only the safest are tried."""
    forms = {word + e for e in ("e", "n", "en", "s", "es")}
    if not known:
        forms |= {word + e for e in ("er", "em")}
    if word.endswith("e"):
        forms |= {word[:-1], word + "r", word + "s", word + "m"}
    if word.endswith("en"):
        forms |= {word[:-1], word[:-2], word[:-2] + "t"}
    return forms
