"""Patterns name paths from the folder of the configuration, never last names alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.settings.patterns import found, names

ROOT = Path("/repo").absolute()


@pytest.mark.parametrize(
    ("pattern", "path", "named"),
    [
        ("a.md", "a.md", True),
        ("a.md", "nl/a.md", False),
        ("*.md", "nl/a.md", False),
        ("**/*.md", "nl/a.md", True),
        ("**/*.md", "a.md", True),
        ("nl", "nl/deep/a.md", True),
        ("nl/", "nl/a.md", True),
        ("./nl/*.md", "nl/a.md", True),
        ("nl\\a.md", "nl/a.md", True),
        ("n*/a.md", "nl/a.md", True),
        ("{nl,fr}/a.md", "fr/a.md", True),
        ("{nl,fr}/a.md", "de/a.md", False),
        ("n", "nl/a.md", False),
        ("NL/a.md", "nl/a.md", False),
        (".", "nl/a.md", True),
    ],
)
def test_patterns(pattern: str, path: str, named: bool) -> None:
    assert names(pattern, ROOT / path, ROOT) is named


def test_nothing_outside_the_folder_is_named() -> None:
    assert not names("**", ROOT.parent / "other" / "a.md", ROOT)


def test_what_is_found_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "nl" / "leeg").mkdir(parents=True)
    (tmp_path / "nl" / "a [1].md").write_text("x", encoding="utf-8")
    assert all(found(pattern, tmp_path) for pattern in ("nl", "nl/*.md", "**/*.md", "nl/a [1].md", "."))
    assert not any(found(pattern, tmp_path) for pattern in ("nl/leeg", "nl/b.md", "fr/*.md", "*.md"))
