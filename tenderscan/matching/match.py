"""The stage's one entry: structured documents in, claims and traces out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tenderscan.matching.claims import claims, rule_index
from tenderscan.matching.reading import DocumentReading, read
from tenderscan.matching.references import references
from tenderscan.matching.tokens import Tokens, memory_zone
from tenderscan.matching.traces import traces
from tenderscan.matching.vocabulary import Finder, Hit, Span
from tenderscan.model.lexicon import Lexicon
from tenderscan.model.match import Matches
from tenderscan.model.rule import LANGUAGES, Rulebook
from tenderscan.model.section import StructuredDocument


class Matcher:
    """Finds claims with one rulebook; warm, so that many dossiers share what it learned of words."""

    def __init__(self, rulebook: Rulebook, lexicons: Mapping[str, Lexicon]) -> None:
        self._rulebook = rulebook
        self._index = rule_index(rulebook)
        self._finders = {language: Finder(lexicon) for language, lexicon in sorted(lexicons.items())}

    @property
    def languages(self) -> frozenset[str]:
        """Languages whose words are loaded."""
        return frozenset(self._finders)

    def add(self, lexicon: Lexicon) -> None:
        """Load the words of one more language."""
        self._finders[lexicon.language] = Finder(lexicon)

    def match(self, documents: Sequence[StructuredDocument]) -> Matches:
        """All claims and traces of a dossier; blocks in a language that is not loaded say nothing."""
        with memory_zone():
            readings = read(documents, self._finders, self._rulebook)
            return Matches(
                claims(readings, self._index),
                traces(readings, self._rulebook),
                references(readings, self._rulebook),
            )

    def cut(self, documents: Sequence[StructuredDocument]) -> tuple[DocumentReading, ...]:
        """The documents in sentences, without what any word says: all that the learned reader is shown."""
        with memory_zone():
            return read(documents, {language: _Silent() for language in LANGUAGES}, self._rulebook)


class _Silent:
    """Finds no word at all."""

    def find(self, tokens: Sequence[Tokens], bounds: Sequence[Sequence[Span]]) -> list[tuple[Hit, ...]]:
        return [() for _ in tokens]
