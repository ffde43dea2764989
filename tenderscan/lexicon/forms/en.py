"""English: regular endings of words that the tables do not know."""

from __future__ import annotations

COMPOUNDS = False
"""Whether the language writes compounds as one word."""

VOWELS = "aeiou"


def endings(word: str, *, known: bool) -> set[str]:
    """Forms that a folded word may take by rule; of words that the tables know only the safest are tried."""
    forms = {word + "s"}
    if word.endswith("y") and word[-2] not in VOWELS:
        forms.add(word[:-1] + "ies")
    if word.endswith(("s", "x", "ch", "sh")):
        forms.add(word + "es")
    if word.endswith("s") and not word.endswith("ss"):
        forms.add(word[:-1])
    if not known:
        stem = word.removesuffix("e")
        forms |= {stem + "ed", stem + "ing"}
    return forms
