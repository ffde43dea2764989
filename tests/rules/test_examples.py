"""Every example of every rule file, and every clause to paste, judged as a document of its own."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from tenderscan.check import Checker
from tenderscan.evaluation.examples import clauses, run_example
from tenderscan.model.rule import Criterion, Example
from tenderscan.rulebook.load import load_rulebook

CASES = [
    pytest.param(criterion, example, id=f"{criterion.id}-{example.language}-{number}")
    for criterion in load_rulebook(examples=True).criteria
    for number, example in enumerate((*criterion.examples, *clauses(criterion)))
]
CRITERIA = load_rulebook(examples=True).criteria


@pytest.mark.parametrize(("criterion", "example"), CASES)
def test_example(checker: Checker, criterion: Criterion, example: Example) -> None:
    assert run_example(checker, criterion, example).fault == ""


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.id)
@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_each_language_has_its_examples(criterion: Criterion, language: str) -> None:
    own = [example for example in criterion.examples if example.language == language]
    assert sum(e.expect == "met" for e in own) >= 2
    assert any(e.expect == "weak" for e in own)
    assert sum(e.expect in ("missing", "contradicted") for e in own) >= 2
    assert criterion.clause[language] not in [e.text for e in own]


MOST_SHARED = 0.6
"""Share of five-word runs that two examples of one language may have in common."""


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.id)
def test_no_two_examples_say_the_same(criterion: Criterion) -> None:
    for one, other in combinations(criterion.examples, 2):
        first, second = _runs(one.text), _runs(other.text)
        if one.language == other.language and first and second:
            shared = len(first & second) / min(len(first), len(second))
            assert shared <= MOST_SHARED, f"{one.text}\n{other.text}"


def test_no_criterion_shows_what_its_sheet_calls_unverified() -> None:
    for criterion in CRITERIA:
        shown = [*criterion.title.values(), *criterion.why.values(), *criterion.where.values()]
        shown += [source.title + source.article for source in criterion.sources]
        assert not any("unverified" in text for text in shown)
