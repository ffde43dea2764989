"""The pages of docs/criteria: one for each criterion in all its languages, and an index by theme."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tenderscan.model.rule import LANGUAGES, Criterion, Rulebook
from tenderscan.rulebook.docs.page import criterion_page

INDEX = "README.md"
_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English", "de": "Deutsch"}
_NOTE = "<!-- Written by `make docs` from rules/criteria/{place}; edit that file, not this page. -->"


def pages(rulebook: Rulebook) -> dict[str, str]:
    """The text of every page by its path under the folder, with "/"; the rulebook must hold the examples."""
    made = {f"{criterion.id.replace('.', '/')}.md": _page(criterion, rulebook) for criterion in rulebook.criteria}
    return {INDEX: _index(rulebook), **made}


def _page(criterion: Criterion, rulebook: Rulebook) -> str:
    place = f"{criterion.id.replace('.', '/')}.yaml"
    jumps = " · ".join(f"[{_NAMES[language]}](#{language})" for language in LANGUAGES)
    parts = [_NOTE.format(place=place), "", f"# {criterion.title['en']}", "", jumps, ""]
    for language in LANGUAGES:
        parts += [f'<a id="{language}"></a>', "", criterion_page(criterion, rulebook, language, 2)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _index(rulebook: Rulebook) -> str:
    texts = rulebook.texts["en"]
    examples = sum(len(criterion.examples) for criterion in rulebook.criteria)
    lines = [
        "<!-- Written by `make docs` from rules/; edit the rules, not this page. -->",
        "",
        f"# The criteria of rulebook {rulebook.version}",
        "",
        f"{len(rulebook.criteria)} criteria with {examples} examples. The clauses are a help, not legal advice.",
    ]
    for theme, group in groupby(rulebook.criteria, key=lambda criterion: criterion.theme):
        lines += [
            "",
            f"## {texts.get(f'theme.{theme}', theme)}",
            "",
            "| criterion | id | clause in |",
            "| --- | --- | --- |",
        ]
        for criterion in group:
            link = f"[{criterion.title['en']}]({criterion.id.replace('.', '/')}.md)"
            lines.append(f"| {link} | `{criterion.id}` | {', '.join(criterion.complete)} |")
    lines += ["", "## Profiles", "", "| profile | for whom | builds on |", "| --- | --- | --- |"]
    for profile in rulebook.profiles.values():
        lines.append(f"| `{profile.name}`: {profile.title['en']} | {profile.description['en']} | {profile.extends} |")
    return "\n".join(lines) + "\n"


def stale(made: dict[str, str], folder: Path) -> list[str]:
    """Pages that are lacking, differ, or stand there for no criterion, by path."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    differing = {
        name for name, text in made.items() if name in there and (folder / name).read_text(encoding="utf-8") != text
    }
    return sorted(differing | (made.keys() ^ there))


def write(made: dict[str, str], folder: Path) -> None:
    """Write the pages and take away those of criteria that are gone."""
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
