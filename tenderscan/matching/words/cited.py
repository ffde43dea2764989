"""What stands in the articles that a passage cites: "breach of sections 6.3 and 6.7" speaks of what those ask.

A concept that a rule names as `cited:<concept>` is found where a passage cites an article of its own document by
its number, or points back to its own article ("the obligations of this article"), and that article holds the concept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tenderscan.lexicon.search import Span
from tenderscan.matching.words.articles import LABEL, ArticleCitations
from tenderscan.matching.words.citations import own_citations
from tenderscan.matching.words.fragment import Fragment
from tenderscan.model.rule import CITED, Rulebook
from tenderscan.model.section import BlockKind, StructuredDocument
from tenderscan.model.signal import Signal

_OWN = Signal.THIS_CLAUSE.target
_SILENT = (BlockKind.CONTENTS_ENTRY, BlockKind.TITLE)


def asked_of_articles(rulebook: Rulebook) -> frozenset[str]:
    """The concepts that rules look for in cited articles."""
    named = (name for c in rulebook.criteria for way in c.evidence for name in way.expression.concepts())
    return frozenset(name.removeprefix(CITED) for name in named if name.startswith(CITED))


def with_cited(
    document: StructuredDocument, fragments: Sequence[Fragment], asked: frozenset[str], citations: ArticleCitations
) -> tuple[Fragment, ...]:
    """The fragments of one document, with what the articles that they cite hold among their hits.

    The place of such a hit is the citation itself.
    """
    held = _held(fragments, asked)
    if not held:
        return tuple(fragments)
    labelled = _labelled(document, held)
    return tuple(_added(f, dict(_cites(f, citations, labelled, held))) for f in fragments)


def _held(fragments: Iterable[Fragment], asked: frozenset[str]) -> dict[int, frozenset[str]]:
    """The asked concepts that the text and the heading of each section hold."""
    held: dict[int, set[str]] = defaultdict(set)
    for fragment in fragments:
        if not fragment.is_header and fragment.block.kind not in _SILENT:
            held[fragment.block.section] |= asked & fragment.hits.keys()
    return {section: frozenset(found) for section, found in held.items() if found}


def _labelled(document: StructuredDocument, held: Mapping[int, frozenset[str]]) -> dict[str, frozenset[str]]:
    """What the sections under each article's number hold, those within it too."""
    found: dict[str, set[str]] = defaultdict(set)
    for number in held:
        node = document.sections[number]
        while True:
            label = LABEL.search(node.label)
            if label:
                found[label.group()] |= held[number]
            if node.parent is None:
                break
            node = document.sections[node.parent]
    return {label: frozenset(concepts) for label, concepts in found.items()}


def _cites(
    fragment: Fragment,
    citations: ArticleCitations,
    labelled: Mapping[str, frozenset[str]],
    held: Mapping[int, frozenset[str]],
) -> Iterator[tuple[Span, frozenset[str]]]:
    """Each citation of the fragment, and what the articles hold that it leads to."""
    if fragment.is_header or fragment.block.kind is BlockKind.HEADING:
        return
    for span, numbers in own_citations(fragment, citations):
        yield span, frozenset().union(*(labelled.get(label, frozenset()) for label in numbers))
    for span in fragment.hits.get(_OWN, ()):
        yield span, held.get(fragment.block.section, frozenset())


def _added(fragment: Fragment, cites: Mapping[Span, frozenset[str]]) -> Fragment:
    hits: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(cites):
        for concept in sorted(cites[span]):
            hits[f"{CITED}{concept}"].append(span)
    if not hits:
        return fragment
    return replace(fragment, hits={**fragment.hits, **{name: tuple(spans) for name, spans in hits.items()}})
