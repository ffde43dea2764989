"""Runs damaged files through the reader process and looks whether what must hold still holds."""

from __future__ import annotations

import math
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Rejection
from tenderscan.sources.dossier.assemble import SourceFile, assemble, collect
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.bounds import LONGEST, MOST_ELEMENTS, MOST_LETTERS
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import chosen

SECONDS = 20.0
"""Time that one damaged file may take; good ones take a tenth of a second."""

OPTIONS = ReadOptions(seconds=SECONDS, ocr="never", memory=1_500_000_000, table_cues=("gunningscriteria",))
RECOGNISING = ReadOptions(seconds=SECONDS, ocr="auto", ocr_seconds=10.0, memory=1_500_000_000)

Judge = Callable[[Document], Iterator[str]]
"""Says what went wrong with a document behind the reader: nothing for a sound one."""

_OTHER_ERROR = re.compile(r"could not be read \((\w+)\)")
_LOST = ("took too long", "broke the reader", "of memory")


@dataclass
class Tally:
    """What a run came to."""

    files: int = 0
    read: int = 0
    refused: int = 0
    longest: float = 0.0
    most_memory: int = 0
    findings: list[tuple[str, str]] = field(default_factory=list)
    """(what, the seed and reader by which the file is made again)."""


def damaged(reader: str, number: int) -> tuple[str, bytes]:
    """(ending, bytes) of the damaged file of that number: the same on every run."""
    chance = random.Random(f"{reader} {number}")
    ending, data = chosen(reader, chance)
    return ending, mutated(data, ending, chance, chosen(reader, chance)[1])


def run(
    readers: list[str], numbers: Iterator[int], seconds: float, process: ReaderProcess, judge: Judge | None = None
) -> Iterator[Tally]:
    """The tally after each file, until the numbers or the time are used up; `judge` looks at each document too."""
    tally = Tally()
    ends = time.monotonic() + seconds
    for number in numbers:
        for reader in readers:
            if time.monotonic() > ends:
                return
            ending, data = damaged(reader, number)
            begun = time.monotonic()
            results = list(_read(reader, data, ending, process))
            took = time.monotonic() - begun
            tally.files += 1
            tally.longest = max(tally.longest, took)
            tally.most_memory = max(tally.most_memory, process.most_memory)
            for result in results:
                tally.read += isinstance(result, Document)
                tally.refused += isinstance(result, Rejection)
                tally.findings += [(said, f"{reader} {number}") for said in wrong(result)]
                if judge is not None and isinstance(result, Document):
                    tally.findings += [(said, f"{reader} {number}") for said in judge(result)]
            yield tally


def _read(reader: str, data: bytes, ending: str, process: ReaderProcess) -> Iterator[Document | Rejection]:
    options = RECOGNISING if reader == "image" else OPTIONS
    if reader != "zip":
        yield process.read(data, f"bestek{ending}", options)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bestek.zip"
        path.write_bytes(data)

        def one(file: SourceFile) -> Document | Rejection:
            try:
                return process.read(file.read(), file.name, options)
            except UnreadableError as error:
                return Rejection(file.name, error.sentence())

        dossier = assemble(collect([path]), one)
        if [p.name for p in Path(folder).iterdir()] != ["bestek.zip"]:
            yield Rejection("bestek.zip", "something was written (Written)")
        yield from (*dossier.documents, *dossier.rejected)


def wrong(result: Document | Rejection) -> Iterator[str]:
    """What does not hold of an answer; nothing for a sound one."""
    if isinstance(result, Rejection):
        other = _OTHER_ERROR.search(result.reason)
        if other:
            yield f"another error: {other.group(1)}"
        if any(said in result.reason for said in _LOST):
            yield f"the reader was lost: {result.reason}"
        if not result.reason.strip().endswith(".") or "\n" in result.reason or not result.reason.isprintable():
            yield f"no plain sentence: {result.reason!r}"
        return
    yield from _wrong(result)


def _wrong(document: Document) -> Iterator[str]:
    text = document.text
    if "\x00" in text or any(0xD800 <= ord(ch) <= 0xDFFF for ch in text):
        yield "signs that cannot be sent"
    if len(text) > MOST_LETTERS + MOST_ELEMENTS or len(document.elements) > MOST_ELEMENTS:
        yield "more text than is allowed"
    pages = document.pages
    for element, start in zip(document.elements, document.starts, strict=True):
        if not element.text.strip():
            yield "an element without text"
        if text[start : start + len(element.text)] != element.text:
            yield "an offset that is wrong"
        if len(element.text) > LONGEST:
            yield "an element that is too long"
        if element.page is not None and not (pages and 1 <= element.page <= pages):
            yield f"page {element.page} of {pages}"
        box = element.box
        if box is not None:
            edges = (box.x0, box.top, box.x1, box.bottom)
            if (
                not all(map(math.isfinite, edges))
                or box.x0 > box.x1
                or box.top > box.bottom
                or box.page != element.page
            ):
                yield f"a box that is none: {box}"
        if element.level is not None and element.level < 0:
            yield f"a level of {element.level}"
    if any(not (pages and 1 <= page.number <= pages) for page in document.unread):
        yield "an unread page that is not there"
    if pages is not None and document.page_sizes and len(document.page_sizes) != pages:
        yield f"{len(document.page_sizes)} sizes of {pages} pages"
