"""What somebody accepts or expects: gaps set aside with a reason or known from before, and what files must ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Suppression:
    """A criterion that is not for this tender, and why.

    `criterion` is an id or a pattern of ids ("finance.*"); `until` the last day on which it holds (YYYY-MM-DD), or
    empty; `source` the file, and line, in which it stands; `dossier` a pattern of paths, empty for every dossier;
    `root` the folder from which the pattern counts.
    """

    criterion: str
    reason: str
    until: str = ""
    source: str = ""
    dossier: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What some files must ask, whatever a profile says.

    `files` are patterns of paths, counted from the folder `root`; `criteria` are ids; `verdict` is met, or weak where
    weak is enough; `language` that in which it must stand, or empty; `source` the file and line of the configuration.
    """

    files: tuple[str, ...]
    criteria: tuple[str, ...]
    verdict: str = "met"
    language: str = ""
    source: str = ""
    root: str = ""


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
class KnownMet:
    """A criterion that a dossier met when a baseline was written."""

    dossier: str
    criterion: str


@dataclass(frozen=True, slots=True)
class BaselineComparison:
    """The gaps of one dossier against a baseline: criteria whose gap is new, those known, entries that are stale.

    `lost` are criteria that were met when the baseline was written, and are not now.
    """

    file: str
    new: tuple[str, ...]
    known: tuple[str, ...]
    stale: tuple[str, ...]
    lost: tuple[str, ...] = ()
