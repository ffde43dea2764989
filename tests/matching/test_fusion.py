"""Two readers joined: each is checked by the other, and one engine judges what either finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tenderscan.lexicon.compile import compile_lexicon
from tenderscan.matching.learned import Model, Passage, Recognised
from tenderscan.matching.learned.features import BUCKETS
from tenderscan.matching.match import Matcher
from tenderscan.model.match import Claim, Stance
from tenderscan.model.rule import Fusion, Thresholds
from tenderscan.verdicts.fusion import company, counted
from tests.matching.small_rulebook import RULEBOOK, document

FUSION = Fusion(
    sure=0.9,
    assumed=Thresholds(0, 0.05, 0.5),
    company=(Thresholds(0, 0.05, 0.6, 0.9), Thresholds(2, 0.01, 0.5, 0.7)),
    near=0.2,
    agree=0.3,
    stance=0.9,
    hears=0.97,
    nearest=3,
    resembles=0.01,
)
NAMES = tuple(sorted(criterion.id for criterion in RULEBOOK.criteria))


class Told(Model):
    """A reader that believes what a test tells it of the words in a passage."""

    def __init__(self, told: dict[str, dict[str, float]], stance: tuple[str, float] = ("met", 0.9)) -> None:
        empty, out = np.zeros((BUCKETS, 1), dtype=np.int8), np.zeros((len(NAMES) + 1, 2), dtype=np.int32)
        super().__init__(NAMES, empty, np.ones(BUCKETS, dtype=np.uint8), 1.0, out, ((0.0, 0.0),))
        object.__setattr__(self, "told", told)
        object.__setattr__(self, "said", stance)

    def read(self, passages: Sequence[Passage]) -> Recognised:
        told: dict[str, dict[str, float]] = self.told  # type: ignore[attr-defined]
        rows = np.zeros((len(passages), len(NAMES)))
        for at, read in enumerate(passages):
            for word, values in told.items():
                if word in read.words:
                    for name, value in values.items():
                        rows[at, NAMES.index(name)] = value
        return Recognised(NAMES, rows, rows, 1 - rows.sum(axis=1).clip(0, 1))

    def stance(self, passages: Sequence[Passage]) -> list[tuple[str, float]]:
        return [self.said] * len(passages)  # type: ignore[attr-defined]


def claims(text: str | Sequence[str], model: Model | None) -> list[Claim]:
    """What both readers make of a text."""
    rulebook = replace(RULEBOOK, fusion=FUSION)
    matcher = Matcher(rulebook, {"nl": compile_lexicon(rulebook, "nl")}, model=model)
    texts = [text] if isinstance(text, str) else text
    return list(matcher.match([document(*texts)]).claims)


ILO = "labour.ilo"
PLAIN = "De opdrachtnemer laat niemand voor niets zwoegen en legt daarvan een attest voor."


def test_what_no_word_names_becomes_a_claim_of_the_learned_reader() -> None:
    assert claims(PLAIN, None) == []
    (found,) = claims(PLAIN, Told({"zwoegen": {ILO: 0.8}}))
    assert (found.criterion, found.stance, found.reader, found.probability) == (ILO, Stance.ASKS, "learned", 0.8)
    assert not found.dropped and found.alternative == "learned"


@pytest.mark.parametrize(
    ("text", "stance", "reasons"),
    [
        ("Bij voorkeur laat de opdrachtnemer niemand zwoegen.", Stance.WEAKENS, ("not-binding",)),
        ("De stad onderschrijft dat niemand mag zwoegen.", Stance.WEAKENS, ("buyer-policy",)),
        ("Een verklaring dat niemand moet zwoegen is geen voorwaarde.", Stance.WAIVES, ()),
    ],
)
def test_the_same_engine_says_how_hard_it_binds(text: str, stance: Stance, reasons: tuple[str, ...]) -> None:
    (found,) = claims(text, Told({"zwoegen": {ILO: 0.8}}))
    assert (found.stance, found.reasons) == (stance, reasons)


def test_a_no_in_a_recognised_passage_is_the_demand_itself() -> None:
    (found,) = claims("De opdrachtnemer laat geen zwoegen toe en legt een attest voor.", Told({"zwoegen": {ILO: 0.8}}))
    assert found.stance is Stance.ASKS


def test_a_sure_second_opinion_weakens_and_a_waiver_needs_a_word_that_denies() -> None:
    told = {"zwoegen": {ILO: 0.8}}
    (weak,) = claims("De opdrachtnemer denkt eens na over zwoegen.", Told(told, ("weak", 0.95)))
    assert (weak.stance, weak.reasons) == (Stance.WEAKENS, ("vague",))
    (unsure,) = claims("De opdrachtnemer denkt eens na over zwoegen.", Told(told, ("weak", 0.8)))
    assert unsure.stance is Stance.ASKS
    (toned,) = claims("De opdrachtnemer laat zwoegen over aan wie wil.", Told(told, ("contradicted", 0.99)))
    assert toned.stance is Stance.ASKS
    (denied,) = claims("Over zwoegen moet de opdrachtnemer niet praten.", Told(told, ("contradicted", 0.99)))
    assert denied.stance is Stance.WAIVES


def test_words_are_doubted_where_the_reader_is_sure_of_something_else() -> None:
    text = "De opdrachtnemer leeft de IAO-conventies na."
    (kept,) = claims(text, Told({"conventies": {ILO: 0.9}}))
    assert (kept.reader, kept.dropped) == ("both", "")
    (alone,) = claims(text, Told({"conventies": {ILO: 0.1}}))
    assert (alone.reader, alone.dropped) == ("words", "")
    doubted = [c for c in claims(text, Told({"conventies": {"environment.award": 0.95}})) if c.criterion == ILO]
    assert [(c.dropped, c.rival) for c in doubted] == [("", "environment.award")]
    assert [c.dropped for c in counted(doubted, FUSION)] == ["other-subject"]
    held = [replace(doubted[0], probability=0.02)]
    assert [c.dropped for c in counted(held, FUSION, "always", seen=1)] == ["other-subject"]
    assert counted(held, FUSION, "always", seen=2) == held


def test_what_both_readers_see_is_company_for_the_rest() -> None:
    text = "De opdrachtnemer leeft de IAO-conventies na."
    found = claims(text, Told({"conventies": {ILO: 0.9}}))
    assert company(found, frozenset()) == {ILO}
    assert company(found, frozenset({ILO})) == frozenset() == company(claims(text, None), frozenset())
    (alone,) = claims(PLAIN, Told({"zwoegen": {ILO: 0.55}}))
    assert [c.dropped for c in counted([alone], FUSION, "always", seen=1)] == ["unsure"]
    assert [c.dropped for c in counted([alone], FUSION, "always", seen=2)] == [""]


def test_words_are_heard_otherwise_only_where_the_reader_is_sure() -> None:
    told = {"conventies": {ILO: 0.9}}
    text = "De opdrachtnemer leeft de IAO-conventies na."
    assert [c.stance for c in claims(text, Told(told, ("weak", 0.98)))] == [Stance.WEAKENS]
    assert [c.stance for c in claims(text, Told(told, ("weak", 0.9)))] == [Stance.ASKS]
    assert [c.stance for c in claims(text, Told(told, ("contradicted", 0.98)))] == [Stance.ASKS]
    wish = "Bij voorkeur leeft de opdrachtnemer de IAO-conventies na."
    (upheld,) = claims(wish, Told(told, ("met", 0.98)))
    assert (upheld.stance, upheld.reasons) == (Stance.ASKS, ())
    assert [c.stance for c in claims(wish, Told(told, ("met", 0.9)))] == [Stance.WEAKENS]


def test_an_answer_or_a_label_is_not_heard_otherwise() -> None:
    told = {"conventies": {ILO: 0.9}}
    text = "Zijn de IAO-conventies vereist? Neen."
    assert [c.stance for c in claims(text, Told(told, ("met", 0.99)))] == [Stance.WAIVES]


def test_what_is_half_recognised_is_a_near_miss() -> None:
    (found,) = claims(PLAIN, Told({"zwoegen": {ILO: 0.3}}))
    assert (found.dropped, found.stance) == ("unsure", Stance.MENTIONS)


def test_of_what_nothing_speaks_the_nearest_passages_are_kept() -> None:
    texts = [
        "Niemand moet zwoegen.",
        "De facturen zijn betaald op tijd.",
        "Wie wil zweten mag dat doen.",
        "Een zin meer.",
    ]
    model = Told({"zwoegen": {ILO: 0.05}, "zweten": {ILO: 0.1}, "facturen": {ILO: 0.001}})
    found = claims(texts, model)
    assert [(c.place.block, c.dropped) for c in sorted(found, key=lambda c: -c.strength)] == [
        (2, "resembles"),
        (0, "resembles"),
    ]


def test_how_sure_a_passage_must_be_hangs_on_what_shows_that_it_applies() -> None:
    (found,) = claims(PLAIN, Told({"zwoegen": {ILO: 0.55}}))
    assert [c.dropped for c in counted([found], FUSION)] == [""]
    assert [c.dropped for c in counted([found], FUSION, "always")] == ["unsure"]
    assert [c.dropped for c in counted([replace(found, probability=0.8)], FUSION, "always")] == [""]
    assert [c.dropped for c in counted([replace(found, probability=0.8)], FUSION, "none", applies=False)] == ["unsure"]
    assert [c.dropped for c in counted([replace(found, probability=0.1)], FUSION, "always")] == ["resembles"]
    by_words = replace(found, reader="words", probability=0.0)
    assert counted([by_words], FUSION, "none", applies=False) == [by_words]


def test_beside_what_both_readers_see_a_passage_that_only_resembles_it_says_nothing() -> None:
    (found,) = claims(PLAIN, Told({"zwoegen": {ILO: 0.55}}))
    both, faint = replace(found, reader="both"), replace(found, probability=0.1)
    lenient = replace(FUSION, assumed=Thresholds(0, 0.05, 0.02))
    assert [c.dropped for c in counted([faint], lenient)] == [""]
    assert [c.dropped for c in counted([both, faint], lenient)] == ["", "resembles"]
