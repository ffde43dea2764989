"""What a reader has answered so far: takes a sample and a reader, gives the latest answer to each item."""

from __future__ import annotations

from sqlalchemy import select, text

from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store

_QUERY = """
SELECT s.item, v.verdict, v.quote, v.page, v.note
FROM sample_items s
JOIN review_latest v ON v.dossier_id = s.dossier_id AND v.criterion = s.criterion AND NOT v.stale
WHERE s.sample_id = :sample AND v.reader = :reader AND v.role = :role
"""


def own_answers(store: Store, sample: int, reader: str, role: str) -> dict[str, dict[str, str]]:
    """Verdict, quote, page and note of one reader in one role, by item; stale answers are asked anew."""
    with store.reading() as connection:
        rows = connection.execute(text(_QUERY), {"sample": sample, "reader": reader, "role": role}).mappings().all()
    return {str(row["item"]): {name: str(row[name]) for name in ("verdict", "quote", "page", "note")} for row in rows}


def sample_names(store: Store) -> list[str]:
    """The samples of a store, the newest first."""
    asked = select(t.samples.c.name).order_by(t.samples.c.id.desc())
    with store.reading() as connection:
        return [str(name) for name in connection.execute(asked).scalars()]
