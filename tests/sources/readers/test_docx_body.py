# ruff: noqa: E501  # XML reads worse when it is folded
"""Tables, symbols, notes and contents of Word files."""

from __future__ import annotations

import pytest

from tenderscan.model.document import ElementKind, Origin
from tests.sources.word import item, lvl, p, r, row, table, texts, word

NUMBERING = f'<w:abstractNum w:abstractNumId="0">{lvl(0, "bullet", "-")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def merged(text: str, state: str) -> str:
    return f"<w:tc><w:tcPr><w:vMerge{state}/></w:tcPr>{p(text)}</w:tc>"


RESTART, GOES_ON = ' w:val="restart"', ""


def test_a_merged_label_is_read_with_each_row_and_a_merged_clause_once() -> None:
    long = "De opdrachtnemer " + "doet dit en dat " * 8
    body = table(
        row(merged("Milieu", RESTART), "eis a"),
        row(merged("", GOES_ON), "eis b"),
        row(merged(long, RESTART), "eis c"),
        row(merged("", GOES_ON), "eis d"),
    )
    assert texts(word(body)) == ["Milieu | eis a", "Milieu | eis b", f"{long.strip()} | eis c", "eis d"]


def test_the_file_s_own_header_row_counts_before_any_guess() -> None:
    body = table(row("1", "2", properties="<w:tblHeader/>"), row("3", "4"))
    assert [e.header for e in word(body).elements] == [(), ("1", "2")]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ((("Criterium", "Punten"), ("Prijs", "60")), ("Criterium", "Punten")),
        ((("Adres van de opdrachtgever:", "Markt 1"), ("Telefoon:", "051")), ()),
        ((("1", "Stoel"), ("2", "Tafel")), ()),
        ((("Wat", "Er wordt gevraagd dat de stoelen lang meegaan."), ("Hoe", "Met een attest.")), ()),
    ],
)
def test_a_first_row_heads_the_others_only_if_it_reads_so(
    rows: tuple[tuple[str, str], ...], header: tuple[str, ...]
) -> None:
    assert word(table(*(row(*cells) for cells in rows))).elements[1].header == header


def test_a_frame_and_a_row_of_one_cell_give_their_paragraphs() -> None:
    frame = table(row(p("Kop") + item(0, "1", "punt")))
    wide = table(row("A", "B"), row(p("Een zin.") + p("Nog een.")))
    document = word(frame + wide, numbering=NUMBERING)
    assert texts(document) == ["Kop", "- punt", "A | B", "Een zin.", "Nog een."]
    assert document.elements[1].kind is ElementKind.LIST_ITEM


def test_a_nested_table_and_a_list_in_a_cell_are_kept() -> None:
    inner = table(row("x", "y")) + p()
    document = word(table(row("naam", inner), row("lijst", item(0, "1", "a") + item(0, "1", "b"))), numbering=NUMBERING)
    assert texts(document) == ["naam | x | y", "lijst | - a\n- b"]


def test_a_note_cited_in_a_cell_follows_its_row() -> None:
    notes = f'<w:footnote w:id="1">{p("Noot.")}</w:footnote>'
    cell = f"<w:tc><w:p>{r('B')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p></w:tc>"
    document = word(table(row("A", cell), row("C", "D")), footnotes=notes)
    assert [(e.text, e.origin) for e in document.elements] == [
        ("A | B", Origin.BODY),
        ("Noot.", Origin.FOOTNOTE),
        ("C | D", Origin.BODY),
    ]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "☑ ja"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>", "☐ ja"),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='F054'/></w:r>", "☒ ja"),
        (r("\uf06f"), "☐ ja"),
        (r("x", "<w:rFonts w:ascii='Wingdings'/>"), "☒ ja"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/>"
            "</w:checkBox></w:ffData></w:fldChar></w:r>",
            "☒ ja",
        ),
        (
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox>"
            "</w:ffData></w:fldChar></w:r>",
            "☒ ja",
        ),
    ],
)
def test_tick_boxes_however_they_were_made(run: str, expected: str) -> None:
    assert " ".join(word(f"<w:p>{run}{r(' ja')}</w:p>").text.split()) == expected


def test_text_hidden_or_struck_by_a_style_is_left_out_and_a_run_may_undo_it() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Door"><w:name w:val="Door"/><w:rPr><w:strike/></w:rPr></w:style>'
    )
    hidden = "<w:p>" + r("zichtbaar") + r(" onzichtbaar", '<w:rStyle w:val="Weg"/>') + "</w:p>"
    struck = p("doorgehaald", '<w:pStyle w:val="Door"/>') + p(
        "toch niet", '<w:pStyle w:val="Door"/>', '<w:strike w:val="0"/>'
    )
    document = word(hidden + struck, styles=styles)
    assert texts(document) == ["zichtbaar", "toch niet"]
    assert document.warnings[0] == "Struck text was left out." and "nobody sees" in document.warnings[1]


def test_entries_of_a_table_of_contents_are_told_by_style_by_field_and_by_leaders() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    by_field = f"<w:p>{r('Doel')}<w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>{r(' 4')}</w:p>"
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    control = f"<w:sdt>{gallery}<w:sdtContent>{p('Inhoud')}</w:sdtContent></w:sdt>"
    body = p("Doel 3", '<w:pStyle w:val="Inhopg1"/>') + by_field + p("Doel ......... 5") + control + p("Doel 6")
    assert [e.field for e in word(body, styles=styles).elements] == ["toc", "toc", "toc", "toc", ""]


def test_a_clause_numbered_by_a_heading_style_is_no_heading() -> None:
    clause = "De opdrachtnemer bezorgt elk jaar voor het einde van de maand maart een verslag aan het bestuur."
    document = word(p("Verslag", '<w:outlineLvl w:val="1"/>') + p(clause, '<w:outlineLvl w:val="2"/>'))
    assert [(e.kind, e.level) for e in document.elements] == [(ElementKind.HEADING, 2), (ElementKind.PARAGRAPH, None)]


def test_items_typed_with_line_breaks_are_a_list() -> None:
    document = word(p("De leverancier:\n- doet a;\n- doet b."))
    assert [e.kind for e in document.elements] == [ElementKind.PARAGRAPH, ElementKind.LIST_ITEM, ElementKind.LIST_ITEM]


def test_moved_text_is_read_where_it_went() -> None:
    body = f"<w:p><w:moveFrom>{r('verplaatst')}</w:moveFrom>{r('blijft')}</w:p><w:p><w:moveTo>{r('verplaatst')}</w:moveTo></w:p>"
    assert texts(word(body)) == ["blijft", "verplaatst"]


def test_fields_give_their_result_and_breaks_and_hyphens_stay() -> None:
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    body = f"<w:p>{r('zie')}{field}{r(' artikel 5')}<w:r><w:tab/><w:t>IAO</w:t><w:noBreakHyphen/><w:t>norm</w:t></w:r></w:p>"
    assert texts(word(body)) == ["zie artikel 5\tIAO-norm"]


def test_heads_and_feet_once_each() -> None:
    document = word(p("tekst"), header1=p("Bestek 12"), header2=p("Bestek 12"), footer1=p("Stad"))
    assert [(e.text, e.origin) for e in document.elements] == [
        ("tekst", Origin.BODY),
        ("Bestek 12", Origin.HEADER),
        ("Stad", Origin.FOOTER),
    ]
