"""What is to be done: takes the work list and what the store knows, gives the dossiers that need work.

A dossier is left alone where its files have the same signature and its current result was made in the way that is
asked now. It is judged from its stored text where only the way of judging changed, and read where anything else did.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from sqlalchemy import insert, select, update

from tenderscan.audit.identity import Identity, inputs_of, reading_key, settings_of, way_of
from tenderscan.audit.metadata.names import name_facts
from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store
from tenderscan.audit.store.read import Known, best_facts, known
from tenderscan.audit.store.write import add, keep_facts
from tenderscan.audit.task import Task
from tenderscan.audit.worklist.entry import Entry
from tenderscan.audit.worklist.remote import is_url
from tenderscan.check import CheckOptions
from tenderscan.errors import UsageError

FAILED = "failed"
RETRIES = (FAILED,)
"""What --retry knows."""


@dataclass(frozen=True)
class Planned:
    """A dossier that needs work: its task (without what was read of it), whether its stored text serves, and `way`."""

    task: Task
    stored: bool
    way: str


@dataclass(frozen=True)
class Plan:
    """What a run has to do, and how many of the dossiers are done or failed already."""

    work: tuple[Planned, ...]
    done: int
    failed: int


def plan(
    store: Store,
    entries: Sequence[Entry],
    identity: Identity,
    options: CheckOptions,
    retry: Collection[str] = (),
    names: str | None = None,
    rehash: bool = False,
) -> Plan:
    """What of the work list needs work; new dossiers are put into the store. Raises UsageError for two of one name."""
    found = _entered(store, entries, names)
    with store.reading() as connection:
        given = best_facts(connection, ("sheet",))
        named = best_facts(connection, ("sheet", "name"))
    work: list[Planned] = []
    done = failed = 0
    for entry in entries:
        before = found[entry.name]
        own = _own_options(options, given.get(before.dossier, {}))
        fallback = _day(named.get(before.dossier, {}).get("date", "")) or options.as_of
        way = way_of(identity, {**settings_of(own), "as_of_else": fallback})
        same_files = entry.signature == before.signature and bool(before.content) and not rehash
        if same_files and before.inputs == inputs_of(entry.name, before.content, way) and before.state == "done":
            done += 1
        elif before.state == FAILED and before.tried == _tried(entry, way) and FAILED not in retry:
            failed += 1
        else:
            work.append(_planned(entry, before, identity, own, fallback, way, same_files=same_files))
    _wait(store, [item.task.dossier for item in work])
    return Plan(tuple(work), done, failed)


def tried(item: Planned) -> str:
    """The digest of how a dossier was tried: a failed one is not tried again in the same way."""
    return _tried(item.task.entry, item.way)


def _tried(entry: Entry, way: str) -> str:
    return inputs_of(entry.name, entry.signature, way)


def _planned(
    entry: Entry,
    before: Known,
    identity: Identity,
    options: CheckOptions,
    fallback: str | None,
    way: str,
    *,
    same_files: bool,
) -> Planned:
    stored = same_files and before.reading == reading_key(entry.name, before.content, identity.reading)
    current = bool(before.content) and before.inputs == inputs_of(entry.name, before.content, way)
    task = Task(
        dossier=before.dossier,
        entry=entry,
        options=options,
        fallback_day=fallback,
        reading=identity.reading,
        code=identity.code,
        attempt=0,
        content=before.content,
        known=before.content if current else "",
    )
    return Planned(task, stored, way)


def _entered(store: Store, entries: Sequence[Entry], names: str | None) -> dict[str, Known]:
    """What is known of the work list's dossiers, those that are new among them."""
    before = known(store)
    new = [entry for entry in entries if entry.name not in before]
    moved = [e for e in entries if e.name in before and before[e.name].location != e.location]
    for entry in moved:
        _refuse_twin(entry, before[entry.name])
    with store.writing() as connection:
        add(connection, t.dossiers, [_row(entry) for entry in new])
        for entry in moved:
            place = update(t.dossiers).where(t.dossiers.c.name == entry.name)
            connection.execute(place.values(location=entry.location, kind=entry.kind))
        ids = {str(row.name): int(row.id) for row in connection.execute(select(t.dossiers.c.name, t.dossiers.c.id))}
        if new:
            connection.execute(insert(t.work), [{"dossier_id": ids[e.name], "state": "waiting"} for e in new])
        for entry in entries if names else new:
            keep_facts(connection, ids[entry.name], "name", name_facts(entry.name, names))
    return known(store)


def _row(entry: Entry) -> dict[str, str]:
    # The signature is noted when the dossier is done: until then its files count as never seen.
    return {"name": entry.name, "kind": entry.kind, "location": entry.location, "signature": ""}


def _refuse_twin(entry: Entry, before: Known) -> None:
    """A folder that moved is the same dossier; two that are both there are not."""
    if not is_url(before.location) and Path(before.location).exists():
        raise UsageError(
            f'the store has another dossier called "{entry.name}", at {before.location}.',
            "Rename one of them, or use a store of its own.",
        )


def _own_options(options: CheckOptions, facts: Mapping[str, str]) -> CheckOptions:
    """The options of one dossier: what a sheet says of it comes before what the user says of all."""
    own: dict[str, object] = {"as_of": _day(facts.get("date", "")) or None}
    if facts.get("cpv"):
        own["cpv"] = tuple(facts["cpv"].split())
    if facts.get("country") and "country" in {field.name for field in fields(options)}:
        own["country"] = facts["country"].lower()
    return replace(options, **own)  # type: ignore[arg-type]


def _day(text: str) -> str:
    """A day out of a day or a year: of a year its first, on which no norm of later that year is held against anyone."""
    return f"{text}-01-01" if len(text) == 4 and text.isdigit() else text


def _wait(store: Store, dossiers: Sequence[int]) -> None:
    """Let dossiers wait for work; what failed before begins anew with its attempts."""
    with store.writing() as connection:
        for start in range(0, len(dossiers), 500):
            part = t.work.c.dossier_id.in_(dossiers[start : start + 500])
            over = t.work.c.state.in_(("failed", "done"))
            connection.execute(update(t.work).where(part & over).values(attempt=0))
            connection.execute(update(t.work).where(part).values(state="waiting"))
