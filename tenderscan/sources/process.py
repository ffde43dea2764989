"""The reader process: files are read outside the program, so that a bad one can be stopped.

It stays warm between files, speaks length-prefixed msgpack over pipes, imports no spaCy, and is started
anew when a file took too long, too much memory or its life. On systems without resource limits
(Windows) only the clock guards it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from tenderscan.model.document import Document, Rejection
from tenderscan.sources.frames import Frame, read_frame, unpack_result, write_frame
from tenderscan.sources.options import ReadOptions

MUCH = 3_000_000
"""Bytes of answers after which a worker at rest is let go."""


class ReaderProcess:
    """One worker; start it early, and it is ready when the first file comes."""

    def __init__(self) -> None:
        self._worker: subprocess.Popen[bytes] | None = None
        self._answered = 0

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
                [sys.executable, "-P", "-m", "tenderscan.sources.worker"],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_import_path())},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )

    def read(self, data: bytes, name: str, options: ReadOptions) -> Document | Rejection:
        """Read one file; a Rejection says in one sentence why it could not be read."""
        self.start()
        worker = self._worker
        if worker is None or worker.stdin is None or worker.stdout is None:
            return Rejection(name, "The reader could not be started. Try again.")
        extra = 0.0 if options.ocr == "never" else options.ocr_seconds
        clock = threading.Timer(options.seconds + extra, worker.kill)
        clock.start()
        try:
            write_frame(worker.stdin, Frame.request(data, name, options))
            answer = read_frame(worker.stdout)
        except (BrokenPipeError, OSError):
            answer = None
        finally:
            clock.cancel()
        if answer is None:
            self._stop(worker)
            return Rejection(name, "Reading it took too long or too much memory. Split it or save it anew.")
        self._answered += len(answer)
        return unpack_result(answer)

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
            worker.kill()
            worker.wait()
        if self._worker is worker:
            self._worker = None


def _import_path() -> list[str]:
    """Where the worker finds this package, installed or not, before what the user set."""
    own = str(Path(__file__).resolve().parents[2])
    return [own, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        try:
            pipe.close()
        except OSError:
            return
