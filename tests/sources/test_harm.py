"""Files that mean harm: each is answered in a sentence within its limits, and the other documents are judged."""

from __future__ import annotations

import base64
import io
import os
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tenderscan.check import Checker
from tenderscan.errors import UnreadableError
from tenderscan.lexicon.tokens import tokenize
from tenderscan.model.document import Document, Element, Rejection
from tenderscan.sources.dossier import archive
from tenderscan.sources.dossier.assemble import collect
from tenderscan.sources.dossier.file import LARGEST, SourceFile
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers import bounds
from tenderscan.sources.readers.bounds import bounded
from tenderscan.sources.readers.read import read_bytes
from tenderscan.sources.readers.sheet import read as spreadsheet
from tenderscan.verdicts.coverage import blind_spots
from tests.fuzz.seeds import signed
from tests.sources import one_text
from tests.sources.outlook import message

OPTIONS = ReadOptions(seconds=20.0, ocr="never", memory=1_000_000_000)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess() as process:
        yield process


def packed(parts: dict[str, str | bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return memory.getvalue()


def word(body: str, head: str = "", **parts: str) -> bytes:
    document = f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **parts})


def nested_pdf() -> bytes:
    """A page whose content stands 200,000 arrays deep."""
    deep = b"[" * 200_000 + b"]" * 200_000
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox " + deep + b">>",
        ]
    )


def many_paged_pdf() -> bytes:
    """A tree of pages that says it has two thousand million, and goes round in a circle."""
    return _pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>"])


def huge_page_pdf() -> bytes:
    content = b"BT /F 9 Tf 10 10 Td (Bestek) Tj ET " + b"q 1 0 0 1 0 0 cm Q " * 50_000
    stream = zlib.compress(content * 20)
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]/Contents 4 0 R>>",
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    )  # fmt: skip


