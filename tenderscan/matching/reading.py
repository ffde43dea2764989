"""A dossier as matching sees it: each block's tokens, sentences and hits, with look-alikes taken away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tenderscan.matching.citations import citations
from tenderscan.matching.cited import asked_of_articles, with_cited
from tenderscan.matching.placeholders import placeholders, writes_on
from tenderscan.matching.tokens import Tokens, sentences, tokenize
from tenderscan.matching.vocabulary import Finder, Hit, Span
from tenderscan.model.lexicon import fold
from tenderscan.model.rule import Concept, Rulebook
from tenderscan.model.section import Block, BlockKind, Section, StructuredDocument

_NO_HEADER_SAYS = frozenset({"signal:negation", "signal:negating-article"})
"""A header's "No." and "N°" count rows; they deny nothing."""

Hits = dict[str, tuple[Span, ...]]


@dataclass(frozen=True)
class Fragment:
    """A block, or a table's header row, with what was found in it.

    `hits` maps concept or signal to token ranges; `taken` holds those lost to a look-alike. `open` are the token
    ranges that a template leaves open.
    """

    document: int
    block: Block
    tokens: Tokens
    bounds: tuple[Span, ...]
    hits: Hits
    taken: Hits = field(default_factory=dict)
    is_header: bool = False
    open: tuple[Span, ...] = ()

    def sentence_at(self, token: int) -> Span:
        """The token range of the sentence that holds a token."""
        starts = [start for start, _ in self.bounds]
        return self.bounds[max(0, bisect_right(starts, token) - 1)]

    def chars(self, start: int, end: int) -> Span:
        """Offsets in the block's clean text of a token range."""
        return self.tokens.starts[start], self.tokens.ends[end - 1]

    def words(self, span: Span) -> str:
        """The text of a token range as it stands."""
        start, end = self.chars(*span)
        return self.tokens.text[start:end]


@dataclass(frozen=True)
class DocumentReading:
    """A document's fragments by block id, and the groups in which they speak together; `lots` are the dossier's."""

    index: int
    structured: StructuredDocument
    fragments: tuple[Fragment, ...]
    headers: dict[tuple[str, ...], Fragment]
    title: Fragment | None = None
    lots: frozenset[str] = frozenset()
    article_words: tuple[str, ...] = ()
    filled: DocumentReading | None = None
    """The same document with the words that stand in its placeholders, where there are such."""

    @cached_property
    def cited(self) -> dict[str, tuple[Fragment, ...]]:
        """Fragments that say what follows for another article, by its number (citations)."""
        return citations(self, self.article_words)

    @cached_property
    def sections(self) -> dict[int, tuple[Fragment, ...]]:
        """The body fragments directly under each heading, in order."""
        grouped: dict[int, list[Fragment]] = defaultdict(list)
        for fragment in self.fragments:
            if fragment.block.kind not in (BlockKind.HEADING, BlockKind.CONTENTS_ENTRY, BlockKind.TITLE):
                grouped[fragment.block.section].append(fragment)
        return {section: tuple(found) for section, found in grouped.items()}

    @cached_property
    def pointing_back(self) -> dict[int, tuple[Fragment, ...]]:
        """The fragments of each section that speak of what stands before them ("these obligations")."""
        signals = ("signal:this-clause", "signal:anaphora")
        return {
            section: tuple(f for f in mates if any(signal in f.hits for signal in signals))
            for section, mates in self.sections.items()
        }

    @cached_property
    def answers(self) -> dict[int, Fragment]:
        """The answer to each question, by the question's block id."""
        return {f.block.answers: f for f in reversed(self.fragments) if f.block.answers is not None}

    @cached_property
    def lists(self) -> dict[int, tuple[Fragment, ...]]:
        """The items that each lead-in leads, by the lead-in's block id."""
        grouped: dict[int, list[Fragment]] = defaultdict(list)
        for fragment in self.fragments:
            if fragment.block.lead_in is not None:
                grouped[fragment.block.lead_in].append(fragment)
        return {lead: tuple(found) for lead, found in grouped.items()}

    @cached_property
    def headings(self) -> dict[int, Fragment]:
        """The heading of each section that has one."""
        return {f.block.section: f for f in self.fragments if f.block.kind is BlockKind.HEADING}

    def heading_of(self, fragment: Fragment) -> Fragment | None:
        """The heading that a fragment stands under, or None."""
        return self.headings.get(fragment.block.section)

    def section(self, fragment: Fragment) -> Section:
        """The section that holds a fragment."""
        return self.structured.sections[fragment.block.section]

    def header(self, fragment: Fragment) -> Fragment | None:
        """The header row of a table row, or None."""
        return self.headers.get(fragment.block.header) if fragment.block.header else None


