# ruff: noqa: E501  # a sample reads worse when it is folded
"""Plain text, Markdown and HTML: wrapped prose, rows and headers, lists, what is hidden or struck."""

from __future__ import annotations

import pytest

from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.text.markdown import read_markdown
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.sources.readers.web.html import read_html

ROW, ITEM, PARAGRAPH, HEADING = (
    ElementKind.TABLE_ROW,
    ElementKind.LIST_ITEM,
    ElementKind.PARAGRAPH,
    ElementKind.HEADING,
)


def plain(text: str) -> tuple[Element, ...]:
    return read_text(text, "t").elements


def markdown(text: str) -> Document:
    return read_markdown(text.encode(), "t.md", ReadOptions())


def html(text: str) -> tuple[Element, ...]:
    return read_html(f"<html><body>{text}</body></html>".encode(), "t.html", ReadOptions()).elements


def texts(elements: tuple[Element, ...]) -> list[str]:
    return [element.text for element in elements]


def test_a_heading_over_a_paragraph_does_not_run_into_it() -> None:
    text = "7.3 Tewerkstelling\nDe aannemer besteedt een deel van de uren aan personen in opleiding op de werf."
    assert len(plain(text)) == 2


def test_wrapped_german_goes_on_with_a_capital() -> None:
    text = (
        "Der Auftragnehmer liefert die bestellten Waren und entsorgt alle\n"
        "Verpackungen auf eigene Kosten innerhalb von zwei Tagen nach der\nLieferung."
    )
    assert len(plain(text)) == 1


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Een lange regel die niet op het scherm past " * 4
    assert len(plain(f"{line}zonder punt\nDe volgende regel")) == 2


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1\tStoel\t20\n2\tTafel\t10", [ROW, ROW]),
        ("3.\tWij verklaren dat", [ITEM]),
        ("Naam\tin te vullen", [PARAGRAPH]),
        ("- punt a dat\n  Verder gaat op de regel eronder", [ITEM]),
        ("Titel\n=====\nTekst.", [HEADING, PARAGRAPH]),
    ],
)
def test_tabs_hanging_items_and_underlined_titles(text: str, kinds: list[ElementKind]) -> None:
    assert [e.kind for e in plain(text)] == kinds


def test_leaders_and_a_page_number_make_an_entry_of_contents() -> None:
    assert [e.field for e in plain("A.1 Voorwerp ……… 3\nA.2 Duur ....... 4\nHet duurt 4 jaar")] == ["toc", "toc", ""]


def test_rows_with_a_frame_of_bars_and_an_empty_cell() -> None:
    elements = plain("| Eis | Bewijs | Punten |\n| Bio |  | 5 |")
    assert [e.cells for e in elements] == [("Eis", "Bewijs", "Punten"), ("Bio", "", "5")]
    assert elements[1].header == ("Eis", "Bewijs", "Punten")


def test_a_row_of_figures_heads_nothing() -> None:
    assert plain("1 | stoel\n2 | tafel")[1].header == ()


def test_markdown_lists_with_their_numbers_and_depth() -> None:
    document = markdown("3. drie\n   - onder\n4. vier\n\nTekst\nvan twee regels.")
    assert [(e.text, e.level) for e in document.elements] == [
        ("3. drie", 1),
        ("• onder", 2),
        ("4. vier", 1),
        ("Tekst\nvan twee regels.", None),
    ]


def test_markdown_keeps_what_only_looks_like_a_mark() -> None:
    document = markdown("snake_case \\*ster\\* 5 * 3. <br> `code` ![plan](x.png)\n\n**Kop**")
    assert document.elements[0].text == "snake_case *ster* 5 * 3."
    assert document.elements[1].text == "code plan"
    assert document.elements[2].bold


def test_markdown_without_front_matter_comments_and_struck_text() -> None:
    document = markdown(
        "---\ntitle: x\n---\n# Bestek\n\n<!-- niet -->\n\nwel ~~niet~~ <del>niet</del>!\n\n| a | b |\n|--|--|\n| c | d |"
    )
    assert texts(document.elements) == ["Bestek", "wel  !", "a | b", "c | d"]
    assert document.title == "Bestek" and document.elements[3].header == ("a", "b")


def test_markdown_code_is_read_line_by_line() -> None:
    assert [e.kind for e in markdown("```\nDe aannemer:\n- doet a\n```").elements] == [PARAGRAPH, ITEM]


def test_html_without_what_is_hidden() -> None:
    found = html(
        "<p>a <s>b</s><ins>c</ins></p><p style='display: none'>d</p><p hidden>e</p><nav>f</nav>"
        "<input type='hidden' value='g'><p><b>Kop</b></p>"
    )
    assert [(e.text, e.bold) for e in found] == [("a c", False), ("Kop", True)]


def test_html_tick_boxes_and_line_breaks() -> None:
    found = html("<p>Kies:<br>- een<br>- twee</p><label><input type=checkbox> ja</label>")
    assert [(e.text, e.kind) for e in found] == [
        ("Kies:", PARAGRAPH),
        ("- een", ITEM),
        ("- twee", ITEM),
        ("☐ ja", PARAGRAPH),
    ]


def test_html_lists_by_letter_and_with_paragraphs_in_an_item() -> None:
    found = html("<ol type=a start=2><li><p>een</p><p>vervolg</p></li><li value=5>vijf</li></ol>")
    assert [(e.text, e.kind) for e in found] == [("b. een", ITEM), ("vervolg", PARAGRAPH), ("e. vijf", ITEM)]


def test_html_rows_under_a_spanning_label_and_a_layout_table() -> None:
    rows = "<tr><th>Thema</th><th>Eis</th></tr><tr><td rowspan=2>Milieu</td><td>a</td></tr><tr><td>b</td></tr>"
    found = html(f"<table>{rows}</table><table><tr><td><p>Een.</p><p>Twee.</p></td></tr></table>")
    assert texts(found) == ["Thema | Eis", "Milieu | a", "Milieu | b", "Een.", "Twee."]
    assert found[2].header == ("Thema", "Eis")


def test_html_in_the_encoding_it_names() -> None:
    data = "<html><head><meta charset='iso-8859-1'></head><body><p>é</p></body></html>".encode("latin-1")
    assert read_html(data, "t.html", ReadOptions()).text == "é"
