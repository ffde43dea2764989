"""Stores of both kinds, and an engine that does tasks in this process, so that most tests need no other one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason='the audit needs pip install "tenderscan[audit]"')

from sqlalchemy import create_engine, text

from tenderscan.audit import worker
from tenderscan.audit.engine import Lost
from tenderscan.audit.store.open import Store, open_store
from tenderscan.audit.task import Outcome, Task
from tenderscan.check import Checker, CheckOptions

COFFEE = "Bestek voor koffie\n\nDe leverancier levert koffie aan de stad in zakken van een kilogram.\n\n"
ILO = "De opdrachtnemer leeft de IAO-basisconventies na en legt elk jaar een auditverslag voor.\n\n"
POLICY = "De stad hecht belang aan mensenrechten.\n\n"


class Here:
    """An engine that does each task where it stands, when it is waited for."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.done: list[Task] = []

    def capacity(self) -> int:
        return 2

    def submit(self, task: Task) -> None:
        self.tasks.append(task)

    def wait(self, seconds: float) -> Sequence[Outcome | Lost]:
        task = self.tasks.pop(0)
        self.done.append(task)
        return [worker.do(task)]

    def close(self) -> None:
        self.tasks.clear()


@pytest.fixture(scope="session", autouse=True)
def rested() -> Iterator[None]:
    """The warm checker of the tests is closed at the end."""
    yield
    worker.rest()


@pytest.fixture(autouse=True)
def one_rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of the tests share the rulebooks that they load: loading one is most of a small run's time."""
    monkeypatch.setattr("tenderscan.audit.run.Checker", _checker)


@cache
def _checker(options: CheckOptions) -> Checker:
    return Checker(options)


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL of the test run's own, without a database's name."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if os.name == "posix" else []
    found = shutil.which("initdb") or next(
        (str(b / "initdb") for b in reversed(binaries) if (b / "initdb").exists()), None
    )
    if found is None:
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    # initdb refuses to be root, and the server's user must be able to enter its folder.
    root = Path(tempfile.mkdtemp(prefix="tenderscan-pg-"))
    as_user: dict[str, str] = {}
    if os.geteuid() == 0:
        as_user = {"user": "postgres"}
        shutil.chown(root, "postgres")
    control = str(Path(found).with_name("pg_ctl"))
    data = root / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True, "cwd": root}
    subprocess.run([found, "-D", data, "-A", "trust", "-U", "audit", "-E", "UTF8", "--no-sync"], **quiet, **as_user)  # type: ignore[call-overload]
    options = f"-c listen_addresses='' -c unix_socket_directories='{root}' -c fsync=off"
    subprocess.run([control, "-D", data, "-w", "-o", options, "start"], **quiet, **as_user)  # type: ignore[call-overload]
    try:
        yield f"postgresql+psycopg://audit@/{{name}}?host={root}"
    finally:
        subprocess.run([control, "-D", data, "-w", "-m", "immediate", "stop"], **quiet, **as_user)  # type: ignore[call-overload]
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'audit.db').as_posix()}"
    server: str = request.getfixturevalue("postgres")
    name = f"t{abs(hash(request.node.nodeid)):x}"
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.format(name=name)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url, make=True)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three dossiers and one that cannot be read, with names as people give them."""
    root = tmp_path / "dossiers"
    for name, content in {
        "Stad Gent - 2019 - koffie #1.txt": COFFEE + ILO,
        "Ville de Liège/bestek één.txt": COFFEE + POLICY,
        "kapot.pdf": "geen pdf",
        "zonder niets.md": COFFEE,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that the store says of the dossiers, without numbers and times, sorted: what two runs are compared by."""
    d = "JOIN dossiers d ON d.id = "
    queries = {
        "dossiers": "SELECT d.name, d.kind, d.signature, w.state FROM dossiers d JOIN work w ON w.dossier_id = d.id",
        "results": "SELECT d.name, r.inputs, r.content, r.reading, CASE WHEN r.current THEN 1 ELSE 0 END, r.held, "
        "r.words, r.cpv, r.as_of "
        f"FROM results r {d} r.dossier_id",
        "documents": "SELECT d.name, x.path, x.sha256, x.words "
        f"FROM documents x JOIN results r ON r.id = x.result_id {d} r.dossier_id",
        "findings": "SELECT d.name, x.criterion, x.verdict, x.digest, x.confidence "
        f"FROM findings x JOIN results r ON r.id = x.result_id {d} r.dossier_id",
        "evidence": 'SELECT d.name, x.criterion, x.kind, x.rank, x.quote, x.start, x."end", x.boxes, x.before, x.after '
        f"FROM evidence x JOIN results r ON r.id = x.result_id {d} r.dossier_id",
        "facts": f"SELECT d.name, x.field, x.source, x.value FROM facts x {d} x.dossier_id",
        "failed": "SELECT DISTINCT d.name, x.status, x.reason "
        f"FROM failures x {d} x.dossier_id WHERE x.status <> 'killed'",
    }
    with store.reading() as connection:
        found = {
            name: sorted(map(repr, map(tuple, connection.execute(text(query)).all())))
            for name, query in queries.items()
        }
    with store.reading_texts() as connection:
        query = "SELECT reading_key, dossier, document, sha256, text FROM texts"
        found["texts"] = sorted(map(repr, map(tuple, connection.execute(text(query)).all())))
    return found  # type: ignore[return-value]
