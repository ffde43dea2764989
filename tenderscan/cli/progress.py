"""A line on standard error while something takes long; nothing where nobody looks."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tenderscan.messages import SPOKEN, messages

PATIENCE = 2.0
"""Seconds before a reader is told that work goes on."""


class Progress:
    """What the one who works tells of it; this one says nothing, to nobody."""

    def tell(self, sentence: str, done: int | None = None) -> None:
        """Say what is being done now, and how many parts of the whole are done."""

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Out of the way while something else is written to the screen."""
        yield


@contextmanager
def waiting(sentence: str, *, quiet: bool, total: int | None = None) -> Iterator[Progress]:
    """Show the sentence with the time that passed, once PATIENCE is over; it is wiped out at the end.

    `total` is the number of parts, where they are counted: a bar then shows how many are done. Silent when quiet, and
    where standard error is no terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield Progress()
        return
    line = _Line(messages(SPOKEN.get()).say(sentence), total)
    timer = threading.Timer(PATIENCE, line.show)
    timer.daemon = True
    timer.start()
    try:
        yield line
    finally:
        timer.cancel()
        line.wipe()


class _Line(Progress):
    """A line that is shown by one thread and wiped out by another, perhaps before it was shown."""

    def __init__(self, sentence: str, total: int | None = None) -> None:
        self._sentence, self._total, self._done = sentence, total, 0
        self._lock = threading.Lock()
        self._over = False
        self._update: Callable[[], None] | None = None
        self._stop: Callable[[], None] | None = None
        self._start: Callable[[], None] | None = None

    def tell(self, sentence: str, done: int | None = None) -> None:
        """Say what is being done now; shown at once where the line is shown already."""
        with self._lock:
            self._sentence, self._done = sentence, self._done if done is None else done
            if self._update:
                self._update()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Wiped out, and shown again after."""
        with self._lock:
            if self._stop:
                self._stop()
            try:
                yield
            finally:
                if self._start and not self._over:
                    self._start()

    def show(self) -> None:
        """Begin to show; rich is imported only now."""
        from rich import progress as bars
        from rich.console import Console

        with self._lock:
            if self._over:
                return
            columns: list[bars.ProgressColumn] = [
                bars.SpinnerColumn(),
                bars.TextColumn("{task.description}", markup=False),
            ]
            if self._total is not None:
                columns += [bars.BarColumn(), bars.MofNCompleteColumn()]
            shown = bars.Progress(*columns, bars.TimeElapsedColumn(), console=Console(file=sys.stderr), transient=True)
            task = shown.add_task(self._sentence, total=self._total, completed=self._done)
            self._update = lambda: shown.update(task, description=self._sentence, completed=self._done)
            self._start, self._stop = shown.start, shown.stop
            shown.start()

    def wipe(self) -> None:
        """End, whether it was shown or not."""
        with self._lock:
            self._over = True
            if self._stop:
                self._stop()
