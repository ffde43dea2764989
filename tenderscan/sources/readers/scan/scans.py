"""Scanned pages of a document: which ones are given to Tesseract, and the elements that come back."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from tenderscan.model.document import Box, Element, UnreadPage
from tenderscan.sources.readers.scan.ocr import DPI, UPRIGHT, Engine, OcrPage, recognise

if TYPE_CHECKING:
    from PIL.Image import Image

POOR = 60.0
"""Sureness of a page, from 0 to 100, below which no "missing" may rest on it."""

POINTS = 72 / DPI
"""Points of a dot."""

LARGER = 1.3
"""Times the usual height of a line from which it is set larger."""

NO_TIME = "the page was not recognised within the time for it; check again, and what was recognised is kept"

_TURNS = (90, 270, 180)


@dataclass(frozen=True)
class Scan:
    """A page to recognise: its number, and how to draw it."""

    page: int
    draw: Callable[[], Image]


@dataclass(frozen=True)
class Recognised:
    """What was recognised: elements by page, pages read poorly, pages for which there was no time."""

    elements: dict[int, tuple[Element, ...]]
    poor: tuple[int, ...]
    unread: tuple[UnreadPage, ...]


def recognised(scans: Iterable[Scan], engine: Engine, seconds: float) -> Recognised:
    """Recognise pages side by side, drawn one after the other, as long as there is time."""
    ends = time.monotonic() + seconds
    elements: dict[int, tuple[Element, ...]] = {}
    poor: list[int] = []
    late: list[UnreadPage] = []
    workers = max(1, os.cpu_count() or 1)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for group in _groups(scans, workers):
            if time.monotonic() > ends:
                late += [UnreadPage(scan.page, NO_TIME) for scan in group]
                continue
            # Drawn here: the PDF library must not be called from two threads.
            reading: list[tuple[int, Future[OcrPage]]] = [
                (scan.page, pool.submit(_upright, scan.draw(), engine)) for scan in group
            ]
            for number, future in reading:
                page = future.result()
                elements[number] = tuple(_elements(page, number))
                if page.lines and page.sure < POOR:
                    poor.append(number)
    return Recognised(elements, tuple(poor), tuple(late))


def _groups(scans: Iterable[Scan], size: int) -> Iterator[list[Scan]]:
    left = iter(scans)
    while group := list(islice(left, size)):
        yield group


def _upright(image: Image, engine: Engine) -> OcrPage:
    """A page as it reads best; one that reads badly as it lies is tried turned."""
    page = recognise(_png(image), engine)
    if page.sure >= UPRIGHT:
        return page
    turned = [recognise(_png(image.rotate(turn, expand=True)), engine) for turn in _TURNS]
    best = max(turned, key=lambda p: p.sure * len(p.lines))
    if best.sure >= UPRIGHT and best.sure > page.sure:
        # Its boxes lie on the turned picture: they would point to the wrong place.
        return OcrPage(tuple(line for line in best.lines), min(best.sure, POOR))
    return page


def _png(image: Image) -> bytes:
    memory = io.BytesIO()
    image.convert("L").save(memory, "PNG", compress_level=1)
    return memory.getvalue()


def _elements(page: OcrPage, number: int) -> Iterator[Element]:
    """Lines in points; a size is given only to those that are clearly larger, for heights differ by their letters."""
    usual = median(line.bottom - line.top for line in page.lines) if page.lines else 0
    for line in page.lines:
        height = line.bottom - line.top
        x0, top, x1, bottom = (round(edge * POINTS, 2) for edge in (line.left, line.top, line.right, line.bottom))
        size = round(height * POINTS * 0.75, 1) if height > LARGER * usual else 0.0
        yield Element(line.text, page=number, box=Box(number, x0, top, x1, bottom), size=size)
