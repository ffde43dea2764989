"""Takes what readers wrote into the store: rows are added, a change of mind is a new revision, nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from tenderscan.audit.moment import now
from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store
from tenderscan.audit.store.write import cleaned
from tenderscan.errors import UsageError

READER, ADJUDICATOR = "reader", "adjudicator"
ROLES = (READER, ADJUDICATOR)

_KEPT = ("dossier_id", "criterion", "reader", "role", "verdict", "quote", "page", "sample_id")

NAMED = 5
"""Unknown items that an error names."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a sheet brought: new answers, changed ones, and those that were there already."""

    new: int
    changed: int
    same: int


def merge(store: Store, reader: str, role: str, answers: Sequence[Mapping[str, str]]) -> Merged:
    """Take a reader's answers, all or none. Raises UsageError for items of another store."""
    new = changed = same = 0
    with store.writing() as connection:
        known = _items(connection)
        unknown = [answer["item"] for answer in answers if answer["item"] not in known]
        if unknown:
            named = ", ".join(unknown[:NAMED])
            raise UsageError(
                f"the sheet has {len(unknown)} items that this store never gave out ({named}).", "Name its own store."
            )
        for answer in answers:
            item = known[answer["item"]]
            before = _latest(connection, item, reader, role)
            row = {name: answer.get(name, "") for name in ("verdict", "quote", "page", "note")}
            if before is not None and {**row, "inputs": item["inputs"]} == {n: before[n] for n in (*row, "inputs")}:
                same += 1
                continue
            revision = 1 if before is None else int(str(before["revision"])) + 1
            add_review(connection, {**item, **row, "reader": reader, "role": role, "revision": revision})
            new, changed = new + (before is None), changed + (before is not None)
    return Merged(new, changed, same)


def keep(store: Store) -> int:
    """Carry reviews over to new results in which all that their readers judged is as it was; give their number.

    The content of the dossier and the finding itself (verdict, reasons, quotes) must be the same: then a change of
    rules elsewhere does not undo a person's work. Each is a revision of its own, with a note.
    """
    v, old, new = t.reviews.c, t.results.alias("old"), t.results.alias("new")
    before, after = t.findings.alias("before"), t.findings.alias("after")
    asked = (
        select(t.reviews, new.c.id.label("new_result"), new.c.inputs.label("new_inputs"))
        .join(old, old.c.id == v.result_id)
        .join(new, (new.c.dossier_id == v.dossier_id) & new.c.current)
        .join(before, (before.c.result_id == old.c.id) & (before.c.criterion == v.criterion))
        .join(after, (after.c.result_id == new.c.id) & (after.c.criterion == v.criterion))
        .where(v.inputs != new.c.inputs, old.c.content == new.c.content, before.c.digest == after.c.digest)
    )
    kept = 0
    with store.writing() as connection:
        for row in connection.execute(asked).mappings().all():
            latest = _latest(connection, dict(row), row["reader"], row["role"])
            if latest is None or latest["id"] != row["id"]:
                continue
            note = f"{row['note']} [kept after a re-audit: same text, same finding]".strip()
            again = {name: row[name] for name in _KEPT}
            more = {
                "revision": row["revision"] + 1,
                "result_id": row["new_result"],
                "inputs": row["new_inputs"],
                "note": note,
            }
            add_review(connection, {**again, **more})
            kept += 1
    return kept


def add_review(connection: Connection, row: Mapping[str, object]) -> None:
    """Add one row."""
    columns = {column.name for column in t.reviews.columns} - {"id"}
    values = {name: value for name, value in row.items() if name in columns}
    connection.execute(insert(t.reviews).values(**cleaned({**values, "at": now()})))


def _items(connection: Connection) -> dict[str, dict[str, object]]:
    s = t.sample_items.c
    asked = select(s.item, s.sample_id, s.dossier_id, s.criterion, s.result_id, t.results.c.inputs)
    rows = connection.execute(asked.join(t.results, t.results.c.id == s.result_id)).mappings()
    return {str(row["item"]): dict(row) for row in rows}


def _latest(connection: Connection, item: Mapping[str, object], reader: str, role: str) -> Mapping[str, object] | None:
    v = t.reviews.c
    same = (v.dossier_id == item["dossier_id"]) & (v.criterion == item["criterion"])
    asked = select(t.reviews).where(same, v.reader == reader, v.role == role).order_by(v.revision.desc()).limit(1)
    row = connection.execute(asked).mappings().first()
    return dict(row) if row is not None else None
