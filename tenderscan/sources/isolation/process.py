"""The reader process: files are read outside the program, so that a bad one can be stopped.

It stays warm between files, speaks length-prefixed msgpack over pipes, imports no spaCy, and is started
anew when a file took too long, too much memory or its life. The system limits its memory where it can;
everywhere its parent watches it, with the programs that it starts (LibreOffice, Tesseract).
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

import msgpack

from tenderscan.errors import StoppedError
from tenderscan.model.document import Document, Rejection
from tenderscan.sources.isolation.frames import Frame, read_frame, unpack_progress, unpack_result, write_frame
from tenderscan.sources.isolation.watch import MEMORY, TIME, Watch, end
from tenderscan.sources.names import visible
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.progress import Listener

MUCH = 3_000_000
"""Bytes of answers after which a worker at rest is let go."""

MOST_MEMORY = 3_000_000_000
"""Bytes of address space that the system lets the worker have, where it can; the watch has `ReadOptions.memory`."""

TRIES = 2
"""Times that a file is given to a reader: that one was ended from outside says nothing of the file."""

_SAID = {
    TIME: "Reading it took too long (over {seconds} seconds). Split it or save it anew.",
    MEMORY: "Reading it took more than {gigabytes} GB of memory. Split it or save it anew.",
    None: "Reading it took too much memory, or broke the reader. Split it or save it anew.",
}


class ReaderProcess:
    """One worker; start it early, and it is ready when the first file comes."""

    def __init__(self, address_space: int | None = MOST_MEMORY) -> None:
        """`address_space` in bytes is what the system lets the worker have; None leaves it to the watch alone."""
        self._worker: subprocess.Popen[bytes] | None = None
        self._address_space = address_space
        self._answered = 0
        self._stopped = threading.Event()
        self.most_memory = 0
        """The most bytes of memory that the worker was seen to hold."""

    def __enter__(self) -> ReaderProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the worker unless it runs; this does not wait for it."""
        if self._worker is None or self._worker.poll() is not None:
            # -P: a tender's folder may be the current one, and Python would take modules from there first.
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", "tenderscan.sources.isolation.worker", str(self._address_space or 0)],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_import_path())},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )

    def read(
        self, data: bytes, name: str, options: ReadOptions, listener: Listener | None = None
    ) -> Document | Rejection:
        """Read one file; a Rejection says in one sentence why it could not be read.

        `listener` hears how many pages are done. Raises StoppedError where `stop` was called meanwhile.
        """
        extra = 0.0 if options.ocr == "never" else options.ocr_seconds
        seconds, why = options.seconds + extra, None
        for _ in range(TRIES):
            self._check_stopped()
            self.start()
            worker = self._worker
            if worker is None or worker.stdin is None or worker.stdout is None:
                return Rejection(name, "The reader could not be started. Try again.")
            with Watch(worker.pid, seconds, options.memory) as watch:
                answer = _asked(worker, Frame.request(data, visible(name), options), listener)
            self.most_memory = max(self.most_memory, watch.most)
            result = None if answer is None else _unpacked(answer)
            if answer is not None and result is not None:
                self._answered += len(answer)
                return result
            self._stop(worker)
            self._check_stopped()
            why = watch.why
            if why is not None:
                break
        told = {"seconds": round(seconds), "gigabytes": round(options.memory / 1e9, 1)}
        return Rejection(name, _SAID[why].format(**told))

    def stop(self) -> None:
        """End what is being read, from another thread: `read` there raises StoppedError, now and until `start_anew`."""
        self._stopped.set()
        worker = self._worker
        if worker is not None:
            end(worker.pid)

    def start_anew(self) -> None:
        """Read again after `stop`."""
        self._stopped.clear()

    def _check_stopped(self) -> None:
        if self._stopped.is_set():
            raise StoppedError("Reading was stopped.")

    def rest(self) -> None:
        """Let a worker go that has read much: what a process once took it does not give back."""
        if self._answered > MUCH:
            self.close()

    def close(self) -> None:
        """Let the worker end."""
        worker, self._worker, self._answered = self._worker, None, 0
        if worker is not None:
            self._stop(worker)

    def _stop(self, worker: subprocess.Popen[bytes]) -> None:
        for pipe in (worker.stdin, worker.stdout):
            _close(pipe)
        try:
            worker.wait(timeout=2)
        except subprocess.TimeoutExpired:
            end(worker.pid)
            worker.wait()
        if self._worker is worker:
            self._worker = None


def _asked(worker: subprocess.Popen[bytes], request: bytes, listener: Listener | None) -> bytes | None:
    """The worker's answer, or None where it is gone; what it tells before goes to the listener."""
    if worker.stdin is None or worker.stdout is None:
        return None
    try:
        write_frame(worker.stdin, request)
        answer = read_frame(worker.stdout)
        while answer is not None and (told := unpack_progress(answer)) is not None:
            if listener is not None:
                listener(*told)
            answer = read_frame(worker.stdout)
        return answer
    except (BrokenPipeError, OSError, MemoryError, ValueError, TypeError, msgpack.UnpackException):
        return None


def _unpacked(answer: bytes) -> Document | Rejection | None:
    """What was answered, or None where it is no answer: a reader that was overrun may say anything."""
    try:
        return unpack_result(answer)
    except (ValueError, TypeError, KeyError, msgpack.UnpackException):
        return None


def _import_path() -> list[str]:
    """Where the worker finds this package, installed or not, before what the user set."""
    own = str(Path(__file__).resolve().parents[3])
    return [own, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        try:
            pipe.close()
        except OSError:
            return
