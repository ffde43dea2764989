"""The same work on a Dask cluster: workers that are killed on the way cost attempts and no rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

pytest.importorskip("distributed", reason='needs pip install "tenderscan[cluster]"')

from distributed import LocalCluster

from tenderscan.audit.cluster import Cluster
from tenderscan.audit.engine import Lost
from tenderscan.audit.run import Progress, RunOptions, run
from tenderscan.audit.store.open import open_store
from tenderscan.audit.worklist import dossiers
from tenderscan.check import CheckOptions
from tenderscan.errors import StoreError
from tests.audit.conftest import Here, rows


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    settings = {"dashboard_address": None, "worker_dashboard_address": None, "silence_logs": 50}
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **settings) as made:
        yield made


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_rows(
    cluster: LocalCluster, folder: Path, here: Here, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'cluster.db'}", make=True)
    peace = open_store(f"sqlite:///{tmp_path / 'peace.db'}", make=True)
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if not killed and progress.done:
            victim = next(iter(cluster.workers.values()))
            killed.append(victim.process.pid)
            psutil.Process(victim.process.pid).kill()

    # The workers are processes of their own, without what tests/conftest.py puts in the learned reader's place.
    options = RunOptions(CheckOptions(reader="words"))
    ended = run(store, dossiers(str(folder)), options, lambda: Cluster(cluster.scheduler_address, 300), kill_one)
    run(peace, dossiers(str(folder)), options, lambda: here)
    assert killed and (ended.done, ended.failed) == (3, 1)
    found, undisturbed = rows(store), rows(peace)
    for name in ("dossiers", "documents", "findings", "evidence", "facts", "failed", "texts"):
        assert found[name] == undisturbed[name], name
    store.close()
    peace.close()


def test_a_killed_worker_error_is_a_lost_task() -> None:
    from distributed import KilledWorker

    from tests.audit.test_pool import task

    class Dead:
        def result(self) -> object:
            raise KilledWorker("task", "worker", 3)

        def release(self) -> None: ...

    engine = object.__new__(Cluster)
    engine._seconds = 1.0
    dead = Dead()
    engine._tasks = {dead: (task(7, "a"), 0.0)}  # type: ignore[dict-item]
    found = engine._ended(dead)  # type: ignore[arg-type]
    assert isinstance(found, Lost) and found.task.dossier == 7 and "KilledWorker" in found.failure.reason


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderscan.audit.cluster.PATIENCE", 0.3)
    with pytest.raises(StoreError, match="no Dask scheduler"):
        Cluster("tcp://127.0.0.1:1", 10)
    with pytest.raises(StoreError, match="no Dask scheduler"):
        Cluster("no address at all", 10)
