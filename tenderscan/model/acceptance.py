"""Gaps that somebody accepted: set aside with a reason, or known from before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Suppression:
    """A criterion that is not for this tender, and why.

    `criterion` is an id or a pattern of ids ("finance.*"); `until` the last day on which it holds (YYYY-MM-DD), or
    empty; `source` the file, and line, in which it stands; `dossier` a pattern of names, empty for every dossier.
    """

    criterion: str
    reason: str
    until: str = ""
    source: str = ""
    dossier: str = ""


class SuppressionState(StrEnum):
    """Whether a suppression sets a gap aside, is over, or finds nothing to set aside."""

    ACTIVE = "active"
    EXPIRED = "expired"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class UsedSuppression:
    """A suppression and what became of it in one check."""

    suppression: Suppression
    state: SuppressionState


@dataclass(frozen=True, slots=True)
class KnownGap:
    """A gap as a baseline keeps it: the dossier, the criterion, the verdict, and digests of finding and passages."""

    dossier: str
    criterion: str
    verdict: str
    fingerprint: str
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BaselineComparison:
    """The gaps of one dossier against a baseline: criteria whose gap is new, those known, entries that are stale."""

    file: str
    new: tuple[str, ...]
    known: tuple[str, ...]
    stale: tuple[str, ...]
