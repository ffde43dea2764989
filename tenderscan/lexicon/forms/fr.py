"""French: regular endings of words that the tables do not know."""

from __future__ import annotations

COMPOUNDS = False
"""Whether the language writes compounds as one word."""


def endings(word: str, *, known: bool) -> set[str]:
    """Forms that a folded word may take by rule; of words that the tables know only the safest are tried."""
    forms = {word + "s", word + "e", word + "es"}
    if word.endswith("al"):
        forms |= {word[:-1] + "ux"}
    if word.endswith("s"):
        forms |= {word[:-1], word[:-1] + "e"}
    if word.endswith("er") and not known:
        forms |= {word[:-2] + e for e in ("e", "ent", "ee", "es", "ees", "ant", "era", "eront")}
    return forms
