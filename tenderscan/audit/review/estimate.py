"""How often the tool is wrong: takes a sample that people judged, gives the rate by stratum and of all findings.

Each stratum weighs as many findings as it has. A stratum drawn by dossiers ("missing") is estimated by the ratio of
errors to findings over the dossiers drawn, with the variance between them (W. Cochran, Sampling Techniques, 1977,
chapters 2, 5 and 9A). Intervals are Wilson's with the effective number of items (E. Korn and B. Graubard, 1998);
where no error was found that number is the items drawn, of clusters the dossiers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from tenderscan.audit.intervals import wilson
from tenderscan.audit.store.open import Store

_QUERY = """
SELECT s.stratum, s.dossier_id, s.population, s.clusters, f.verdict AS tool, w.adjudicated, w.verdicts, w.read_as
FROM sample_items s
JOIN results r ON r.id = s.result_id
JOIN findings f ON f.result_id = s.result_id AND f.criterion = s.criterion
LEFT JOIN reviewed w ON w.dossier_id = s.dossier_id AND w.criterion = s.criterion AND r.current
WHERE s.sample_id = :sample AND s.counts
ORDER BY s.stratum, s.dossier_id, s.criterion
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding of the sample that people judged: its dossier, and whether the tool was wrong."""

    dossier: int
    wrong: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of errors with its 95 % interval: of `judged` findings in the sample, for `population` findings."""

    name: str
    judged: int
    wrong: int
    population: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stratum:
    """The findings of a stratum that people judged; `clusters` dossiers where it is drawn by them, else 0."""

    name: str
    population: int
    clusters: int
    items: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Rates by stratum, that of all, and the items of the sample that nobody judged or readers differ on."""

    strata: tuple[Rate, ...]
    all: Rate | None
    open: int


def estimate(store: Store, sample: int) -> Estimate:
    """What people found of a sample, in so far as their verdicts stand and are not stale."""
    with store.reading() as connection:
        rows = connection.execute(text(_QUERY), {"sample": sample}).all()
    found: dict[tuple[str, int, int], list[Judged]] = defaultdict(list)
    open_ = 0
    for row in rows:
        verdict = row.adjudicated or (row.read_as if row.verdicts == 1 else None)
        if verdict is None:
            open_ += 1
        else:
            found[row.stratum, row.population, row.clusters].append(Judged(row.dossier_id, verdict != row.tool))
    return estimated([Stratum(*key, tuple(items)) for key, items in sorted(found.items())], open_)


def estimated(strata: Sequence[Stratum], open_: int = 0) -> Estimate:
    """The estimate out of strata that each have an item or more."""
    parts = [(stratum, *_stratum(stratum)) for stratum in strata]
    rates = tuple(_rate(stratum.name, [(stratum, rate, variance)]) for stratum, rate, variance in parts)
    return Estimate(rates, _rate("all", parts) if parts else None, open_)


def _stratum(stratum: Stratum) -> tuple[float, float]:
    """The rate of a stratum and its variance."""
    number = len(stratum.items)
    rate = sum(item.wrong for item in stratum.items) / number
    if not stratum.clusters:
        drawn = min(1.0, number / max(1, stratum.population))
        return rate, (1 - drawn) * rate * (1 - rate) / (number - 1) if number > 1 else rate * (1 - rate)
    dossiers: dict[int, list[bool]] = defaultdict(list)
    for item in stratum.items:
        dossiers[item.dossier].append(item.wrong)
    clusters = len(dossiers)
    if clusters < 2:
        return rate, rate * (1 - rate)
    drawn = min(1.0, clusters / stratum.clusters)
    between = sum((sum(wrong) - rate * len(wrong)) ** 2 for wrong in dossiers.values()) / (clusters - 1)
    return rate, (1 - drawn) * between / (clusters * (number / clusters) ** 2)


def _rate(name: str, parts: Sequence[tuple[Stratum, float, float]]) -> Rate:
    population = sum(stratum.population for stratum, _, _ in parts)
    rate = sum(stratum.population * own for stratum, own, _ in parts) / population
    variance = sum((stratum.population / population) ** 2 * own for stratum, _, own in parts)
    drawn = sum(len({i.dossier for i in s.items}) if s.clusters else len(s.items) for s, _, _ in parts)
    effective = rate * (1 - rate) / variance if variance > 0 and 0 < rate < 1 else drawn
    judged = sum(len(stratum.items) for stratum, _, _ in parts)
    wrong = sum(item.wrong for stratum, _, _ in parts for item in stratum.items)
    return Rate(name, judged, wrong, population, rate, *wilson(rate, effective))
