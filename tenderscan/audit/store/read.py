"""Reads the store for a run: what is known of each dossier, what waits, and what was read before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from tenderscan.audit.store import tables as t
from tenderscan.audit.store import text_tables as tt
from tenderscan.audit.store.open import Store

SOURCES = ("sheet", "notice", "text", "name")
"""Where facts come from, the best first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a dossier before a run; empty texts where it has no current result."""

    dossier: int
    location: str
    signature: str
    state: str
    attempt: int
    tried: str
    content: str
    inputs: str
    reading: str


def known(store: Store) -> dict[str, Known]:
    """What is known of every dossier, by name."""
    d, w, r = t.dossiers.c, t.work.c, t.results.c
    columns = (d.name, d.id, d.location, d.signature, w.state, w.attempt, w.tried, r.content, r.inputs, r.reading)
    joined = t.dossiers.join(t.work, w.dossier_id == d.id).outerjoin(t.results, (r.dossier_id == d.id) & r.current)
    with store.reading() as connection:
        rows = connection.execute(select(*columns).select_from(joined)).all()
    return {row[0]: Known(*row[1:7], *(part or "" for part in row[7:])) for row in rows}


def best_facts(connection: Connection, sources: Iterable[str] = SOURCES) -> dict[int, dict[str, str]]:
    """What is known of each dossier from some sources: of a field, what the best of them says."""
    rank = case({source: number for number, source in enumerate(SOURCES)}, value=t.facts.c.source)
    asked = select(t.facts.c.dossier_id, t.facts.c.field, t.facts.c.value)
    asked = asked.where(t.facts.c.source.in_(list(sources))).order_by(rank.desc())
    found: dict[int, dict[str, str]] = {}
    for dossier, field, value in connection.execute(asked):
        found.setdefault(dossier, {})[field] = value
    return found


def packed_reading(store: Store, key: str) -> bytes | None:
    """What was read under a key, or None where it is not kept."""
    with store.reading_texts() as connection:
        found = connection.execute(select(tt.readings.c.packed).where(tt.readings.c.key == key)).scalar()
    return bytes(found) if found is not None else None


def states(store: Store) -> dict[str, int]:
    """How many dossiers are in each state."""
    with store.reading() as connection:
        rows = connection.execute(select(t.work.c.state, func.count()).group_by(t.work.c.state)).all()
    return {str(row[0]): int(row[1]) for row in rows}
