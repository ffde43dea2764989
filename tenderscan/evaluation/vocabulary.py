"""The vocabulary told on itself: which criteria each concept serves, and on which texts each of its writings fires."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tenderscan.evaluation.examples import cases
from tenderscan.lexicon.compile import compile_lexicon
from tenderscan.lexicon.search import Finder
from tenderscan.lexicon.sentences import sentences
from tenderscan.lexicon.tokens import tokenize
from tenderscan.model.rule import LANGUAGES, Concept, Rulebook
from tenderscan.rulebook.lint.use import serves


class Use(StrEnum):
    """How much a writing is used on the texts at hand."""

    SILENT = "silent"
    OWN_EXAMPLE = "one-own-example"
    FIRES = "fires"


@dataclass(frozen=True, slots=True)
class Text:
    """A text at hand; `criterion` where it is an example of one, or one of its clauses."""

    language: str
    text: str
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """One word or phrase of a concept, as its author wrote it, and the number of texts on which it fires."""

    language: str
    text: str
    texts: int
    use: Use


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """A concept, the criteria that it serves, and its writings."""

    concept: str
    criteria: tuple[str, ...]
    writings: tuple[Writing, ...]


@dataclass(frozen=True)
class Vocabulary:
    """What the report says; `texts` is the number of texts at hand."""

    texts: int
    concepts: tuple[ConceptUse, ...]

    @property
    def of_one_criterion(self) -> tuple[ConceptUse, ...]:
        """The concepts that serve one criterion."""
        return tuple(concept for concept in self.concepts if len(concept.criteria) == 1)

    def count(self, use: Use) -> int:
        """The writings that are so much used."""
        return sum(writing.use is use for concept in self.concepts for writing in concept.writings)

    @property
    def writings(self) -> int:
        """All writings of all concepts."""
        return sum(len(concept.writings) for concept in self.concepts)


def own_texts(rulebook: Rulebook) -> tuple[Text, ...]:
    """The examples and clauses of the criteria; the rulebook must have been loaded with its examples."""
    return tuple(Text(case.example.language, case.example.text, case.criterion.id) for case in cases(rulebook.criteria))


def vocabulary(rulebook: Rulebook, texts: Sequence[Text]) -> Vocabulary:
    """Every concept with its writings, and how these are used on the texts.

    A writing under "any" may fire on a text in any language, others on texts of their own language. A writing is
    used by one example of its own where it fires on one text alone, and that is an example of a criterion which the
    concept serves: it may have been written for that sentence.
    """
    criteria = serves(rulebook)
    fired: dict[str, Counter[str]] = defaultdict(Counter)
    for language in LANGUAGES:
        for identity, text in _firings(rulebook, language, texts):
            fired[identity][text.criterion] += 1
    return Vocabulary(
        len(texts),
        tuple(
            ConceptUse(concept.id, tuple(sorted(criteria[concept.id])), tuple(_writings(concept, criteria, fired)))
            for concept in sorted(rulebook.concepts.values(), key=lambda concept: concept.id)
        ),
    )


def _writings(
    concept: Concept, criteria: dict[str, frozenset[str]], fired: dict[str, Counter[str]]
) -> Iterator[Writing]:
    for language, words in concept.words.items():
        for number, word in enumerate(words):
            by_criterion = fired[_identity(concept.id, language, number)]
            count = by_criterion.total()
            own = count == 1 and not criteria[concept.id].isdisjoint(by_criterion)
            use = Use.SILENT if not count else Use.OWN_EXAMPLE if own else Use.FIRES
            yield Writing(language, word.text, count, use)


def _firings(rulebook: Rulebook, language: str, texts: Iterable[Text]) -> Iterator[tuple[str, Text]]:
    """Each writing that fires on a text of the language, once a text."""
    finder = Finder(compile_lexicon(_one_concept_a_writing(rulebook, language), language))
    abbreviations = frozenset(rulebook.structure[language].get("abbreviation", ()))
    for text in texts:
        if text.language == language:
            tokens = tokenize(text.text)
            for identity in {hit.concept for hit in finder.find(tokens, sentences(tokens, abbreviations))}:
                yield identity, text


def _one_concept_a_writing(rulebook: Rulebook, language: str) -> Rulebook:
    """A rulebook in which each writing is a concept of its own, so that a hit says which writing fired."""
    alone = {
        _identity(concept.id, key, number): Concept(_identity(concept.id, key, number), {key: (word,)})
        for concept in rulebook.concepts.values()
        for key in (language, "any")
        for number, word in enumerate(concept.words.get(key, ()))
    }
    return replace(rulebook, concepts=alone, signals={}, references={})


def _identity(concept: str, language: str, number: int) -> str:
    return f"{concept} {language} {number}"
