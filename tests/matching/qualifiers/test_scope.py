"""How far cues reach: side, distance, what ends it and what only looks like a cue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenderscan.matching.qualifiers.scope import cues, reached
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.model.rule import LANGUAGES
from tenderscan.model.scope import CueScope, Scoped
from tenderscan.rulebook.load.rulebook import load_rulebook
from tests.matching.marked import passage

SCOPE = CueScope(("waiver",), "both", 3, ("condition",), (",",), ("pseudo-waiver",))


def under(scope: CueScope, text: str) -> Situation:
    found = passage(text)
    return replace(found, reading=replace(found.reading, scopes={"nl": {Scoped.WAIVED: scope}}))


def names(scope: CueScope, text: str) -> list[str]:
    s = under(scope, text)
    return [s.fragment.words(hit) for hit in reached(s, Scoped.WAIVED, s.evidence)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het {attest:THING} {vervalt:waiver}.", ["vervalt"]),
        ("Het {attest:THING} een twee drie {vervalt:waiver}.", ["vervalt"]),
        ("Het {attest:THING} een twee drie vier {vervalt:waiver}.", []),
        ("{Vervallen:waiver} is het {attest:THING}.", ["Vervallen"]),
        ("Het {attest:THING} , nu {vervalt:waiver}.", []),
        ("Het {attest:THING} {als:condition} dat {vervalt:waiver}.", []),
        ("Het {attest:THING} {vervalt niet:waiver+pseudo-waiver}.", []),
        ("Het {attest vervalt:THING+waiver}.", ["attest vervalt"]),
    ],
)
def test_a_cue_reaches_as_its_scope_says(text: str, found: list[str]) -> None:
    assert names(SCOPE, text) == found


def test_a_side_is_where_the_cue_stands() -> None:
    before, after = replace(SCOPE, side="before"), replace(SCOPE, side="after")
    assert names(before, "{Vervallen:waiver} is het {attest:THING}.") == ["Vervallen"]
    assert names(before, "Het {attest:THING} {vervalt:waiver}.") == []
    assert names(after, "Het {attest:THING} {vervalt:waiver}.") == ["vervalt"]
    assert names(after, "{Vervallen:waiver} is het {attest:THING}.") == []


def test_what_shares_a_word_is_reached_unless_they_must_stand_apart() -> None:
    text = "Het {attest vervalt:THING+waiver}."
    assert names(SCOPE, text)
    assert not names(replace(SCOPE, apart=True), text)
    assert not names(replace(SCOPE, side="after"), text)


def test_a_scope_that_no_rule_gives_has_no_cues() -> None:
    s = passage("Het {attest:THING} {vervalt:waiver}.")
    bare = replace(s, reading=replace(s.reading, scopes={}))
    assert cues(bare, Scoped.WAIVED) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_give_every_scope_in_every_language(language: str) -> None:
    scopes = load_rulebook().scopes[language]
    assert set(scopes) == set(Scoped)
    assert all(scope.cues for scope in scopes.values())
