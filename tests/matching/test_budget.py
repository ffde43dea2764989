"""The budget of a document: what it is spent on, where it ends, and that nothing beyond it is called missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.matching import match
from tenderscan.matching.budget import MOST_PLACES, within_budget
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.report import Finding, VerdictKind
from tests.matching.marked import document, fragment

LINES = ("De opdrachtnemer levert stoelen.", "Een ander woord: {hout:THING}.", "{hout:THING} en {hout:THING}.")


def _reading() -> DocumentReading:
    fragments = tuple(fragment(text, number) for number, text in enumerate(LINES))
    return DocumentReading(0, document(*(found.tokens.text for found in fragments)), fragments, {})


@pytest.mark.parametrize(("most", "kept"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3)])
def test_sentences_and_the_words_of_rules_in_them_are_what_is_spent(most: int, kept: int) -> None:
    (cut,), left = within_budget((_reading(),), frozenset({"thing"}), most)
    assert len(cut.fragments) == kept
    assert [(rest.document, rest.block) for rest in left] == ([(0, kept)] if kept < len(LINES) else [])


def test_words_that_no_rule_asks_for_cost_nothing() -> None:
    (cut,), left = within_budget((_reading(),), frozenset(), 3)
    assert len(cut.fragments) == 3
    assert not left


def test_the_budget_holds_a_thousand_full_pages() -> None:
    assert MOST_PLACES >= 1_000 * 75


def _finding(checker: Checker, path: Path, criterion: str) -> Finding:
    return next(found for found in checker.check_paths([path]).report.findings if found.id == criterion)


def test_what_the_budget_does_not_reach_is_undecided_and_says_why(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"De leverancier levert stoel nummer {number} aan de school." for number in range(60)]
    path = tmp_path / "bestek.txt"
    path.write_text("Bestek: levering van stoelen\n\n" + "\n\n".join(lines), encoding="utf-8")
    assert _finding(checker, path, "labour.ilo-conventions").verdict is VerdictKind.MISSING
    monkeypatch.setattr(match, "within_budget", partial(within_budget, most=20))
    report = checker.check_paths([path]).report
    found = next(one for one in report.findings if one.id == "labour.ilo-conventions")
    assert found.verdict is VerdictKind.UNDECIDED
    assert any("was not judged" in warning for warning in report.dossier.documents[0].warnings)


def test_pages_beyond_the_budget_are_unread(checker: Checker, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = corpus / "documents" / "nl-marktplein.pdf"
    whole = checker.check_paths([path]).report.dossier.documents[0]
    assert not whole.unread_pages
    monkeypatch.setattr(match, "within_budget", partial(within_budget, most=30))
    cut = checker.check_paths([path]).report.dossier.documents[0]
    assert cut.unread_pages
    assert whole.pages == cut.unread_pages[-1]
