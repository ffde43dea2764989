"""Every example of every rule file, and every clause to paste, judged as a document of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tenderscan.check import Checker
from tenderscan.evaluation.examples import ExampleCase, ExampleResult, cases, clauses, run_examples
from tenderscan.model.rule import Criterion, Example
from tenderscan.rulebook.load.rulebook import load_rulebook

CRITERIA = load_rulebook(examples=True).criteria
WAGE = next(criterion for criterion in CRITERIA if criterion.id == "labour.living-wage")


@cache
def _results() -> dict[str, list[ExampleResult]]:
    found: dict[str, list[ExampleResult]] = {criterion.id: [] for criterion in CRITERIA}
    with Checker() as checker:
        for result in run_examples(checker, list(cases(CRITERIA))):
            found[result.criterion].append(result)
    return found


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.id)
def test_examples_and_clauses(criterion: Criterion) -> None:
    results = _results()[criterion.id]
    assert len(results) >= len(criterion.examples) + len(criterion.complete)
    assert [result.sentence() for result in results if result.fault] == []


def fault(checker: Checker, example: Example, *, is_clause: bool = False, unseen: frozenset[str] = frozenset()) -> str:
    return next(iter(run_examples(checker, [ExampleCase(WAGE, example, is_clause)], unseen))).fault


MET = Example("en", "met", "The Supplier shall pay a living wage in its factories and shall report on it each year.")


def test_what_an_example_can_fail_on(checker: Checker) -> None:
    assert fault(checker, MET) == ""
    assert "expected weak, got met" in fault(checker, replace(MET, expect="weak"))
    assert "take todo away" in fault(checker, replace(MET, todo=True))
    assert fault(checker, replace(MET, expect="weak", todo=True)) == ""
    assert "does not make met" in fault(checker, replace(MET, also=("food.organic",)))
    assert "reasons" not in fault(checker, replace(MET, expect="missing", text="The chairs are blue."))


def test_an_example_says_what_else_it_makes_met(checker: Checker) -> None:
    both = replace(MET, text=f"{MET.text} All coffee is Fairtrade certified or equivalent, as the label on it shows.")
    assert "which also: does not say" in fault(checker, both)
    told = next(iter(run_examples(checker, [ExampleCase(WAGE, both)]))).also
    assert fault(checker, replace(both, also=told)) == ""
    assert fault(checker, both, unseen=frozenset(told)) == ""


def test_clauses_that_are_judged_unlike_each_other_are_a_fault(checker: Checker) -> None:
    odd = replace(WAGE, clause={**WAGE.clause, "fr": "Les chaises sont bleues."}, ambitious={})
    results = list(run_examples(checker, [ExampleCase(odd, clause, True) for clause in clauses(odd)]))
    faults = [result.fault for result in results if result.fault]
    assert any("must be met, got missing" in text for text in faults)
    assert any("another verdict in another language (nl met, fr missing" in text for text in faults)
