# ruff: noqa: E501  # XML reads worse when it is folded
"""Numbers of Word's lists as they are printed."""

from __future__ import annotations

import pytest

from tests.sources.word import item, lvl, p, word


def labels(body: str, numbering: str, **parts: str) -> list[str]:
    return [element.label for element in word(body, numbering=numbering, **parts).elements]


def abstract(*levels: str, more: str = "", identity: str = "0") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{"".join(levels)}</w:abstractNum>'


def num(identity: str, inner: str = "", of: str = "0") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{inner}</w:num>'


TWO = (lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("lowerLetter", ["a)", "b)"]),
        ("upperLetter", ["A)", "B)"]),
        ("lowerRoman", ["i)", "ii)"]),
        ("upperRoman", ["I)", "II)"]),
        ("decimalZero", ["01)", "02)"]),
    ],
)
def test_forms_of_numbers(form: str, expected: list[str]) -> None:
    assert labels(item(0) * 2, abstract(lvl(0, form, "%1)")) + num("1")) == expected


@pytest.mark.parametrize(("sign", "expected"), [("-", "-"), ("–", "–"), ("\uf0b7", "•"), ("o", "•"), ("\uf0a8", "•")])
def test_bullets_of_symbol_fonts_are_plain_ones(sign: str, expected: str) -> None:
    assert labels(item(0), abstract(lvl(0, "bullet", sign)) + num("1")) == [expected]


def test_lists_of_one_numbering_count_on_until_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item(0, "1") + item(0, "2") + item(0, "3") + item(0, "3")
    assert labels(body, abstract(*TWO) + num("1") + num("2") + num("3", anew)) == ["1.", "2.", "1.", "2."]


def test_a_level_that_never_begins_anew() -> None:
    through = lvl(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')
    body = item(0) + item(1) + item(0) + item(1)
    assert labels(body, abstract(TWO[0], through) + num("1")) == ["1.", "1", "2.", "2"]


def test_an_empty_item_counts_and_a_hidden_one_does_not() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    hidden = p("", f"{numbered}<w:rPr><w:vanish/></w:rPr>")
    assert labels(item(0) + p("", numbered) + hidden + item(0), abstract(*TWO) + num("1")) == ["1.", "3."]


def test_a_heading_style_finds_its_level_by_the_name_it_has_in_the_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="K1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="K2"><w:name w:val="heading 2"/><w:basedOn w:val="K1"/></w:style>'
    )
    linked = abstract(
        lvl(0, "decimal", "%1", '<w:pStyle w:val="K1"/>'), lvl(1, "decimal", "%1.%2", '<w:pStyle w:val="K2"/>')
    )
    body = p("een", '<w:pStyle w:val="K1"/>') + p("twee", '<w:pStyle w:val="K2"/>') * 2
    document = word(body, numbering=linked + num("1"), styles=styles)
    assert [(e.text, e.level) for e in document.elements] == [("1 een", 1), ("1.1 twee", 2), ("1.2 twee", 2)]


def test_a_list_by_way_of_a_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    by_link = abstract(more='<w:numStyleLink w:val="L"/>', identity="5") + abstract(lvl(0, "decimal", "§%1"))
    assert labels(item(0), by_link + num("1", of="5") + num("9"), styles=styles) == ["§1"]


def test_a_legal_level_writes_all_numbers_as_figures_and_an_override_changes_the_form() -> None:
    legal = lvl(1, "decimal", "%1.%2", "<w:isLgl/>")
    changed = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1.")}</w:lvlOverride>'
    body = item(0) + item(1) + item(0, "2")
    assert labels(body, abstract(lvl(0, "upperRoman", "%1"), legal) + num("1") + num("2", changed)) == [
        "I",
        "1.1",
        "B.",
    ]


def test_number_nought_takes_the_number_away() -> None:
    assert labels(item(0, "0") + item(0), abstract(*TWO) + num("1")) == ["", "1."]