def _pdf(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj%s endobj\n" % (at, one) for at, one in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def flat_picture() -> bytes:
    """A PNG of ten thousand million dots in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


def mail_in_mail(depth: int) -> bytes:
    inner = b"Subject: diep\r\n\r\nTekst"
    for _ in range(depth):
        inner = b"Subject: s\r\nFrom: a\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    return inner


def workbook(sheet: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(one_text.xlsx())) as book:
        parts: dict[str, str | bytes] = {name: book.read(name) for name in book.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return packed(
        {**parts, "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{sheet}</sheetData></worksheet>'}
    )


BOMBS = {
    "nested.pdf": nested_pdf,
    "pages.pdf": many_paged_pdf,
    "huge.pdf": huge_page_pdf,
    "laughs.xml": lambda: f"<!DOCTYPE a [<!ENTITY l0 'ha'>{LAUGHS}]><a>&l9;</a>".encode(),
    "laughs16.xml": lambda: f"<!DOCTYPE a [<!ENTITY l0 'ha'>{LAUGHS}]><a>&l9;</a>".encode("utf-16"),
    "late.xml": lambda: f"<!--{'x' * 70_000}--><!DOCTYPE a [<!ENTITY l0 'ha'>{LAUGHS}]><a b='&l9;'/>".encode(),
    "deep.xml": lambda: b"<a>" * 300_000,
    "deep.html": lambda: b"<div>" * 100_000 + b"x",
    "quotes.md": lambda: b">" * 20_000 + b" x",
    "lists.md": lambda: b"".join(b"  " * n + b"- x\n" for n in range(1_500)),
    "links.md": lambda: b"[" * 50_000,
    "stars.md": lambda: b"*a_ " * 20_000,
    "comments.html": lambda: b"<!--" * 100_000,
    "deep.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 5_000),
    "spaces.docx": lambda: word(f"<w:p><w:r><w:t>{' ' * 150_000_000}</w:t></w:r></w:p>"),
    "deep.rtf": lambda: b"{\\rtf1" + b"{" * 500_000,
    "binary.rtf": lambda: b"{\\rtf1 tekst\\bin2000000000 x}",
    "mail.eml": lambda: mail_in_mail(3_000),
    "quote.csv": lambda: b'1;"' + b'a\x00"b,";' * 40_000,
    "blanks.txt": lambda: b" " * 2_000_000 + b"x",
    "flat.png": flat_picture,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_in_a_sentence_in_its_time_and_memory(reader: ReaderProcess, name: str) -> None:
    data = BOMBS[name]()
    reader.most_memory = 0
    begun = time.monotonic()
    answer = reader.read(data, name, replace(OPTIONS, seconds=30.0))
    assert time.monotonic() - begun < 40
    assert reader.most_memory < OPTIONS.memory + 300_000_000
    if isinstance(answer, Rejection):
        assert answer.reason.endswith(".") and "\n" not in answer.reason and "Error" not in answer.reason
    after = reader.read(one_text.txt(), "na.txt", OPTIONS)
    assert isinstance(after, Document) and one_text.ASKED in after.text


def test_one_text_in_a_million_cells_is_cut_and_said(reader: ReaderProcess) -> None:
    row = f'<row><c t="inlineStr"><is><t>{"steen " * 1_000}</t></is></c></row>'
    answer = reader.read(workbook(row * 3_000), "t.xlsx", OPTIONS)
    assert isinstance(answer, Document) and answer.cut and len(answer.text) < bounds.MOST_LETTERS + bounds.MOST_ELEMENTS


def test_a_row_in_the_thousand_millions_is_not_counted_up_to(reader: ReaderProcess) -> None:
    row = '<row r="99999999999"><c t="inlineStr"><is><t>steen</t></is></c></row>'
    assert isinstance(reader.read(workbook(row), "t.xlsx", OPTIONS), Rejection)


def test_rows_past_the_last_one_read_forbid_to_call_anything_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    whole = read_bytes(b"a;b\nc;d\n", "t.csv", OPTIONS)
    document = read_bytes(b"a;b\nc;d\ne;f\n", "t.csv", OPTIONS)
    assert not whole.cut and "2 rows" in document.cut
    assert [(b.path, b.page) for b in blind_spots((document,), ())] == [("t.csv", None)]


def test_a_worker_over_its_memory_is_ended_without_the_system_s_limit() -> None:
    with ReaderProcess(address_space=None) as process:
        begun = time.monotonic()
        answer = process.read(
            word("<w:p><w:r><w:t>steen</w:t></w:r></w:p>" * 400_000),
            "a.docx",
            replace(OPTIONS, memory=150_000_000),
        )
        assert isinstance(answer, Rejection) and "GB of memory" in answer.reason
        assert time.monotonic() - begun < 20
        assert isinstance(process.read(one_text.txt(), "b.txt", OPTIONS), Document)


def test_a_sparse_file_of_two_gigabytes_is_refused_unread(tmp_path: Path, checker: Checker) -> None:
    with (tmp_path / "groot.pdf").open("wb") as file:
        file.truncate(2 * 1024**3)
    (tmp_path / "bestek.txt").write_bytes(one_text.txt())
    begun = time.monotonic()
    report = checker.check_paths([tmp_path]).report
    assert time.monotonic() - begun < 20
    assert [d.path for d in report.dossier.documents] == ["bestek.txt"]
    assert ["too large" in r.reason and "2.1 GB" in r.reason for r in report.dossier.rejected] == [True]


def test_a_sparse_zip_of_two_gigabytes_is_not_loaded(tmp_path: Path) -> None:
    with (tmp_path / "groot.zip").open("wb") as file:
        file.truncate(2 * 1024**3)
    found = collect([tmp_path])
    assert not found.files and "no ZIP" in found.rejected[0].reason


def test_a_file_one_byte_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableError, match="too large"):
        SourceFile("a.txt", path).read()


def lying(name: str, real: bytes, told: int) -> bytes:
    """A ZIP whose directory says that a member is small."""
    data = bytearray(packed({name: real}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, told)
    struct.pack_into("<L", data, 22, told)
    return bytes(data)


def test_a_zip_that_lies_of_its_sizes_does_not_fill_the_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "t.zip"
    path.write_bytes(lying("bom.txt", b"0" * 400_000_000, 1_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = collect([path])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert not found.files and "broken" in found.rejected[0].reason
    assert grown < 100_000  # kilobytes, on Linux


def test_zips_within_a_zip_share_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 10)
    inner = packed({f"{n}.txt": str(n) for n in range(4)})
    (tmp_path / "t.zip").write_bytes(packed({"a.zip": inner, "b.zip": inner, "c.txt": "c"}))
    found = collect([tmp_path])
    assert [f.name for f in found.files] == ["a.zip/0.txt", "a.zip/1.txt", "a.zip/2.txt", "a.zip/3.txt", "c.txt"]
    assert [(r.path, "too much" in r.reason) for r in found.rejected] == [("b.zip", True)]


def test_large_members_are_unpacked_only_when_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_HELD", 10)
    path = tmp_path / "t.zip"
    path.write_bytes(packed({"a.txt": "klein", "b.txt": "groter dan wat blijft"}))
    small, large = collect([path]).files
    assert small.data == b"klein" and large.data is None and large.read() == b"groter dan wat blijft"


NAMES = (
    "../../weg.txt",
    "/etc/weg.txt",
    "C:\\weg.txt",
    "\\\\server\\deel\\weg.txt",
    "..\\weg.txt",
    "a\x1b[2Jb.txt",
    "CON.txt",
    "a\u202etxt.exe.txt",
)


def test_no_name_in_a_zip_leads_anywhere_or_speaks_to_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "t.zip").write_bytes(packed({name: str(at) for at, name in enumerate(NAMES)}))
    before = sorted(tmp_path.rglob("*"))
    found = collect([folder / "t.zip"])
    assert sorted(tmp_path.rglob("*")) == before
    assert len(found.files) == len(NAMES)
    for file in found.files:
        assert file.name.isprintable() and ".." not in file.name and ":" not in file.name and file.name[0] != "/"


@pytest.mark.skipif(os.name == "nt" or not os.supports_bytes_environ, reason="names are text there")
def test_a_name_that_is_no_text_is_shown_and_read(tmp_path: Path, reader: ReaderProcess) -> None:
    try:
        with open(os.fsencode(tmp_path) + b"/be\xffs\x1btek.txt", "wb") as file:  # noqa: PTH123
            file.write(one_text.txt())
    except OSError:
        pytest.skip("this file system keeps no such names")
    (found,) = collect([tmp_path]).files
    assert found.name == "be\ufffds\ufffdtek.txt"
    assert isinstance(reader.read(found.read(), found.name, OPTIONS), Document)


def test_external_entities_of_a_word_file_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM", encoding="utf-8")
    head = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(UnreadableError, match="entities"):
        read_bytes(word("<w:p><w:r><w:t>&x; eis</w:t></w:r></w:p>", head), "a.docx", OPTIONS)


def test_what_a_word_file_has_elsewhere_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **named: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    rels = (
        '<Relationships><Relationship Id="r1" Type="x/attachedTemplate" Target="http://example.org/t.dotm"'
        ' TargetMode="External"/><Relationship Id="r2" Type="x/header" Target="http://example.org/h.xml"/>'
        '<Relationship Id="r3" Type="x/footer" Target="../../../etc/passwd"/></Relationships>'
    )
    data = word("<w:p><w:r><w:t>De eis.</w:t></w:r></w:p>", **{"word/_rels/document.xml.rels": rels})
    assert read_bytes(data, "a.docx", OPTIONS).text == "De eis."
    page = b'<html><link rel=stylesheet href="http://example.org/a.css"><img src="http://example.org/a.png"><p>De eis.'
    assert read_bytes(page, "a.html", OPTIONS).text == "De eis."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leeg.pdf", b"", "empty"),
        ("leeg.docx", b"", "empty"),
        ("half.pdf", one_text.pdf()[:300], "broken"),
        ("half.docx", one_text.word()[:-300], "broken or cut off"),
        ("foto.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "picture"),
        ("tekst.pdf.p7m", b"no such thing", "signed file"),
        ("nullen.pdf", b"\0" * 5_000, "no PDF"),
        ("nullen.txt", b"\0" * 5_000, "no text file"),
    ],
)
def test_what_is_not_what_it_says_gets_one_sentence_with_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as error:
        read_bytes(data, name, OPTIONS)
    assert error.value.advice.endswith(".") and "\n" not in error.value.sentence()


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", one_text.pdf), ("a.pdf", one_text.word), ("a.txt", one_text.rtf), ("a", one_text.odt)]
)
def test_a_renamed_file_is_read_as_what_it_is(name: str, make: object) -> None:
    assert one_text.ASKED in " ".join(read_bytes(make(), name, OPTIONS).text.split())  # type: ignore[operator]


def test_a_file_that_is_two_things_is_read_as_what_it_begins_with() -> None:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as made:
        made.writestr("%PDF-1.7", b"x")
        with zipfile.ZipFile(io.BytesIO(one_text.word())) as good:
            for part in good.namelist():
                made.writestr(part, good.read(part))
    assert read_bytes(inside.getvalue(), "a.pdf", OPTIONS).media_type.endswith("wordprocessingml.document")
    assert read_bytes(b"<!DOCTYPE html><p>Begin met %PDF-1.7.</p>", "a.html", OPTIONS).media_type == "text/html"


def test_a_locked_word_file_opens_with_its_password(reader: ReaderProcess) -> None:
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(one_text.word())).encrypt("geheim", made)
    said = {
        word: reader.read(made.getvalue(), "a.docx", replace(OPTIONS, password=word))
        for word in (None, "fout", "geheim")
    }
    assert isinstance(said[None], Rejection) and "--password" in said[None].reason
    assert isinstance(said["fout"], Rejection) and "this password" in said["fout"].reason
    opened = said["geheim"]
    assert isinstance(opened, Document) and one_text.ASKED in opened.text and opened.path == "a.docx"


@pytest.mark.parametrize(
    "wrap", [bytes, lambda der: b"-----BEGIN PKCS7-----\n" + base64.encodebytes(der) + b"-----END PKCS7-----\n"]
)
def test_a_signed_file_is_read_for_what_it_holds(wrap: object) -> None:
    document = read_bytes(wrap(signed(one_text.pdf())), "bestek.pdf.p7m", OPTIONS)  # type: ignore[operator]
    assert one_text.ASKED in " ".join(document.text.split()) and document.path == "bestek.pdf.p7m"


def test_a_signed_container_is_opened_without_its_signatures(tmp_path: Path) -> None:
    (tmp_path / "b.asice").write_bytes(
        packed({"mimetype": "application/vnd.etsi.asic-e+zip", "bestek.txt": "eis", "META-INF/signatures0.xml": "<a/>"})
    )
    assert [f.name for f in collect([tmp_path / "b.asice"]).files] == ["bestek.txt"]


def test_text_beyond_the_limits_is_unread_and_no_element_is_endless() -> None:
    pages = tuple(Element("woord " * 30_000, page=n) for n in range(1, 41))
    document = bounded(Document("a.pdf", "0", "application/pdf", pages, pages=40))
    assert max(len(e.text) for e in document.elements) <= bounds.LONGEST
    assert len(document.text) <= bounds.MOST_LETTERS + bounds.MOST_ELEMENTS
    read_to = max(e.page or 0 for e in document.elements)
    assert [p.number for p in document.unread] == list(range(document.unread[0].number, 41))
    assert document.unread[0].number <= read_to + 1
    flow = bounded(Document("a.txt", "0", "text/plain", pages))
    assert "Split it" in flow.cut


def test_what_cannot_be_sent_is_taken_out() -> None:
    document = bounded(Document("a", "0", "x", (Element("a\x00b\ud800c" + " " * 5_000 + "d"), Element(" \x00 "))))
    assert document.text.replace(" ", "") == "ab\ufffdcd" and len(document.text) < 500


@pytest.mark.parametrize("sign", ["(", ")", "_", "-", "a-", "1.", ".", ". ", "d'", "«"])
def test_words_are_found_in_time_that_grows_with_the_text(sign: str) -> None:
    tokenize("een woord")
    begun = time.monotonic()
    tokenize(sign * (bounds.LONGEST // len(sign)))
    assert time.monotonic() - begun < 3


SLOW = {
    "one line": b"De stad moet: (a) (b) " * 20_000,
    "short lines": b"de stad\n" * 30_000,
    "brackets": b"(" * 200_000,
    "dashes": b"--- " * 50_000,
    "numbers": b"1.1.1 " * 40_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_a_text_without_shape_is_judged_in_seconds(checker: Checker, tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(SLOW[name])
    begun = time.monotonic()
    checker.check_paths([path])
    assert time.monotonic() - begun < 60


def test_the_other_documents_are_judged(tmp_path: Path, checker: Checker) -> None:
    for name in ("nested.pdf", "pages.pdf", "laughs.xml", "deep.docx", "deep.rtf"):
        (tmp_path / name).write_bytes(BOMBS[name]())
    (tmp_path / "bom.zip").write_bytes(packed({"bom.txt": b"0" * 50_000_000, "../../weg.txt": b"weg"}))
    (tmp_path / "bestek.txt").write_bytes(one_text.txt())
    report = checker.check_paths([tmp_path]).report
    verdicts = {finding.id: finding.verdict.value for finding in report.findings}
    assert verdicts["labour.ilo-conventions"] == "met"
    assert {"bestek.txt", "weg.txt"} <= {d.path for d in report.dossier.documents}
    assert {"laughs.xml", "pages.pdf", "bom.txt"} <= {r.path for r in report.dossier.rejected}


def test_a_message_in_a_message_with_endless_header_lines_is_read(reader: ReaderProcess) -> None:
    """Found by fuzzing: folding its headers anew took the library time without end."""
    inner = b"Subject: binnen\nContent-Type: text/html; " + b"#" * 4_000 + b'\x00\x00;charset="utf-8"\n\n<p>Eis</p>\n'
    data = (
        b'Subject: buiten\nFrom: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
        b"--x\nContent-Type: text/plain\n\nTekst\n--x\nContent-Type: message/rfc822\n\n" + inner + b"\n--x--\n"
    )
    answer = reader.read(data, "a.eml", replace(OPTIONS, seconds=10.0))
    assert isinstance(answer, Document) and len(answer.attachments) == 1


LIST = (
    f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4000000000"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


@pytest.mark.parametrize("level", ["0", "99999999999", "2147483647", "-7"])
def test_a_list_level_or_number_in_the_thousand_millions_is_not_counted_out(reader: ReaderProcess, level: str) -> None:
    """Found by fuzzing: the levels above it were counted one by one, and its letters written out."""
    numbered = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    rels = '<Relationships><Relationship Id="r" Type="x/numbering" Target="numbering.xml"/></Relationships>'
    data = word(
        f"{numbered}<w:r><w:t>De eis.</w:t></w:r></w:p>",
        **{"word/numbering.xml": LIST, "word/_rels/document.xml.rels": rels},
    )
    answer = reader.read(data, "a.docx", replace(OPTIONS, seconds=10.0, memory=300_000_000))
    assert isinstance(answer, Document) and answer.text.endswith("De eis.") and len(answer.text) < 30


def test_blanks_without_number_and_levels_below_nothing(reader: ReaderProcess) -> None:
    """Found by fuzzing: an OpenDocument node for a thousand million blanks, and an RTF heading of level -2."""
    with zipfile.ZipFile(io.BytesIO(one_text.odt())) as good:
        parts: dict[str, str | bytes] = {name: good.read(name) for name in good.namelist()}
    content = bytes(parts["content.xml"])  # type: ignore[arg-type]
    parts["content.xml"] = content.replace(b"</text:h>", b'<text:s text:c="4000000000"/></text:h>', 1)
    answer = reader.read(packed(parts), "a.odt", replace(OPTIONS, memory=300_000_000))
    assert isinstance(answer, Document) and one_text.ASKED in answer.text
    heading = read_bytes(b"{\\rtf1\\pard\\outlinelevel-3 Kop\\par}", "a.rtf", OPTIONS)
    assert [e.level for e in heading.elements] == [None]


def test_a_quote_that_is_not_closed_does_not_stop_a_table() -> None:
    """Found by fuzzing: the library's guess of what divides the cells took time without end."""
    rows = [f'{n};"eis van de stad nummer {n}, met "punt";ja' for n in range(60)]
    begun = time.monotonic()
    document = read_bytes(b'1;"De eis\x00 "\n' + "\n".join(rows).encode(), "a.csv", OPTIONS)
    assert time.monotonic() - begun < 5 and "eis" in document.text


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    text = "\n".join(f'{n}{sign}"Steen, zand; grind"{sign}{n * 3}' for n in range(5))
    document = read_bytes(text.encode(), "a.csv", OPTIONS)
    assert all(len(e.cells) == 3 and e.cells[1] == "Steen, zand; grind" for e in document.elements)


def test_an_outlook_message_that_speaks_of_more_sectors_than_it_has_is_broken(reader: ReaderProcess) -> None:
    """Found by fuzzing: the library went round a chain of sectors until its memory was full."""
    good = message("Bestek", "De eis.", {"a.txt": b"Bijlage"})
    assert isinstance(reader.read(good, "a.msg", OPTIONS), Document)
    bad = bytearray(good)
    struct.pack_into("<L", bad, 64, 4_000_000)
    answer = reader.read(bytes(bad), "a.msg", OPTIONS)
    assert isinstance(answer, Rejection) and "broken e-mail" in answer.reason


def test_an_apostrophe_of_windows_is_no_control() -> None:
    assert bounds.clean("Coût global de l\x92offre \x96 50 %") == "Coût global de l’offre – 50 %"
    assert bounds.clean("a\x81b") == "a\x81b"
