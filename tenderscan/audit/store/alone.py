"""One run at a time on a store: a lock that the system takes back from a run that was killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import text

from tenderscan.audit.store.open import Store, is_sqlite, told
from tenderscan.errors import StoreError

_KEY = 7_361_023
"""The number of the lock in PostgreSQL: the same for every tenderscan."""

_TAKEN = ("another audit is at work on this store.", "Wait until it ends, or stop it.")


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Be the only run on the store. Raises StoreError where another one is at work."""
    if is_sqlite(store):
        with _file(Path(str(store.results.url.database))):
            yield
    else:
        with _server(store):
            yield


@contextmanager
def _file(path: Path) -> Iterator[None]:
    """An exclusive lock on a small database beside the store: portable, and gone with its holder."""
    beside = path.with_name(f"{path.name}-run")
    try:
        lock = sqlite3.connect(beside, timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(*_TAKEN) from error
        raise StoreError(
            f"{beside.as_posix()} cannot be written ({error}).", "Check the folder and its disk."
        ) from error
    try:
        yield
    finally:
        lock.close()
        with suppress(OSError):
            beside.unlink()


@contextmanager
def _server(store: Store) -> Iterator[None]:
    with told(store.results.url), store.results.connect() as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():
            raise StoreError(*_TAKEN)
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})
            connection.commit()
