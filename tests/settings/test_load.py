"""The configuration: where it is found, what it says, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.errors import SettingsError
from tenderscan.settings.load import find_settings


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_one_above_the_path_counts(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.tenderscan]\nprofile = "far"\n')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\n")
    clause = write(tmp_path / "a" / "b" / "clause.md", "x")
    assert find_settings(clause).profile == "far", "a pyproject.toml without our table is passed by"
    write(tmp_path / "a" / "tenderscan.toml", 'profile = "near"\n')
    assert find_settings(clause).profile == "near"
    assert find_settings(clause.parent).profile == "near"


def test_the_root_of_a_repository_is_never_passed(tmp_path: Path) -> None:
    write(tmp_path / "tenderscan.toml", 'profile = "outside"\n')
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    clause = write(tmp_path / "repo" / "clauses" / "clause.md", "x")
    assert find_settings(clause).profile is None
    write(tmp_path / "repo" / "tenderscan.toml", 'profile = "root"\n')
    assert find_settings(clause).profile == "root", "the root itself counts"


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    write(
        tmp_path / "tenderscan.toml",
        'rules = ["own"]\nbaseline = "known.json"\nformat = ["text", "html=out/r.html"]\nprofile = "p.yaml"\n',
    )
    found = find_settings(tmp_path)
    assert found.rules == (tmp_path.resolve() / "own",)
    assert found.baseline == tmp_path.resolve() / "known.json"
    assert found.formats == ("text", f"html={(tmp_path.resolve() / 'out/r.html').as_posix()}")
    assert found.profile == str(tmp_path.resolve() / "p.yaml")


def test_suppressions_are_read_with_their_days(tmp_path: Path) -> None:
    write(
        tmp_path / "pyproject.toml",
        '[[tool.tenderscan.suppress]]\nid = "finance.*"\nreason = "geen bank"\nuntil = 2027-01-31\n',
    )
    (found,) = find_settings(tmp_path).suppressions
    assert (found.criterion, found.reason, found.until, found.source) == (
        "finance.*",
        "geen bank",
        "2027-01-31",
        "pyproject.toml",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail_on = 'never'", '"fail_on"'),
        ('fail-on = "sometimes"', "required, recommended, never"),
        ("cpv = [45233222]", "cpv.1"),
        ("profile = 3", "profile"),
        ('[[suppress]]\nid = "a.b"', 'no "reason"'),
        ('[[suppress]]\nid = "a.b"\nreason = " "', "why"),
        ('[[suppress]]\nid = "a.b"\nreason = "x"\nuntil = "soon"', "2027-01-31"),
        ("profile = ", "no TOML"),
    ],
)
def test_what_is_wrong_names_file_key_and_mend(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path / "tenderscan.toml", text)
    with pytest.raises(SettingsError) as raised:
        find_settings(tmp_path)
    assert said in raised.value.sentence() and "tenderscan.toml" in raised.value.sentence()
    assert raised.value.exit_status == 2


def test_a_broken_pyproject_of_somebody_else_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.other\n# tenderscan\n")
    (tmp_path / ".git").mkdir()
    assert find_settings(tmp_path).file is None
