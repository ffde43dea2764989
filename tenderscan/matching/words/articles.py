"""How a text cites articles of its own document: "article 7", "sections 6.3 and 6.7", "articles 6.4 to 6.10"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NUMBER = r"(?:\b[A-Z]\.)?\d{1,6}(?:\.\d{1,6})*"

LABEL = re.compile(_NUMBER)
"""An article's number: 7, 7.1, B.4."""

_DIGIT = re.compile(r"\d")
"""What every number of an article holds; most paragraphs hold none, and need not be searched for words."""

WIDEST = 40
"""Articles that a range may hold; more is no range of articles."""

_SHORT_WORD = r"\b[^\W\d]{1,4}\b"
"""A word that may join two numbers in any language: and, en, et, und."""


def _alternatives(words: Iterable[str]) -> str:
    """The words as a pattern, the longest first; one that matches nothing where there are none."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) or "(?!)"


class ArticleCitations:
    """Finds citations; `before` may stand before an article's number, `ranges` between the ends of a range."""

    def __init__(self, before: Iterable[str] = (), ranges: Iterable[str] = ()) -> None:
        words, between = _alternatives(before), _alternatives(ranges)
        joins = rf"(?:,|&|/|{between}|{_SHORT_WORD})"
        self._cited = re.compile(
            rf"(?<!\w)(?:{words})\s*(?P<labels>{_NUMBER}(?:\s*{joins}\s*{_NUMBER})*)", re.IGNORECASE
        )
        self._range = re.compile(
            # Both ends stand in one article: "6.4 to 6.6", not "6.4 to 8".
            r"(?<![\w.])(?P<head>(?:[A-Z]\.)?(?:\d{1,6}\.)*)(?P<first>\d{1,6})"
            rf"\s*\b(?:{between})\s*(?:(?P=head))(?P<last>\d{{1,6}})"
        )

    def find(self, text: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        """Each citation's half-open offsets in the text, and the numbers that it names, those within a range too."""
        if _DIGIT.search(text) is None:
            return
        for match in self._cited.finditer(text):
            yield match.span(), self._numbers(match["labels"])

    def numbers(self, text: str) -> tuple[str, ...]:
        """All numbers that the citations of a text name, each once."""
        return tuple(dict.fromkeys(number for _, numbers in self.find(text) for number in numbers))

    def _numbers(self, labels: str) -> tuple[str, ...]:
        found = LABEL.findall(labels)
        for span in self._range.finditer(labels):
            first, last = int(span["first"]), int(span["last"])
            if first < last <= first + WIDEST:
                found += [f"{span['head']}{number}" for number in range(first, last + 1)]
        return tuple(dict.fromkeys(found))


NO_CITATIONS = ArticleCitations()
"""Finds none: it knows no words."""
