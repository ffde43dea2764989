"""Watches the reader process from outside: its time, and its memory with that of the programs it starts.

Limits of the system's own do not exist everywhere (Windows) or are not kept (macOS); this watch works on all.
"""

from __future__ import annotations

import threading
import time
from types import TracebackType

import psutil

TIME, MEMORY = "time", "memory"

STEP = 0.1
"""Seconds between two looks."""


class Watch:
    """While it is entered, a process that takes more than its time or memory is ended with all that it started.

    `why` is then TIME or MEMORY, else None; `most` the most bytes of memory that were seen.
    """

    def __init__(self, process: int, seconds: float, memory: int) -> None:
        """`process` is a process id, `memory` the bytes that it and its children may hold together."""
        self._process = process
        self._seconds, self._memory = seconds, memory
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.why: str | None = None
        self.most = 0

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        ends = time.monotonic() + self._seconds
        while True:
            left = ends - time.monotonic()
            if self._done.wait(max(0.0, min(STEP, left))):
                return
            self.most = max(self.most, held(self._process))
            if self.most > self._memory or time.monotonic() >= ends:
                self.why = MEMORY if self.most > self._memory else TIME
                end(self._process)
                return


def held(process: int) -> int:
    """Bytes of memory that a process and those it started hold; 0 for one that is gone."""
    total = 0
    for one in _family(process):
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue
    return total


def end(process: int) -> None:
    """End a process and all that it started."""
    for one in reversed(_family(process)):
        try:
            one.kill()
        except psutil.Error:
            continue


def _family(process: int) -> list[psutil.Process]:
    try:
        own = psutil.Process(process)
        return [own, *own.children(recursive=True)]
    except psutil.Error:
        return []
