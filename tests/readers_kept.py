"""Reader processes that tests of commands take over from one another: starting one takes longer than most files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from tenderscan.sources.isolation.process import ReaderProcess

Key = tuple[int | None, str, frozenset[tuple[str, str]]]


def _key(reader: ReaderProcess) -> Key:
    """What a process takes over from the one that starts it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    return reader._address_space, os.getcwd(), frozenset(environment.items())  # noqa: PTH109


@pytest.fixture(scope="session", autouse=True)
def readers_kept() -> Iterator[None]:
    """A reader that a command lets go waits for the next command that would start one just like it."""
    idle: dict[Key, subprocess.Popen[bytes]] = {}
    start, close = ReaderProcess.start, ReaderProcess.close

    def take(self: ReaderProcess) -> None:
        if self._worker is None:
            waiting = idle.pop(_key(self), None)
            if waiting is not None and waiting.poll() is None:
                self._worker = waiting
        start(self)

    def keep(self: ReaderProcess) -> None:
        worker, key = self._worker, _key(self)
        if worker is not None and worker.poll() is None and key not in idle:
            idle[key], self._worker, self._answered = worker, None, 0
        close(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ReaderProcess, "start", take)
        patched.setattr(ReaderProcess, "close", keep)
        yield
    for worker in idle.values():
        reader = ReaderProcess()
        reader._worker = worker
        reader.close()
