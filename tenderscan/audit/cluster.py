"""Workers of a Dask cluster: the same tasks on other machines. The scheduler is disposable, the store is the truth.

Dask hands out and moves tasks; workers may come and go. A task whose worker was lost is told as such and put back by
the run, which counts its attempts in the store. Each worker process does one task at a time (worker.py).
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from distributed import Client, Future, KilledWorker
from distributed import wait as wait_for

from tenderscan.audit import worker
from tenderscan.audit.engine import Lost
from tenderscan.audit.task import Failure, Outcome, Task
from tenderscan.errors import StoreError

AHEAD = 2
"""Tasks at hand for each thread of the cluster: while one is done the next one travels."""

PATIENCE = 30
"""Seconds to find the scheduler."""

KILLED = "The cluster's workers that had it were lost, perhaps for want of memory."
SLOW = "It took longer than {minutes} minutes on the cluster. Split it, or give it more time with --time-limit."


class Cluster:
    """The workers at the address of a scheduler. Raises StoreError where it is not to be reached."""

    def __init__(self, address: str, seconds: float) -> None:
        """`seconds` is the time that a task may take once it is handed out."""
        try:
            self._client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            advice = "Check its address, and start it with: dask scheduler."
            raise StoreError(f"there is no Dask scheduler at {address}.", advice) from error
        self._seconds = seconds
        self._tasks: dict[Future, tuple[Task, float]] = {}

    def capacity(self) -> int:
        """As many tasks as the workers that are there now have threads, and as many ahead; one where none is there."""
        threads = sum(self._client.nthreads().values())
        return max(1, AHEAD * int(threads))

    def submit(self, task: Task) -> None:
        """Take a task. It is impure: the same task twice is done twice."""
        self._tasks[self._client.submit(worker.do, task, pure=False, retries=0)] = (task, time.monotonic())

    def wait(self, seconds: float) -> Sequence[Outcome | Lost]:
        """What came of tasks since the last call, waiting for the first of them up to some seconds."""
        if not self._tasks:
            return []
        try:
            with self._client.as_current():
                done = wait_for(list(self._tasks), timeout=seconds, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            done = set()
        found = [self._ended(future) for future in done]
        late = [f for f, (_, began) in self._tasks.items() if time.monotonic() - began > AHEAD * self._seconds]
        return [*found, *(self._late(future) for future in late)]

    def close(self) -> None:
        """Let go of the cluster; what it still has is given up."""
        for future in self._tasks:
            future.cancel()
        self._client.close()

    def _ended(self, future: Future) -> Outcome | Lost:
        task, _ = self._tasks.pop(future)
        try:
            found: Outcome = future.result()
        except (KilledWorker, OSError) as error:
            # KilledWorker names bystanders too: the attempt is counted, the dossier is not yet blamed.
            said = f"{KILLED} ({type(error).__name__})"
            return Lost(task, Failure("killed", task.entry.location, said))
        finally:
            future.release()
        return found

    def _late(self, future: Future) -> Lost:
        task, _ = self._tasks.pop(future)
        future.cancel()
        said = SLOW.format(minutes=round(self._seconds / 60))
        return Lost(task, Failure("too-slow", task.entry.location, said))
