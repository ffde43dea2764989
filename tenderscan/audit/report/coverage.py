"""What was held: takes a store, says how many dossiers are complete, and what the others lack."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from tenderscan.audit.completeness import HELD
from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store


@dataclass(frozen=True, slots=True)
class Covered:
    """One kind of completeness: dossiers, documents, pages, pages that were not read, words."""

    held: str
    dossiers: int
    documents: int
    pages: int
    unread_pages: int
    words: int


def coverage(store: Store) -> list[Covered]:
    """The kinds of completeness that occur, the fullest first; dossiers that failed come last as `failed`."""
    r = t.results.c
    sums = [func.coalesce(func.sum(column), 0) for column in (r.documents, r.pages, r.unread_pages, r.words)]
    asked = select(r.held, func.count(), *sums).where(r.current).group_by(r.held)
    with store.reading() as connection:
        found = {row[0]: Covered(row[0], *(int(part) for part in row[1:])) for row in connection.execute(asked)}
        failed = select(func.count()).select_from(t.work).where(t.work.c.state == "failed")
        number = int(connection.execute(failed).scalar_one())
    listed = [found[held] for held in HELD if held in found]
    return [*listed, Covered("failed", number, 0, 0, 0, 0)] if number else listed


def incomplete(store: Store) -> list[tuple[str, str, str]]:
    """The dossiers that are not complete: name, what was held, and why it is not the whole."""
    asked = (
        select(t.dossiers.c.name, t.results.c.held, t.results.c.held_because)
        .join(t.results, t.results.c.dossier_id == t.dossiers.c.id)
        .where(t.results.c.current, t.results.c.held != "complete")
    )
    with store.reading() as connection:
        return sorted((str(row[0]), str(row[1]), str(row[2])) for row in connection.execute(asked))