def read(
    documents: Sequence[StructuredDocument], finders: Mapping[str, Finder], rulebook: Rulebook
) -> tuple[DocumentReading, ...]:
    """Every document with its hits; blocks are matched with the words of their own language only."""
    drafts = [_Draft(n, doc, block, False) for n, doc in enumerate(documents) for block in doc.blocks]
    drafts += [*_headers(documents), *_titles(documents)]
    related = _relations(rulebook)
    abbreviations = {
        language: frozenset(lists.get("abbreviation", ())) for language, lists in rulebook.structure.items()
    }
    blanks = {
        language: [fold(word) for key in (language, "any") for word in _words(rulebook, key, "placeholder")]
        for language in finders
    }
    for language, finder in finders.items():
        chosen = [draft for draft in drafts if draft.block.language == language]
        for draft in chosen:
            draft.prepare(abbreviations.get(language, frozenset()), blanks[language])
        found = finder.find([d.tokens for d in chosen], [d.bounds for d in chosen])
        for draft, hits in zip(chosen, found, strict=True):
            draft.hits = hits
    takers = [concept for concept in rulebook.concepts.values() if concept.takes]
    fragments = [draft.fragment(takers, related) for draft in drafts]
    lots = frozenset(lot.id for document in documents for lot in document.lots)
    names = {
        word
        for lists in rulebook.structure.values()
        for key in ("article", "article-reference")
        for word in lists.get(key, ())
    }
    articles = tuple(sorted(names, key=lambda word: (-len(word), word)))
    asked = asked_of_articles(rulebook)
    found_in = [
        with_cited(doc, [f for f in fragments if f.document == n], asked, articles) for n, doc in enumerate(documents)
    ]
    readings = [_document(n, doc, found_in[n], lots, articles) for n, doc in enumerate(documents)]
    named = {draft.document for draft in drafts if draft.names_in_blanks}
    for number in named:
        own = [draft.fragment(takers, related, filled=True) for draft in drafts if draft.document == number]
        cited = with_cited(documents[number], own, asked, articles)
        filled = _document(number, documents[number], cited, lots, articles)
        readings[number] = replace(readings[number], filled=filled)
    return tuple(readings)


def _words(rulebook: Rulebook, language: str, key: str) -> tuple[str, ...]:
    return rulebook.structure.get(language, {}).get(key, ())


class _Draft:
    """A fragment in the making; `aside` marks a header row or a title, which is no block of the text."""

    def __init__(self, document: int, structured: StructuredDocument, block: Block, aside: bool) -> None:
        self.document, self.structured, self.block, self.aside = document, structured, block, aside
        self.tokens = Tokens("", (), (), (), ())
        self.bounds: tuple[Span, ...] = ()
        self.hits: tuple[Hit, ...] = ()
        self.open: tuple[Span, ...] = ()

    def prepare(self, abbreviations: frozenset[str], blanks: Sequence[str]) -> None:
        self.tokens = tokenize(self.block.text)
        rows = self.aside or self.block.kind is BlockKind.TABLE_ROW
        whole = ((0, len(self.tokens)),) if len(self.tokens) else ()
        self.bounds = whole if rows else sentences(self.tokens, abbreviations)
        left_open = placeholders(self.block.text, blanks)
        if left_open:
            self._leave_open(left_open)

    def _leave_open(self, spans: Sequence[Span]) -> None:
        """Note what is left open, as tokens; a line to write on ends no sentence."""
        text, tokens = self.block.text, self.tokens
        ends: set[int] = set()
        found = []
        for span in spans:
            begin, stop = bisect_left(tokens.starts, span[0]), bisect_left(tokens.starts, span[1])
            if begin < stop:
                found.append((begin, stop))
                ends |= set(range(begin + 1, stop + 1)) if writes_on(text, span) else set(range(begin + 1, stop))
        merged: list[Span] = []
        for start, end in self.bounds:
            if merged and start in ends:
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        self.open, self.bounds = tuple(found), tuple(merged)

    @property
    def names_in_blanks(self) -> bool:
        """Whether a concept stands in what is left open."""
        return any(self._blank(hit) for hit in self.hits)

    def _blank(self, hit: Hit) -> bool:
        signal = hit.concept.startswith("signal:")
        return not signal and any(start <= hit.start and hit.end <= end for start, end in self.open)

    def fragment(
        self, takers: Iterable[Concept], related: Mapping[str, frozenset[str]], *, filled: bool = False
    ) -> Fragment:
        hits: dict[str, list[Span]] = defaultdict(list)
        for hit in self.hits:
            if not filled and self._blank(hit):
                continue
            if not (self.aside and hit.concept in _NO_HEADER_SAYS):
                hits[hit.concept].append((hit.start, hit.end))
        taken: dict[str, list[Span]] = defaultdict(list)
        for taker in takers:
            if taker.id in hits and taker.takes_within != "section":
                _take(taker, hits, taken, related, self.bounds)
        return Fragment(
            self.document,
            self.block,
            self.tokens,
            self.bounds,
            {concept: tuple(spans) for concept, spans in hits.items() if spans},
            {concept: tuple(spans) for concept, spans in taken.items()},
            self.aside,
            self.open,
        )


