"""Opens a store by its URL: takes SQLAlchemy's way of writing one, gives engines whose tables are up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from tenderscan.audit.extras import need
from tenderscan.audit.store.migrate import upgrade
from tenderscan.errors import StoreError

NETWORKS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "webdav",
        "davfs",
        "9p",
        "fuse.sshfs",
        "fuse.rclone",
    }
)
"""Kinds of file systems that are on another machine: SQLite's locks and shared memory do not hold there."""

PATIENCE = 30.0
"""Seconds that a writer waits for another one."""

TEXTS = "texts"
"""The schema of full texts in PostgreSQL."""


@dataclass(frozen=True)
class Store:
    """The results, and beside them the full texts."""

    results: Engine
    texts: Engine

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction on the results, whole or not at all. Raises StoreError."""
        with told(self.results.url), _transaction(self.results) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The results, to read. Raises StoreError."""
        with told(self.results.url), self.results.connect() as connection:
            yield connection

    @contextmanager
    def writing_texts(self) -> Iterator[Connection]:
        """One transaction on the full texts. Raises StoreError."""
        with told(self.texts.url), _transaction(self.texts) as connection:
            yield connection

    @contextmanager
    def reading_texts(self) -> Iterator[Connection]:
        """The full texts, to read. Raises StoreError."""
        with told(self.texts.url), self.texts.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.results.dispose()
        self.texts.dispose()


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def open_store(url: str, texts: str | None = None, *, make: bool = False) -> Store:
    """The store at a URL, with its tables; `make` makes one that is not there.

    `texts` is the URL of full texts: for SQLite a file beside the store's, for PostgreSQL a schema of the same
    database, unless it is given. Raises StoreError for a URL that is none, a store that is not there, of a newer
    tenderscan, on a network share, or not to be reached.
    """
    own = _url(url)
    beside = _url(texts) if texts else _beside(own)
    for each in (own, beside):
        _check(each, make=make)
    store = Store(_engine(own), _engine(beside, schema=None if texts or _is_sqlite(own) else TEXTS))
    try:
        with told(own):
            upgrade(store.results, "results", make=make)
            upgrade(store.texts, "texts", make=make)
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def told(url: URL) -> Iterator[None]:
    """What a database raises as one plain sentence with what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _said(url, error) from error
    except SQLAlchemyError as error:
        raise StoreError(f"the store {shown(url)} could not be used ({_first(error)}).", "Check its URL.") from error


def shown(url: URL) -> str:
    """A URL without its password."""
    return url.render_as_string(hide_password=True)


def files_of(raw: str, texts: str | None) -> tuple[Path, ...]:
    """The files that a store makes, where it is kept in files. Raises StoreError for a URL that is none."""
    own = _url(raw)
    found = [
        Path(str(url.database)).resolve() for url in (own, _url(texts) if texts else _beside(own)) if _is_sqlite(url)
    ]
    return tuple(path.with_name(path.name + end) for path in found for end in ("", "-wal", "-shm", "-journal", "-run"))


def is_sqlite(store: Store) -> bool:
    """Whether the store is a file."""
    return _is_sqlite(store.results.url)


def _said(url: URL, error: DBAPIError) -> StoreError:
    cause = str(error.orig).strip()
    if "full" in cause or "No space left" in cause:
        what = f"the disk of the store {shown(url)} is full."
        return StoreError(what, "Make room and start again: what was finished is kept.")
    if "locked" in cause:
        return StoreError(f"another program keeps the store {shown(url)} locked.", "Close it and start again.")
    if "readonly" in cause or "read-only" in cause:
        return StoreError(f"the store {shown(url)} cannot be written to.", "Check who may write to it.")
    if "not a database" in cause or "malformed" in cause:
        return StoreError(f"{shown(url)} is no store, or it is damaged.", "Name another file.")
    first = cause.splitlines()[0] if cause else type(error).__name__
    return StoreError(f"the store {shown(url)} could not be used ({first}).", "Check that it is there and running.")


def _first(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _url(raw: str) -> URL:
    try:
        url = make_url(raw)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        advice = "Write it as sqlite:///audit.db or postgresql+psycopg://user@host/name."
        raise StoreError(f'"{raw}" is no URL of a store.', advice) from error
    except ModuleNotFoundError:
        need("postgresql")
        raise
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            f"a store is kept in SQLite or PostgreSQL, not in {url.get_backend_name()}.", "Name one of them."
        )
    if _is_sqlite(url) and url.database in (None, "", ":memory:"):
        raise StoreError("a store in memory would be gone at the end.", "Name a file: sqlite:///audit.db.")
    return url


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _beside(url: URL) -> URL:
    if not _is_sqlite(url):
        return url
    path = Path(str(url.database))
    return url.set(database=path.with_name(f"{path.stem}-texts{path.suffix or '.db'}").as_posix())


def _check(url: URL, *, make: bool) -> None:
    if not _is_sqlite(url):
        return
    path = Path(str(url.database))
    if path.is_dir():
        raise StoreError(f"{path.as_posix()} is a folder.", "Name a file for the store.")
    if not path.exists() and not make:
        raise StoreError(
            f"there is no store at {path.as_posix()}.", "Make one with tenderscan audit FOLDER --store URL."
        )
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent.as_posix()}.", "Make it, or name another file.")
    kind = _file_system(path.parent.resolve())
    if kind in NETWORKS:
        raise StoreError(
            f"{path.as_posix()} is on a network share ({kind}), where SQLite loses data.",
            "Name a file on this machine's own disk, or use PostgreSQL.",
        )


def _file_system(folder: Path) -> str:
    """The kind of file system that a folder is on, or nothing where the system does not tell."""
    if folder.as_posix().startswith("//"):
        return "smb"
    try:
        parts = psutil.disk_partitions(all=True)
    except OSError:
        return ""
    found = [p for p in parts if folder == Path(p.mountpoint) or folder.is_relative_to(p.mountpoint)]
    best = max(found, key=lambda p: len(p.mountpoint), default=None)
    if best is None:
        return ""
    return "smb" if "remote" in best.opts.split(",") else best.fstype.lower()


def _engine(url: URL, schema: str | None = None) -> Engine:
    if _is_sqlite(url):
        engine = create_engine(url, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    options = f"-csearch_path={schema}" if schema else ""
    engine = create_engine(url, connect_args={"options": options} if options else {}, pool_pre_ping=True)
    if schema:
        with told(url), create_engine(url).begin() as connection:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
    return engine


def _prepare(connection: Any, _: object) -> None:
    """SQLite as a store needs it: readers beside one writer, and no loss where a process is killed."""
    if isinstance(connection, sqlite3.Connection):
        # Transactions are begun by us alone (`_begin`), so that a writer takes its lock at once.
        connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
