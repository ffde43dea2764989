"""The worker of the reader process: reads frames from standard input, answers on standard output."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from contextlib import suppress
from typing import IO

from tenderscan.errors import TenderscanError
from tenderscan.model.document import Document, Rejection
from tenderscan.sources.isolation.frames import Frame, pack_progress, pack_result, read_frame, write_frame
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.progress import listening
from tenderscan.sources.readers.read import read_bytes

PAUSE = 0.2
"""Seconds between two tellings of how far a file is."""


def main(address_space: int) -> None:
    """Answer requests until the parent closes the pipe; `address_space` in bytes is the most it may have, 0 any."""
    if address_space:
        _limit_memory(address_space)
    # Ctrl-C goes to parent and worker alike; the parent stops the worker by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries may print; the pipe is for frames alone, and standard error for what a user can mend.
    logging.disable(logging.CRITICAL)
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with suppress(OSError):
        os.dup2(2, 1)
    import tenderscan.sources.readers.pdf.read  # noqa: F401  # most files are PDF: ready before the first one comes

    teller = _Teller(answers)
    while (frame := read_frame(source)) is not None:
        with suppress(BrokenPipeError), listening(teller.tell):
            write_frame(answers, _answer(*Frame.parse(frame)))


class _Teller:
    """Tells the parent how far a file is, now and then: a page of text takes a hundredth of a second."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._told = 0.0

    def tell(self, page: int, pages: int) -> None:
        now = time.monotonic()
        if now - self._told >= PAUSE:
            self._told = now
            write_frame(self._answers, pack_progress(page, pages))


def _answer(data: bytes, name: str, options: ReadOptions) -> bytes:
    try:
        return pack_result(_result(data, name, options))
    except MemoryError:
        return pack_result(Rejection(name, "It takes too much memory. Split it or save it anew."))


def _result(data: bytes, name: str, options: ReadOptions) -> Document | Rejection:
    try:
        return read_bytes(data, name, options)
    except TenderscanError as error:
        return Rejection(name, error.sentence())


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
