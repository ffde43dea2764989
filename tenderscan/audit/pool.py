"""Workers as processes of this machine: one that is killed or hangs is replaced, and only its own task is lost.

The standard library's process pool breaks as a whole when a worker dies; here each worker has a pipe of its own. A
worker whose parent is gone reads the end of its pipe and ends too.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from tenderscan.audit import worker
from tenderscan.audit.engine import Lost
from tenderscan.audit.task import Failure, Outcome, Task
from tenderscan.sources.isolation.watch import end

MOST_MEMORY = 1_500_000_000
"""Bytes that a worker may hold after a task; one that holds more is let go and replaced."""

KILLED = "Its worker was ended from outside, perhaps for want of memory. Use fewer workers, or split it."
SLOW = "It took longer than {minutes} minutes. Split it, or give it more time with --time-limit."

READY = "ready"
"""What a worker says once it has started: only then does the time of its task begin."""

_spawn = multiprocessing.get_context("spawn")


class Pool:
    """Some workers, each with one task at a time. Raises what a worker says is no dossier's fault."""

    def __init__(self, workers: int, seconds: float, work: Callable[[Task], Outcome] = worker.do) -> None:
        """`seconds` is the time that a task may take."""
        self._workers = [_Worker(work) for _ in range(workers)]
        self._seconds = seconds
        self._waiting: deque[Task] = deque()
        self.most_memory = 0
        """The most bytes that a worker was seen to hold after a task."""

    def capacity(self) -> int:
        """One task for each worker, and one that waits: what waits is lost to nobody when the run is stopped."""
        return len(self._workers) + 1

    def submit(self, task: Task) -> None:
        """Take a task."""
        self._waiting.append(task)
        self._hand_out()

    def wait(self, seconds: float) -> Sequence[Outcome | Lost]:
        """What came of tasks since the last call, waiting for the first of them up to some seconds."""
        signs = self._signs()
        ready = set(wait(signs, timeout=self._patience(seconds))) if signs else set()
        found = [self._ended(one) for one in self._workers if {one.pipe, one.process.sentinel} & ready]
        found += [self._late(one) for one in self._workers if one.task and one.lasted() > self._seconds]
        self._hand_out()
        return [item for item in found if item is not None]

    def close(self) -> None:
        """End all workers."""
        for one in self._workers:
            one.close()
        for one in self._workers:
            one.gone()

    def _signs(self) -> list[Connection | int]:
        """What says that a worker at work has answered or ended."""
        return [sign for one in self._workers if one.task for sign in (one.pipe, one.process.sentinel)]

    def _patience(self, seconds: float) -> float:
        left = (self._seconds - one.lasted() for one in self._workers if one.task)
        return max(0.0, min(seconds, *left))

    def _hand_out(self) -> None:
        for one in self._workers:
            if self._waiting and one.task is None:
                task = self._waiting.popleft()
                if not one.give(task):
                    # The worker died at rest: the task was never begun.
                    self._waiting.appendleft(task)

    def _ended(self, one: _Worker) -> Outcome | Lost | None:
        task = one.task
        if task is None:
            return None
        answer = one.answer()
        if answer == READY:
            return None
        if isinstance(answer, BaseException):
            raise answer
        if answer is None or isinstance(answer, str):
            one.replace()
            return Lost(task, Failure("killed", task.entry.location, KILLED))
        self.most_memory = max(self.most_memory, answer.memory)
        if answer.memory > MOST_MEMORY:
            one.replace()
        return answer

    def _late(self, one: _Worker) -> Lost | None:
        task = one.task
        if task is None:
            return None
        one.replace()
        said = SLOW.format(minutes=round(self._seconds / 60))
        return Lost(task, Failure("too-slow", task.entry.location, said))


class _Worker:
    """One process, its pipe, and the task it has."""

    def __init__(self, work: Callable[[Task], Outcome]) -> None:
        self._work = work
        self.task: Task | None = None
        self._began: float | None = None
        self._ready = False
        self.pipe, self.process = self._started()

    def _started(self) -> tuple[Connection, SpawnProcess]:
        own, its = _spawn.Pipe()
        process = _spawn.Process(target=_serve, args=(its, self._work), daemon=False)
        process.start()
        its.close()
        return own, process

    def give(self, task: Task) -> bool:
        """Hand a task over; False where the worker was dead, which is then replaced."""
        try:
            self.pipe.send(task)
        except (BrokenPipeError, OSError):
            self.replace()
            return False
        self.task = task
        self._began = time.monotonic() if self._ready else None
        return True

    def lasted(self) -> float:
        """Seconds that the task is at work; none before the worker has started."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    def answer(self) -> Outcome | BaseException | str | None:
        """What the worker says of its task, READY where it has only started, None where it is dead."""
        try:
            if not self.pipe.poll():
                return None
            found: Outcome | BaseException | str = self.pipe.recv()
        except (EOFError, OSError):
            return None
        if found == READY:
            self._ready, self._began = True, time.monotonic()
            return READY
        self.task = None
        return found

    def replace(self) -> None:
        """End the process with all it started, and start another one."""
        end(self.process.pid or 0)
        self.gone()
        self.task, self._began, self._ready = None, None, False
        self.pipe, self.process = self._started()

    def close(self) -> None:
        """Let the process end: at rest it sees the end of its pipe; at work it is ended."""
        self.pipe.close()
        if self.task is not None and self.process.pid:
            end(self.process.pid)

    def gone(self) -> None:
        """Wait until the process is gone."""
        self.process.join(timeout=5)
        if self.process.is_alive():
            end(self.process.pid or 0)
            self.process.join()


def _serve(pipe: Connection, work: Callable[[Task], Outcome]) -> None:
    """Answer tasks until the parent closes the pipe or is gone."""
    # Ctrl-C goes to parent and workers alike; the parent ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError, OSError):
        pipe.send(READY)
        first = True
        while True:
            task = pipe.recv()
            try:
                answer: Outcome | BaseException = work(task)
            except Exception as error:  # the run must hear of it, and stop
                answer = error
            pipe.send(answer)
            if first:
                # Rules and words stay for good: the collector need not look at them again.
                gc.collect()
                gc.freeze()
                first = False
    worker.rest()
