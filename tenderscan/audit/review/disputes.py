"""Where two readers differ: takes a sample, gives a sheet for a third one who decides, and the items for agreement."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import text

from tenderscan.audit.store.open import Store

HEADS = ("item", "dossier", "criterion", "title", "readings")
"""Columns of an adjudicator's sheet before those to fill in."""

_QUERY = """
SELECT s.item, d.name AS dossier, s.criterion, c.titles, v.reader, v.role, v.verdict, v.quote, v.page, v.note
FROM sample_items s
JOIN dossiers d ON d.id = s.dossier_id
JOIN results r ON r.id = s.result_id
JOIN criteria c ON c.rules = r.rules AND c.id = s.criterion
JOIN review_latest v ON v.dossier_id = s.dossier_id AND v.criterion = s.criterion AND NOT v.stale
WHERE s.sample_id = :sample
ORDER BY d.name, s.criterion, v.reader
"""


def answers(store: Store, sample: int) -> dict[str, list[Mapping[str, str]]]:
    """What each reader answered, by criterion: an item a mapping of reader to verdict; stale answers are left out."""
    items: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in _rows(store, sample):
        if row["role"] == "reader":
            items[str(row["criterion"]), str(row["item"])][str(row["reader"])] = str(row["verdict"])
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for (criterion, _), own in sorted(items.items()):
        found[criterion].append(own)
    return dict(found)


def disputes(store: Store, sample: int, language: str) -> list[dict[str, str]]:
    """The items on which readers differ and nobody decided yet, with what each says; the readers are not named."""
    items: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in _rows(store, sample):
        items[str(row["item"])].append(row)
    found = []
    for own in items.values():
        readers = [row for row in own if row["role"] == "reader"]
        if len({row["verdict"] for row in readers}) < 2 or len(readers) < len(own):
            continue
        titles = json.loads(str(readers[0]["titles"]))
        # In an order of the item's own: the first is not always the same person.
        mixed = sorted(readers, key=lambda row: hashlib.sha256(f"{row['item']}{row['reader']}".encode()).digest())
        told = "\n\n".join(_told(number, row) for number, row in enumerate(mixed, start=1))
        head = {name: str(readers[0][name]) for name in ("item", "dossier", "criterion")}
        found.append({**head, "title": titles.get(language) or next(iter(titles.values())), "readings": told})
    return found


def _told(number: int, row: Mapping[str, object]) -> str:
    parts = [f"{number}: {row['verdict']}", *(str(row[name]) for name in ("quote", "page", "note") if row[name])]
    return " | ".join(parts)


def _rows(store: Store, sample: int) -> list[Mapping[str, object]]:
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(text(_QUERY), {"sample": sample}).mappings()]
