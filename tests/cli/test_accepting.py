"""`check` with a configuration, suppressions and a baseline, as a repository of clauses uses it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tenderscan.cli import run
from tenderscan.reports.json import schema

GOOD = "De opdrachtnemer leeft de IAO-conventies na en legt elk jaar een auditverslag voor.\n"
NONE = (
    "De opdrachtnemer levert banken van hout, zoals in zijn offerte, "
    "en zet ze op het plein in de schaduw van de bomen.\n"
)

PROFILE = """name: one
title: {nl: x, fr: x, en: x, de: x}
description: {nl: x, fr: x, en: x, de: x}
required: [labour.ilo-conventions]
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a profile of one criterion, named in its configuration; the working folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "own" / "profiles").mkdir(parents=True)
    (tmp_path / "own" / "profiles" / "one.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "tenderscan.toml").write_text('profile = "one"\nrules = ["own"]\n', encoding="utf-8")
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "a.md").write_text(NONE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    capsys.readouterr()
    status = run(["check", *arguments, "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema()).validate(data)
    return status, data


def test_the_command_line_wins_over_the_configuration(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, data = report(capsys, "clauses/a.md")
    assert (status, data["rulebook"]["profile"]) == (1, "one")  # type: ignore[index]
    with (repository / "tenderscan.toml").open("a", encoding="utf-8") as file:
        file.write('fail-on = "never"\n')
    assert report(capsys, "clauses/a.md")[0] == 0
    assert report(capsys, "clauses/a.md", "--fail-on", "required")[0] == 1
    status, data = report(capsys, "clauses/a.md", "--no-config", "--country", "be-vlg")
    assert data["rulebook"]["profile"] == "flemish-municipality"  # type: ignore[index]


def test_our_own_files_are_no_documents(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, data = report(capsys, ".")
    names = [each["path"] for each in data["dossier"]["documents"]]  # type: ignore[index]
    assert "tenderscan.toml" not in names and "clauses/a.md" in names


def test_a_baseline_fails_only_on_new_gaps(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = repository / "tenderscan-baseline.json"
    assert run(["check", "clauses/a.md", "-q", "--baseline", str(known)]) == 2
    assert run(["check", "clauses/a.md", "-q", "--write-baseline", str(known)]) == 0
    before = known.read_bytes()
    status, data = report(capsys, "clauses/a.md", "--baseline", str(known))
    assert (status, data["baseline"]["known"]) == (0, ["labour.ilo-conventions"])  # type: ignore[index]
    other = repository / "clauses" / "b.md"
    other.write_text(NONE + "Nog een zin over bomen.\n", encoding="utf-8")
    assert run(["check", "clauses/a.md", "clauses/b.md", "--each", "-q", "--baseline", str(known)]) == 1
    assert run(["check", "clauses/a.md", "-q", "--write-baseline", str(known)]) == 0
    assert known.read_bytes() == before, "the same gaps give the same bytes"
    (repository / "clauses" / "a.md").write_text(GOOD, encoding="utf-8")
    status, data = report(capsys, "clauses/a.md", "--baseline", str(known))
    assert (status, data["baseline"]["stale"]) == (0, ["labour.ilo-conventions"])  # type: ignore[index]


def test_a_marker_sets_aside_until_its_day(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marker = "\n<!-- tenderscan: ignore labour.ilo-conventions until 2026-12-31: raamovereenkomst -->\n"
    (repository / "clauses" / "a.md").write_text(NONE + marker, encoding="utf-8")
    status, data = report(capsys, "clauses/a.md", "--as-of", "2026-12-31")
    found = {each["id"]: each for each in data["criteria"]}  # type: ignore[attr-defined]
    assert (status, found["labour.ilo-conventions"]["suppressed"]) == (0, "raamovereenkomst")
    assert found["labour.ilo-conventions"]["verdict"] == "missing", "the verdict stays"
    status, data = report(capsys, "clauses/a.md", "--as-of", "2027-01-01")
    assert (status, data["suppressions"][0]["state"]) == (1, "expired")  # type: ignore[index]
    run(["check", "clauses/a.md", "--as-of", "2027-01-01"])
    assert "raamovereenkomst (tot en met 2026-12-31, a.md:3)" in capsys.readouterr().out


def test_what_is_set_aside_is_told_in_every_format(repository: Path) -> None:
    with (repository / "tenderscan.toml").open("a", encoding="utf-8") as file:
        file.write('[[suppress]]\nid = "labour.ilo-conventions"\nreason = "valt onder de raamovereenkomst"\n')
    names = ("text", "html", "markdown", "json", "sarif", "junit")
    formats = [option for name in names for option in ("--format", f"{name}=out.{name}")]
    assert run(["check", "clauses/a.md", "-q", *formats]) == 0
    for name in names:
        said = " ".join((repository / f"out.{name}").read_text(encoding="utf-8").split())
        assert "valt onder de raamovereenkomst" in said, name
    sarif = json.loads((repository / "out.sarif").read_text(encoding="utf-8"))
    result = next(r for r in sarif["runs"][0]["results"] if r["ruleId"] == "labour.ilo-conventions")
    assert result["suppressions"][0]["kind"] == "external"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "clauses/a.md"


@pytest.mark.parametrize(
    ("marker", "said"),
    [("ignore labour.ilo-conventions", "a.md:3"), ("ignore labour.ilo-convention: x", "Did you mean")],
)
def test_a_wrong_suppression_is_one_sentence(
    repository: Path, capsys: pytest.CaptureFixture[str], marker: str, said: str
) -> None:
    (repository / "clauses" / "a.md").write_text(f"{NONE}\n<!-- tenderscan: {marker} -->\n", encoding="utf-8")
    assert run(["check", "clauses/a.md"]) == 2
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error and error.count("\n") == 1


def test_a_wrong_configuration_is_one_sentence(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "tenderscan.toml").write_text('profil = "one"\n', encoding="utf-8")
    for command in (["check", "clauses/a.md"], ["diff", "clauses/a.md", "clauses/a.md"]):
        assert run(command) == 2
        assert 'tenderscan.toml: has a key that is not known, "profil"' in capsys.readouterr().err
