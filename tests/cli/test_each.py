"""`check --each FOLDER`: every document is a dossier, one report on all, and the path is in every message."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tenderscan.cli import run
from tests.cli.test_check import GOOD, NONE, PROFILE

CONFIGURATION = 'profile = "one"\nrules = ["own"]\nexclude = ["docs", "README.md"]\n'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two clauses, one broken file, what is no clause, and reports of an earlier run; the working folder."""
    files = {
        "own/profiles/one.yaml": PROFILE,
        "tenderscan.toml": CONFIGURATION,
        "README.md": NONE,
        "docs/how.md": NONE,
        "clauses/nl/good.md": f"# Arbeid\n\n{GOOD}",
        "clauses/nl/none.txt": NONE,
        "clauses/fr/stuk.docx": "no word file",
        "clauses/fr/logo.svg": "<svg/>",
        "clauses/fr/prijs.csv": "a,b\n",
        ".tenderscan/report.html": "<p>x</p>",
    }
    (tmp_path / ".git").mkdir()
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_report_on_all_with_paths_as_ids(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = [f"--format={name}=.tenderscan/out.{name}" for name in ("sarif", "junit", "xlsx", "gitlab", "json")]
    assert run(["check", "--each", ".", "--format", "csv", *formats]) == 2
    said = capsys.readouterr()
    found = rows(said.out)
    assert list(dict.fromkeys(row["dossier"] for row in found)) == [
        "clauses/nl/good.md", "clauses/nl/none.txt", "clauses/fr/stuk.docx",
    ]  # fmt: skip
    assert found[-1]["error"].startswith("clauses/fr/stuk.docx is broken")
    assert "tenderscan: clauses/fr/stuk.docx is broken" in said.err
    sarif = json.loads((repository / ".tenderscan/out.sarif").read_text("utf-8"))
    assert len(sarif["runs"]) == 1
    lines = (repository / ".tenderscan/out.json").read_text("utf-8").splitlines()
    assert [json.loads(line)["dossier"]["name"] for line in lines] == ["clauses/nl/good.md", "clauses/nl/none.txt"]
    assert all((repository / f".tenderscan/out.{name}").stat().st_size > 100 for name in ("junit", "xlsx", "gitlab"))


def test_a_folder_from_elsewhere_gives_paths_within_it(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "own")
    assert run(["check", "--each", "../clauses", "--format", "csv", "--fail-on", "never"]) == 2
    names = {row["dossier"] for row in rows(capsys.readouterr().out)}
    assert names == {"nl/good.md", "nl/none.txt", "fr/stuk.docx"}


def test_a_report_for_each_goes_where_its_dossier_lies(repository: Path) -> None:
    assert run(["check", "--each", "clauses", "-q", "--format", "html=.tenderscan/{name}.html"]) == 2
    assert (repository / ".tenderscan/nl/good.html").is_file() and (repository / ".tenderscan/nl/none.html").is_file()
    assert run(["check", "--each", "clauses", "-q", "--format", "html=.tenderscan/all.html"]) == 2
    assert not (repository / ".tenderscan/all.html").exists()


def test_quiet_prints_a_line_for_each_gap_that_fails(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--each", "clauses/nl", "-q"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("clauses/nl/none.txt:1:1: labour.ilo-conventions ")
    assert said.out.count("\n") == 1 and not said.err
    assert run(["check", "--each", "clauses/nl", "-q", "--fail-on", "recommended"]) == 1
    assert capsys.readouterr().out.count("\n") == 3
    assert run(["check", "--each", "clauses/nl", "-q", "--fail-on", "never"]) == 0
    assert capsys.readouterr().out == ""


def test_a_file_that_is_excluded_is_left_out_also_by_its_name(repository: Path) -> None:
    assert run(["check", "--each", "README.md", "docs/how.md", "-q"]) == 0
    assert run(["check", "--each", "README.md", "docs/how.md", "-q", "--no-config"]) == 1


def test_a_folder_without_documents_is_one_sentence(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--each", "own"]) == 2
    assert "there is no document in own" in capsys.readouterr().err


class Input(io.StringIO):
    """Standard input that holds a text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.buffer = io.BytesIO(text.encode("utf-8"))


def test_standard_input_is_a_file_at_its_path(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text, status in ((GOOD, 0), (NONE, 1)):
        monkeypatch.setattr("sys.stdin", Input(f"# Kop\n\n{text}"))
        assert run(["check", "-", "--stdin-filename", "clauses/nl/new.md", "-q"]) == status
    assert capsys.readouterr().out.startswith("clauses/nl/new.md:1:1: labour.ilo-conventions ")
    monkeypatch.setattr("sys.stdin", Input(GOOD))
    assert run(["check", "-", "--format", "json", "--fail-on", "never"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["dossier"]["name"], data["dossier"]["documents"][0]["media_type"]) == ("stdin", "text/plain")
    assert run(["check", "-", "clauses/nl/good.md"]) == 2


def test_expectations_are_held_whatever_the_profile(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (repository / "tenderscan.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[[expect]]\nfiles = "clauses/nl/none.txt"\ncriteria = ["timber.certified"]\n'
            '[[expect]]\nfiles = ["clauses/nl/g*.md", "clauses/de/*.md"]\ncriteria = "labour.ilo-conventions"\n'
        )
    assert run(["check", "--each", "clauses/nl", "-q"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("clauses/nl/none.txt:1:1: timber.certified ") and said.out.count("\n") == 1
    assert "clauses/de/*.md matches no file, and tenderscan.toml:7 expects it" in said.err
    (repository / "clauses/de").mkdir()
    (repository / "clauses/de/a.md").write_text(GOOD, encoding="utf-8")
    assert run(["check", "--each", "clauses/nl/good.md", "clauses/de", "-q"]) == 0
    assert run(["check", "clauses/nl", "--fail-on", "never"]) == 0
    assert "held file by file only. Add --each" in capsys.readouterr().err, "a folder is one tender without --each"
    text = (repository / "tenderscan.toml").read_text("utf-8").replace("timber.certified", "timber.certifed")
    (repository / "tenderscan.toml").write_text(text, encoding="utf-8")
    assert run(["check", "--each", "clauses/nl", "-q"]) == 2
    assert 'tenderscan.toml:4: there is no criterion "timber.certifed". Did you mean' in capsys.readouterr().err


def test_a_suppression_that_matches_nothing_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (repository / "tenderscan.toml").open("a", encoding="utf-8") as file:
        for name in ("none.txt", "clauses/nl/none.txt", "clauses/nl/good.md"):
            file.write(f'[[suppress]]\nid = "labour.ilo-conventions"\nreason = "x"\ndossier = "{name}"\n')
    assert run(["check", "--each", "clauses/nl", "--format", "concise"]) == 0
    told = capsys.readouterr().err
    assert '"none.txt", for which labour.ilo-conventions is set aside, matches no file' in told
    assert "setting labour.ilo-conventions aside finds no gap" in told and told.count("\n") == 2


def test_a_baseline_sees_what_is_lost(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = ["--baseline", "known.json"]
    assert run(["check", "--each", "clauses/nl/good.md", "-q", "--write-baseline", "known.json", *known]) == 0
    assert run(["check", "--each", "clauses/nl/good.md", "-q", *known]) == 0
    capsys.readouterr()
    good = repository / "clauses/nl/good.md"
    for profile in ("one", "minimum"):
        # Whatever a profile makes of it: the other one does not ask it.
        good.write_text(NONE + "Iets over bomen.\n", encoding="utf-8")
        assert run(["check", "--each", "clauses/nl/good.md", "-q", *known, "--profile", profile]) == 1
        assert "clauses/nl/good.md:1:1: labour.ilo-conventions " in capsys.readouterr().out
    for profile in ("one", "minimum"):
        assert run(["check", "clauses/nl/good.md", "--format", "text", *known, "--profile", profile]) == 1
        assert "was hieraan voldaan" in " ".join(capsys.readouterr().out.split()), "also on the first page"
    assert run(["check", "clauses/nl/good.md", "--format", "text", "--all", *known]) == 1
    assert "Niet zoals verwacht" in capsys.readouterr().out
    good.unlink()
    assert run(["check", "--each", "clauses/nl", "-q", *known]) == 1
    assert "clauses/nl/good.md is gone, and known.json says what it asked" in capsys.readouterr().err
