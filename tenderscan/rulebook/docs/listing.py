"""The rulebook at a glance: criteria by theme, what each profile makes of them, and what a user's folder changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tenderscan.model.report import Level
from tenderscan.model.rule import Profile, Rulebook
from tenderscan.rulebook.load.profiles import level_of


@dataclass(frozen=True, slots=True)
class ListedCriterion:
    """A criterion as a list shows it; `levels` has its level in each profile, `own` is empty for a built-in one."""

    id: str
    theme: str
    title: str
    levels: dict[str, Level]
    complete: tuple[str, ...]
    examples: int
    own: str = ""


def listing(rulebook: Rulebook, language: str, profiles: list[Profile]) -> Iterator[ListedCriterion]:
    """Every criterion with its title in one language, in the rulebook's order; `profiles` are those to show."""
    own = {item.id: "overrides" if item.overrides else "added" for item in rulebook.own if item.kind == "criterion"}
    for criterion in rulebook.criteria:
        yield ListedCriterion(
            criterion.id,
            criterion.theme,
            criterion.title.get(language) or next(iter(criterion.title.values())),
            {profile.name: level_of(profile, criterion.id) for profile in profiles},
            criterion.complete,
            len(criterion.examples),
            own.get(criterion.id, ""),
        )


def as_data(rulebook: Rulebook, language: str, profiles: list[Profile]) -> dict[str, Any]:
    """The list as plain data, for JSON."""
    return {
        "schema": "tenderscan-rules-1",
        "rulebook": {"version": rulebook.version, "sha256": rulebook.sha256},
        "language": language,
        "profiles": [
            {
                "name": profile.name,
                "title": profile.title.get(language, profile.name),
                "description": profile.description.get(language, ""),
                "extends": profile.extends or None,
            }
            for profile in profiles
        ],
        "criteria": [
            {
                "id": row.id,
                "theme": row.theme,
                "title": row.title,
                "levels": {name: level.value for name, level in row.levels.items()},
                "complete": list(row.complete),
                "examples": row.examples,
                "own": row.own or None,
            }
            for row in listing(rulebook, language, profiles)
        ],
        "own": [
            {"kind": item.kind, "id": item.id, "file": item.file, "overrides": item.overrides} for item in rulebook.own
        ],
    }
