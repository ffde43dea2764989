"""The reader process: documents come home whole, and a bad file takes no other with it."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tenderscan.model.document import (
    Box,
    Document,
    Element,
    ElementKind,
    Lot,
    NoticeFacts,
    Origin,
    Rejection,
    UnreadPage,
)
from tenderscan.sources.isolation import process
from tenderscan.sources.isolation.frames import pack_result, unpack_result
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.read import read_bytes

OPTIONS = ReadOptions()


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    """One warm reader for the tests that leave it whole."""
    with ReaderProcess() as process:
        yield process


def pdf(pages: int = 1) -> bytes:
    """A PDF with a line on each page."""
    memory = io.BytesIO()
    canvas = Canvas(memory, pagesize=A4, invariant=1)
    for page in range(pages):
        canvas.drawString(72, 700, f"Bladzijde {page + 1} van het bestek.")
        canvas.showPage()
    canvas.save()
    return memory.getvalue()


def test_a_file_comes_home_as_it_is_read_here(reader: ReaderProcess) -> None:
    assert reader.read(pdf(3), "map/bestek.pdf", OPTIONS) == read_bytes(pdf(3), "map/bestek.pdf", OPTIONS)


def test_every_field_of_a_document_survives_the_pipe() -> None:
    box = Box(1, 1.5, 2.0, 3.0, 4.25)
    rich = Element(
        "a | b",
        ElementKind.TABLE_ROW,
        Origin.FOOTNOTE,
        1,
        box,
        9.5,
        True,
        2,
        "a)",
        ("a", "b"),
        ("x", "y"),
        3,
        "2",
        "nl",
        "f",
    )
    notice = NoticeFacts("Stad", "Steen", "2026-01-31", ("44113000",), (Lot("1", "Plein", ("45233262",)),), "nl")
    document = Document(
        "a.pdf", "0" * 64, "application/pdf", (rich, Element("kaal")), 2, (UnreadPage(2, "a scan"),), (1,), ("let op",),
        "Titel", notice, ((595.0, 842.0), (842.0, 595.0)),
    )  # fmt: skip
    assert all(getattr(rich, name) != getattr(Element(""), name) for name in Element.__dataclass_fields__)
    assert unpack_result(pack_result(document)) == document
    rejection = Rejection("b.pdf", "It is broken.", named=True, may_hold_text=False)
    assert unpack_result(pack_result(rejection)) == rejection


def test_a_broken_file_is_rejected_and_the_next_one_is_read(reader: ReaderProcess) -> None:
    broken = reader.read(pdf()[:200], "kapot.pdf", OPTIONS)
    assert isinstance(broken, Rejection)
    assert broken.reason.startswith("kapot.pdf is broken")
    assert isinstance(reader.read(pdf(), "goed.pdf", OPTIONS), Document)


def test_a_file_that_takes_too_long_is_rejected_and_the_next_one_is_read() -> None:
    with ReaderProcess() as reader:
        assert isinstance(reader.read(pdf(), "eerst.pdf", OPTIONS), Document)
        slow = reader.read(pdf(400), "traag.pdf", replace(OPTIONS, seconds=0.001, ocr="never"))
        assert isinstance(slow, Rejection)
        assert "too long" in slow.reason
        assert isinstance(reader.read(pdf(), "daarna.pdf", OPTIONS), Document)


def test_a_file_is_read_again_where_its_reader_was_ended_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []

    def end_the_first(worker: subprocess.Popen[bytes], request: bytes, listener: object) -> bytes | None:
        if not ended:
            ended.append(worker.pid)
            worker.kill()
            worker.wait()
        return asked(worker, request, None)

    asked = process._asked
    monkeypatch.setattr(process, "_asked", end_the_first)
    with ReaderProcess() as reader:
        assert isinstance(reader.read(pdf(), "a.pdf", OPTIONS), Document)
    assert ended


def test_a_file_that_always_ends_its_reader_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []

    def end(worker: subprocess.Popen[bytes], request: bytes, listener: object) -> bytes | None:
        ended.append(worker.pid)
        worker.kill()
        worker.wait()
        return None

    monkeypatch.setattr(process, "_asked", end)
    with ReaderProcess() as reader:
        found = reader.read(pdf(), "a.pdf", OPTIONS)
    assert isinstance(found, Rejection)
    assert "broke the reader" in found.reason
    assert len(ended) == len(set(ended)) == 2


def test_a_closed_reader_starts_anew() -> None:
    reader = ReaderProcess()
    try:
        assert isinstance(reader.read(pdf(), "a.pdf", OPTIONS), Document)
        reader.close()
        assert isinstance(reader.read(pdf(), "b.pdf", OPTIONS), Document)
    finally:
        reader.close()


def test_modules_in_the_folder_one_stands_in_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "struct.py").write_text("raise SystemExit('foreign code')\n", encoding="utf-8")
    (tmp_path / "msgpack.py").write_text("raise SystemExit('foreign code')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ReaderProcess() as reader:
        assert isinstance(reader.read(pdf(), "a.pdf", OPTIONS), Document)


def test_the_worker_imports_neither_spacy_nor_pdfplumber() -> None:
    imports = "import sys, tenderscan.sources.isolation.worker, tenderscan.sources.readers.pdf.read"
    code = f"{imports}; print({{'spacy', 'pdfplumber'}} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
