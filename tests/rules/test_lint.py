"""The built-in rules have no lint finding, and each lint finds what it is for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tenderscan.evaluation.lint import lint_rules
from tenderscan.matching.traces import BREAK, SERVICE, SUPPLY
from tenderscan.model.rule import LANGUAGES
from tenderscan.rulebook.lint import criteria, signals, texts, vocabulary
from tenderscan.rulebook.lint import run as lint_module
from tenderscan.rulebook.lint.finding import LintFinding, LintGround
from tenderscan.rulebook.lint.run import lint_ground
from tenderscan.rulebook.lint.use import BUILT_IN
from tenderscan.rulebook.load.locate import rules_folder
from tenderscan.rulebook.load.rulebook import load_rulebook
from tests.conftest import ROOT

SOURCED = "criteria/environment/management-system.yaml"
WAGE = "criteria/labour/living-wage.yaml"
STONE = "vocabulary/stone.yaml"


def test_the_built_in_rules_are_clean() -> None:
    assert [finding.sentence() for finding in lint_rules()] == []


Check = Callable[[LintGround], Iterator[LintFinding]]
Broken = Callable[[Check, str, str, str], list[LintFinding]]


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Broken:
    """What one lint finds in a copy of the built-in rules in which one text is changed."""
    root = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path / "CHANGELOG.md")
    monkeypatch.setattr(lint_module, "rules_folder", lambda: root)
    monkeypatch.setattr("tenderscan.rulebook.load.rulebook.rules_folder", lambda: root)

    def change(check: Check, file: str, old: str, new: str) -> list[LintFinding]:
        path = tmp_path / file if file == "CHANGELOG.md" else root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return list(check(lint_ground()))

    return change


@pytest.mark.parametrize(
    ("check", "file", "old", "new", "said"),
    [
        (
            vocabulary.dead_concepts,
            STONE,
            "concepts:\n",
            "concepts:\n  idle-thing:\n    any: [Quarzolith]\n",
            "no criterion needs",
        ),
        (
            vocabulary.languages,
            STONE,
            "concepts:\n",
            "concepts:\n  idle-thing:\n    nl: [kwartsoliet]\n",
            "has no words in fr, en, de",
        ),
        (
            signals.unread,
            "signals/nl.yaml",
            "signals:\n",
            'signals:\n  idle-signal: ["=kwartsoliet"]\n',
            'nothing reads the signal "idle-signal"',
        ),
        (signals.wordless, "signals/fr.yaml", "  proviso:", "  provisos:", "proviso: read by the code"),
        (criteria.sources, SOURCED, "jurisdiction: int", "jurisdiction: world", 'the jurisdiction "world"'),
        (
            criteria.sources,
            SOURCED,
            "jurisdiction: int",
            "jurisdiction: int, checked: 2999-01-01",
            "a day that has yet to come",
        ),
        (texts.unverified, SOURCED, 'title: "ISO', 'title: "(unverified) ISO', 'a source says "unverified"'),
        (
            criteria.complete,
            WAGE,
            "complete: [nl, fr, en, de]",
            "complete: []",
            "no language of this criterion is complete",
        ),
        (criteria.complete, WAGE, "lang: de, expect: weak", "lang: de, expect: missing", "lacks 1 example(s) of weak"),
        (criteria.also, WAGE, "also: [", "also: [labour.nothing, ", "which is no criterion"),
        (
            criteria.in_profiles,
            "profiles/social.yaml",
            '- "human-rights.*"',
            "- human-rights.conventions",
            "no profile requires",
        ),
        (criteria.in_changelog, "CHANGELOG.md", "labour.living-wage", "labour.living", "the changelog does not name"),
        (
            criteria.references,
            "references/procurement-law.yaml",
            "    replaced_by: be-law-2016\n",
            "",
            "nothing says what to cite",
        ),
    ],
)
def test_a_lint_finds_its_fault(broken: Broken, check: Check, file: str, old: str, new: str, said: str) -> None:
    found = [finding for finding in broken(check, file, old, new) if said in finding.sentence()]
    assert found
    assert all(finding.line > 0 and finding.mend and finding.file.startswith("rules/") for finding in found)


def test_a_text_in_another_language_is_found(broken: Broken) -> None:
    why = load_rulebook(examples=True).criteria
    wage = next(criterion for criterion in why if criterion.id == "labour.living-wage")
    found = broken(texts.in_its_language, WAGE, f'nl: "{wage.why["nl"]}"', f'nl: "{wage.why["en"]}"')
    assert any("should be nl reads like en" in finding.what for finding in found)


def test_words_that_others_cover_are_found(broken: Broken) -> None:
    found = broken(vocabulary.shadowed, STONE, 'any: ["TruStone"]', 'any: ["TruStone", "Initiatief TruStone"]')
    assert any('"Initiatief TruStone" never counts' in finding.what for finding in found)


def test_an_example_that_repeats_another_or_a_clause_is_found(broken: Broken) -> None:
    text = "De leverancier toont aan dat de naaisters minstens een leefbaar loon volgens de Anker-methode ontvangen."
    twin = f'  - {{lang: nl, expect: met, text: "{text[:-1]} elke maand."}}\n'
    found = broken(texts.repeated, WAGE, "examples:\n", f"examples:\n{twin}")
    assert any("almost word for word" in finding.what for finding in found)


def test_a_clause_as_example_is_found(broken: Broken) -> None:
    wage = next(c for c in load_rulebook().criteria if c.id == "labour.living-wage")
    example = f"  - {{lang: en, expect: met, text: '{wage.clause['en']}'}}\n"
    found = broken(texts.repeated, WAGE, "examples:\n", f"examples:\n{example}")
    assert any("is the clause of labour.living-wage" in finding.what for finding in found)


def test_a_circle_of_dependence_is_found(broken: Broken) -> None:
    circle = "applies:\n  when: [due-diligence.sanction]\n"
    found = broken(criteria.circles, WAGE, "applies:\n", circle)
    names = [finding for finding in found if "the other way round" in finding.what]
    assert {"criteria/labour/living-wage.yaml", "criteria/due-diligence/sanction.yaml"} <= {
        finding.file.removeprefix("rules/") for finding in names
    }


def test_the_concepts_that_matching_asks_for_are_known() -> None:
    assert {SUPPLY, SERVICE, BREAK} == BUILT_IN
    assert set(load_rulebook().concepts) >= BUILT_IN


def test_signals_are_the_same_in_all_languages() -> None:
    signals = load_rulebook().signals
    used = {name for lists in signals.values() for name in lists}
    for language in LANGUAGES:
        assert used - set(signals[language]) == set(), language
