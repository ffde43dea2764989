"""Roots in a word: each letter of the word is looked up, and only roots that begin there are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tenderscan.lexicon.syntax import Root

START = 3
"""Letters by which roots are looked up; a shorter word holds none, and a shorter root is compared with every word."""


class RootIndex:
    """The roots of a lexicon with the numbers of their pieces."""

    def __init__(self, roots: Iterable[tuple[Root, int]]) -> None:
        self._short: list[tuple[Root, int]] = []
        self._by_start: dict[str, list[tuple[Root, int]]] = defaultdict(list)
        for root, piece in roots:
            chosen = self._by_start[root.text[:START]] if len(root.text) >= START else self._short
            chosen.append((root, piece))

    def pieces(self, folded: str) -> Iterator[int]:
        """The pieces of the roots that a folded word holds, some of them more than once."""
        if len(folded) < START:
            return
        candidates = list(self._short)
        for at in range(len(folded) - START + 1):
            candidates += self._by_start.get(folded[at : at + START], ())
        yield from (piece for root, piece in candidates if root.matches(folded))
