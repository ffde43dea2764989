# ruff: noqa: E501  # XML reads worse when it is folded
"""Word files as they read: numbers as printed, changes accepted, notes and boxes in their place."""

from __future__ import annotations

import io
import zipfile

import pytest

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, ElementKind, Origin
from tenderscan.options import CheckOptions
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.word.read import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="Kop1"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
NOTES = (
    f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>De noot.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
)
COMMENTS = f"""<w:comments {W}><w:comment w:id="0"><w:p><w:r><w:t>Kantlijn</w:t></w:r></w:p></w:comment></w:comments>"""


def word(body: str, options: ReadOptions = ReadOptions(), **parts: str) -> Document:
    """A Word file with a body, read."""
    main = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    files = {"document": main, "styles": STYLES, "numbering": NUMBERING, **parts}
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"word/{name}.xml", content)
    return read_docx(memory.getvalue(), "t.docx", options)


@pytest.mark.parametrize("style", ["Titre 1", "Kop 1", "Überschrift1", "berschrift1"])
def test_styles_are_named_in_the_languages_of_the_rules(style: str) -> None:
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="x"><w:name w:val="{style}"/></w:style></w:styles>'
    body = '<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>Eis</w:t></w:r></w:p>'
    told = CheckOptions().reading(load_rulebook())
    kinds = [word(body, options, styles=styles).elements[0].kind for options in (ReadOptions(), told)]
    assert kinds == [ElementKind.PARAGRAPH, ElementKind.HEADING]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{text}</w:p>"


def r(text: str, marks: str = "") -> str:
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def texts(document: Document) -> list[str]:
    return [element.text for element in document.elements]


@pytest.mark.parametrize("style", ["Kop1", "Eigen"])
def test_headings_in_whatever_language_word_spoke(style: str) -> None:
    document = word(p(r("Voorwerp"), f'<w:pStyle w:val="{style}"/>'))
    assert (document.elements[0].kind, document.elements[0].level) == (ElementKind.HEADING, 1)


def test_numbers_as_printed() -> None:
    def item(level: int, number: int = 1) -> str:
        return p(r("x"), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = item(0) + item(1) + item(1) + item(0) + item(1) + item(0, 2)
    assert [e.label for e in word(body).elements] == ["1.", "1.a)", "1.b)", "2.", "2.a)", "5."]


def test_inserted_text_is_kept_and_deleted_text_left_out() -> None:
    body = p(
        r("De aannemer ")
        + f"<w:ins w:id='1'>{r('moet ')}</w:ins>"
        + "<w:del w:id='2'><w:r><w:delText>mag </w:delText></w:r></w:del>"
        + r("leveren.")
        + r(" Doorgehaald.", "<w:strike/>")
        + r(" Verborgen.", "<w:vanish/>")
    )
    document = word(body)
    assert texts(document) == ["De aannemer moet leveren."]
    assert len(document.warnings) == 3


def test_a_deleted_paragraph_mark_joins_and_a_deleted_row_is_gone() -> None:
    joined = p(r("Eerste"), "<w:rPr><w:del w:id='1'/></w:rPr>") + p(r("tweede."))
    table = (
        "<w:tbl><w:tr><w:trPr><w:del w:id='2'/></w:trPr>"
        f"<w:tc>{p(r('weg'))}</w:tc><w:tc>{p(r('ook'))}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p(r('A'))}</w:tc><w:tc>{p(r('B'))}</w:tc></w:tr></w:tbl>"
    )
    assert texts(word(joined + table)) == ["Eerste tweede.", "A | B"]


def test_notes_stand_after_the_paragraph_that_cites_them() -> None:
    body = p(r("Tekst") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + r(" verder.")) + p(r("Daarna."))
    document = word(body, footnotes=NOTES, comments=COMMENTS)
    assert texts(document) == ["Tekst verder.", "De noot.", "Daarna.", "Kantlijn"]
    assert [e.origin for e in document.elements] == [Origin.BODY, Origin.FOOTNOTE, Origin.BODY, Origin.COMMENT]


def test_text_boxes_once_and_controls_and_tick_boxes() -> None:
    box = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice>"
        f"<w:txbxContent>{p(r('Kader'))}</w:txbxContent></mc:Choice><mc:Fallback>"
        f"<w:txbxContent>{p(r('Kader'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    tick = (
        "<w:sdt><w:sdtPr><w14:checkbox xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'>"
        "<w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    control = f"<w:sdt><w:sdtContent>{p(r('In een veld'))}</w:sdtContent></w:sdt>"
    document = word(p(r("Voor") + box) + control + p(tick + r(" ja")))
    assert texts(document) == ["Voor", "Kader", "In een veld", "☒ ja"]
    assert document.elements[1].origin is Origin.TEXT_BOX


def test_a_header_row_goes_with_the_rows_under_it() -> None:
    def row(a: str, b: str) -> str:
        return f"<w:tr><w:tc>{p(r(a))}</w:tc><w:tc>{p(r(b))}</w:tc></w:tr>"

    document = word(f"<w:tbl>{row('Criterium', 'Punten')}{row('Prijs', '60')}</w:tbl>")
    assert document.elements[1].header == ("Criterium", "Punten")


@pytest.mark.parametrize("data", [b"hello", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_said_so(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        read_docx(data, "t.docx", ReadOptions())
    assert error.value.advice


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="x"/>'
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(UnreadableError, match="entities"):
        read_docx(memory.getvalue(), "t.docx", ReadOptions())
