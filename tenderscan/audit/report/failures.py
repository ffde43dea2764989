"""The dossiers that failed and have not succeeded since: takes a store, gives a row for each."""

from __future__ import annotations

from sqlalchemy import func, select

from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store


def failed(store: Store) -> list[tuple[str, str, int, str, str]]:
    """Name, status, attempt, path and reason of each dossier's last failure, by name."""
    newest = select(func.max(t.failures.c.id)).group_by(t.failures.c.dossier_id)
    f = t.failures.c
    asked = (
        select(t.dossiers.c.name, f.status, f.attempt, f.path, f.reason)
        .join(t.dossiers, t.dossiers.c.id == f.dossier_id)
        .join(t.work, t.work.c.dossier_id == f.dossier_id)
        .where(f.id.in_(newest), t.work.c.state == "failed")
        .order_by(t.dossiers.c.name)
    )
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(asked).all()]
