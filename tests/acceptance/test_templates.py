"""A repository of 40 clause templates in four languages: green as it is, red for whatever is taken from any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.cli import run
from tenderscan.cli.check import CheckRequest, run_check
from tenderscan.model.rule import LANGUAGES, Criterion
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.settings.load import find_settings

THEMES = 10


def criteria() -> list[Criterion]:
    """The first criterion of ten themes."""
    firsts: dict[str, Criterion] = {}
    for criterion in load_rulebook(examples=True).criteria:
        firsts.setdefault(criterion.theme, criterion)
    return list(firsts.values())[:THEMES]


TEMPLATES = [(criterion, language) for criterion in criteria() for language in LANGUAGES]


def place(criterion: Criterion, language: str) -> str:
    return f"clauses/{language}/{criterion.id}.md"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Path]:
    """Our own clauses as a repository, with the configuration that `init` writes."""
    root = tmp_path_factory.mktemp("templates")
    (root / ".git").mkdir()
    (root / "README.md").write_text("# Clauses\n\nWhat our town writes in its tenders.\n", encoding="utf-8")
    for criterion, language in TEMPLATES:
        path = root / place(criterion, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {criterion.title[language]}\n\n{criterion.clause[language]}\n", encoding="utf-8")
    assert run(["init", str(root)]) == 0
    yield root


@pytest.fixture
def gate(
    repository: Path, checker: Checker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[object]:
    """Runs the gate on some paths, in one warm process; gives status, lines on the screen, and what was told beside."""
    monkeypatch.chdir(repository)

    def check(*paths: str) -> tuple[int, list[str], str]:
        capsys.readouterr()
        asked = tuple(Path(path) for path in paths)
        request = CheckRequest(
            asked, ("concise",), CheckOptions(), each=True, fail_on="required", allow=None, explain=(), color=False,
            quiet=True, settings=find_settings(asked[0]),
        )  # fmt: skip
        status = run_check(request, checker)
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err

    yield check


def test_as_it_is_it_is_green(repository: Path, gate) -> None:  # type: ignore[no-untyped-def]
    assert len(TEMPLATES) == 40
    settings = find_settings(repository)
    assert {name for each in settings.expectations for name in each.files} == {place(*one) for one in TEMPLATES}
    assert settings.exclude == ("README.md",)
    assert gate(".") == (0, [], "")


@pytest.mark.parametrize(("criterion", "language"), TEMPLATES, ids=lambda value: str(getattr(value, "id", value)))
def test_what_is_taken_from_any_of_them_is_red(  # type: ignore[no-untyped-def]
    repository: Path, gate, criterion: Criterion, language: str
) -> None:
    name = place(criterion, language)
    path = repository / name
    whole = path.read_text(encoding="utf-8")
    title = f"# {criterion.title[language]}\n"
    weak = next(e for e in criterion.examples if e.language == language and e.expect == "weak")
    try:
        for emptied in ("", title):
            path.write_text(emptied, encoding="utf-8")
            status, lines, _ = gate(name)
            assert status == 1
            assert any(line.startswith(f"{name}:1:1: {criterion.id} ") for line in lines), lines

        path.write_text(f"{title}\n\n{weak.text}\n", encoding="utf-8")
        status, lines, _ = gate(name)
        assert status == 1
        told = next(line for line in lines if f" {criterion.id} " in line)
        at = int(told.removeprefix(f"{name}:").partition(":")[0])
        # A weak passage stands at its line; one that counts for nothing is missed at the beginning of the file.
        assert at >= 4 or at == 1, told

        path.unlink()
        other = next(place(*one) for one in TEMPLATES if place(*one) != name)
        status, _, told = gate(other)
        assert status == 1
        line = next(
            number
            for number, text in enumerate((repository / "tenderscan.toml").read_text("utf-8").splitlines(), 1)
            if f'"{name}"' in text
        )
        assert f"{name} is gone, and tenderscan.toml:{line - 1} expects it" in told
    finally:
        path.write_text(whole, encoding="utf-8")
    assert gate(name)[0] == 0


def test_a_clause_in_another_language_is_red(repository: Path, gate) -> None:  # type: ignore[no-untyped-def]
    criterion = criteria()[-1]
    path = repository / place(criterion, "fr")
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{criterion.clause['de']}\n", encoding="utf-8")
    try:
        status, lines, _ = gate(place(criterion, "fr"))
    finally:
        path.write_text(whole, encoding="utf-8")
    assert status == 1
    told = next(line for line in lines if f" {criterion.id} " in line)
    assert told.startswith(f"{place(criterion, 'fr')}:1:") and "Sprache" in told
