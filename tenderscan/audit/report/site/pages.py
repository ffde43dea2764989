"""What a page of the site shows, as plain nouns; takes rows of the store, gives the page on one dossier."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from tenderscan.audit.report.masks import Masks
from tenderscan.audit.report.standing import Standing
from tenderscan.audit.store import tables as t

ORDER = ("contradicted", "missing", "weak", "met", "undecided")
"""Verdicts that a dossier's page shows, those that are held against somebody first."""

NEAR = 2
"""Near misses shown under what was not found."""


@dataclass(frozen=True)
class Passage:
    """A quote in its context (blacked out where needed), its place, and the name of its picture or nothing."""

    before: str
    quote: str
    after: str
    document: str
    page: int | None
    section: str
    boxes: str = field(default="", repr=False)
    crop: str = ""


@dataclass(frozen=True)
class Shown:
    """A criterion on a dossier's page."""

    row: Standing
    title: str
    passages: tuple[Passage, ...]
    near: tuple[Passage, ...]


@dataclass(frozen=True)
class Paper:
    """A document as a dossier's page lists it; `rejected` says why it was not read."""

    path: str
    sha256: str
    media_type: str
    pages: int | None
    unread_pages: str
    rejected: str


@dataclass(frozen=True)
class DossierPage:
    """All that the page on one dossier shows."""

    name: str
    file: str
    location: str
    kind: str
    because: str
    rows: tuple[Standing, ...]
    shown: tuple[Shown, ...]
    papers: tuple[Paper, ...]

    @property
    def head(self) -> Standing:
        """A row, for what all of them share."""
        return self.rows[0]

    def count(self, verdict: str) -> int:
        """How many criteria have a verdict."""
        return sum(row.verdict == verdict for row in self.rows)


def slug(number: int, name: str) -> str:
    """A file name that every system takes: a number that is never given twice, and what a name has in plain letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{number:06}-{re.sub(r'[^A-Za-z0-9]+', '-', plain).strip('-').lower()[:60] or 'dossier'}"


def dossier_page(
    connection: Connection, number: int, rows: Sequence[Standing], titles: Mapping[str, str], masks: Masks
) -> DossierPage:
    """The page on one dossier out of its rows (at least one) and the store; `number` is that of the dossier there."""
    d = t.dossiers.c
    place = connection.execute(select(d.location, d.kind).where(d.id == number)).one()
    r = t.results.c
    result = connection.execute(select(r.id, r.held_because).where(r.dossier_id == number, r.current)).one()
    evidence = _evidence(connection, int(result.id), masks)
    shown = []
    for row in sorted(rows, key=lambda row: (*ORDER, row.verdict).index(row.verdict)):
        if row.verdict in ORDER:
            own = evidence.get((row.criterion, "evidence"), ())
            near = evidence.get((row.criterion, "near-miss"), ())[:NEAR] if not own else ()
            shown.append(Shown(row, titles.get(row.criterion, row.criterion), tuple(own), tuple(near)))
    x = t.documents.c
    asked = select(x.path, x.sha256, x.media_type, x.pages, x.unread_pages, x.rejected).where(x.result_id == result.id)
    papers = [Paper(*row[:5], row[5] or "") for row in connection.execute(asked.order_by(x.id))]
    name = rows[0].dossier
    because = masks.masked(str(result.held_because))
    return DossierPage(
        name,
        slug(number, name),
        str(place.location),
        str(place.kind),
        because,
        tuple(rows),
        tuple(shown),
        tuple(papers),
    )


def criterion_titles(connection: Connection, language: str) -> dict[str, str]:
    """The criteria's titles in a language, those of the newest rules last, which win."""
    found: dict[str, str] = {}
    for row in connection.execute(select(t.criteria.c.id, t.criteria.c.titles)):
        titles = json.loads(row.titles)
        found[row.id] = titles.get(language) or next(iter(titles.values()), row.id)
    return found


def _evidence(connection: Connection, result: int, masks: Masks) -> dict[tuple[str, str], list[Passage]]:
    e = t.evidence.c
    asked = select(t.evidence).where(e.result_id == result).order_by(e.criterion, e.kind, e.rank)
    found: dict[tuple[str, str], list[Passage]] = {}
    for row in connection.execute(asked):
        before, quote, after = _blacked(row.before, row.quote, row.after, masks)
        passage = Passage(before, quote, after, row.document, row.page, masks.masked(row.section), row.boxes)
        found.setdefault((row.criterion, row.kind), []).append(passage)
    return found


def _blacked(before: str, quote: str, after: str, masks: Masks) -> tuple[str, str, str]:
    """The three parts blacked out as one text, so that a name across their borders is found."""
    whole = before + quote + after
    covered = [False] * len(whole)
    for start, end in masks.spans(whole):
        covered[start:end] = [True] * (end - start)
    letters = ["█" if hidden and not sign.isspace() else sign for sign, hidden in zip(whole, covered, strict=True)]
    first, second = len(before), len(before) + len(quote)
    return "".join(letters[:first]), "".join(letters[first:second]), "".join(letters[second:])
