"""What of a document the learned reader is shown: each sentence with what it hangs from, and short paragraphs whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenderscan.lexicon.search import Span
from tenderscan.matching.learned import Passage
from tenderscan.matching.learned.features import passage
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.passages import lead_in
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.document import Origin
from tenderscan.model.section import BlockKind

FEWEST_WORDS = 3
"""Words without which a sentence says nothing by itself."""

MOST_SENTENCES = 6
"""Sentences of a paragraph that is also shown whole: a longer one speaks of many things."""

_SILENT = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.CONTENTS_ENTRY})


@dataclass(frozen=True)
class Shown:
    """A sentence, or a whole paragraph of several, as the learned reader sees it; `span` are its tokens."""

    fragment: Fragment
    span: Span
    passage: Passage
    whole: bool = False


def shown(reading: DocumentReading) -> Iterator[Shown]:
    """Every sentence of a document's body in order, each paragraph of several sentences after its sentences."""
    for fragment in reading.fragments:
        block = fragment.block
        if block.kind in _SILENT or block.origin is Origin.COMMENT or not len(fragment.tokens):
            continue
        around = _around(reading, fragment)
        words = fragment.tokens.folded
        for span in fragment.bounds:
            seen = passage(words[slice(*span)], around)
            if len(seen.words) >= FEWEST_WORDS:
                yield Shown(fragment, span, seen)
        if 1 < len(fragment.bounds) <= MOST_SENTENCES:
            yield Shown(fragment, (0, len(fragment.tokens)), passage(words, around), whole=True)


def _around(reading: DocumentReading, fragment: Fragment) -> list[tuple[str, tuple[str, ...]]]:
    """The words that a fragment hangs from: heading, lead-in, header row, question."""
    found: list[tuple[str, tuple[str, ...]]] = []
    heading = reading.heading_of(fragment)
    if heading is not None:
        found.append(("heading", heading.tokens.folded))
    for bound in lead_in(reading, fragment)[:1]:
        found.append(("lead-in", bound.fragment.tokens.folded[bound.start : bound.end]))
    header = reading.header(fragment)
    if header is not None:
        found.append(("header", header.tokens.folded))
    if fragment.block.answers is not None:
        found.append(("question", reading.fragments[fragment.block.answers].tokens.folded))
    return found
