"""Every example of every rule, changed by every operator: the verdict changes or stays as the operator declares."""

from __future__ import annotations

import os
import zlib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
import yaml

from tenderscan.check import Checker
from tenderscan.evaluation.metamorphic import Operator, Outcome, Variant, changed, operators, outcomes, variants
from tenderscan.model.rule import LANGUAGES
from tenderscan.rulebook.load.rulebook import load_rulebook

OPERATORS = operators()
KNOWN = Path(__file__).with_name("metamorphic_known.yaml")
"""The variants that do not hold, case by case. A variant that holds again must be taken out."""

ALL = bool(os.environ.get("TENDERSCAN_ALL_VARIANTS"))
PART = 4
"""One variant in so many is tried, always the same ones, unless all are asked for; known ones are always tried."""

Case = tuple[str, str, str, str]
"""Language, operator, criterion, text of the example."""


@cache
def _known() -> dict[Case, str]:
    """The verdict that each known case gets."""
    found: dict[Case, str] = {}
    for row in yaml.safe_load(KNOWN.read_text(encoding="utf-8")):
        for operator in row["operators"]:
            found[row["language"], operator, row["criterion"], row["example"]] = row["gets"]
    return found


def _case(variant: Variant) -> Case:
    text = variant.example.text.strip()
    return variant.operator.language, variant.operator.id, variant.criterion.id, text


def _tried(variant: Variant) -> bool:
    case = _case(variant)
    return ALL or case in _known() or zlib.crc32("\n".join(case).encode()) % PART == 0


@cache
def _outcomes() -> dict[tuple[str, str], list[Outcome]]:
    found: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    chosen = filter(_tried, variants(load_rulebook(examples=True).criteria, OPERATORS))
    with Checker() as checker:
        for outcome in outcomes(checker, chosen):
            found[outcome.variant.operator.language, outcome.variant.operator.id].append(outcome)
    return found


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda o: f"{o.language}-{o.id}")
def test_the_verdict_follows_the_change(operator: Operator) -> None:
    tried = _outcomes()[operator.language, operator.id]
    failed = {_case(o.variant): o.verdict for o in tried if not o.holds}
    known = {case: verdict for case, verdict in _known().items() if case[:2] == (operator.language, operator.id)}
    assert tried
    assert failed == known


def test_all_languages_have_the_same_operators() -> None:
    names = {language: {o.id for o in OPERATORS if o.language == language} for language in LANGUAGES}
    assert len({frozenset(found) for found in names.values()}) == 1
    assert {
        "waived",
        "heading",
        "contents",
        "definition",
        "question",
        "hyphenated",
        "capitals",
        "table-cell",
        "buyer-duty",
        "unticked",
        "ticked",
        "wish-row",
        "not-required-row",
        "answered-no",
        "quoted-law",
    } <= names["nl"]


def _operator(name: str) -> Operator:
    return next(o for o in OPERATORS if o.language == "en" and o.id == name)


def test_long_words_are_broken_over_a_line_end() -> None:
    assert changed("The manufacturer pays.", _operator("hyphenated")) == "The manufa-\ncturer pays."
    assert changed("It is so.", _operator("hyphenated")) is None


def test_only_the_subject_of_a_single_sentence_is_swapped() -> None:
    swap = _operator("buyer-duty")
    assert changed("The Contractor shall pay.", swap) == "The Authority shall pay."
    assert changed("The goods of the Contractor are new.", swap) is None
    assert changed("The Contractor shall pay. It is due.", swap) is None
