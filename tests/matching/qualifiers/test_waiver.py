"""What lifts a duty, from signals marked by hand; the numbers are those of `waiver`."""

from __future__ import annotations

import pytest

from tenderscan.matching.qualifiers.waiver import waiver
from tenderscan.model.rule import Alternative, Expression
from tenderscan.model.scope import Scoped
from tests.matching.marked import passage
from tests.matching.small_rulebook import RULEBOOK

FAR, NEAR_DEMAND = (RULEBOOK.scopes["nl"][name].reach for name in (Scoped.WAIVED, Scoped.NEGATED_DEMAND))

NAMED = Alternative("named", Expression(concept="thing"))
BANNED = Alternative("banned", Expression(concept="thing"), polarity="banned")
WAIVES = Alternative("waives", Expression(concept="thing"), waives=True)


def lifted(*texts: str, way: Alternative = NAMED) -> list[str]:
    return [cue.text for cue in waiver(passage(*texts), way)]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        # (1) a question and its answer
        (("Is het {attest:THING} {verplicht:demand}? {Neen:no-answer}.",), ["Neen"]),
        (("Is het {attest:THING} {verplicht:demand}? {Ja:yes-answer}.",), []),
        (("{Volstaat:suffices} het {attest:THING} niet? {Ja:yes-answer}.",), ["Ja"]),
        # (2) a choice
        (("{Attest:THING}: {n.v.t:not-applicable-label}.",), ["n.v.t"]),
        # (3) the next sentence
        (("Het {attest:THING} geldt. {Deze eis:this-clause} {vervalt:waiver}.",), ["vervalt"]),
        (("Het {attest:THING} geldt.", "{Deze eis:this-clause} {vervalt:waiver}."), ["vervalt"]),
        (("Het {attest:THING} geldt. Iets anders {vervalt:waiver}.",), []),
        (("Het {attest:THING} geldt. {Deze eis:this-clause} {vervalt:waiver} {als:condition} het regent.",), []),
        # (4) a whole phrase
        (("Het {attest:THING} {is geen voorwaarde:waiver}.",), ["is geen voorwaarde"]),
        (("Het {attest:THING} {ontslaat niet:waiver+pseudo-waiver}.",), []),
        (("Het {attest:THING} telt, {als:condition} het werk dat {niet vereist:waiver}.",), []),
        (("Het {attest:THING} " + "nu " * (FAR + 1) + "{vervalt:waiver}.",), []),
        (("Het {attest:THING} telt; de borg {vervalt:waiver}.",), []),
        # (5) a negation near a demand
        (("Het {attest:THING} wordt {niet:negation} {gevraagd:demand}.",), ["niet gevraagd"]),
        (("Het {attest:THING} wordt {niet:negation+pseudo-negation} alleen {gevraagd:demand}.",), []),
        (("{Niet:negation}, zegt men, {gevraagd:demand}: het {attest:THING}.",), []),
        (("{Geen:negation} {zakken:THING} {tenzij:exception} {gevraagd:demand}.",), []),
        (("Het {attest:THING} is {niet:negation} " + "nu " * (NEAR_DEMAND + 1) + "{gevraagd:demand}.",), []),
        # (6) a thing wanted that is refused
        (("Een {attest:THING} wordt {geweigerd:refusal}.",), ["geweigerd"]),
        (("Wat {zonder:without} {attest:THING} komt wordt {geweigerd:refusal}.",), []),
        # (7) a negating article
        (("Er is {geen:negating-article} {attest:THING} nodig.",), ["geen attest"]),
        (("Hij {mag met geen:obligation} enkel {geen:negating-article+obligation} {schade:THING} doen.",), []),
        (("Wie {geen:negating-article} {attest:THING} heeft, begaat een {inbreuk:breach}.",), []),
    ],
)
def test_words_that_lift(texts: tuple[str, ...], words: list[str]) -> None:
    assert lifted(*texts) == words


@pytest.mark.parametrize(
    "text", ["Een {stof:THING} wordt {geweigerd:refusal}.", "{Geen:negating-article} {stof:THING}."]
)
def test_a_ban_is_no_waiver(text: str) -> None:
    assert lifted(text, way=BANNED) == []
    assert lifted(text) != []


def test_a_way_of_asking_may_lift_by_itself() -> None:
    assert lifted("De {vrijstelling:THING} geldt.", way=WAIVES) == ["vrijstelling"]


@pytest.mark.parametrize(
    ("lead_in", "words"),
    [
        ("{Niet van toepassing:waiver}:", ["Niet van toepassing"]),
        ("{Niet van toepassing:waiver} {als:condition} het regent:", []),
        ("{Ontslaat niet:waiver+pseudo-waiver}:", []),
        ("Het volgende geldt:", []),
    ],
)
def test_a_lead_in_lifts_what_hangs_from_it(lead_in: str, words: list[str]) -> None:
    assert [cue.text for cue in waiver(passage("Het {attest:THING} geldt.", lead_in=lead_in), NAMED)] == words
