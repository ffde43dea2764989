"""Counts by a dimension: takes rows of verdicts, gives a table in which completeness stands beside every count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tenderscan.audit.completeness import JUDGED_WHOLE
from tenderscan.audit.intervals import wilson
from tenderscan.audit.report.standing import Standing

DIMENSIONS = {
    "authority": "authority",
    "year": "year",
    "cpv": "cpv_division",
    "theme": "theme",
    "criterion": "criterion",
    "held": "held",
}
"""What tables are made by, and the column that tells it."""

JUDGED = ("met", "weak", "contradicted", "missing")
"""Verdicts that say something of a tender."""

VERDICTS = (*JUDGED, "undecided", "not-applicable")

HEADS = ("held", "dossiers", *VERDICTS, "judged", "share_met", "share_met_low", "share_met_high", "reviewed")


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a dimension with one completeness: dossiers, findings by verdict, and the share that is met.

    The share, with its 95 % interval (Wilson), is of `whole`: the findings on dossiers of which `missing` may be said.
    Of others only what they ask is known, and their share would flatter. `reviewed` counts findings people judged.
    """

    value: str
    held: str
    dossiers: int
    counts: dict[str, int]
    whole: dict[str, int]
    reviewed: int

    @property
    def judged(self) -> int:
        """Findings that a share can be of."""
        return sum(self.whole.get(verdict, 0) for verdict in JUDGED)

    @property
    def share(self) -> float | None:
        """The share that is met, or None where there is nothing it can be of."""
        return self.whole.get("met", 0) / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval of the share."""
        return None if self.share is None else wilson(self.share, self.judged)

    def cells(self) -> list[str | int | float | None]:
        """The line as cells under the dimension's name and HEADS."""
        shares: list[float | None] = [None, None, None]
        if self.share is not None and self.interval is not None:
            shares = [round(share, 4) for share in (self.share, *self.interval)]
        counts = (self.counts.get(verdict, 0) for verdict in VERDICTS)
        return [self.value, self.held, self.dossiers, *counts, self.judged, *shares, self.reviewed]


class Counting:
    """Counts rows by all dimensions at once, so that they are read once."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], Counter[str]] = {}
        self._dossiers: dict[tuple[str, str, str], set[str]] = {}
        self._reviewed: Counter[tuple[str, str, str]] = Counter()

    def add(self, row: Standing) -> None:
        """Count one row."""
        for name, column in DIMENSIONS.items():
            key = (name, str(getattr(row, column)), row.held)
            self._counts.setdefault(key, Counter())[row.verdict] += 1
            self._dossiers.setdefault(key, set()).add(row.dossier)
            self._reviewed[key] += row.judged_by not in ("tool", "readers-differ")

    def table(self, dimension: str) -> list[Line]:
        """The lines of a dimension in the order of values and completeness."""
        return [
            Line(
                value,
                held,
                len(self._dossiers[name, value, held]),
                dict(counts),
                dict(counts) if held in JUDGED_WHOLE else {},
                self._reviewed[name, value, held],
            )
            for (name, value, held), counts in sorted(self._counts.items())
            if name == dimension
        ]


def together(lines: Iterable[Line]) -> list[Line]:
    """The lines of a table with all kinds of completeness together."""
    found = []
    for value, own in groupby(lines, key=lambda line: line.value):
        listed = list(own)
        counts: Counter[str] = Counter()
        whole: Counter[str] = Counter()
        for line in listed:
            counts.update(line.counts)
            whole.update(line.whole)
        dossiers, reviewed = sum(line.dossiers for line in listed), sum(line.reviewed for line in listed)
        found.append(Line(value, "", dossiers, dict(counts), dict(whole), reviewed))
    return found


def counted(rows: Iterable[Standing]) -> Counting:
    """All rows, counted."""
    found = Counting()
    for row in rows:
        found.add(row)
    return found
