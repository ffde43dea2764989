"""Documents within documents, hidden words of Word and OpenDocument, dynamic forms: read, or left out and said."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from docx.shared import Pt, RGBColor
from openpyxl.styles import Font, PatternFill

from tests.faults.asked import AROUND, CLAUSE, said, verdict
from tests.faults.conftest import Judge

C = CLAUSE["nl"]


def word(how: str) -> bytes:
    paper = docx.Document()
    paper.add_paragraph(AROUND["nl"])
    run = paper.add_paragraph().add_run(C)
    if how == "white":
        run.font.color.rgb = RGBColor(255, 255, 255)
    elif how == "tiny":
        run.font.size = Pt(1)
    elif how == "hidden":
        run.font.hidden = True
    elif how == "struck":
        run.font.strike = True
    elif how == "small":
        run.font.size = Pt(7)
    memory = io.BytesIO()
    paper.save(memory)
    return memory.getvalue()


@pytest.mark.parametrize("how", ["white", "tiny", "hidden", "struck"])
def test_what_nobody_sees_in_word_asks_nothing(judge: Judge, how: str) -> None:
    result = judge("a.docx", word(how))
    assert verdict(result) == "missing" and "left out" in said(result)


def test_small_print_in_word_asks(judge: Judge) -> None:
    assert verdict(judge("a.docx", word("small"))) == "met"


NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {"office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible"}.items()
)


def odt(body: str, styles: str = "", flat: bool = False) -> bytes:
    root = "document" if flat else "document-content"
    text = f"<office:text><text:p>{escape(AROUND['nl'])}</text:p>{body}</office:text>"
    made = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{text}</office:body>"
    content = f'<?xml version="1.0"?><office:{root} {NAMES}>{made}</office:{root}>'.encode()
    if flat:
        return content
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return memory.getvalue()


WHITE = '<style:style style:name="w" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
UNSEEN = {
    "paragraph": (f'<text:p><text:hidden-paragraph text:is-hidden="true"/>{C}</text:p>', ""),
    "section": (
        f'<text:section text:display="condition" text:is-hidden="true"><text:p>{C}</text:p></text:section>',
        "",
    ),
    "text": (f'<text:p><text:hidden-text text:is-hidden="true" text:string-value="{C}"/></text:p>', ""),
    "white": (f'<text:p><text:span text:style-name="w">{C}</text:span></text:p>', WHITE),
}


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_in_opendocument_asks_nothing(judge: Judge, name: str, flat: bool) -> None:
    result = judge("a.fodt" if flat else "a.odt", odt(*UNSEEN[name], flat))
    assert verdict(result) == "missing" and "left out" in said(result)


def test_a_section_whose_condition_does_not_hold_is_read(judge: Judge) -> None:
    body = f'<text:section text:display="condition" text:is-hidden="false"><text:p>{C}</text:p></text:section>'
    assert verdict(judge("a.odt", odt(body))) == "met"


def sheet(how: str) -> bytes:
    book = openpyxl.Workbook()
    cells = book.active
    cells.append(["Nr.", "Eis"])
    cells.append([1, AROUND["nl"]])
    cells.append([2, C])
    if how == "column":
        cells.column_dimensions["B"].hidden = True
    elif how == "row":
        cells.row_dimensions[3].hidden = True
    elif how == "sheet":
        book.create_sheet("Leeg")
        cells.sheet_state = "veryHidden"
    elif how == "white":
        cells["B3"].font = Font(color="FFFFFFFF")
    elif how == "white on blue":
        cells["B3"].font = Font(color="FFFFFFFF")
        cells["B3"].fill = PatternFill("solid", start_color="FF000080")
    elif how == "joined":
        cells["B3"] = f'=CONCATENATE("{C[:40]}","{C[40:]}")'
    elif how == "chosen":
        cells["B3"] = f'=IF(A3>1,"{C}","")'
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("how", "expected", "told"),
    [
        ("column", "met", "Hidden columns"), ("row", "met", "Hidden rows"), ("sheet", "met", "hidden sheet"),
        ("white", "missing", "left out"), ("white on blue", "met", ""), ("joined", "met", ""),
        ("chosen", "undecided", "formulas"),
    ],
)  # fmt: skip
def test_spreadsheets_say_what_is_hidden_or_lacks(judge: Judge, how: str, expected: str, told: str) -> None:
    result = judge("a.xlsx", sheet(how))
    assert verdict(result) == expected and told in said(result)
