"""All that both readers make of a dossier: the words' claims as the learned reader checks them, and its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tenderscan.matching.claims import claim_of, place_of
from tenderscan.matching.fusion import (
    RECOGNISED,
    RESEMBLES,
    UNSURE,
    Recognition,
    checked,
    nearest,
    proposed,
    recognised,
    reheard,
    telling,
)
from tenderscan.matching.learned import Likeness, Model
from tenderscan.matching.qualifiers.situation import situation
from tenderscan.matching.recognition import Shown
from tenderscan.matching.words.index import Rule
from tenderscan.matching.words.passages import hanging_from
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Claim, Stance
from tenderscan.model.rule import Alternative, Criterion, Expression, Fusion

LEAST_STRENGTH = 0.6
"""Strength of a passage that was recognised with no probability at all; a quarter of the probability is added."""


@dataclass(frozen=True)
class Learned:
    """The learned reader beside the words: its model, how both are joined, and the criteria it may speak of."""

    model: Model
    fusion: Fusion
    criteria: Mapping[str, Criterion]
    likeness: Likeness


def joined(readings: Sequence[DocumentReading], by_words: Sequence[Sequence[Claim]], learned: Learned) -> list[Claim]:
    """The words' claims as the learned reader checks them, and what it alone recognised."""
    fusion, found = learned.fusion, list[Claim]()
    recognitions = recognised(readings, learned.model)
    for recognition, own in zip(recognitions, by_words, strict=True):
        found += checked(own, recognition, fusion)
        heard = [
            _heard(learned.criteria[name], recognition, unit, probability)
            for name, unit, probability in proposed(recognition, own, fusion)
            if name in learned.criteria
        ]
        found += _settled(heard, learned)
    # A find of the words' that has a rival may be dropped yet.
    speaking = {claim.criterion for claim in found if not claim.dropped and not claim.rival}
    silent = [criterion for name, criterion in learned.criteria.items() if name not in speaking]
    told = {(claim.criterion, claim.place.document, claim.place.block) for claim in found}
    for criterion, recognition, unit, probability in nearest(recognitions, silent, fusion):
        if (criterion.id, recognition.reading.index, unit.fragment.block.id) not in told:
            place = place_of(unit.fragment, unit.span)
            found.append(
                Claim(
                    criterion.id,
                    place,
                    Stance.MENTIONS,
                    dropped=RESEMBLES,
                    strength=probability / 2,
                    alternative=RECOGNISED,
                    reader="learned",
                    probability=probability,
                )
            )
    return found


@dataclass(frozen=True)
class _Heard:
    """A passage that the reader alone recognised, what the engine of force makes of it, and how likely it is one."""

    claim: Claim
    reading: DocumentReading
    unit: Shown
    probability: float

    @property
    def counts(self) -> bool:
        """Whether it says something, so far."""
        return not self.claim.dropped and self.claim.stance is not Stance.MENTIONS


def _heard(criterion: Criterion, recognition: Recognition, unit: Shown, probability: float) -> _Heard:
    """What a passage says of a criterion that no word of the rules named in it: the same engine judges it."""
    reading, fragment = recognition.reading, unit.fragment
    named = telling(recognition, unit, criterion.id)
    begin, end = fragment.sentence_at(named.start)[0], fragment.sentence_at(max(named.end - 1, named.start))[1]
    context = hanging_from(reading, fragment)
    s = situation(reading, fragment, (begin, end), (named,), context)
    return _Heard(claim_of(Rule(criterion, _unnamed(criterion)), s, (named,)), recognition.reading, unit, probability)


def _unnamed(criterion: Criterion) -> Alternative:
    """The way of asking for a criterion in words that no rule has."""
    return Alternative(
        RECOGNISED,
        Expression(concept=RECOGNISED),
        law=any(own.law for own in criterion.evidence),
        right=any(own.right for own in criterion.evidence),
        unnamed=True,
    )


def _settled(heard: Sequence[_Heard], learned: Learned) -> Iterator[Claim]:
    """The claims on what the reader recognised: demands as it hears them, what is unsure as near misses."""
    fusion = learned.fusion
    opinions = iter(learned.model.stance([item.unit.passage for item in heard if item.counts]))
    for item in heard:
        claim, probability = item.claim, item.probability
        if item.counts:
            stance, share = next(opinions)
            # To uphold what the engine of force weakens or waives it must be as sure as for the words'.
            if share >= (fusion.stance if claim.stance is Stance.ASKS else fusion.hears):
                claim = reheard(claim, item.reading, item.unit, stance)
        language = item.unit.fragment.block.language
        changes = {
            "reader": "learned",
            "probability": probability,
            "strength": min(claim.strength, LEAST_STRENGTH + probability / 4),
            "reads_like": learned.likeness.nearest(item.unit.passage, claim.criterion, language),
        }
        if probability < fusion.lowest and not claim.dropped:
            changes |= {"stance": Stance.MENTIONS, "reasons": (), "gaps": (), "dropped": UNSURE}
        yield replace(claim, **changes)  # type: ignore[arg-type]
