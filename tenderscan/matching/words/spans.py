"""Hits as the spans of a spaCy Doc and back, so that a pipeline may find words in place of the plain search.

Nothing here imports spaCy: what is given is a Doc or a pipeline that its owner made (tenderscan/pipeline.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from tenderscan.lexicon.search import Hit, Span
from tenderscan.lexicon.tokens import Tokens
from tenderscan.model.rule import REFERENCE
from tenderscan.model.signal import PREFIX as SIGNAL

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

CONCEPTS, SIGNALS, REFERENCES = "concepts", "signals", "references"
"""The groups of `doc.spans`; a span's label is the concept's, signal's or reference's name."""

_PREFIXES: Mapping[str, str] = {CONCEPTS: "", SIGNALS: SIGNAL, REFERENCES: REFERENCE}


def group_of(target: str) -> str:
    """The group of `doc.spans` in which a target stands."""
    if target.startswith(SIGNAL):
        return SIGNALS
    return REFERENCES if target.startswith(REFERENCE) else CONCEPTS


def write_spans(doc: Doc, tokens: Tokens, hits: Iterable[Hit], group: str) -> None:
    """Add the hits of one group to `doc.spans`, beside what stands there.

    `tokens` are those of the doc's text; the doc may have been cut otherwise: a span then takes in every token of the
    doc that it touches.
    """
    spans = [_span(doc, tokens, hit, _PREFIXES[group]) for hit in hits if group_of(hit.concept) == group]
    doc.spans[group] = [*doc.spans.get(group, ()), *(span for span in spans if span is not None)]


def _span(doc: Doc, tokens: Tokens, hit: Hit, prefix: str) -> DocSpan | None:
    start, end = tokens.starts[hit.start], tokens.ends[hit.end - 1]
    return doc.char_span(start, end, label=hit.concept.removeprefix(prefix), alignment_mode="expand")


def read_spans(doc: Doc, tokens: Tokens) -> tuple[Hit, ...]:
    """The spans of the three groups as hits in order of place; a span that touches no token is left out."""
    found: set[Hit] = set()
    for group, prefix in _PREFIXES.items():
        for span in doc.spans.get(group, ()):
            start = bisect_right(tokens.ends, span.start_char)
            end = bisect_left(tokens.starts, span.end_char)
            if start < end:
                found.add(Hit(start, end, prefix + span.label_))
    return tuple(sorted(found))


def sentences_of(doc: Doc, tokens: Tokens) -> tuple[Span, ...]:
    """The doc's own sentences as half-open ranges of `tokens`."""
    starts = [bisect_right(tokens.ends, sentence.start_char) for sentence in doc.sents]
    cuts = sorted({0, *starts, len(tokens)})
    return tuple(pairwise(cuts))


class PipelineFinder:
    """Finds words with a spaCy pipeline: every block becomes a Doc, and its spans become the hits.

    The pipeline may hold components of its owner's beside ours; what they add to the groups counts like our own.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def find(self, tokens: Tokens, sentences: Sequence[Span]) -> tuple[Hit, ...]:
        """The hits in one block, in order of place; the doc gets `sentences` before the components see it."""
        # What spaCy stores of a doc is given back at the end: its store of strings grows for ever otherwise.
        with self._nlp.memory_zone():
            doc = self._nlp.make_doc(tokens.text)
            begins = {tokens.starts[start] for start, _ in sentences}
            for token in doc:
                token.is_sent_start = token.i == 0 or token.idx in begins
            return read_spans(self._nlp(doc), tokens)
