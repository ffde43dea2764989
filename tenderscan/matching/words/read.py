"""From structured documents to readings: each block cut, its words found, look-alikes taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tenderscan.lexicon.fold import fold
from tenderscan.lexicon.inclusion import kin
from tenderscan.lexicon.search import Hit, Span
from tenderscan.lexicon.sentences import sentences
from tenderscan.lexicon.tokens import NO_TOKENS, Tokens, tokenize
from tenderscan.matching.words.articles import ArticleCitations
from tenderscan.matching.words.cited import asked_of_articles, with_cited
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.lookalikes import without_lookalikes
from tenderscan.matching.words.placeholders import leave_open
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.rule import Rulebook, every_language
from tenderscan.model.section import Block, BlockKind, StructuredDocument
from tenderscan.model.signal import PREFIX, Signal

_NO_HEADER_SAYS = frozenset({Signal.NEGATION.target, Signal.NEGATING_ARTICLE.target})
"""A header's "No." and "N°" count rows; they deny nothing."""


class WordFinder(Protocol):
    """What finds the words of one language in a block."""

    def find(self, tokens: Tokens, sentences: Sequence[Span]) -> tuple[Hit, ...]:
        """The hits in order of place; `sentences` are the token ranges that no writing crosses."""


@dataclass(frozen=True)
class _Source:
    """A block of a document, or a header row or title (`aside`), which is no block of its text."""

    document: int
    block: Block
    aside: bool = False


@dataclass(frozen=True)
class _Draft:
    """A source cut into tokens and sentences, with all its hits; `open` is what a template leaves to be filled in."""

    source: _Source
    tokens: Tokens = NO_TOKENS
    bounds: tuple[Span, ...] = ()
    open: tuple[Span, ...] = ()
    hits: tuple[Hit, ...] = ()

    @property
    def names_in_blanks(self) -> bool:
        """Whether a concept stands in what is left open."""
        return bool(self.open) and any(self.is_blank(hit) for hit in self.hits)

    def is_blank(self, hit: Hit) -> bool:
        """Whether a hit names something in what is left open; a signal there still says what it says."""
        signal = hit.concept.startswith(PREFIX)
        return not signal and any(start <= hit.start and hit.end <= end for start, end in self.open)


class Reader:
    """Reads dossiers with the words of one rulebook; what follows from the rules alone is worked out once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._takers = [concept for concept in rulebook.concepts.values() if concept.takes]
        self._kin = kin(rulebook.concepts.values())
        self._abbreviations = {
            language: frozenset(map(fold, lists.get("abbreviation", ())))
            for language, lists in rulebook.structure.items()
        }
        self._ordered = {
            language: frozenset(map(fold, lists.get("ordered-noun", ())))
            for language, lists in rulebook.structure.items()
        }
        self._blanks = {
            language: tuple(fold(word) for word in lists.get("placeholder", ()))
            for language, lists in rulebook.structure.items()
        }
        self._citations = _citations(rulebook)
        self._scopes = rulebook.scopes
        self._asked = asked_of_articles(rulebook)

    def read(
        self, documents: Sequence[StructuredDocument], finders: Mapping[str, WordFinder]
    ) -> tuple[DocumentReading, ...]:
        """Every document with its hits; a block is searched for the words of its own language only.

        A block in a language without a finder has no tokens.
        """
        lots = frozenset(lot.id for document in documents for lot in document.lots)
        return tuple(self._document(n, document, finders, lots) for n, document in enumerate(documents))

    def _document(
        self, number: int, document: StructuredDocument, finders: Mapping[str, WordFinder], lots: frozenset[str]
    ) -> DocumentReading:
        drafts = [self._draft(source, finders.get(source.block.language)) for source in _sources(number, document)]
        reading = self._reading(number, document, drafts, lots)
        if any(draft.names_in_blanks for draft in drafts):
            return replace(reading, filled=self._reading(number, document, drafts, lots, filled=True))
        return reading

    def _draft(self, source: _Source, finder: WordFinder | None) -> _Draft:
        if finder is None:
            return _Draft(source)
        language = source.block.language
        tokens = tokenize(source.block.text)
        if source.aside or source.block.kind is BlockKind.TABLE_ROW:
            bounds: tuple[Span, ...] = ((0, len(tokens)),) if len(tokens) else ()
        else:
            short, ordered = (words.get(language, frozenset()) for words in (self._abbreviations, self._ordered))
            bounds = sentences(tokens, short, ordered)
        left_open, bounds = leave_open(tokens, bounds, self._blanks.get(language, ()))
        return _Draft(source, tokens, bounds, left_open, finder.find(tokens, bounds))

    def _reading(
        self,
        number: int,
        document: StructuredDocument,
        drafts: Sequence[_Draft],
        lots: frozenset[str],
        *,
        filled: bool = False,
    ) -> DocumentReading:
        bare = [self._fragment(draft, filled=filled) for draft in drafts]
        fragments = with_cited(document, bare, self._asked, self._citations)
        return DocumentReading(
            number,
            document,
            tuple(f for f in fragments if not f.is_header),
            {f.block.header: f for f in fragments if f.is_header and f.block.header},
            next((f for f in fragments if f.is_header and not f.block.header), None),
            lots,
            self._citations,
            self._scopes,
        )

    def _fragment(self, draft: _Draft, *, filled: bool) -> Fragment:
        source = draft.source
        found: dict[str, list[Span]] = defaultdict(list)
        blanks = bool(draft.open) and not filled
        for hit in draft.hits:
            silent = source.aside and hit.concept in _NO_HEADER_SAYS
            if not silent and not (blanks and draft.is_blank(hit)):
                found[hit.concept].append((hit.start, hit.end))
        hits, taken = without_lookalikes(found, self._takers, self._kin, draft.bounds)
        return Fragment(
            source.document, source.block, draft.tokens, draft.bounds, hits, taken, source.aside, draft.open
        )


def _citations(rulebook: Rulebook) -> ArticleCitations:
    """With the words of all languages: an article may be cited in another language than the block's own."""
    before = every_language(rulebook, "article") + every_language(rulebook, "article-reference")
    return ArticleCitations(before, every_language(rulebook, "number-range"))


def _sources(number: int, document: StructuredDocument) -> Iterator[_Source]:
    """The blocks, then one source for each different header row, then the title."""
    for block in document.blocks:
        yield _Source(number, block)
    seen: set[tuple[str, ...]] = set()
    for block in document.blocks:
        if block.header and block.header not in seen:
            seen.add(block.header)
            yield _aside(number, block, BlockKind.TABLE_ROW, " | ".join(block.header), block.language, block.header)
    if document.title and document.blocks:
        yield _aside(number, document.blocks[0], BlockKind.TITLE, document.title, document.languages[0])


def _aside(
    number: int, block: Block, kind: BlockKind, text: str, language: str, header: tuple[str, ...] = ()
) -> _Source:
    """A header row or title, at the place of the block that it stands above."""
    stand_in = Block(block.id, kind, text, (), block.section, language, block.number, page=block.page, header=header)
    return _Source(number, stand_in, aside=True)
