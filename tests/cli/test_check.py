"""The command line: exit statuses, formats, and one plain sentence for what goes wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tenderscan.cli import run
from tenderscan.reports.json import schema
from tests.conftest import ROOT

GOOD = "De opdrachtnemer leeft de IAO-conventies na en legt elk jaar een auditverslag voor.\n"
WEAK = "De stad hecht belang aan mensenrechten.\n"
NONE = "De banken zijn van hout en staan op het plein in de schaduw van de bomen.\n"

PROFILE = """name: one
title: {nl: x, fr: x, en: x, de: x}
description: {nl: x, fr: x, en: x, de: x}
required: [labour.ilo-conventions]
recommended: [human-rights.conventions]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A profile of one required and one recommended criterion."""
    folder = tmp_path / "own" / "profiles"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path / "own"


def tender(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (GOOD, [], 0),
        (NONE, [], 1),
        (NONE, ["--fail-on", "never"], 0),
        (GOOD, ["--fail-on", "recommended"], 1),
        (GOOD + WEAK, ["--fail-on", "recommended"], 1),
        (GOOD + WEAK, ["--fail-on", "recommended", "--allow", "weak"], 0),
        (NONE, ["--fail-on", "sometimes"], 2),
        (NONE, ["--allow", "missing"], 2),
        (NONE, ["--language", "es"], 2),
        (NONE, ["--cpv", "stone"], 2),
        (NONE, ["--format", "pdf"], 2),
        (NONE, ["--format", "text", "--format", "json"], 2),
        (NONE, ["--explain", "labour.unknown"], 2),
        (NONE, ["--nonsense"], 2),
    ],
)
def test_exit_statuses(
    tmp_path: Path, rules: Path, capsys: pytest.CaptureFixture[str], text: str, options: list[str], status: int
) -> None:
    path = tender(tmp_path, "t.txt", text)
    assert run(["check", path, "--rules", str(rules), "--profile", "one", *options]) == status
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert bool(said.err) is (status == 2)


def test_several_formats_at_once_one_on_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tender(tmp_path, "t.txt", WEAK)
    files = [f"--format={name}={tmp_path / 'out' / name}" for name in ("csv", "xlsx", "sarif", "junit", "markdown")]
    assert run(["check", path, *files, "--format", "github", "--fail-on", "never"]) == 0
    assert capsys.readouterr().out.startswith("::")
    assert len([file for file in (tmp_path / "out").iterdir() if file.stat().st_size > 500]) == len(files)


def test_no_report_is_written_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    paths = [tender(tmp_path / folder, "t.txt", WEAK) for folder in ("a", "b")]
    assert run(["check", *paths, "--each", "--format", f"csv={tmp_path / '{name}.csv'}"]) == 2
    assert 'two dossiers are called "t"' in capsys.readouterr().err
    same = f"={tmp_path / 'report'}"
    assert run(["check", paths[0], "--format", f"csv{same}", "--format", f"json{same}"]) == 2
    assert "two formats would be written to" in capsys.readouterr().err
    assert not list(tmp_path.glob("*report*"))


def test_a_binary_format_needs_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", tender(tmp_path, "t.txt", WEAK), "--format", "xlsx"]) == 2
    assert "--format xlsx=report.xlsx" in capsys.readouterr().err


def test_an_unreadable_path_outranks_gaps_and_the_rest_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tender(tmp_path, "t.txt", GOOD)
    bad = tender(tmp_path, "x.docx", "no word file")
    assert run(["check", bad, good, "--format", "json"]) == 2
    said = capsys.readouterr()
    data = json.loads(said.out)
    jsonschema.validate(data, schema())
    verdicts = {c["id"]: c["verdict"] for c in data["criteria"]}
    assert verdicts["labour.ilo-conventions"] == "met"
    assert "missing" not in verdicts.values()
    assert "x.docx" in said.err and said.err.count("\n") == 1


def test_inside_a_folder_an_unreadable_file_is_listed_and_nothing_is_called_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    tender(folder, "t.txt", GOOD)
    tender(folder, "x.pdf", "%PDF-1.4 broken")
    assert run(["check", str(folder), "--format", "json", "--fail-on", "never"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [r["path"] for r in data["dossier"]["rejected"]] == ["x.pdf"]
    assert data["summary"]["missing"] == 0 and data["summary"]["undecided"] > 0


@pytest.mark.parametrize("name", ["weg.pdf", "leeg"])
def test_nothing_to_judge(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / "leeg").mkdir()
    assert run(["check", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith("tenderscan: ")


def test_each_path_is_a_dossier_and_json_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tender(tmp_path, "a.txt", GOOD), tender(tmp_path, "b.txt", NONE)]
    assert run(["check", *paths, "--each", "--format", "json"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["dossier"]["name"] for line in lines] == ["a.txt", "b.txt"]
    named = tmp_path / "out" / "{name}.json"
    assert run(["check", *paths, "--each", "--format", f"json={named}"]) == 1
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_the_same_bytes_in_any_order_of_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tender(tmp_path, "a.txt", GOOD), tender(tmp_path, "b.txt", NONE)]
    run(["check", *paths, "--format", "json"])
    first = capsys.readouterr().out
    run(["check", *reversed(paths), "--format", "json"])
    assert capsys.readouterr().out == first


def test_explain_shows_passages_cues_and_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tender(tmp_path, "t.txt", GOOD + "\nMoeten wij de IAO-conventies naleven?\n")
    run(["check", path, "--explain", "labour.ilo-conventions", "--fail-on", "never"])
    said = capsys.readouterr().out
    assert "leeft de IAO-conventies na" in said and "IAO-conventies" in said
    assert "Het is een vraag, geen eis." in said


def test_a_rule_with_a_misspelt_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "own" / "criteria" / "labour"
    folder.mkdir(parents=True)
    text = (ROOT / "rules/criteria/labour/ilo-conventions.yaml").read_text(encoding="utf-8")
    tender(folder, "ilo-conventions.yaml", text.replace("evidence:", "evidense:"))
    assert run(["check", tender(tmp_path, "t.txt", GOOD), "--rules", str(tmp_path / "own")]) == 2
    said = capsys.readouterr().err
    assert "ilo-conventions.yaml, line " in said and '"evidense"' in said and 'Did you mean "evidence"?' in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [(["--version"], "tenderscan 0.1.0\n"), (["--help"], "check"), (["rules", "list"], "labour.ilo-conventions")],
)
def test_what_reads_no_tender_imports_nothing_heavy(words: list[str], said: str) -> None:
    code = (
        f"import sys; from tenderscan.cli import run; run({words!r});"
        "heavy = {'spacy', 'pypdfium2', 'jsonschema', 'lxml', 'pdfplumber', 'numpy'} & set(sys.modules);"
        "sys.exit(bool(heavy))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if words[0] == "rules":  # the first run checks the rules, and keeps them for the second
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0 and said in done.stdout


@pytest.mark.slow
def test_a_closed_pipe_is_no_traceback(corpus: Path) -> None:
    command = f'"{sys.executable}" -m tenderscan check "{corpus}/documents/nl-koffie.docx" | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, cwd=ROOT)
    assert "Traceback" not in done.stderr and done.stdout
