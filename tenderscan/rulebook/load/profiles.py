"""Profiles: which criteria a buyer expects, and how firmly."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from tenderscan.errors import UsageError, meant
from tenderscan.model.report import Level
from tenderscan.model.rule import Profile, Rulebook

NO_PLACES = frozenset({"eu", "int"})
"""Files of countries that hold acts of the Union and international ones: no tender is from there."""


def find_profile(name: str, rulebook: Rulebook) -> Profile:
    """The profile of that name, or the one in that file.

    Raises UsageError, naming the profiles there are, for another name, and RuleError for a file that is wrong.
    """
    profile = rulebook.profiles.get(name)
    if profile is not None:
        return profile
    if Path(name).suffix in (".yaml", ".yml"):
        return _from_file(Path(name), rulebook)
    raise UsageError(f'there is no profile "{name}".', meant(name, rulebook.profiles))


def _from_file(path: Path, rulebook: Rulebook) -> Profile:
    # Late: jsonschema is imported only where a file is checked.
    from tenderscan.rulebook.load.files import read_file
    from tenderscan.rulebook.load.rulebook import extended
    from tenderscan.rulebook.load.validate import check_file, check_profile

    file = read_file(path, path.parent)
    check_file(file, "profiles")
    check_profile(file, rulebook)
    return extended(file.data, rulebook.profiles)


def level_of(profile: Profile, criterion: str) -> Level:
    """What the profile makes of a criterion; patterns such as labour.* name several."""
    if any(fnmatchcase(criterion, pattern) for pattern in profile.required):
        return Level.REQUIRED
    if any(fnmatchcase(criterion, pattern) for pattern in profile.recommended):
        return Level.RECOMMENDED
    return Level.OPTIONAL


def expected_in(
    place: str | None, *, rulebook: Rulebook, chosen: Profile | None
) -> tuple[Profile, Mapping[str, Level]]:
    """The profile for a place, and the level of each criterion: the one that was chosen, else the place's own.

    A place that is not known has the neutral minimum of the Union.
    """
    found = rulebook.places.get(place or "") or rulebook.places["eu"]
    profile = chosen or rulebook.profiles[found.profile]
    return profile, levels(profile, rulebook)


def place_named(code: str, rulebook: Rulebook) -> str:
    """The id of the place that a code names, in capitals or not. Raises UsageError, naming the places there are."""
    folded = code.strip().lower()
    for place in rulebook.places.values():
        if place.id not in NO_PLACES and folded in (place.id, *place.codes):
            return place.id
    known = ", ".join(sorted(set(rulebook.places) - NO_PLACES))
    raise UsageError(f'"{code}" is no country that the rules know.', f"Choose one of: {known}.")


def levels(profile: Profile, rulebook: Rulebook) -> dict[str, Level]:
    """What the profile makes of each criterion of the rulebook."""
    return {criterion.id: level_of(profile, criterion.id) for criterion in rulebook.criteria}
