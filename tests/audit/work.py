"""Small tasks for the tests of the pool: they answer, sleep, or end their own process."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tenderscan.audit.task import SAME, Outcome, Task
from tenderscan.errors import StoreError


def act(task: Task) -> Outcome:
    """Do what the dossier's name says; a name that ends in "once" does it only the first time."""
    verb, _, mark = task.entry.name.partition(" ")
    if mark:
        path = Path(task.entry.location)
        if path.exists():
            verb = "answer"
        path.touch()
    if verb == "die":
        os.kill(os.getpid(), 9) if os.name == "posix" else os._exit(9)
    if verb == "sleep":
        time.sleep(60)
    if verb == "refuse":
        raise StoreError("not a dossier's fault.")
    return Outcome(task.dossier, SAME, content=str(os.getpid()), memory=1)
