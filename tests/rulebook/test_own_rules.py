"""A user's own rules: one file and no Python, the same schema, the same tests, overriding by id."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tenderscan.check import CheckOptions, check_text
from tenderscan.cli import run
from tenderscan.errors import RuleError, UsageError
from tenderscan.model.report import VerdictKind
from tenderscan.rulebook.load.locate import rules_folder
from tenderscan.rulebook.load.rulebook import check_version, load_rulebook

NIGHT = """\
id: labour.quiet-nights
title: {nl: "Geen nachtarbeid in de keten", fr: "Pas de travail de nuit", en: "No night work", de: "Keine Nachtarbeit"}
why:
  nl: "Wie 's nachts werkt, wordt sneller ziek."
  fr: "Celui qui travaille la nuit tombe plus vite malade."
  en: "Those who work at night fall ill more often."
  de: "Wer nachts arbeitet, wird öfter krank."
where:
  nl: "In de uitvoeringsvoorwaarden."
  fr: "Dans les conditions d'exécution."
  en: "In the performance conditions."
  de: "In den Ausführungsbedingungen."
sources:
  - {title: "ILO Convention 171 on night work", jurisdiction: int}
provisions: [performance-condition]
applies: {always: true}
evidence:
  - {id: names-it, strength: concrete, match: living-wage}
clause:
  nl: "De opdrachtnemer betaalt een leefbaar loon en legt elk jaar een onafhankelijk verslag voor."
  fr: "L'adjudicataire paie un salaire vital et remet chaque année un rapport indépendant."
  en: "The Contractor shall pay a living wage and shall submit an independent report every year."
  de: "Der Auftragnehmer zahlt einen existenzsichernden Lohn und legt jedes Jahr einen unabhängigen Bericht vor."
complete: [en]
examples:
  - {lang: en, expect: met, also: [labour.living-wage], text: "The Supplier shall pay a living wage at night."}
  - {lang: en, expect: met, also: [labour.living-wage], text: "Each seamstress must earn a living wage after dark."}
  - {lang: en, expect: weak, text: "A living wage at night is desirable where possible."}
  - {lang: en, expect: missing, text: "The depot is open at night."}
  - {lang: en, expect: contradicted, text: "A living wage is not required for the night shift."}
"""


def put(folder: Path, place: str, text: str) -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_criterion_of_ones_own_is_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "criteria/labour/quiet-nights.yaml", NIGHT)
    assert run(["rules", "lint", str(tmp_path)]) == 0
    assert run(["rules", "test", "labour.quiet-nights", "--rules", str(tmp_path)]) == 0
    assert "5 examples and 1 clauses" in capsys.readouterr().out
    report = check_text("The Supplier shall pay a living wage at night.", CheckOptions(rules=(tmp_path,))).report
    assert next(f for f in report.findings if f.id == "labour.quiet-nights").verdict is VerdictKind.MET


def test_the_draft_that_new_writes_is_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "mine"
    assert run(["rules", "new", "labour.quiet-nights", "--rules", str(own)]) == 0
    told = capsys.readouterr().out
    commands = re.findall(r"^  tenderscan (rules .*)$", told, re.M)
    assert len(commands) == 2
    for command in commands:
        assert run(command.split()) == 0
    assert run(["rules", "new", "labour.quiet-nights", "--rules", str(own)]) == 2
    assert run(["rules", "new", "Labour.Night", "--rules", str(own)]) == 2
    assert run(["rules", "new", "labour.living-wage", "--rules", str(own)]) == 2


def test_built_in_examples_are_not_held_to_rules_they_could_not_know(tmp_path: Path) -> None:
    put(tmp_path, "criteria/labour/quiet-nights.yaml", NIGHT)
    assert run(["rules", "test", "labour.living-wage", "--rules", str(tmp_path)]) == 0


def test_a_wrong_example_fails_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "criteria/labour/quiet-nights.yaml", NIGHT.replace("expect: weak", "expect: met"))
    assert run(["rules", "test", "labour.quiet-nights", "--rules", str(tmp_path)]) == 1
    assert "labour.quiet-nights [en] expected met, got weak (not-binding)" in capsys.readouterr().out


def test_overriding_by_id_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (rules_folder() / "criteria/labour/living-wage.yaml").read_text(encoding="utf-8")
    put(tmp_path, "criteria/labour/living-wage.yaml", text.replace("Living wage in the chain", "A wage to live on"))
    put(tmp_path, "vocabulary/mine.yaml", "concepts:\n  living-wage:\n    any: [Lebenslohnwort]\n")
    rulebook = load_rulebook([tmp_path])
    assert {(item.kind, item.id, item.overrides) for item in rulebook.own} == {
        ("criterion", "labour.living-wage", True),
        ("concept", "living-wage", True),
    }
    assert next(c for c in rulebook.criteria if c.id == "labour.living-wage").title["en"] == "A wage to live on"
    assert run(["rules", "list", "--rules", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "overrides the built-in criterion labour.living-wage" in told
    assert "overrides the built-in concept living-wage" in told


def test_a_broken_file_of_ones_own_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "criteria/labour/quiet-nights.yaml", NIGHT.replace("evidence:", "evidense:"))
    put(tmp_path, "vocabulary/mine.yaml", "concepts:\n  a-thing:\n    dutch: [x]\n")
    assert run(["rules", "lint", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert any("quiet-nights.yaml, line 17" in line and 'Did you mean "evidence"?' in line for line in lines)
    assert any("mine.yaml, line 3" in line and '"dutch"' in line for line in lines)
    assert run(["check", "nowhere.pdf", "--rules", str(tmp_path)]) == 2


def test_a_folder_without_rules_is_wrong_usage(tmp_path: Path) -> None:
    assert run(["rules", "lint", str(tmp_path)]) == 2
    assert run(["rules", "lint", str(tmp_path / "gone")]) == 2
    assert run(["rules", "test", "labour.nothing"]) == 2


def profile(name: str, extends: str) -> str:
    four = "{nl: x, fr: x, en: x, de: x}"
    return f"name: {name}\ntitle: {four}\ndescription: {four}\nextends: {extends}\nrequired: []\n"


def test_profiles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "profiles/one.yaml", profile("one", "two"))
    put(tmp_path, "profiles/two.yaml", profile("two", "one"))
    with pytest.raises(RuleError, match="one → two → one"):
        load_rulebook([tmp_path])


INT = "jurisdiction: int}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (INT, "jurisdiction: int, valid_from: soon}"),
        (INT, "jurisdiction: int, valid_from: 2026-01-02, valid_to: 2026-01-01}"),
        (f", {INT}", "}"),
    ],
)
def test_days_and_jurisdictions_are_checked(tmp_path: Path, old: str, new: str) -> None:
    put(tmp_path, "criteria/labour/quiet-nights.yaml", NIGHT.replace(old, new))
    with pytest.raises(RuleError, match=r"quiet-nights.yaml, line \d+"):
        load_rulebook([tmp_path])


def test_a_pinned_version_is_the_only_one_that_checks(capsys: pytest.CaptureFixture[str]) -> None:
    rulebook = load_rulebook()
    check_version(rulebook, None)
    check_version(rulebook, rulebook.version)
    with pytest.raises(UsageError, match="is asked for"):
        check_version(rulebook, "1999.1")
    assert run(["check", "README.md", "--rulebook-version", "1999.1"]) == 2
    assert "rulebook 1999.1 is asked for" in capsys.readouterr().err
