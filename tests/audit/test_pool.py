"""The pool: a worker that dies or hangs is replaced, and nobody else's task is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tenderscan.audit.engine import Lost
from tenderscan.audit.pool import Pool
from tenderscan.audit.task import Outcome, Task
from tenderscan.audit.worklist import Entry
from tenderscan.check import CheckOptions
from tenderscan.errors import StoreError
from tests.audit.work import act


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(2, 3.0, act)
    yield made
    made.close()


def task(number: int, name: str, location: str = "") -> Task:
    return Task(number, Entry(name, location, "file", ""), CheckOptions(), None, "", "", 1)


def drained(pool: Pool, tasks: list[Task]) -> list[Outcome | Lost]:
    for each in tasks:
        pool.submit(each)
    found: list[Outcome | Lost] = []
    ends = time.monotonic() + 60
    while len(found) < len(tasks) and time.monotonic() < ends:
        found += pool.wait(1.0)
    return found


def test_a_killed_worker_loses_its_own_task_and_no_other(pool: Pool) -> None:
    names = ["answer", "die", "answer", "answer", "die", "answer"]
    found = drained(pool, [task(number, name) for number, name in enumerate(names)])
    lost = {item.task.dossier: item.failure.status for item in found if isinstance(item, Lost)}
    assert lost == {1: "killed", 4: "killed"}
    assert sorted(item.dossier for item in found if isinstance(item, Outcome)) == [0, 2, 3, 5]
    assert pool.most_memory == 1


def test_a_task_that_takes_too_long_is_given_up(pool: Pool) -> None:
    found = drained(pool, [task(0, "sleep"), task(1, "answer")])
    lost = [item for item in found if isinstance(item, Lost)]
    assert [(item.task.dossier, item.failure.status) for item in lost] == [(0, "too-slow")]


def test_what_is_no_dossiers_fault_stops_the_run(pool: Pool) -> None:
    pool.submit(task(0, "refuse"))
    with pytest.raises(StoreError, match="not a dossier's fault"):
        for _ in range(30):
            pool.wait(1.0)


def test_workers_end_when_their_parent_is_killed() -> None:
    code = (
        "import sys, time\n"
        "from tenderscan.audit.pool import Pool\n"
        "from tests.audit.work import act\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(2, 60.0, act)\n"
        "    print(*(one.process.pid for one in pool._workers), flush=True)\n"
        "    time.sleep(60)\n"
    )
    root = Path(__file__).parents[2]
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root)
    assert parent.stdout is not None
    workers = [psutil.Process(int(number)) for number in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert alive == []
