"""Files, folders and ZIPs as one dossier, in a stable order, and the reader process behind it."""

from __future__ import annotations

import io
import zipfile
from itertools import permutations
from pathlib import Path

import pytest

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Dossier, Rejection
from tenderscan.sources.dossier.assemble import SourceFile, assemble, collect
from tenderscan.sources.isolation.frames import pack_result, unpack_result
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.read import format_of, read_bytes
from tests.sources.pdf_files import many_pages


def read(file: SourceFile) -> Document | Rejection:
    try:
        return read_bytes(file.read(), file.name, ReadOptions())
    except UnreadableError as error:
        return Rejection(file.name, error.sentence())


def dossier(*paths: Path) -> Dossier:
    return assemble(collect(paths), read)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d" / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "sub/c.txt", ".DS_Store", "~$a.docx"):
        (tmp_path / "d" / name).write_text(f"Tekst van {name}.", encoding="utf-8")
    return tmp_path / "d"


def test_a_folder_without_its_junk(folder: Path) -> None:
    assert [d.path for d in dossier(folder).documents] == ["a.txt", "b.txt", "sub/c.txt"]


def test_the_order_of_paths_does_not_matter(folder: Path) -> None:
    paths = [folder / "a.txt", folder / "b.txt", folder / "sub" / "c.txt"]
    found = {tuple(d.path for d in dossier(*order).documents) for order in permutations(paths)}
    assert found == {("a.txt", "b.txt", "c.txt")}


def test_two_files_of_one_name_are_told_apart_and_copies_read_once(tmp_path: Path) -> None:
    for name, text in (("x", "een"), ("y", "twee"), ("z", "twee")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "f.txt").write_text(text, encoding="utf-8")
    found = dossier(*(tmp_path / name / "f.txt" for name in "xyz"))
    assert [d.path for d in found.documents] == ["f.txt", "f (2).txt"]
    assert [(r.path, r.may_hold_text) for r in found.rejected] == [("f (3).txt", False)]


def packed(**members: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return memory.getvalue()


def test_a_zip_in_a_zip_and_a_name_that_leads_out(tmp_path: Path) -> None:
    inner = packed(**{"b.txt": b"binnen"})
    path = tmp_path / "t.zip"
    path.write_bytes(packed(**{"a.txt": b"buiten", "in.zip": inner, "..__..__weg.txt": b"weg"}))
    found = dossier(path)
    assert [d.path for d in found.documents] == ["a.txt", "in.zip/b.txt", "weg.txt"]
    assert not (tmp_path.parent / "weg.txt").exists()


def test_a_zip_bomb_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    path.write_bytes(packed(**{"bom.txt": b"0" * 40_000_000, "goed.txt": b"goed"}))
    found = dossier(path)
    assert [d.path for d in found.documents] == ["goed.txt"]
    assert "unpacks" in found.rejected[0].reason


def test_what_is_not_there_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    found = dossier(tmp_path / "weg.pdf")
    assert [(r.path, r.named) for r in found.rejected] == [((tmp_path / "weg.pdf").as_posix(), True)]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7", "x.bin", "pdf"),
        (b"<?xml version='1.0'?><a/>", "x", "xml"),
        (b"<!DOCTYPE html><p>", "x", "html"),
        (b"# x", "x.md", "markdown"),
        (b"tekst", "x.txt", "text"),
    ],
)
def test_formats_are_told_by_content_first(data: bytes, name: str, expected: str) -> None:
    assert format_of(data, name) == expected


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.doc"),
        (b"\x89PNG", "x.png"),
        (b"hello", "x.docx"),
        (b"PK\x03\x04", "x.docx"),
        (b"{\\rtf1", "x.rtf"),
        (b"\x00\x01", "x.dwg"),
    ],
)
def test_what_is_not_read_is_said_with_what_to_do(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read_bytes(data, name, ReadOptions())
    assert name in error.value.sentence() and error.value.advice


def test_a_document_survives_the_pipe(corpus: Path) -> None:
    data = (corpus / "documents" / "nl-koffie.docx").read_bytes()
    document = read_bytes(data, "nl-koffie.docx", ReadOptions())
    assert unpack_result(pack_result(document)) == document
    rejection = Rejection("x", "y", True, False)
    assert unpack_result(pack_result(rejection)) == rejection


def test_the_reader_process_reads_rejects_and_goes_on() -> None:
    with ReaderProcess() as reader:
        bad = reader.read(b"hello", "x.docx", ReadOptions())
        good = reader.read(b"Tekst.", "x.txt", ReadOptions())
    assert isinstance(bad, Rejection) and "no Word file" in bad.reason
    assert isinstance(good, Document) and good.text == "Tekst."


def test_a_reader_that_hangs_is_stopped_and_the_next_file_read() -> None:
    with ReaderProcess() as reader:
        # So many pages take far longer than two looks of the watch; a small file may be answered before the first.
        slow = reader.read(many_pages(400), "x.pdf", ReadOptions(seconds=0.0, ocr="never"))
        after = reader.read(b"Tekst.", "x.txt", ReadOptions())
    assert isinstance(slow, Rejection) and "too long" in slow.reason
    assert isinstance(after, Document)
