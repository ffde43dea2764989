"""Dutch: regular endings of words that the tables do not know."""

from __future__ import annotations

COMPOUNDS = True
"""Whether the language writes compounds as one word."""

VOWELS = "aeiou"


def endings(word: str, *, known: bool) -> set[str]:
    """Forms that a folded word may take by rule; of words that the tables know only the safest are tried."""
    forms = {word + "s", word + "en"}
    if len(word) > 4 and word[-1] not in VOWELS and word[-2] in VOWELS:
        if word[-3] == word[-2]:
            forms |= {word[:-2] + word[-1] + e for e in ("en", "e")}
        elif word[-3] not in VOWELS:
            forms |= {word + word[-1] + e for e in ("en", "e")}
    if word.endswith("f"):
        forms.add(word[:-1] + "ven")
    if word.endswith("s"):
        forms |= {word[:-1] + "zen"}
    if word.endswith("e"):
        forms |= {word + "n", word[:-1]}
    elif not known:
        forms.add(word + "e")
    if word.endswith("heid"):
        forms.add(word[:-4] + "heden")
    if word.endswith("en") and not known:
        forms.add(word[:-2])
    return forms
