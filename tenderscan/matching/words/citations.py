"""The articles of its own document that a fragment cites; those of a law are none of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tenderscan.lexicon.search import Span
from tenderscan.matching.words.articles import ArticleCitations
from tenderscan.matching.words.fragment import Fragment
from tenderscan.model.signal import Signal

_ELSEWHERE = Signal.LAW_REFERENCE.target


def own_citations(fragment: Fragment, citations: ArticleCitations) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The token range of each citation of the document's own articles, with their numbers.

    "Article 5 of the Act" is none.
    """
    outside = fragment.hits.get(_ELSEWHERE, ())
    for (first, last), numbers in citations.find(fragment.tokens.text):
        start = max(0, bisect_right(fragment.tokens.starts, first) - 1)
        end = max(start + 1, bisect_right(fragment.tokens.starts, last - 1))
        if not any(begin < end and start < stop for begin, stop in outside):
            yield (start, end), numbers


def own_numbers(fragment: Fragment, citations: ArticleCitations) -> tuple[str, ...]:
    """The numbers of all articles of its own document that a fragment cites, each once."""
    return tuple(dict.fromkeys(number for _, numbers in own_citations(fragment, citations) for number in numbers))
