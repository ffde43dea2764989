"""Folded phrases, ready to be looked for in a folded text: takes a list of them, gives those that a text holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_RUN = re.compile(r"[^\W_]+")
"""Letters and digits in a row."""


class Phrases:
    """Phrases by their first word, so that of thousands only those are compared that may stand in a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._others: list[str] = []
        for phrase in dict.fromkeys(phrases):
            first = _RUN.match(phrase)
            group = self._by_word[first.group()] if first else self._others
            group.append(phrase)

    def held(self, folded: str) -> Iterator[str]:
        """The phrases that stand in a folded text as whole words, each once, in no order that means anything."""
        for phrase in self._others:
            if holds(folded, phrase):
                yield phrase
        for word in dict.fromkeys(_RUN.findall(folded)):
            for phrase in self._by_word.get(word, ()):
                if holds(folded, phrase):
                    yield phrase


def holds(folded: str, word: str) -> bool:
    """Whether a folded text holds a folded word, not in the midst of another."""
    at = folded.find(word)
    while at >= 0:
        before = folded[at - 1] if at else " "
        after = folded[at + len(word)] if at + len(word) < len(folded) else " "
        if not before.isalnum() and not after.isalnum():
            return True
        at = folded.find(word, at + 1)
    return False
