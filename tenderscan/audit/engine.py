"""What runs tasks: processes of this machine (pool.py) or a cluster (cluster.py), behind one small face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tenderscan.audit.task import Failure, Outcome, Task


@dataclass(frozen=True)
class Lost:
    """A task whose worker ended before it answered, and why."""

    task: Task
    failure: Failure


class Engine(Protocol):
    """Takes tasks and gives what came of them; it may lose tasks, and says which."""

    def capacity(self) -> int:
        """How many tasks it should have at hand, so that no worker waits."""

    def submit(self, task: Task) -> None:
        """Take a task."""

    def wait(self, seconds: float) -> Sequence[Outcome | Lost]:
        """What came of tasks since the last call, waiting for the first of them up to some seconds."""

    def close(self) -> None:
        """End; tasks that are at work are given up."""
