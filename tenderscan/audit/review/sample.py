"""Draws findings for people to judge: at random, in strata, the same ones for the same seed.

Strata are the tool's verdicts. What its two readers (words, learned) disagree on is a stratum of its own and comes
first. To judge "missing" a person must read a whole dossier, so that stratum is drawn by dossiers (clusters). Other
criteria of a drawn dossier are put in so that a person cannot tell what the tool said; they do not count.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from sqlalchemy import Connection, insert, select

from tenderscan.audit.completeness import JUDGED_WHOLE
from tenderscan.audit.moment import now
from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store
from tenderscan.audit.store.write import add
from tenderscan.errors import UsageError

DISPUTED, MISSING = "disagreement", "missing"
SINGLE = ("met", "weak", "contradicted")
"""Strata that are drawn finding by finding."""

FIRST_SHARE = 0.25
"""Of a draw, the part that what the tool's readers disagree on may take."""

FEWEST_DOSSIERS = 2
"""Dossiers that are read whole, however many findings each has: of one alone, nothing shows how dossiers vary."""

FEWEST_OTHERS = 3
"""Criteria put in beside those that count, where a dossier has them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that may be drawn."""

    result: int
    dossier: int
    criterion: str
    verdict: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finding that was drawn: its stratum, the findings (and dossiers) that has in all, and whether it counts."""

    candidate: Candidate
    stratum: str
    population: int
    clusters: int = 0
    counts: bool = True


def draw(store: Store, name: str, size: int, seed: int) -> list[Drawn]:
    """Draw about `size` findings that count and keep them under a name. Raises UsageError for a name that is taken."""
    with store.writing() as connection:
        if connection.execute(select(t.samples.c.id).where(t.samples.c.name == name)).first():
            raise UsageError(f'there is a sample called "{name}" already.', "Give this one another name.")
        drawn = list(drawn_from(list(_candidates(connection)), size, seed))
        if not drawn:
            raise UsageError("there is no finding to draw from.", "Audit some dossiers first.")
        row = {"name": name, "seed": seed, "size": size, "made": now()}
        sample = connection.execute(insert(t.samples).values(**row).returning(t.samples.c.id)).scalar_one()
        add(connection, t.sample_items, (_row(item, name) for item in drawn), sample_id=int(sample))
    return drawn


def drawn_from(candidates: Sequence[Candidate], size: int, seed: int) -> Iterator[Drawn]:
    """The draw itself; the same candidates in any order give the same one."""
    chance = random.Random(seed)
    ordered = sorted(candidates, key=lambda each: (each.dossier, each.criterion))
    strata: dict[str, list[Candidate]] = defaultdict(list)
    for each in ordered:
        strata[DISPUTED if each.disputed else each.verdict].append(each)
    wanted = _allocated({name: len(found) for name, found in strata.items()}, size)
    taken: dict[tuple[int, str], Drawn] = {}
    for name in (DISPUTED, *SINGLE):
        found = strata.get(name, [])
        for each in chance.sample(found, min(len(found), wanted.get(name, 0))):
            taken[each.dossier, each.criterion] = Drawn(each, name, len(found))
    for drawn in _clusters(strata.get(MISSING, []), wanted.get(MISSING, 0), chance):
        taken[drawn.candidate.dossier, drawn.candidate.criterion] = drawn
    yield from taken.values()
    yield from _others(ordered, taken, chance)


def _allocated(populations: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: disagreements first, the rest in equal parts; what one lacks the others take."""
    wanted = {DISPUTED: min(populations.get(DISPUTED, 0), int(size * FIRST_SHARE))}
    left, open_ = size - wanted[DISPUTED], [name for name in (*SINGLE, MISSING) if populations.get(name)]
    while open_ and left > 0:
        part = max(1, left // len(open_))
        for name in list(open_):
            more = min(part, populations[name] - wanted.get(name, 0), left)
            wanted[name] = wanted.get(name, 0) + more
            left -= more
            if wanted[name] == populations[name]:
                open_.remove(name)
    return wanted


def _clusters(found: Sequence[Candidate], wanted: int, chance: random.Random) -> Iterator[Drawn]:
    by_dossier: dict[int, list[Candidate]] = defaultdict(list)
    for each in found:
        by_dossier[each.dossier].append(each)
    dossiers = sorted(by_dossier)
    chance.shuffle(dossiers)
    number = 0
    for drawn, dossier in enumerate(dossiers):
        if number >= wanted and drawn >= FEWEST_DOSSIERS:
            return
        for each in by_dossier[dossier]:
            number += 1
            yield Drawn(each, MISSING, len(found), len(by_dossier))


def _others(
    candidates: Sequence[Candidate], taken: Mapping[tuple[int, str], Drawn], chance: random.Random
) -> Iterator[Drawn]:
    """Criteria that do not count, of another verdict than those drawn where there are such."""
    by_dossier: dict[int, list[Candidate]] = defaultdict(list)
    for each in candidates:
        by_dossier[each.dossier].append(each)
    drawn: dict[int, list[Drawn]] = defaultdict(list)
    for item in taken.values():
        drawn[item.candidate.dossier].append(item)
    for dossier in sorted(drawn):
        verdicts = {item.candidate.verdict for item in drawn[dossier]}
        rest = [each for each in by_dossier[dossier] if (dossier, each.criterion) not in taken]
        chance.shuffle(rest)
        rest.sort(key=lambda each: each.verdict in verdicts)
        for each in rest[: max(FEWEST_OTHERS, ceil(len(drawn[dossier]) / 2))]:
            yield Drawn(each, DISPUTED if each.disputed else each.verdict, 0, counts=False)


def _candidates(connection: Connection) -> Iterator[Candidate]:
    f, r = t.findings.c, t.results.c
    asked = (
        select(r.id, r.dossier_id, f.criterion, f.verdict, f.disputed)
        .join(t.results, r.id == f.result_id)
        .where(r.current, f.verdict.in_((*SINGLE, MISSING)), r.held.in_(JUDGED_WHOLE) | (f.verdict != MISSING))
    )
    for row in connection.execute(asked):
        yield Candidate(row.id, row.dossier_id, row.criterion, row.verdict, bool(row.disputed))


def _row(item: Drawn, sample: str) -> dict[str, object]:
    each = item.candidate
    told = f"{sample}\0{each.dossier}\0{each.criterion}\0{each.result}"
    return {
        "item": hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:12],
        "result_id": each.result,
        "dossier_id": each.dossier,
        "criterion": each.criterion,
        "stratum": item.stratum,
        "counts": item.counts,
        "population": item.population,
        "clusters": item.clusters,
    }
