"""Citations of articles: their numbers, lists of them, and ranges in the words of any language."""

from __future__ import annotations

import pytest

from tenderscan.matching.words.articles import NO_CITATIONS, WIDEST, ArticleCitations
from tenderscan.model.rule import every_language
from tenderscan.rulebook.load.rulebook import load_rulebook

CITATIONS = ArticleCitations(("artikel", "art.", "artikelen"), ("tot en met", "tot", "t/m", "à"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("inbreuk op artikel 7", ("7",)),
        ("ARTIKEL 7.1 en B.4", ("7.1", "B.4")),
        ("artikelen 3, 5 & 9", ("3", "5", "9")),
        ("artikelen 3 tot en met 6", ("3", "6", "4", "5")),
        ("artikelen 6.4 t/m 6.6", ("6.4", "6.6", "6.5")),
        ("artikelen 6.4 tot 8", ("6.4", "8")),
        ("artikel 3; artikel 3", ("3",)),
        (f"artikelen 1 tot {WIDEST + 2}", ("1", str(WIDEST + 2))),
        ("particel 7, bartikel 8", ()),
        ("punt 7", ()),
    ],
)
def test_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert CITATIONS.numbers(text) == numbers


def test_a_citation_goes_home() -> None:
    text = "Wie artikel 5 schendt."
    (((start, end), numbers),) = CITATIONS.find(text)
    assert (text[start:end], numbers) == ("artikel 5", ("5",))


def test_without_words_nothing_is_cited() -> None:
    assert NO_CITATIONS.numbers("artikel 5") == ()


@pytest.mark.parametrize("word", ["tot en met", "t/m", "t.e.m.", "à", "to", "through", "bis"])
def test_the_rules_know_how_each_language_counts_from_one_to_another(word: str) -> None:
    rulebook = load_rulebook()
    citations = ArticleCitations(("§",), every_language(rulebook, "number-range"))
    assert citations.numbers(f"§ 5 {word} 7") == ("5", "7", "6")
