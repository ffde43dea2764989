"""Web pages: what their styles strike or hide, what a click opens, sentences over a break, fields that show a text."""

from __future__ import annotations

import pytest

from tests.faults.asked import AROUND, CLAUSE, FLOW_DOWN, quotes, said, verdict
from tests.faults.conftest import Judge

C = CLAUSE["nl"]
LINE = "text-decoration: line-through"


def page(body: str, style: str = "") -> str:
    head = f"<title>Bestek werkkledij</title><style>{style}</style>"
    about = f"<p>{AROUND['nl']}</p>"
    return f"<!doctype html><html lang=nl><head><meta charset=utf-8>{head}</head><body>{about}{body}</body></html>"


STRUCK = {
    "class": (f"<p class='a weg'>{C}</p>", ".weg { text-decoration: line-through }"),
    "id": (f"<p id=weg>{C}</p>", "#weg{text-decoration-line:line-through red}"),
    "tag in a class": (f"<div class=oud><p>{C}</p></div>", f"/* oud */ .oud > p, .x {{ color: red; {LINE} }}"),
    "parent": (f"<div class=oud><ul><li>{C}</li></ul></div>", ".oud{text-decoration:line-through}"),
    "row": (
        f"<table><tr class=oud><td>1</td><td>{C}</td></tr><tr><td>2</td><td>x</td></tr></table>", f".oud{{{LINE}}}"
    ),
    "own style": (f"<p style='text-decoration: underline line-through'>{C}</p>", ""),
    "on a screen": (f"<p class=o>{C}</p>", "@media screen { .o { text-decoration: line-through } }"),
    "tag": (f"<p><strike>{C}</strike></p>", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCK)
def test_what_a_style_strikes_asks_nothing(judge: Judge, name: str) -> None:
    result = judge("a.html", page(*STRUCK[name]))
    assert verdict(result) == "missing"
    assert "Struck text was left out." in said(result)


HIDDEN = {
    "class": (f"<p class=h>{C}</p>", ".h{display:none}"),
    "not seen": (f"<p style='visibility:hidden'>{C}</p>", ""),
    "see-through": (f"<p style='opacity: 0'>{C}</p>", ""),
    "no size": (f"<p class=h>{C}</p>", "p.h{font-size:0px}"),
    "white": (f"<p style='color:#FFF'>{C}</p>", ""),
    "off the screen": (f"<p style='position:absolute;left:-9999px'>{C}</p>", ""),
    "attribute": (f"<p hidden>{C}</p>", ""),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_page_hides_asks_nothing(judge: Judge, name: str) -> None:
    result = judge("a.html", page(*HIDDEN[name]))
    assert verdict(result) == "missing"
    assert "hides" in said(result)


SEEN = {
    "struck on paper alone": (f"<p class=o>{C}</p>", f"@media print {{ .o {{ {LINE}; display: none }} }}"),
    "another's class": (f"<p class=o>{C}</p>", ".oud, div .o { text-decoration: line-through }"),
    "taken back": (f"<p class='a b'>{C}</p>", ".a{display:none} .a.b{display:block}"),
    "white on blue": (f"<div style='background:#003'><p style='color:white'>{C}</p></div>", ""),
    "an accordion's button": (f"<button aria-controls=a>+</button><div id=a style='display:none'><p>{C}</p></div>", ""),
    "a panel of Bootstrap": (f"<a data-bs-target='#b1'>Meer</a><div id=b1 class=k>{C}</div>", ".k{display:none}"),
    "a tab": (f"<div role=tabpanel hidden>{C}</div>", ""),
    "found on a search": (f"<div hidden=until-found>{C}</div>", ""),
    "details": (f"<details><summary>Meer</summary><p>{C}</p></details>", ""),
    "a script's toggle": (f"<h3 onclick=\"open('s1')\">Meer</h3><div id=s1 style='display:none'>{C}</div>", ""),
    "a field that is read": (f"<textarea readonly>{C}</textarea>", ""),
    "a line that is read": (f"<input readonly value='{C}'>", ""),
    "a frame": (f"<iframe srcdoc='<p>{C}</p>'></iframe>", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_a_reader_sees_or_opens_asks(judge: Judge, name: str) -> None:
    assert verdict(judge("a.html", page(*SEEN[name]))) == "met"


@pytest.mark.parametrize("language", CLAUSE)
@pytest.mark.parametrize("mark", ["<br>", "<br/>\n", "<br class=x />", "&#x2028;"])
def test_a_break_ends_no_sentence(judge: Judge, language: str, mark: str) -> None:
    words = CLAUSE[language].split()
    broken = mark.join([" ".join(words[:6]), " ".join(words[6:12]), " ".join(words[12:])])
    result = judge(
        "a.html", page("").replace(AROUND["nl"], AROUND[language]).replace("</body>", f"<p>{broken}</p></body>")
    )
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"


@pytest.mark.parametrize("mark", ["  \n", "\\\n", "<br>", "\n"])
@pytest.mark.parametrize("language", CLAUSE)
def test_a_break_in_markdown_ends_no_sentence(judge: Judge, language: str, mark: str) -> None:
    words = CLAUSE[language].split()
    broken = mark.join([" ".join(words[:6]), " ".join(words[6:12]), " ".join(words[12:])])
    result = judge("a.md", f"# Bestek\n\n{AROUND[language]}\n\n{broken}\n")
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"


def test_a_break_after_a_label_parts_it_from_what_follows(judge: Judge) -> None:
    result = judge(
        "a.html", page(f"<p><b>Artikel 5 Sociale voorwaarden bij de uitvoering</b><br>{C}<br>Tel. 09 123</p>")
    )
    assert quotes(result) == [C]


def test_the_mark_of_a_note_is_no_part_of_its_word(judge: Judge) -> None:
    marked = C.replace("conventies", "conventies<sup>12</sup>").replace("keten", "keten<sup><a href='#n'>[3]</a></sup>")
    result = judge("a.html", page(f"<p>{marked}</p><p>Het oppervlak is 50 m<sup>2</sup>.</p>"))
    assert quotes(result) == [C] and verdict(result, FLOW_DOWN) == "met"


def test_many_rules_and_many_nodes_are_read_in_good_time(judge: Judge) -> None:
    style = "".join(f".c{n} .d{n}{{color:red}}" for n in range(3000)) + "{" * 1000
    result = judge("a.html", page(f"<p>{C}</p>" + "<div class='d1 d2 c3'><p>Levering.</p></div>" * 3000, style))
    assert verdict(result) == "met"
