"""From the text that was read back to the runs that hold it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tenderscan.containers.ooxml.elements import element
from tenderscan.containers.ooxml.file import WordFile
from tenderscan.containers.ooxml.words import W
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.word.read import read_docx
from tenderscan.word.alignment import Alignment
from tenderscan.word.runs import cut, put
from tests.conftest import ROOT, SHARED
from tests.sources.word import r, row, table
from tests.suggest.changes import canonical
from tests.suggest.tender import package, tender, text

FILES = sorted((ROOT / "corpus" / "documents").rglob("*.docx"))
REAL = sorted((SHARED / "documents").rglob("*.docx")) if SHARED.is_dir() else []


def aligned(data: bytes) -> tuple[Alignment, str, WordFile]:
    document = read_docx(data, "t.docx", ReadOptions())
    file = WordFile(data, "t.docx")
    return Alignment(document, file.document.find(f"{W}body")), document.text, file


def words_of(alignment: Alignment, start: int, end: int) -> str:
    """The letters that the stretches hold, read from the runs."""
    found = ""
    for stretch in alignment.stretches(start, end):
        pieces = alignment.pieces[stretch.paragraph]
        inside = pieces[pieces.index(stretch.head) : pieces.index(stretch.tail) + 1]
        for piece in inside:
            begin = stretch.start if piece is stretch.head else 0
            stop = stretch.end if piece is stretch.tail else len(piece.text)
            found += piece.text[begin:stop]
    return "".join(found.split())


@pytest.mark.parametrize("path", FILES + REAL, ids=lambda path: path.name)
def test_every_word_is_found_where_it_stands(path: Path) -> None:
    alignment, said, _ = aligned(path.read_bytes())
    assert alignment.share > 0.95
    lost = [p.text for pieces in alignment.pieces.values() for p in pieces if p.letters and p.first < 0]
    assert lost == []
    for start in range(0, len(said) - 60, 997):
        own = words_of(alignment, start, start + 60)
        # Labels and the bars between cells are the reader's, so what the runs hold is in the text, in order.
        rest = iter("".join(said[start : start + 60].split()))
        assert all(letter in rest for letter in own)


def test_deleted_words_are_passed_over() -> None:
    deleted = '<w:del w:id="1" w:author="J"><w:r><w:delText>niet </w:delText></w:r></w:del>'
    body = f"<w:p>{r('De steen is ')}{deleted}{r('grijs en hard.')}</w:p>"
    alignment, said, _ = aligned(package(tender(body)))
    at = said.index("is grijs")
    assert words_of(alignment, at, at + 8) == "isgrijs"


def test_a_row_that_repeats_a_merged_label_is_found() -> None:
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Verf</w:t></w:r></w:p></w:tc>'
    second = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    body = table(row("Post", "Eis"), row(first, "Verf dekt in twee lagen."), row(second, "Verf droogt in een dag."))
    alignment, said, _ = aligned(package(tender(text("De eisen staan in de tabel.") + body)))
    at = said.index("Verf droogt")
    assert words_of(alignment, at, at + 11) == "Verfdroogt"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab c", min_size=1, max_size=6), min_size=1, max_size=5), st.data())
def test_a_run_that_is_cut_reads_as_before(parts: list[str], data: st.DataObject) -> None:
    body = (
        "<w:p>"
        + r("Eerst staat hier een zin. ")
        + "".join(r(part, "<w:b/>") for part in parts)
        + r(" Einde.")
        + "</w:p>"
    )
    alignment, said, file = aligned(package(tender(body)))
    before = canonical(file.document)
    at = said.index("Eerst")
    ends = sorted(data.draw(st.lists(st.integers(at, at + 30), min_size=1, max_size=4)), reverse=True)
    for end in ends:
        found = alignment.stretches(at, end)
        if found:
            cut(found[0].tail, found[0].end)
    assert canonical(file.document) == before


def test_nodes_are_put_where_they_belong() -> None:
    alignment, said, file = aligned(package(tender(f"<w:p>{r('Een twee drie vier')}</w:p>")))
    at = said.index("Een twee")
    stretch = alignment.stretches(at + 4, at + 8)[0]
    put(stretch.tail, stretch.end, [element("bookmarkEnd", id="1")])
    put(stretch.head, stretch.start, [element("bookmarkStart", id="1")])
    paragraph = next(p for p in file.document.iter(f"{W}p") if "Een twee" in "".join(p.itertext()))
    order = [etree.QName(node).localname if node.tag != f"{W}r" else "".join(node.itertext()) for node in paragraph]
    assert order == ["Een ", "bookmarkStart", "twee", "bookmarkEnd", " drie vier"]
