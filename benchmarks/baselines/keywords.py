"""Plain keywords: a criterion's own words anywhere make it addressed, with a modal word in the sentence it is met."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from benchmarks.baselines.items import Item
from tenderscan.evaluation.judgements import Judgement
from tenderscan.model.rule import LANGUAGES, Criterion, Rulebook, Word

GAP = 12
"""Words that "..." may span where no number is given, as in docs/rule-format.md."""

SHARED_BY = 2
"""A concept that more criteria use than these ("tenderer", "to supply") is no criterion's own."""


class Keywords:
    """The words of each criterion and the modal words of each language, ready to be searched."""

    def __init__(self, rulebook: Rulebook) -> None:
        uses = Counter(concept for criterion in rulebook.criteria for concept in concepts(criterion))
        self._words = {
            (criterion.id, language): pattern(
                word
                for concept in sorted(concepts(criterion))
                if uses[concept] <= SHARED_BY and concept in rulebook.concepts
                for word in _spoken(rulebook.concepts[concept].words, language)
            )
            for criterion in rulebook.criteria
            for language in LANGUAGES
        }
        self._modal = {
            language: pattern(rulebook.signals.get(language, {}).get("obligation", ())) for language in LANGUAGES
        }

    def judge(self, item: Item) -> Iterator[Judgement]:
        """The item's judgements as keywords make them."""
        for judgement in item.judgements:
            found = self._words[judgement.criterion, item.language]
            hits = [sentence for sentence in item.sentences if found.search(sentence)]
            yield replace(judgement, verdict=self.verdict(hits, item.language), quoted=False)

    def verdict(self, hits: Sequence[str], language: str) -> str:
        """Met where a sentence that was hit holds a modal word, weak where none does, missing without a hit."""
        if not hits:
            return "missing"
        return "met" if any(self.binds(sentence, language) for sentence in hits) else "weak"

    def binds(self, sentence: str, language: str) -> bool:
        """Whether the sentence holds one of the language's modal words."""
        return bool(self._modal[language].search(sentence))


def concepts(criterion: Criterion) -> frozenset[str]:
    """The concepts that a criterion's evidence names, those that must be absent left out."""
    named: set[str] = set()
    for alternative in criterion.evidence:
        open_ones = [alternative.expression]
        while open_ones:
            expression = open_ones.pop()
            named |= {expression.concept} - {""}
            open_ones += [*expression.all_of, *expression.any_of]
    return frozenset(name for name in named if not name.startswith("signal:"))


def pattern(words: Iterable[Word]) -> re.Pattern[str]:
    """One expression for all words, capitals ignored, no inflection; it finds nothing where there are none."""
    parts = sorted({_part(word) for word in words}, key=len, reverse=True)
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _part(word: Word) -> str:
    """A word of the rulebook as an expression: "(is|are) bound", "hat ... zu", "leeft ...3 na"."""
    text = ""
    for piece in re.findall(r"\s*\.\.\.\d*\s*|\s+|[(|)]|[^\s(|)]+", word.text):
        if piece.strip().startswith("..."):
            text += rf"\W+(?:\w+\W+){{0,{piece.strip()[3:] or GAP}}}"
        elif piece.isspace():
            text += r"(?:\W+|(?<=\W))"
        else:
            text += {"(": "(?:", "|": "|", ")": ")"}.get(piece) or re.escape(piece).replace(r"\*", r"\w*")
    before = "" if word.mode in ("contains", "suffix") else r"\b"
    after = "" if word.mode in ("contains", "prefix") else r"\b"
    return f"{before}{text}{after}"


def _spoken(words: dict[str, tuple[Word, ...]], language: str) -> Iterator[Word]:
    yield from words.get(language, ())
    yield from words.get("any", ())
