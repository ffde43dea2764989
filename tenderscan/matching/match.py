"""The stage's one entry: structured documents in, claims and traces out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tenderscan.lexicon.compiled import Lexicon
from tenderscan.lexicon.search import Finder
from tenderscan.matching.claims import claims
from tenderscan.matching.references import references
from tenderscan.matching.traces import traces
from tenderscan.matching.words.index import RuleIndex
from tenderscan.matching.words.read import Reader, WordFinder
from tenderscan.model.match import Matches
from tenderscan.model.rule import LANGUAGES, Rulebook
from tenderscan.model.section import StructuredDocument


class Matcher:
    """Finds claims with one rulebook; warm, so that many dossiers share what it learned of words."""

    def __init__(
        self, rulebook: Rulebook, lexicons: Mapping[str, Lexicon], load: Callable[[str], Lexicon] | None = None
    ) -> None:
        """`load` gives the words of a language that is met and not in `lexicons`; without it that language is mute."""
        self._rulebook, self._load = rulebook, load
        self._index = RuleIndex(rulebook)
        self._reader = Reader(rulebook)
        self._finders: dict[str, WordFinder] = {}
        for lexicon in lexicons.values():
            self.add(lexicon)

    @property
    def languages(self) -> frozenset[str]:
        """Languages whose words are loaded."""
        return frozenset(self._finders)

    def add(self, lexicon: Lexicon) -> None:
        """Load the words of one more language."""
        self.use(lexicon.language, Finder(lexicon))

    def use(self, language: str, finder: WordFinder) -> None:
        """Find the words of a language in another way, such as by a spaCy pipeline (docs/pipeline.md)."""
        self._finders[language] = finder

    def learn(self, language: str) -> None:
        """Load the words of a language, unless they are loaded or there is no way to."""
        if self._load is not None and language not in self._finders:
            self.add(self._load(language))

    def match(self, documents: Sequence[StructuredDocument]) -> Matches:
        """All claims and traces of a dossier; blocks in a language that is not loaded say nothing."""
        met = {block.language for document in documents for block in document.blocks}
        for language in sorted(met & set(LANGUAGES)):
            self.learn(language)
        readings = self._reader.read(documents, self._finders)
        return Matches(
            claims(readings, self._index),
            traces(readings, self._rulebook),
            references(readings, self._rulebook),
        )