def _take(
    taker: Concept,
    hits: dict[str, list[Span]],
    taken: dict[str, list[Span]],
    related: Mapping[str, frozenset[str]],
    bounds: Sequence[Span],
) -> None:
    """Move the hits that a look-alike takes away; a longer reading of the same words keeps its own."""
    for victim in taker.takes:
        lost = {
            span
            for span in hits.get(victim, ())
            if any(_reaches(taker.takes_within, own, span, bounds) for own in hits[taker.id])
        }
        if not lost:
            continue
        for concept in related[victim]:
            if concept == taker.id or concept not in hits:
                continue
            taken[concept].extend(span for span in hits[concept] if span in lost)
            hits[concept] = [span for span in hits[concept] if span not in lost]


def _reaches(within: str, own: Span, other: Span, bounds: Sequence[Span]) -> bool:
    if within == "block":
        return True
    if within == "sentence":
        return any(s <= own[0] < e and s <= other[0] < e for s, e in bounds)
    overlaps = own[0] < other[1] and other[0] < own[1]
    longer = other[0] <= own[0] and own[1] <= other[1] and other != own
    return overlaps and not longer


def _relations(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """For each concept itself, the concepts it includes and those that include it, near and far."""
    children = {concept.id: concept.includes for concept in rulebook.concepts.values()}
    below = {name: _closure(name, children) for name in children}
    above: dict[str, set[str]] = defaultdict(set)
    for name, reached in below.items():
        for other in reached:
            above[other].add(name)
    return {name: frozenset(below[name] | above[name] | {name}) for name in children}


def _closure(name: str, children: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    pending = list(children.get(name, ()))
    while pending:
        child = pending.pop()
        if child not in found:
            found.add(child)
            pending.extend(children.get(child, ()))
    return frozenset(found)


def _headers(documents: Sequence[StructuredDocument]) -> Iterable[_Draft]:
    """One draft for each different header row; its block stands for the first row under it."""
    for number, document in enumerate(documents):
        seen: set[tuple[str, ...]] = set()
        for block in document.blocks:
            if block.header and block.header not in seen:
                seen.add(block.header)
                yield _aside(number, document, block, " | ".join(block.header), block.header)


def _titles(documents: Sequence[StructuredDocument]) -> Iterable[_Draft]:
    for number, document in enumerate(documents):
        if document.title and document.blocks:
            yield _aside(number, document, document.blocks[0], document.title, ())


def _aside(number: int, document: StructuredDocument, block: Block, text: str, header: tuple[str, ...]) -> _Draft:
    language = block.language if header else document.languages[0]
    kind = BlockKind.TABLE_ROW if header else BlockKind.TITLE
    stand_in = Block(block.id, kind, text, (), block.section, language, block.number, page=block.page, header=header)
    return _Draft(number, document, stand_in, aside=True)


def _document(
    number: int,
    document: StructuredDocument,
    own: Sequence[Fragment],
    lots: frozenset[str],
    articles: tuple[str, ...],
) -> DocumentReading:
    headers = {f.block.header: f for f in own if f.is_header and f.block.header}
    title = next((f for f in own if f.is_header and not f.block.header), None)
    return DocumentReading(number, document, tuple(f for f in own if not f.is_header), headers, title, lots, articles)
