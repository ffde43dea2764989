"""Metadata as a sheet for people and for OpenRefine: out of the store, and back into it after it was worked on.

One row a dossier, named in the column `dossier`. What a person wrote outranks every other source; a cell that says
what the store knew already is no claim of that person.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import delete, insert, select

from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store
from tenderscan.audit.store.read import best_facts
from tenderscan.audit.store.views import FIELDS
from tenderscan.audit.store.write import clean
from tenderscan.errors import UsageError
from tenderscan.reports.csv import harmless

NAMED = 5
"""Wrong rows that an error names."""

_YEAR = re.compile(r"(19|20)\d\d")
_CPV = re.compile(r"\d{2,8}")


@dataclass(frozen=True)
class Imported:
    """What an import changed: dossiers and facts; names in the sheet that the store does not know."""

    dossiers: int
    facts: int
    unknown: tuple[str, ...]


def exported(store: Store) -> str:
    """The sheet as CSV: dossier, kind, the fields, and beside them where each is known from."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["dossier", "kind", *FIELDS, *(f"{field}_source" for field in FIELDS)])
    with store.reading() as connection:
        best = best_facts(connection)
        sources = _sources(connection.execute(select(t.facts.c.dossier_id, t.facts.c.field, t.facts.c.source)))
        for row in connection.execute(select(t.dossiers).order_by(t.dossiers.c.name)):
            own, told = best.get(row.id, {}), sources.get(row.id, {})
            cells = [row.name, row.kind, *(own.get(f, "") for f in FIELDS), *(told.get(f, "") for f in FIELDS)]
            writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def imported(store: Store, path: Path, *, skip_unknown: bool = False) -> Imported:
    """Take a sheet into the store, whole or not at all. Raises UsageError for one that is no sheet, or wrong."""
    rows = _rows(path)
    with store.writing() as connection:
        ids = {row.name: row.id for row in connection.execute(select(t.dossiers.c.name, t.dossiers.c.id))}
        unknown = tuple(row["dossier"] for row in rows if row["dossier"] not in ids)
        if unknown and not skip_unknown:
            named = ", ".join(f'"{name}"' for name in unknown[:NAMED])
            what = f"{path.name} names {len(unknown)} dossiers that the store does not have ({named})."
            raise UsageError(what, "Correct their names, or pass over them with --skip-unknown.")
        best = best_facts(connection)
        other = best_facts(connection, ("notice", "text", "name"))
        changed: set[int] = set()
        facts = 0
        for row in rows:
            dossier = ids.get(row["dossier"])
            if dossier is None:
                continue
            for field, value in _checked(row, path.name).items():
                if value == best.get(dossier, {}).get(field, ""):
                    continue
                own = (t.facts.c.dossier_id == dossier) & (t.facts.c.field == field) & (t.facts.c.source == "sheet")
                connection.execute(delete(t.facts).where(own))
                if value and value != other.get(dossier, {}).get(field, ""):
                    fact = {"field": field, "source": "sheet", "value": clean(value)}
                    connection.execute(insert(t.facts).values(dossier_id=dossier, **fact))
                changed.add(dossier)
                facts += 1
    return Imported(len(changed), facts, unknown)


def gaps(store: Store, fields: Iterable[str] = ("authority", "date", "cpv")) -> list[tuple[str, str]]:
    """The dossiers that lack a field that tables are made by: field and name, field by field."""
    with store.reading() as connection:
        best = best_facts(connection)
        names = connection.execute(select(t.dossiers.c.id, t.dossiers.c.name).order_by(t.dossiers.c.name)).all()
    return [(field, name) for field in fields for dossier, name in names if not best.get(dossier, {}).get(field)]


def _sources(rows: Iterable[tuple[int, str, str]]) -> dict[int, dict[str, str]]:
    rank = {source: number for number, source in enumerate(("name", "text", "notice", "sheet"))}
    found: dict[int, dict[str, str]] = {}
    for dossier, field, source in rows:
        own = found.setdefault(dossier, {})
        if field not in own or rank[source] > rank[own[field]]:
            own[field] = source
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path.as_posix()} cannot be read ({error.strerror}).", "Check its name.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.as_posix()} is no text in UTF-8.", "Save it as CSV UTF-8.") from error
    try:
        dialect = csv.Sniffer().sniff(text.partition("\n")[0], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text), dialect=dialect)
    heads = reader.fieldnames or []
    if "dossier" not in heads or not set(heads) & set(FIELDS):
        advice = f'It needs a column "dossier" and some of: {", ".join(FIELDS)}.'
        raise UsageError(f"{path.name} is no sheet of metadata.", advice)
    rows = [{name: (value or "").strip() for name, value in row.items() if name} for row in reader]
    # What the export guarded against being a formula is taken back as it was.
    return [{name: value[1:] if value.startswith("'") else value for name, value in row.items()} for row in rows]


def _checked(row: Mapping[str, str], name: str) -> dict[str, str]:
    """The fields of a row, checked. Raises UsageError."""
    found = {field: row[field] for field in FIELDS if field in row}
    day = found.get("date", "")
    if day and not _YEAR.fullmatch(day):
        try:
            date.fromisoformat(day)
        except ValueError as error:
            what = f'{name} gives "{day}" as the date of "{row["dossier"]}".'
            raise UsageError(what, "Write a day as 2019-05-31, or a year as 2019.") from error
    wrong = [code for code in found.get("cpv", "").split() if not _CPV.fullmatch(code.partition("-")[0])]
    if wrong:
        what = f'{name} gives "{wrong[0]}" as a CPV code of "{row["dossier"]}".'
        raise UsageError(what, "Give its eight digits, such as 45233222.")
    return found
