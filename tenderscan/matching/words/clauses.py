"""Clauses that say what follows for other articles: "penalties for breach of article 5", or for all obligations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tenderscan.matching.words.articles import LABEL, ArticleCitations
from tenderscan.matching.words.citations import own_numbers
from tenderscan.matching.words.fragment import Fragment
from tenderscan.model.section import StructuredDocument
from tenderscan.model.signal import Signal, Step

ALL_ARTICLES = ""
"""In place of an article's number: the clause speaks of all obligations of the contract."""


def steps_by_article(
    document: StructuredDocument,
    sections: Mapping[int, Sequence[Fragment]],
    headings: Mapping[int, Fragment],
    citations: ArticleCitations,
) -> dict[str, tuple[Fragment, ...]]:
    """By the number of the article that they cite, the fragments that hold a step of the proof chain, in text order.

    Of those that hold the same step the first, and the first in another section: no clause is asked for more.
    `sections` are the body fragments under each heading, `headings` the heading of each. A section's heading cites
    for all that stands under it; no clause cites its own article.
    """
    found: dict[str, list[Fragment]] = defaultdict(list)
    for section, mates in sections.items():
        heading = headings.get(section)
        headed = own_numbers(heading, citations) if heading is not None else ()
        label = LABEL.search(document.sections[section].label)
        for fragment in mates:
            if not fragment.steps:
                continue
            for number in dict.fromkeys((*headed, *own_numbers(fragment, citations))):
                if label is None or number != label.group():
                    found[number].append(fragment)
            if Signal.GENERAL_CLAUSE.target in fragment.hits and Signal.SANCTION.target in fragment.hits:
                found[ALL_ARTICLES].append(fragment)
    return {number: tuple(_first_to_step(fragments)) for number, fragments in found.items()}


def _first_to_step(fragments: Sequence[Fragment]) -> Iterator[Fragment]:
    sections: dict[Step, set[int]] = defaultdict(set)
    for fragment in fragments:
        section = fragment.block.section
        if any(section not in sections[step] and len(sections[step]) < 2 for step in fragment.steps):
            yield fragment
        for step in fragment.steps:
            if len(sections[step]) < 2:
                sections[step].add(section)
