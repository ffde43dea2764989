"""The vocabulary's report: which writings fire, on which texts, for which criteria."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from tenderscan.cli.app import app
from tenderscan.evaluation.vocabulary import Text, Use, vocabulary
from tenderscan.model.rule import Alternative, Expression, Rulebook
from tests.matching.small_rulebook import concept, criterion

CONCEPTS = (
    concept("stone", includes=("granite",)),
    concept("granite", "graniet", "arduin", "(rode|blauwe) steen"),
    concept("fake", "graniet van plastic", takes=("granite",)),
    concept("idle", "kwartsoliet"),
)
CRITERIA = (
    criterion("t.stone", Alternative("named", Expression(concept="stone"))),
    criterion("t.granite", Alternative("named", Expression(concept="granite"))),
)
RULEBOOK = Rulebook(
    "t", "0" * 64, {c.id: c for c in CONCEPTS}, {"nl": {}}, CRITERIA, {}, {x: {} for x in ("nl", "fr", "en", "de")}, {}
)
TEXTS = (
    Text("nl", "Blauwe steen.", "t.stone"),
    Text("nl", "Twee granieten, en graniet van plastic.", "t.other"),
    Text("nl", "Graniet."),
    Text("fr", "arduin"),
)


def test_who_is_served_and_what_fires() -> None:
    found = {concept.concept: concept for concept in vocabulary(RULEBOOK, TEXTS).concepts}
    assert found["granite"].criteria == ("t.granite", "t.stone")
    assert found["stone"].criteria == ("t.stone",)
    assert found["fake"].criteria == ("t.granite", "t.stone")
    assert found["idle"].criteria == ()
    uses = {w.text: (w.texts, w.use) for c in found.values() for w in c.writings}
    assert uses == {
        "graniet": (2, Use.FIRES),
        "arduin": (0, Use.SILENT),
        "(rode|blauwe) steen": (1, Use.OWN_EXAMPLE),
        "graniet van plastic": (1, Use.FIRES),
        "kwartsoliet": (0, Use.SILENT),
    }


def test_counts() -> None:
    found = vocabulary(RULEBOOK, TEXTS)
    assert (found.texts, found.writings, [c.concept for c in found.of_one_criterion]) == (4, 5, ["stone"])
    assert [found.count(use) for use in Use] == [2, 1, 2]


@pytest.mark.slow
def test_the_command_tells_it_of_the_built_in_rules() -> None:
    done = CliRunner().invoke(app, ["rules", "lint", "--words", "--format", "json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert said["schema"] == "tenderscan-words-1"
    conventions = next(c for c in said["concepts"] if c["concept"] == "ilo-convention")
    assert "labour.ilo-conventions" in conventions["criteria"]
    assert any(w["texts"] > 1 and w["use"] == "fires" for w in conventions["writings"])
