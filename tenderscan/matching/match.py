"""The stage's one entry: structured documents in, claims and traces out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from tenderscan.lexicon.compiled import Lexicon
from tenderscan.lexicon.search import Finder, Hit, Span
from tenderscan.lexicon.tokens import Tokens
from tenderscan.matching.budget import within_budget
from tenderscan.matching.claims import claims_by_words
from tenderscan.matching.consequences import consequences
from tenderscan.matching.joined import Learned, joined
from tenderscan.matching.learned import Likeness, Model, kept_passages
from tenderscan.matching.references import references
from tenderscan.matching.traces import occurrences, traces
from tenderscan.matching.words.index import RuleIndex
from tenderscan.matching.words.read import Reader, WordFinder
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Claim, Matches, Trace
from tenderscan.model.rule import LANGUAGES, Rulebook
from tenderscan.model.section import StructuredDocument


class Matcher:
    """Finds claims with one rulebook; warm, so that many dossiers share what it learned of words."""

    def __init__(
        self,
        rulebook: Rulebook,
        lexicons: Mapping[str, Lexicon],
        load: Callable[[str], Lexicon] | None = None,
        model: Model | None = None,
    ) -> None:
        """`load` gives the words of a language that is met and not in `lexicons`; without it that language is mute.

        `model` is the learned reader's; without one, words alone speak.
        """
        self._rulebook, self._load = rulebook, load
        self._criteria, self._fusion = rulebook.criteria, rulebook.fusion
        self._index = RuleIndex(rulebook)
        self._triggers = self._index.triggers
        self._reader = Reader(rulebook)
        criteria = {criterion.id: criterion for criterion in rulebook.criteria}
        self._learned = Learned(model, rulebook.fusion, criteria, Likeness(kept_passages(), model)) if model else None
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

    def cut(self, documents: Sequence[StructuredDocument]) -> tuple[DocumentReading, ...]:
        """The documents in sentences, without what any word says: all that the learned reader is shown."""
        return self._reader.read(documents, {language: _Silent() for language in LANGUAGES})

    def match(self, documents: Sequence[StructuredDocument], *, learned: bool = True) -> Matches:
        """All claims and traces of a dossier; blocks in a language that is not loaded say nothing.

        Words alone speak where not `learned`, as of the names of award criteria.
        """
        met = {block.language for document in documents for block in document.blocks}
        for language in sorted(met & set(LANGUAGES)):
            self.learn(language)
        readings, left = within_budget(self._reader.read(documents, self._finders), self._triggers)
        return Matches(
            self._claims(readings, self._learned if learned else None),
            traces(readings, self._rulebook),
            references(readings, self._rulebook),
            left=left,
        )

    def find(self, documents: Sequence[StructuredDocument], concepts: Collection[str]) -> tuple[Trace, ...]:
        """Every place where one of these concepts stands, whatever the text does with it there."""
        return occurrences(self._reader.read(documents, self._finders), concepts)

    def _claims(self, readings: Sequence[DocumentReading], learned: Learned | None) -> tuple[Claim, ...]:
        by_words = claims_by_words(readings, self._index)
        found = joined(readings, by_words, learned) if learned else [claim for own in by_words for claim in own]
        found += consequences(tuple(found), self._criteria, self._fusion)
        return tuple(sorted(found, key=lambda c: (c.criterion, c.place, c.alternative)))


class _Silent:
    """Finds no word at all."""

    def find(self, tokens: Tokens, sentences: Sequence[Span]) -> tuple[Hit, ...]:
        return ()
