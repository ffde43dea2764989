"""Plain text and Markdown: each line or paragraph as what it is."""

from __future__ import annotations

import pytest

from tenderscan.errors import UnreadableError
from tenderscan.model.document import ElementKind
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.text.markdown import read_markdown
from tenderscan.sources.readers.text.plain import read_plain, read_text

ROW, ITEM, PARAGRAPH = ElementKind.TABLE_ROW, ElementKind.LIST_ITEM, ElementKind.PARAGRAPH


def kinds(text: str) -> list[ElementKind]:
    return [element.kind for element in read_text(text, "t").elements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b\nc | d", [ROW, ROW]),
        ("De leverancier:\n- doet a;\n- doet b.", [PARAGRAPH, ITEM, ITEM]),
        ("(a) eerst\n(b) dan", [ITEM, ITEM]),
        ("Vraag: is dat zo?\nAntwoord: neen.", [PARAGRAPH, PARAGRAPH]),
        ("☐ geldt\n☒ geldt niet", [PARAGRAPH, PARAGRAPH]),
        ("funda-\nmentele normen", [PARAGRAPH]),
    ],
)
def test_kinds(text: str, expected: list[ElementKind]) -> None:
    assert kinds(text) == expected


def test_a_table_s_first_row_heads_the_others() -> None:
    elements = read_text("Eis | Bewijs\nBio | attest\n\nTekst.\n\nX | Y", "t").elements
    assert [e.header for e in elements] == [(), ("Eis", "Bewijs"), (), ()]


def test_wrapped_prose_is_one_paragraph() -> None:
    wrapped = "Een regel die zo lang is dat hij tegen de kant van het blad aan komt en\ndaarna verder gaat."
    assert len(read_text(wrapped, "t").elements) == 1


@pytest.mark.parametrize(
    "data", ["é €".encode(), "é €".encode("cp1252"), "é €".encode("utf-16"), b"\xef\xbb\xbf" + "é €".encode()]
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == "é €"


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read_plain(b" \n", "leeg.txt", ReadOptions())


def test_markdown_without_its_marks() -> None:
    text = "# Titel\n\n**Vet** en [koppeling](http://x) ~~weg~~.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<!-- niet -->"
    document = read_markdown(text.encode(), "t.md", ReadOptions())
    assert [e.text for e in document.elements] == ["Titel", "Vet en koppeling .", "A | B", "1 | 2"]
    assert document.elements[0].kind is ElementKind.HEADING


def test_a_ruled_table_of_plain_text_has_its_header() -> None:
    lines = "Requirements\n\n| No. | Requirement | Mandatory |\n|-----|:-----------:|---|\n| 1 | Oak doors | no |"
    rows = [e for e in read_text(lines, "t.txt").elements if e.kind is ElementKind.TABLE_ROW]
    assert [row.cells for row in rows] == [("No.", "Requirement", "Mandatory"), ("1", "Oak doors", "no")]
    assert rows[1].header == ("No.", "Requirement", "Mandatory")
