"""Many short texts judged or cut at once: takes documents, gives the decisions on each, or their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from tenderscan.matching.match import Matcher
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.document import Document
from tenderscan.model.match import Claim
from tenderscan.model.rule import Rulebook
from tenderscan.structure import StructureWords, structure
from tenderscan.verdicts import Decision, counted, decide


class Passages:
    """Judges texts of one or a few sentences, each as a dossier of its own to which every criterion applies.

    Much faster than one check for each: the words are looked for in all of them at once, and neither what is bought
    nor what the dossier lacks is asked.
    """

    def __init__(self, rulebook: Rulebook, words: StructureWords, matcher: Matcher) -> None:
        self._rulebook, self._words, self._matcher = rulebook, words, matcher

    def decide(self, asked: Sequence[tuple[str, Document]]) -> tuple[Decision, ...]:
        """The decision on one criterion for each document; asked are pairs of criterion and document."""
        nothing = decide((), applies=True, readable=True)
        decisions = self.decide_all([document for _, document in asked])
        return tuple(found.get(criterion, nothing) for (criterion, _), found in zip(asked, decisions, strict=True))

    def decide_all(self, documents: Sequence[Document]) -> tuple[Mapping[str, Decision], ...]:
        """The decision on every criterion that a document speaks of, for each document as `decide` judges it."""
        structured = tuple(structure(document, self._words) for document in documents)
        found: list[dict[str, list[Claim]]] = [defaultdict(list) for _ in documents]
        for claim in self._matcher.match(structured).claims:
            found[claim.place.document][claim.criterion].append(claim)
        sure = partial(counted, fusion=self._rulebook.fusion)
        return tuple(
            {name: decide(sure(claims), applies=True, readable=True) for name, claims in by_criterion.items()}
            for by_criterion in found
        )

    def cut(self, documents: Sequence[Document]) -> tuple[DocumentReading, ...]:
        """Documents cut into sentences, without what any word says: what the learned reader is taught on."""
        return self._matcher.cut([structure(document, self._words) for document in documents])
