"""The package of a Word file: what is not changed stays as it was."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from tenderscan.containers.ooxml.comments import Comments, anchor, ends
from tenderscan.containers.ooxml.file import WordFile
from tenderscan.containers.ooxml.words import W
from tenderscan.errors import UnreadableError
from tests.suggest.tender import package, tender, text

BODY = tender(text("De aannemer meldt elke vertraging."))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_not_changed_is_the_same_bytes() -> None:
    data = package(BODY)
    made = WordFile(data, "t.docx").content()
    before, after = members(data), members(made)
    document = "word/document.xml"
    assert etree.tostring(etree.fromstring(after.pop(document)), method="c14n") == etree.tostring(
        etree.fromstring(before.pop(document)), method="c14n"
    )
    assert after == before
    assert made == WordFile(data, "t.docx").content()


def test_comments_get_a_part_a_relation_and_a_type() -> None:
    file = WordFile(package(BODY), "t.docx")
    comments = Comments(file, "tenderscan", "2026-11-25T00:00:00Z")
    first = next(file.document.iter(f"{W}p"))
    held = ends(first)
    assert held is not None
    anchor(comments.add(["Eén", "Twee & <drie>\x0b"]), *held)
    comments.save()
    parts = members(file.content())
    assert b'PartName="/word/comments.xml"' in parts["[Content_Types].xml"]
    assert parts["[Content_Types].xml"].startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n')
    assert b'Target="comments.xml"' in parts["word/_rels/document.xml.rels"]
    words = ["".join(p.itertext()) for p in etree.fromstring(parts["word/comments.xml"]).iter(f"{W}p")]
    assert words == ["Eén", "Twee & <drie>\ufffd"]
    again = WordFile(file.content(), "t.docx")
    assert again.part("comments") == "word/comments.xml"


def test_numbers_of_comments_do_not_clash() -> None:
    held = '<w:comment w:id="7" w:author="Jan"><w:p/></w:comment>'
    file = WordFile(package(BODY, {"comments": held}), "t.docx")
    assert Comments(file, "tenderscan").add(["x"]) == "8"


@pytest.mark.parametrize(
    "data",
    [b"", b"no zip", package(BODY)[:-200], package("<w:p>")],
    ids=["empty", "text", "cut", "xml"],
)
def test_broken_files_are_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        WordFile(data, "t.docx")


def test_a_file_that_defines_entities_is_not_read() -> None:
    bomb = package(BODY)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:document", b'<!DOCTYPE d [<!ENTITY a "b">]><w:document', 1)
            target.writestr(name, content)
    with pytest.raises(UnreadableError, match="entities"):
        WordFile(out.getvalue(), "t.docx")


def test_a_part_that_unpacks_to_more_than_its_directory_says_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory of a ZIP is written by whoever made the file: what counts is what comes out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 5_000_000 + b"</a>")
    data = bytearray(made.getvalue())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    monkeypatch.setattr("tenderscan.containers.package.MOST_BYTES", 1_000_000)
    with pytest.raises(UnreadableError, match=r"too large unpacked|broken"):
        WordFile(bytes(data), "bom.docx")
