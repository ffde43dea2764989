"""The worker that draws: reads frames from standard input, answers each with pictures on standard output."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

import msgpack

from tenderscan.model.document import Box
from tenderscan.reports.html.crops import cut
from tenderscan.sources.isolation.frames import read_frame, write_frame
from tenderscan.web.drawing.draw import page_picture


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with suppress(OSError):
        os.dup2(2, 1)
    while (frame := read_frame(source)) is not None:
        kind, *values = msgpack.unpackb(frame, use_list=False, max_bin_len=2**31 - 1)
        with suppress(BrokenPipeError):
            write_frame(answers, msgpack.packb(_page(*values) if kind == "page" else _cut(*values)))


def _page(data: bytes, number: int, width: int, password: str | None) -> list[bytes | None]:
    return [page_picture(data, number, width, password)]


def _cut(data: bytes, places: tuple[tuple[tuple[float, ...], ...], ...]) -> list[bytes | None]:
    return list(cut(data, [[Box(int(page), *edges) for page, *edges in boxes] for boxes in places]))


if __name__ == "__main__":
    main()
