"""Writes outcomes: each dossier in one transaction, whole; the same outcome written twice leaves the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from tenderscan.audit.identity import Identity
from tenderscan.audit.moment import now
from tenderscan.audit.store import tables as t
from tenderscan.audit.store import text_tables as tt
from tenderscan.audit.store.open import Store
from tenderscan.audit.task import FAILED, SAME, Failure, Outcome, Row
from tenderscan.model.rule import Criterion, Rulebook


def clean(value: Any) -> Any:
    """A value as every database takes it: no zero bytes, no half characters."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return value


def cleaned(row: Row) -> dict[str, Any]:
    """A row whose values every database takes."""
    return {name: clean(value) for name, value in row.items()}


def add(connection: Connection, table: Table, rows: Iterable[Row], **more: Any) -> None:
    """Insert rows, each with more columns; none is no statement."""
    full = [{**cleaned(row), **more} for row in rows]
    if full:
        connection.execute(insert(table), full)


def keep_texts(store: Store, name: str, outcome: Outcome) -> None:
    """Keep what was read. Before the result: a run that ends in between leaves a text too many, never one too few."""
    if outcome.packed is None:
        return
    key = str(outcome.result["reading"])
    with store.writing_texts() as connection:
        connection.execute(delete(tt.texts).where(tt.texts.c.reading_key == key))
        connection.execute(delete(tt.readings).where(tt.readings.c.key == key))
        connection.execute(insert(tt.readings).values(key=key, packed=outcome.packed))
        rows = [{"document": path, "sha256": sha256, "text": text} for path, sha256, text in outcome.texts]
        add(connection, tt.texts, rows, reading_key=key, dossier=clean(name))


def keep_outcome(store: Store, outcome: Outcome, run: int, signature: str, tried: str, more: Row) -> None:
    """Keep what came of a dossier, and that it is done. `more` are the columns of the result that the run knows."""
    with store.writing() as connection:
        if outcome.state == FAILED:
            if outcome.failure is not None:
                _fail(connection, outcome.dossier, run, outcome.failure)
            state = "failed"
        else:
            if outcome.state != SAME:
                _keep_result(connection, outcome, run, more)
            state = "done"
        connection.execute(update(t.dossiers).where(t.dossiers.c.id == outcome.dossier).values(signature=signature))
        settle(connection, outcome.dossier, state, tried)


def settle(connection: Connection, dossier: int, state: str, tried: str | None = None) -> None:
    """Say what became of the work on a dossier; the lease ends."""
    values: dict[str, Any] = {"state": state, "owner": None, "until": None}
    if tried is not None:
        values["tried"] = tried
    connection.execute(update(t.work).where(t.work.c.dossier_id == dossier).values(**values))


def put_back(store: Store, dossier: int, run: int, attempt: int, failure: Failure) -> None:
    """Note an attempt that was lost, and let the dossier wait for the next one."""
    with store.writing() as connection:
        _fail(connection, dossier, run, failure, attempt)
        settle(connection, dossier, "waiting")


def lease(store: Store, dossiers: Sequence[int], run: int, until: str) -> None:
    """Take dossiers for a run until a moment; each lease is an attempt."""
    if not dossiers:
        return
    taken = {"state": "leased", "owner": run, "until": until, "attempt": t.work.c.attempt + 1}
    with store.writing() as connection:
        connection.execute(update(t.work).where(t.work.c.dossier_id.in_(dossiers)).values(**taken))


def begin_run(store: Store, identity: Identity, settings: str) -> int:
    """Note that a run begins; leases of runs that are gone are void."""
    row = {"started": now(), "state": "running", "tool": identity.tool, "rulebook": identity.rulebook}
    with store.writing() as connection:
        connection.execute(update(t.runs).where(t.runs.c.state == "running").values(state="broken"))
        void = {"state": "waiting", "owner": None, "until": None}
        connection.execute(update(t.work).where(t.work.c.state == "leased").values(**void))
        found = connection.execute(insert(t.runs).values(**row, settings=settings).returning(t.runs.c.id))
        return int(found.scalar_one())


