"""The items of a sample as a reader at home gets them: without the tool's verdict, in an order of the reader's own."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from tenderscan.audit.review.sample import DISPUTED
from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store
from tenderscan.errors import UsageError

VERDICTS = ("met", "weak", "contradicted", "missing", "not-applicable", "undecided")
"""What a reader may answer."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question to a reader: does this dossier ask this criterion? With the codebook's words, and nothing of the tool.

    `reading` is the key under which the dossier's text is kept.
    """

    item: str
    dossier: str
    criterion: str
    theme: str
    title: str
    why: str
    place: str
    reading: str


def sample_id(store: Store, name: str | None) -> int:
    """The sample of a name, or the newest one. Raises UsageError where there is none."""
    asked = select(t.samples.c.id).order_by(t.samples.c.id.desc())
    if name is not None:
        asked = asked.where(t.samples.c.name == name)
    with store.reading() as connection:
        found = connection.execute(asked.limit(1)).scalar()
    if found is None:
        what = f'there is no sample called "{name}".' if name else "no sample was drawn yet."
        raise UsageError(what, "Draw one: tenderscan audit review sample --store URL --size 200 --seed 1.")
    return int(found)


def items(store: Store, sample: int, reader: str, language: str) -> list[Item]:
    """The items for a reader: dossier by dossier, those on which the tool's readers disagree first, else shuffled."""
    s, c = t.sample_items.c, t.criteria.c
    asked = (
        select(
            s.item, t.dossiers.c.name, s.criterion, s.stratum, s.counts, c.theme, c.titles, c.why, c.places,
            t.results.c.reading, t.samples.c.seed,
        )
        .join(t.dossiers, t.dossiers.c.id == s.dossier_id)
        .join(t.results, t.results.c.id == s.result_id)
        .join(t.samples, t.samples.c.id == s.sample_id)
        .join(t.criteria, (c.rules == t.results.c.rules) & (c.id == s.criterion))
        .where(s.sample_id == sample)
        .order_by(t.dossiers.c.name, s.criterion)
    )  # fmt: skip
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    if not rows:
        return []
    chance = random.Random(f"{rows[0].seed}:{reader}")
    first = {row.name for row in rows if row.stratum == DISPUTED and row.counts}
    places = {name: chance.random() for name in sorted({row.name for row in rows})}
    ordered = sorted(rows, key=lambda row: (row.name not in first, places[row.name], chance.random()))
    return [_item(row, language) for row in ordered]


def _item(row: Any, language: str) -> Item:
    def said(raw: str) -> str:
        texts = json.loads(raw)
        return str(texts.get(language) or next(iter(texts.values()), ""))

    return Item(
        row.item, row.name, row.criterion, row.theme, said(row.titles), said(row.why), said(row.places), row.reading
    )
