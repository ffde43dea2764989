# ruff: noqa: E501  # a sample reads worse when it is folded
"""What a file is, by its content before its name, and what is said of those that are not read."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from tenderscan.errors import UnreadableError
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.formats import format_of
from tenderscan.sources.readers.read import READERS, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return memory.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?><TED_EXPORT/>", "n.txt", "xml"),
        ("<?xml version='1.0'?><a/>".encode("utf-16"), "n", "xml"),
        (b"<ContractNotice xmlns='x'/>", "n", "xml"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html>", "n.xml", "html"),
        (b"<!-- x -->\n<HTML>", "n", "html"),
        (packed("word/document.xml"), "n.bin", "docx"),
        (b"\xff\xd8\xff\xe0", "b.pdf", "image"),
        (packed("xl/workbook.xml"), "n", "xlsx"),
        (OLE + "WordDocument".encode("utf-16-le"), "n", "old-office"),
        (OLE + "Workbook".encode("utf-16-le"), "n.doc", "old-office"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "n", "msg"),
        (b"{\\rtf1 x}", "n.doc", "rtf"),
        (b"a;b\n1;2", "n.csv", "csv"),
        (b"Subject: x\r\nFrom: a\r\nDate: d\r\n\r\nbody", "n", "eml"),
        (b"junk before %PDF-1.4", "n.txt", "pdf"),
    ],
)
def test_content_comes_before_the_name(data: bytes, name: str, expected: str) -> None:
    assert format_of(data, name) == expected
    assert expected in READERS


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (packed("xl/workbook.bin", "xl/x.xml"), "b.xlsb", "spreadsheet"),
        (packed("content.xml"), "b.pages", "word processor"),
        (b"text", "b.odt", "no OpenDocument text"),
        (b"text", "b.xlsx", "no Excel file"),
        (packed("a"), "b", "packed"),
        (b"x", "b.dwg", "drawing"),
        (b"x", "b.heic", "picture"),
        (b"Rar!\x1a\x07", "b", "archive"),
        (b"\x00\x01\x02", "b", "not read"),
    ],
)
def test_what_is_not_read_is_named_for_what_it_is(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as error:
        format_of(data, name)
    assert str(error.value).startswith(name) and error.value.advice.endswith(".")


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(UnreadableError, match="0 bytes"):
        read_bytes(b"", "b.pdf", ReadOptions())


def test_a_text_file_that_is_none() -> None:
    with pytest.raises(UnreadableError, match="no text file"):
        read_bytes(b"a\x00b\x01", "b.txt", ReadOptions())


@pytest.mark.slow
def test_a_text_needs_neither_the_pdf_nor_the_xml_library() -> None:
    code = (
        "import sys; from tenderscan.sources.readers.read import read_bytes; from tenderscan.sources.options import ReadOptions;"
        "read_bytes(b'tekst', 't.txt', ReadOptions()); print([m for m in ('lxml', 'pypdfium2', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
