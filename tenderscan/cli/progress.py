"""A line on standard error while something takes long; nothing where nobody looks."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds before a reader is told that work goes on."""


@contextmanager
def waiting(sentence: str, *, quiet: bool) -> Iterator[None]:
    """Show the sentence with the time that passed, once PATIENCE is over; it is wiped out at the end.

    Silent when quiet, and where standard error is no terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield
        return
    line = _Line(sentence)
    timer = threading.Timer(PATIENCE, line.show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        line.wipe()


class _Line:
    """A line that is shown by one thread and wiped out by another, perhaps before it was shown."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._lock = threading.Lock()
        self._over = False
        self._stop: Callable[[], None] | None = None

    def show(self) -> None:
        """Begin to show; rich is imported only now."""
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._over:
                return
            columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
            progress = Progress(*columns, console=Console(file=sys.stderr), transient=True)
            progress.add_task(self._sentence, total=None)
            progress.start()
            self._stop = progress.stop

    def wipe(self) -> None:
        """End, whether it was shown or not."""
        with self._lock:
            self._over = True
            if self._stop:
                self._stop()
