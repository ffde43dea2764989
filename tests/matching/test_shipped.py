"""The reader that ships: there, small enough, knows every criterion, and reads what no word names."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.matching.learned.likeness import FILE as PASSAGES
from tenderscan.matching.learned.likeness import kept_passages
from tenderscan.matching.learned.model import FILE, Model, read_model
from tenderscan.rulebook.load.rulebook import load_rulebook

MOST_BYTES = 12_000_000
FOLDER = Path(str(resources.files("tenderscan.matching.learned")))


@pytest.fixture(scope="module")
def model() -> Model:
    """The model that ships."""
    return read_model(FOLDER / FILE)


def test_it_is_there_small_and_knows_every_criterion(model: Model) -> None:
    assert model.stances is not None
    assert set(model.criteria) == {criterion.id for criterion in load_rulebook().criteria} == set(kept_passages())
    assert sum((FOLDER / name).stat().st_size for name in (FILE, PASSAGES)) < MOST_BYTES


def test_probabilities_rise_and_lie_between_zero_and_one(model: Model) -> None:
    values = [value for _, value in model.worth]
    assert values == sorted(values) and 0 <= values[0] < 0.01 and 0.8 < values[-1] <= 1


PLAIN = {
    "nl": "Wie de jassen stikt, verdient genoeg om een gezin te voeden ; de leverancier toont elk jaar de lonen.",
    "en": "Those who sew the jackets earn enough to feed and house a family; the supplier shows the wages every year.",
}


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_plain_words_are_recognised_and_words_alone_are_the_old_reading(language: str) -> None:
    asked = frozenset({"labour.living-wage"})
    found = {}
    for reader in ("words", str(FOLDER / FILE)):
        with Checker(CheckOptions(reader=reader)) as checker:
            report = checker.check_text(PLAIN[language], applicable=asked).report
        found[reader] = next(finding for finding in report.findings if finding.id == "labour.living-wage")
    assert {passage.reader for passage in found["words"].evidence} <= {"words"}
    assert all(passage.probability is None for passage in found["words"].evidence)
    assert found[str(FOLDER / FILE)].verdict.value == "met"
    assert found[str(FOLDER / FILE)].evidence[0].probability is not None
