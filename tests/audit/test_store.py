"""The store: opened by URL, migrated, refused in one sentence, and never half written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from tenderscan.audit.run import RunOptions, run
from tenderscan.audit.store import open as opening
from tenderscan.audit.store import tables, text_tables
from tenderscan.audit.store.alone import alone
from tenderscan.audit.store.open import Store, open_store
from tenderscan.audit.worklist import dossiers
from tenderscan.cli import run as command
from tenderscan.errors import StoreError
from tests.audit.conftest import Here


def test_the_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    for engine, metadata in ((store.results, tables.metadata), (store.texts, text_tables.metadata)):
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": False})
            assert compare_metadata(context, metadata) == []


def ours(name: str | None, kind: str, parents: object) -> bool:
    """Whether a table or index is described in the code: what is there for searching is made by hand."""
    known = {**tables.metadata.tables, **text_tables.metadata.tables}
    return name in known if kind == "table" else not (name or "").endswith("_words")


def test_a_store_is_opened_again_and_full_texts_are_apart(store_url: str) -> None:
    open_store(store_url, make=True).close()
    store = open_store(store_url)
    with store.reading() as connection, pytest.raises(DBAPIError):
        connection.execute(text("SELECT * FROM readings"))
    store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("audit.db", "is no URL"),
        ("mysql://x/y", "SQLite or PostgreSQL"),
        ("sqlite://", "in memory"),
        ("sqlite:///{folder}", "is a folder"),
        ("sqlite:///{folder}/none/audit.db", "no folder"),
        ("sqlite:///{folder}/text.db", "no store"),
    ],
)
def test_what_is_no_store_is_said_in_one_sentence(tmp_path: Path, url: str, said: str) -> None:
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked at\n" * 40, encoding="utf-8")
    with pytest.raises(StoreError) as error:
        open_store(url.format(folder=tmp_path.as_posix()), make=True)
    assert said in error.value.sentence()
    assert error.value.advice


def test_a_store_is_not_made_by_reading_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(f"sqlite:///{tmp_path / 'audit.db'}")
    assert not list(tmp_path.iterdir())


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as error:
        open_store("postgresql+psycopg://me:secret@127.0.0.1:1/none?connect_timeout=1", make=True)
    assert "secret" not in error.value.sentence()


def test_a_store_of_a_newer_version_is_refused(store: Store, store_url: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'results_999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(store_url)


def test_sqlite_on_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Part:
        mountpoint, fstype, opts = str(tmp_path.resolve()), "nfs4", "rw"

    monkeypatch.setattr(opening.psutil, "disk_partitions", lambda all: [Part])
    with pytest.raises(StoreError, match=r"network share \(nfs4\)"):
        open_store(f"sqlite:///{tmp_path / 'audit.db'}", make=True)


def test_two_runs_on_one_store_are_refused(store: Store, store_url: str) -> None:
    other = open_store(store_url)
    with alone(store), pytest.raises(StoreError, match="another audit"), alone(other):
        pass
    with alone(other):
        pass
    other.close()


def test_reviews_are_never_changed(store: Store, folder: Path, here: Here) -> None:
    run(store, dossiers(str(folder), only=("*.md",)), RunOptions(), lambda: here)
    values = {"verdict": "met", "criterion": "c", "reader": "an", "role": "reader", "revision": 1}
    empty = dict.fromkeys(("inputs", "quote", "page", "note", "at"), "")
    with store.writing() as connection:
        connection.execute(insert(tables.reviews).values(dossier_id=1, result_id=1, **values, **empty))
    for change in ("UPDATE reviews SET verdict = 'weak'", "DELETE FROM reviews"):
        with pytest.raises(StoreError, match="never changed"), store.writing() as connection:
            connection.execute(text(change))


def test_a_full_disk_is_said_and_what_was_kept_stays(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    store = open_store(f"sqlite:///{path}", make=True)
    insert = text("INSERT INTO dossiers (name, kind, location, signature) VALUES (:name, 'file', '', '')")
    with store.writing() as connection:
        connection.execute(insert, {"name": "first"})
    with pytest.raises(StoreError, match="is full") as error, store.writing() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        for number in range(100):
            connection.execute(insert, {"name": f"{number}" * 500})
    assert "kept" in error.value.advice
    store.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM dossiers").fetchall() == [("first",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("arguments", "package", "extra"),
    [
        (["{folder}", "--store", "sqlite:///{folder}/a.db"], "sqlalchemy", "audit"),
        (["coverage", "--store", "sqlite:///{folder}/a.db"], "alembic", "audit"),
        (
            ["{folder}", "--store", "sqlite:///{folder}/a.db", "--cluster", "tcp://127.0.0.1:1"],
            "distributed",
            "cluster",
        ),
    ],
)
def test_an_absent_part_is_said_with_what_to_install(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    package: str,
    extra: str,
) -> None:
    (tmp_path / "bestek.txt").write_text("Bestek.", encoding="utf-8")
    monkeypatch.setattr("tenderscan.audit.extras.find_spec", lambda name: None if name == package else object())
    assert command(["audit", *(part.format(folder=tmp_path.as_posix()) for part in arguments)]) == 2
    said = capsys.readouterr().err
    assert f"this needs {package}" in said and f'"tenderscan[{extra}]"' in said and said.count("\n") == 1
