"""How far a reader is, and readers that are stopped half-way."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.errors import StoppedError
from tenderscan.sources.dossier.file import SourceFile
from tenderscan.sources.dossier.reading import read_dossier
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.isolation.worker import PAUSE
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.progress import Progress, listening, tell
from tests.sources.pdf_files import many_pages


def test_who_listens_hears_and_who_left_does_not() -> None:
    heard: list[tuple[int, int]] = []
    tell(1, 9)
    with listening(lambda page, pages: heard.append((page, pages))):
        tell(2, 9)
    tell(3, 9)
    assert heard == [(2, 9)]


def test_the_reader_process_tells_its_pages() -> None:
    heard: list[Progress] = []
    file = SourceFile("long.pdf", None, many_pages(400))
    with ReaderProcess() as reader:
        read = read_dossier((), reader, ReadOptions(), (file,), heard.append)
    assert read.reading.dossier.documents[0].pages == 400
    assert heard[0] == Progress("long.pdf", 1, 1)
    pages = [each.page for each in heard if each.pages == 400]
    assert pages == sorted(pages)
    assert pages, f"a reading of more than {PAUSE} seconds tells of some page"


def test_a_reader_that_is_stopped_says_so_and_reads_again() -> None:
    data = many_pages(3000)
    with ReaderProcess() as reader:
        timer = threading.Timer(0.3, reader.stop)
        timer.start()
        begun = time.monotonic()
        with pytest.raises(StoppedError):
            reader.read(data, "long.pdf", ReadOptions())
        stopped = time.monotonic() - begun
        reader.start_anew()
        begun = time.monotonic()
        reader.read(data, "long.pdf", ReadOptions())
        assert stopped < time.monotonic() - begun


def test_a_zip_that_is_given_as_bytes_is_opened(tmp_path: Path, checker: Checker) -> None:
    import zipfile

    packed = tmp_path / "dossier.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "De opdrachtnemer betaalt een leefbaar loon.")
        archive.writestr("b.txt", "De opdrachtnemer gebruikt gerecycleerd papier.")
    given = SourceFile("dossier.zip", None, packed.read_bytes(), named=True)
    with ReaderProcess() as reader:
        read = read_dossier((), reader, ReadOptions(), (given,))
    assert [document.path for document in read.reading.dossier.documents] == ["a.txt", "b.txt"]
