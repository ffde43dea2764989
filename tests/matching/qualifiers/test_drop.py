"""Why a passage that names a criterion does not count, from signals and blocks marked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenderscan.matching.qualifiers.drop import drop_reason
from tenderscan.model.document import Origin
from tenderscan.model.rule import Alternative, Expression
from tenderscan.model.section import BlockKind, Provision, SectionKind
from tests.matching.marked import passage
from tests.matching.small_rulebook import criterion

NAMED = Alternative("named", Expression(concept="thing"))
BANNED = Alternative("banned", Expression(concept="thing"), polarity="banned")
HINT = Alternative("hint", Expression(concept="thing"), "hint")
DUTY = criterion("t.duty", NAMED)
TEXT = "De leverancier levert een {attest:THING}."


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({}, ""),
        ({"origin": Origin.COMMENT}, "comment"),
        ({"kind": BlockKind.CONTENTS_ENTRY}, "contents"),
        ({"kind": BlockKind.HEADING}, "heading"),
        ({"kind": BlockKind.TITLE}, "heading"),
        ({"kind": BlockKind.FOOTNOTE}, ""),
        ({"question": True}, "question"),
        ({"ticked": False}, "not-ticked"),
        ({"ticked": True}, ""),
        ({"provision": Provision.EXCLUSION}, "statutory"),
        # the first that holds, in a fixed order
        ({"origin": Origin.COMMENT, "kind": BlockKind.HEADING}, "comment"),
        ({"kind": BlockKind.HEADING, "ticked": False}, "heading"),
    ],
)
def test_what_the_block_is(block: dict[str, object], reason: str) -> None:
    assert drop_reason(passage(TEXT, **block), DUTY, NAMED) == reason


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (SectionKind.PLAIN, ""),
        (SectionKind.POLICY, ""),
        (SectionKind.CONTENTS, "contents"),
        (SectionKind.OTHER_MATTER, "look-alike"),
        (SectionKind.ANNEX_LIST, "annex-list"),
        (SectionKind.DEFINITIONS, "definition"),
    ],
)
def test_what_the_section_is(kind: SectionKind, reason: str) -> None:
    assert drop_reason(passage(TEXT, section=kind), DUTY, NAMED) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Is er een {attest:THING}?", "question"),
        ("Onder {attest:THING} {wordt verstaan:definition} een papier.", "definition"),
        ("Papier {wordt verstaan:definition} als een {attest:THING}.", "definition"),
        ("De {leverancier:contractor} geeft wat {wordt verstaan:definition} als een {attest:THING}.", ""),
        ("Keuze: ☐ {attest:THING} ☒ niets.", "not-ticked"),
        ("Keuze: ☒ {attest:THING} ☐ niets.", ""),
        ("{Ik verklaar:first-person} te kiezen: ☐ {attest:THING} ☒ niets.", ""),
    ],
)
def test_what_the_sentence_does(text: str, reason: str) -> None:
    assert drop_reason(passage(text), DUTY, NAMED) == reason


def test_in_definitions_a_duty_still_counts() -> None:
    text = "De {leverancier:contractor} {moet:obligation} een {attest:THING} geven."
    assert drop_reason(passage(text, section=SectionKind.DEFINITIONS), DUTY, NAMED) == ""


def test_a_look_alike_in_the_sentence_or_what_it_hangs_from() -> None:
    other = replace(DUTY, not_when=("twin",))
    assert drop_reason(passage("Een {attest:THING} van {iets anders:TWIN}."), other, NAMED) == "look-alike"
    assert drop_reason(passage("Een {attest:THING}.", lead_in="Voor {iets anders:TWIN}:"), other, NAMED) == "look-alike"
    assert drop_reason(passage("Een {attest:THING}. En {iets anders:TWIN}."), other, NAMED) == ""


def test_a_banned_thing_must_be_banned_in_words() -> None:
    assert drop_reason(passage("Er is {stof:THING}."), DUTY, BANNED) == "hint"
    assert drop_reason(passage("Er is {geen:negation} {stof:THING}."), DUTY, BANNED) == ""
    assert drop_reason(passage("Het is {vrij van:free-of} {stof:THING}."), DUTY, BANNED) == ""


def test_an_example_counts_where_the_words_are_sure() -> None:
    text = "Papieren, {bijvoorbeeld:example} een {attest:THING}."
    assert drop_reason(passage(text), DUTY, HINT) == "example"
    assert drop_reason(passage(text), DUTY, NAMED) == ""


def test_exclusion_grounds_count_for_a_criterion_that_lives_there() -> None:
    home = replace(DUTY, provisions=(Provision.EXCLUSION,))
    assert drop_reason(passage(TEXT, provision=Provision.EXCLUSION), home, NAMED) == ""


def test_a_way_of_asking_may_count_in_some_provisions_alone() -> None:
    here = replace(NAMED, provisions=("award-criterion",))
    assert drop_reason(passage(TEXT, provision=Provision.PERFORMANCE), DUTY, here) == "other-provision"
    assert drop_reason(passage(TEXT, provision=Provision.AWARD), DUTY, here) == ""
    scored = passage("Wie een {attest:THING} toont, krijgt {punten:scoring}.", provision=Provision.PERFORMANCE)
    assert drop_reason(scored, criterion("t.award", here, nature="award"), here) == ""
