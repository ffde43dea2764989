"""Profiles: which criteria a buyer expects, and how firmly."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tenderscan.errors import UsageError
from tenderscan.model.report import Level
from tenderscan.model.rule import Profile, Rulebook


def find_profile(name: str, rulebook: Rulebook) -> Profile:
    """The profile of that name. Raises UsageError, naming those there are, for another."""
    profile = rulebook.profiles.get(name)
    if profile is None:
        known = ", ".join(sorted(rulebook.profiles))
        raise UsageError(f'there is no profile "{name}".', f"Choose one of: {known}.")
    return profile


def level_of(profile: Profile, criterion: str) -> Level:
    """What the profile makes of a criterion; patterns such as labour.* name several."""
    if any(fnmatchcase(criterion, pattern) for pattern in profile.required):
        return Level.REQUIRED
    if any(fnmatchcase(criterion, pattern) for pattern in profile.recommended):
        return Level.RECOMMENDED
    return Level.OPTIONAL
