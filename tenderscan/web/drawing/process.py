"""The drawing process as its parent sees it: one at a time, watched, and started anew when a file broke it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import msgpack

from tenderscan.model.document import Box
from tenderscan.sources.isolation.frames import read_frame, write_frame
from tenderscan.sources.isolation.watch import Watch, end

SECONDS, MEMORY = 60.0, 1_500_000_000
"""Time in seconds and memory in bytes that one request may take."""


class DrawingProcess:
    """Draws pages and cuts passages out of them; may be asked from several threads, which wait for one another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, so that the first page need not wait for it; this does not wait."""
        with self._lock:
            self._running()

    def page(self, data: bytes, number: int, width: int, password: str | None = None) -> bytes | None:
        """A page (from 1) of a PDF as a PNG, `width` dots wide; None where it cannot be drawn."""
        return next(iter(self._asked("page", data, number, width, password)), None)

    def cut(self, data: bytes, places: Sequence[Sequence[Box]]) -> list[bytes | None]:
        """What stands at each place of a PDF as a PNG, as the HTML report shows it."""
        found = self._asked("cut", data, [[astuple(box) for box in boxes] for boxes in places])
        return found or [None] * len(places)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _asked(self, *request: Any) -> list[bytes | None]:
        """The pictures, or none where the process did not survive the file."""
        with self._lock:
            worker = self._running()
            if worker.stdin is None or worker.stdout is None:
                return []
            answer = None
            with Watch(worker.pid, SECONDS, MEMORY):
                try:
                    write_frame(worker.stdin, bytes(msgpack.packb(request)))
                    answer = read_frame(worker.stdout)
                    return [] if answer is None else _pictures(answer)
                except (OSError, ValueError, msgpack.UnpackException):
                    return []
                finally:
                    if answer is None:
                        self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            own = str(Path(__file__).resolve().parents[3])
            paths = os.pathsep.join([own, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))])
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", "tenderscan.web.drawing.worker"],
                env={**os.environ, "PYTHONPATH": paths},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._worker

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            end(worker.pid)
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                if pipe is not None:
                    pipe.close()


def _pictures(answer: bytes) -> list[bytes | None]:
    """PNGs alone: a process that a file has taken over may say anything."""
    found = msgpack.unpackb(answer, use_list=True)
    if not isinstance(found, list):
        return []
    return [each if isinstance(each, bytes) and each.startswith(b"\x89PNG") else None for each in found]
