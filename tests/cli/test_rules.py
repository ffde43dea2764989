"""`tenderscan rules` as a user runs it."""

from __future__ import annotations

import json
import re

import pytest

from tenderscan.cli import run
from tenderscan.rulebook.docs.write import pages, stale
from tenderscan.rulebook.load.rulebook import load_rulebook
from tests.conftest import ROOT

COUNT = len(load_rulebook().criteria)


def test_list_shows_every_criterion_by_theme(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "list", "--language", "nl"]) == 0
    out = capsys.readouterr().out
    assert all(criterion.id in out for criterion in load_rulebook().criteria)
    assert out.index("Natuursteen") < out.index("trustone.due-diligence")
    assert f"{COUNT} criteria" in out


def test_list_as_json_has_the_level_of_each_profile(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "list", "--format", "json", "--profile", "trustone"]) == 0
    data = json.loads(capsys.readouterr().out)
    levels = {entry["id"]: entry["levels"] for entry in data["criteria"]}
    assert len(levels) == COUNT
    assert levels["trustone.due-diligence"] == {"trustone": "required"}
    assert levels["food.organic"] == {"trustone": "optional"}
    assert [profile["name"] for profile in data["profiles"]] == ["trustone"]


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_show_has_all_that_a_lawyer_needs(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "timber.deforestation-free", "--language", language]) == 0
    out = capsys.readouterr().out
    rulebook = load_rulebook(examples=True)
    criterion = next(c for c in rulebook.criteria if c.id == "timber.deforestation-free")
    for text in (criterion.title, criterion.why, criterion.where, criterion.clause):
        assert text[language] in out
    assert "2026-12-30" in out
    assert rulebook.texts_in(language)["page.no-legal-advice"] in out
    own = [" ".join(e.text.split()) for e in criterion.examples if e.language == language]
    assert own and all(text in out for text in own)
    headings = re.findall(r"^## (.*)$", out, re.M)
    assert len(headings) >= 7


def test_no_page_shows_a_key_instead_of_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    texts = load_rulebook().texts_in("de")
    page = pages(load_rulebook(examples=True))
    for name, text in page.items():
        assert not re.search(r"\b(page|report|signal|jurisdiction|strength)[.-][a-z-]+\b(?=[:,) ])", text), name
    assert texts["page.no-legal-advice"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rules", "show", "labour.living"], 'Did you mean "labour.living-wage"?'),
        (["rules", "show", "labour.living-wage", "--language", "it"], "Choose one of"),
        (["rules", "list", "--format", "xml"], "Choose text or json"),
        (["rules", "list", "--profile", "nope"], "faire-gemeente, flemish-municipality, fr-achats-durables"),
        (
            ["check", "README.md", "--profile", "nope"],
            "faire-gemeente, flemish-municipality, fr-achats-durables",
        ),
        (["check", "README.md", "--as-of", "yesterday"], "Write it as 2026-11-23"),
    ],
)
def test_wrong_usage_is_one_sentence_and_two(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


@pytest.mark.parametrize("profile", sorted(load_rulebook().profiles))
def test_every_profile_checks(profile: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = ROOT / "corpus" / "documents" / "nl-marktplein.pdf"
    assert run(["check", str(path), "--profile", profile, "--format", "json", "--fail-on", "never"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["rulebook"]["profile"] == profile
    assert any(entry["level"] == "required" for entry in data["criteria"])


def test_profiles_are_nested_and_say_on_what_authority() -> None:
    profiles = load_rulebook().profiles
    assert set(profiles) == {
        "ambitious", "environmental", "faire-gemeente", "flemish-municipality", "minimum", "social", "trustone",
        "walloon-authority", "brussels-authority", "be-federal", "nl-mvoi", "fr-achats-durables", "de-kommune",
        "at-nabe", "ch-woeb", "lu-minimum", "ie-gpp", "uk-social-value", "eu-minimum",
    }  # fmt: skip
    assert set(profiles["minimum"].required) <= set(profiles["flemish-municipality"].required)
    assert set(profiles["flemish-municipality"].required) <= set(profiles["ambitious"].required)
    for profile in profiles.values():
        assert profile.source
        assert len(set(profile.description.values())) == 4


def test_the_pages_in_docs_are_fresh() -> None:
    made = pages(load_rulebook(examples=True))
    assert len(made) == COUNT + 1
    assert stale(made, ROOT / "docs" / "criteria") == [], "write them anew with: make docs"