def end_run(store: Store, run: int, state: str) -> None:
    """Note how a run ended (done or stopped); what it still had waits."""
    with store.writing() as connection:
        connection.execute(update(t.runs).where(t.runs.c.id == run).values(ended=now(), state=state))
        void = {"state": "waiting", "owner": None, "until": None}
        connection.execute(update(t.work).where(t.work.c.owner == run).values(**void))


def keep_codebook(store: Store, rulebook: Rulebook) -> None:
    """Keep the criteria of a rulebook, once."""
    with store.writing() as connection:
        known = select(t.criteria.c.id).where(t.criteria.c.rules == rulebook.sha256).limit(1)
        if connection.execute(known).first():
            return
        rows = [
            {
                "id": criterion.id,
                "position": position,
                "theme": criterion.theme,
                "titles": _by_language(criterion.title),
                "why": _by_language(criterion.why),
                "places": _by_language(criterion.where),
                "since": _since(criterion),
            }
            for position, criterion in enumerate(rulebook.criteria)
        ]
        add(connection, t.criteria, rows, rules=rulebook.sha256)


def keep_facts(connection: Connection, dossier: int, source: str, facts: Mapping[str, str]) -> None:
    """Keep facts from one source; what that source said before is gone."""
    own = (t.facts.c.dossier_id == dossier) & (t.facts.c.source == source)
    connection.execute(delete(t.facts).where(own))
    rows = [{"field": field, "value": value} for field, value in facts.items() if value]
    add(connection, t.facts, rows, dossier_id=dossier, source=source)


def _fail(connection: Connection, dossier: int, run: int, failure: Failure, attempt: int | None = None) -> None:
    if attempt is None:
        asked = select(t.work.c.attempt).where(t.work.c.dossier_id == dossier)
        attempt = int(connection.execute(asked).scalar_one())
    row = {"status": failure.status, "path": clean(failure.path), "reason": clean(failure.reason), "at": now()}
    connection.execute(insert(t.failures).values(dossier_id=dossier, run_id=run, attempt=attempt, **row))


def _keep_result(connection: Connection, outcome: Outcome, run: int, more: Row) -> None:
    own = t.results.c.dossier_id == outcome.dossier
    connection.execute(update(t.results).where(own & t.results.c.current).values(current=False))
    same = own & (t.results.c.inputs == more["inputs"])
    known = connection.execute(select(t.results.c.id).where(same)).scalar()
    if known is not None:
        # The same inputs give the same result: it was made before, and is current again.
        connection.execute(update(t.results).where(t.results.c.id == known).values(current=True))
        return
    row = {**outcome.result, **more, "seconds": round(outcome.seconds, 3), "made": now(), "current": True}
    made = insert(t.results).values(dossier_id=outcome.dossier, run_id=run, **cleaned(row)).returning(t.results.c.id)
    result = int(connection.execute(made).scalar_one())
    connection.execute(insert(t.reports).values(result_id=result, packed=outcome.report))
    for table, rows in (
        (t.documents, outcome.documents),
        (t.findings, outcome.findings),
        (t.evidence, outcome.evidence),
    ):
        add(connection, table, rows, result_id=result)
    if outcome.packed is not None:
        for source in ("notice", "text"):
            told = {str(f["field"]): str(f["value"]) for f in outcome.facts if f["source"] == source}
            keep_facts(connection, outcome.dossier, source, told)


def _by_language(texts: Mapping[str, str]) -> str:
    return json.dumps(dict(texts), ensure_ascii=False, sort_keys=True)


def _since(criterion: Criterion) -> str:
    """The first day on which any source of a criterion holds; empty where one of them always did."""
    days = [source.valid_from for source in criterion.sources]
    return min(days) if days and all(days) else ""
