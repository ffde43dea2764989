"""What a clause template leaves open."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tenderscan.matching.words.placeholders import placeholders
from tenderscan.model.report import Finding
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.text.markdown import read_markdown

WORDS = ["*in te vullen*", "naam", "naam *", "percentage"]


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        ("minstens [in te vullen] %", ["[in te vullen]"]),
        ("minstens [Naam van het keurmerk] en", ["[Naam van het keurmerk]"]),
        ("minstens {{ recycled.share }} %", ["{{ recycled.share }}"]),
        ("aan ${buyer} geleverd", ["${buyer}"]),
        ("minstens <percentage> %", ["<percentage>"]),
        ("minstens «Naam_keurmerk» en", ["«Naam_keurmerk»"]),
        ("minstens .... % en ____ euro", ["....", "____"]),
        ("minstens … %", ["…"]),
        ("aan [……] geleverd", ["[……]"]),
        ("[ ] ja [x] neen", []),
        ("het label «Fairtrade» of «Max Havelaar»", []),
        ("[EU Ecolabel of gelijkwaardig]", []),
        ("minder dan < 5 mg en > 3 mg", []),
        ("zie <https://example.org>", []),
        ("[de inschrijver moet hier zijn volledige plan met alle bewijzen in te vullen op het formulier]", []),
        ("een gewone zin.", []),
    ],
)
def test_forms(text: str, left_open: list[str]) -> None:
    assert [text[start:end] for start, end in placeholders(text, WORDS)] == left_open


def judged(checker: Checker, text: str, criterion: str) -> Finding:
    report = checker.check_text(text, applicable=frozenset([criterion])).report
    return next(finding for finding in report.findings if finding.id == criterion)


@pytest.mark.parametrize(
    "text",
    [
        "Het zitvlak van de bank bestaat voor [in te vullen] % uit gerecycleerd plastic.",
        "Het zitvlak van de bank bestaat voor .... % uit gerecycleerd plastic.",
        "L'assise du banc contient [à compléter] % de plastique recyclé.",
        "The seat of the bench contains [to be completed] % recycled plastic.",
        "Die Sitzfläche der Bank besteht zu [auszufüllen] % aus recyceltem Kunststoff.",
    ],
)
def test_a_number_that_is_left_open_is_a_threshold_and_is_told(checker: Checker, text: str) -> None:
    found = judged(checker, text, "circularity.recycled-content")
    assert found.verdict.value == "met"
    assert "placeholder" in found.gaps
    closed = judged(checker, text.replace("[", "(").replace("]", ")").replace("....", "deels"), found.id)
    assert closed.verdict.value == "weak", "the words without a place left open are no threshold"


def test_a_name_in_a_placeholder_names_nothing_and_is_told(checker: Checker) -> None:
    open_ = judged(
        checker, "De verf draagt [naam keurmerk, zoals EU Ecolabel] of gelijkwaardig.", "environment.ecolabel"
    )
    assert open_.verdict.value == "missing"
    assert [near.reason for near in open_.near_misses] == ["placeholder"]
    named = judged(checker, "De verf draagt het EU Ecolabel of gelijkwaardig, voor [aantal] potten.", open_.id)
    assert named.verdict.value == "met" and "placeholder" not in named.gaps


def test_dots_to_write_on_end_no_sentence(checker: Checker) -> None:
    found = judged(
        checker, "De bank bestaat voor ........ Procent uit gerecycleerd plastic.", "circularity.recycled-content"
    )
    assert found.evidence[0].quote.startswith("De bank")


def test_markdown_keeps_what_stands_in_angle_brackets_and_is_no_tag() -> None:
    text = "Minstens <in te vullen> % is *<b>bio</b>*."
    assert read_markdown(text.encode(), "a.md", ReadOptions()).text == "Minstens <in te vullen> % is bio."
