"""What a tender's tracked changes change in its verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from tenderscan.model.report.finding import VerdictKind


@dataclass(frozen=True, slots=True)
class MarkupDifference:
    """A criterion whose verdict differs between the final text of the files and what was there before."""

    id: str
    title: str
    final: VerdictKind
    original: VerdictKind


@dataclass(frozen=True, slots=True)
class MarkupComparison:
    """The files with tracked changes, which text of them was judged (final or original), and what that changes."""

    read: str = "final"
    files: tuple[str, ...] = ()
    differs: tuple[MarkupDifference, ...] = ()
