"""What a reply makes of what a question is about, from signals marked by hand."""

from __future__ import annotations

import pytest

from tenderscan.matching.qualifiers.reply import Outcome, asks_in_cell, replied
from tenderscan.model.rule import Alternative, Expression
from tenderscan.model.section import BlockKind
from tests.matching.marked import passage

NAMED = Alternative("named", Expression(concept="thing"))
BANNED = Alternative("banned", Expression(concept="thing"), polarity="banned")
YES, NO = "{Ja:yes-answer}.", "{Neen:no-answer}."


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Is het {attest:THING} {vereist:demand}?", Outcome.UPHELD, Outcome.LIFTED),
        ("{Moet:obligation} er een {attest:THING} zijn?", Outcome.UPHELD, Outcome.LIFTED),
        # how, not whether: the question goes on after the thing
        (
            "{Moet:obligation} het {attest:THING} van een enkele groeve in eigen land komen?",
            Outcome.NEUTRAL,
            Outcome.NEUTRAL,
        ),
        # may we do without?
        ("Mag het {zonder:without} {attest:THING}?", Outcome.LIFTED, Outcome.UPHELD),
        ("{Volstaat:suffices} iets anders dan het {attest:THING}?", Outcome.LIFTED, Outcome.UPHELD),
        ("Kan de eis van het {attest:THING} {vervallen:waiver}?", Outcome.LIFTED, Outcome.NEUTRAL),
        # neither asks nor lifts
        ("Is het {attest:THING} van fase vier goed?", Outcome.NEUTRAL, Outcome.NEUTRAL),
    ],
)
def test_a_question_and_the_next_sentence(question: str, yes: Outcome, no: Outcome) -> None:
    for answer, outcome in ((YES, yes), (NO, no)):
        found = replied(passage(f"{question} {answer}"), NAMED)
        assert found is not None and found.outcome is outcome, answer


@pytest.mark.parametrize(
    "text",
    [
        "Is het {attest:THING} {vereist:demand}?",
        "Is het {attest:THING} {vereist:demand}? Dat leest u later.",
        "Het {attest:THING} is {vereist:demand}. {Neen:no-answer}.",
        "Is het {attest:THING} {vereist:demand}? Wie weet, misschien {neen:no-answer}.",
    ],
)
def test_no_question_or_no_reply(text: str) -> None:
    assert replied(passage(text), NAMED) is None


def test_a_label_may_stand_before_the_reply() -> None:
    found = replied(passage("Is het {attest:THING} {vereist:demand}? Antwoord: {neen:no-answer}."), NAMED)
    assert found is not None and found.outcome is Outcome.LIFTED
    assert [cue.text for cue in found.cues] == ["neen"]


def test_a_ban_is_not_asked_for_by_a_question() -> None:
    text = "{Moet:obligation} er {stof:THING} zijn? {Neen:no-answer}."
    asked, banned = replied(passage(text), NAMED), replied(passage(text), BANNED)
    assert asked is not None and asked.outcome is Outcome.LIFTED
    assert banned is not None and banned.outcome is Outcome.NEUTRAL


def test_the_next_cell_of_a_row_answers() -> None:
    row = passage("Is het {attest:THING} {vereist:demand}? | {Neen:no-answer} | nog iets", kind=BlockKind.TABLE_ROW)
    found = replied(row, NAMED)
    assert asks_in_cell(row)
    assert found is not None and found.outcome is Outcome.LIFTED
    told = passage("Het {attest:THING} is {vereist:demand} | {Neen:no-answer}", kind=BlockKind.TABLE_ROW)
    assert not asks_in_cell(told) and replied(told, NAMED) is None
