"""Hard pages of our own, read and put in order: columns, tables over pages, turned print, ligatures, lost spaces."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import ttfonts

from tenderscan.model.document import Document
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.doubt import LETTERS, SPACES, doubt
from tenderscan.sources.readers.pdf.read import read_pdf
from tenderscan.sources.readers.scan.ocr import engine
from tenderscan.structure import StructureWords, structure
from tests.sources.hard_pages import (
    PLAIN_PROSE,
    columns,
    ligatures,
    rotated,
    sideways,
    spaced_out,
    table_over_pages,
    tight,
    wrong_letters,
)

WORDS = StructureWords.of(load_rulebook().structure)
NO_OCR = ReadOptions(ocr="never")


def read(data: bytes, options: ReadOptions = NO_OCR) -> Document:
    return read_pdf(data, "t.pdf", options)


def words(document: Document) -> list[str]:
    return " ".join(block.text for block in structure(document, WORDS).blocks).split()


@pytest.mark.parametrize("by_row", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_read_one_after_the_other_however_the_file_writes_them(count: int, by_row: bool) -> None:
    data, told = columns(count, by_row=by_row)
    document = read(data)
    assert words(document) == told
    assert document.doubtful_pages == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    data, told = rotated(turn)
    document = read(data)
    assert words(document) == told
    first = document.elements[0].box
    assert first is not None and 60 < first.x0 < 80 and 70 < first.top < 90


@pytest.mark.parametrize("turn", [90, 270])
def test_print_on_its_side_is_read_line_by_line(turn: int) -> None:
    data, told = sideways(turn)
    assert words(read(data)) == told


def test_a_table_over_two_pages_gives_its_rows_under_its_header() -> None:
    data, rows = table_over_pages()
    blocks = structure(read(data), WORDS).blocks
    own = [block.text.split(" | ") for block in blocks]
    assert [row for row in own if row != rows[0]] == rows[1:]
    assert all(block.header == tuple(rows[0]) for block in blocks if block.text.split(" | ") != rows[0])


def test_ligatures_are_spelled_out() -> None:
    data, told = ligatures()
    assert words(read(data)) == told


@pytest.mark.parametrize("points", [2.8, 2.0, 1.5])
def test_words_that_were_placed_close_keep_their_spaces(points: float) -> None:
    data, told = tight(points)
    document = read(data)
    assert words(document) == told
    assert document.doubtful_pages == ()


def test_a_page_whose_words_cannot_be_told_apart_is_in_doubt() -> None:
    data, told = tight(0.2)
    document = read(data)
    assert document.doubtful_pages == (1,) and document.warnings
    assert words(document) != told


def test_spaced_out_print_is_in_doubt_without_ocr() -> None:
    assert read(spaced_out()).doubtful_pages == (1,)


def test_letters_that_stand_for_others_are_in_doubt_without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read(wrong_letters(monkeypatch, ttfonts))
    assert document.doubtful_pages == (1,) and document.unread == ()


@pytest.mark.skipif(engine() is None, reason="Tesseract is not installed")
def test_letters_that_stand_for_others_are_read_from_the_page_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    document = read(wrong_letters(monkeypatch, ttfonts), ReadOptions())
    assert document.doubtful_pages == ()
    own = set(words(document))
    assert len(own & set(PLAIN_PROSE.split())) > 0.9 * len(set(PLAIN_PROSE.split()))


@pytest.mark.skipif(engine() is None, reason="Tesseract is not installed")
def test_odd_text_that_stands_on_the_page_as_it_was_read_is_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read(tight(2.8)[0], ReadOptions())
    assert document.doubtful_pages == () and document.warnings == ()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (PLAIN_PROSE, ""),
        (PLAIN_PROSE.replace(" ", ""), SPACES),
        (" ".join(PLAIN_PROSE), SPACES),
        ("".join(chr(ord(sign) + 1) if sign.isalpha() else sign for sign in PLAIN_PROSE), LETTERS),
        ("", ""),
        ("Straßenverkehrsordnungswidrigkeiten " * 2, ""),
        ("DN 100 PVC RAL 9010 " * 40, ""),
        ("Общественные закупки проводятся прозрачно и честно для всех участников. " * 8, ""),
    ],
)
def test_the_signs_of_doubt(text: str, sign: str) -> None:
    assert doubt(text) == sign
