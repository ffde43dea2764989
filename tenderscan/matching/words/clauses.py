"""Clauses that say what follows for other articles: "penalties for breach of article 5", or for all obligations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tenderscan.matching.words.articles import LABEL, citing, numbers
from tenderscan.matching.words.fragment import Fragment
from tenderscan.model.section import StructuredDocument

ALL_ARTICLES = ""
"""In place of an article's number: the clause speaks of all obligations of the contract."""


def steps_by_article(
    document: StructuredDocument,
    sections: Mapping[int, Sequence[Fragment]],
    headings: Mapping[int, Fragment],
    words: Sequence[str],
) -> dict[str, tuple[Fragment, ...]]:
    """By the number of the article that they cite, the fragments that hold a step of the proof chain, in text order.

    `sections` are the body fragments under each heading, `headings` the heading of each, `words` what may stand
    before an article's number. A section's heading cites for all that stands under it; no clause cites its own
    article.
    """
    pattern = citing(words)
    found: dict[str, list[Fragment]] = defaultdict(list)
    for section, mates in sections.items():
        heading = headings.get(section)
        headed = _cited(pattern, heading.block.text) if heading is not None else ()
        label = LABEL.search(document.sections[section].label)
        for fragment in mates:
            if not fragment.steps:
                continue
            for number in dict.fromkeys((*headed, *_cited(pattern, fragment.block.text))):
                if label is None or number != label.group():
                    found[number].append(fragment)
            if "signal:general-clause" in fragment.hits and "signal:sanction" in fragment.hits:
                found[ALL_ARTICLES].append(fragment)
    return {number: tuple(fragments) for number, fragments in found.items()}


def _cited(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(number for match in pattern.finditer(text) for number in numbers(match))
