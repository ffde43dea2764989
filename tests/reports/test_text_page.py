"""The first page on a terminal: what it says, and that it is one screen."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderscan.model.report import Level, Report, VerdictKind
from tenderscan.reports.text_page import SCREEN, text_page
from tests.reports.sample import ADVICE, finding, report
from tests.reports.test_reports import RULEBOOK

CLAUSE = " ".join(f"Zin {number} van de tekst die een inkoper overneemt." for number in range(12))
PLACE = "na III.4 Technische bepalingen, p. 4"


def with_gaps(count: int, clause: str = CLAUSE, place: str = PLACE) -> Report:
    advice = dataclasses.replace(ADVICE, clause=clause, place=place)
    gaps = tuple(finding(f"labour.gap-{n}", VerdictKind.MISSING, advice=advice) for n in range(count))
    return dataclasses.replace(report(), findings=(*gaps, *report().findings))


def page(one: Report, language: str = "nl", width: int = 80, screen: int = SCREEN) -> list[str]:
    return text_page(one, RULEBOOK.texts_in(language), width, screen).plain().splitlines()


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("width", [80, 120])
def test_a_screen_shows_required_gaps_with_place_and_clause(language: str, width: int) -> None:
    advice = dataclasses.replace(ADVICE, place=PLACE)
    one = dataclasses.replace(report(), findings=(finding("labour.a", VerdictKind.MISSING, advice=advice),))
    said = " ".join(" ".join(page(one, language, width)).split())
    assert PLACE in said and ADVICE.clause in said
    assert "first." not in said and "report." not in said


@given(st.integers(0, 40), st.integers(0, 200), st.sampled_from(["nl", "fr", "en", "de"]), st.sampled_from([80, 100]))
def test_it_is_never_more_than_a_screen(gaps: int, words: int, language: str, width: int) -> None:
    lines = page(with_gaps(gaps, "woord " * words), language, width)
    assert len(lines) < SCREEN
    assert all(len(line) <= width for line in lines)


def test_what_is_cut_says_so_and_what_is_whole_does_not() -> None:
    whole, cut = page(with_gaps(1), screen=60), page(with_gaps(4))
    assert not any(line.endswith(" …") for line in whole)
    assert sum(line.endswith(" …") for line in cut) >= 4
    assert all(f"labour.gap-{n}" in "\n".join(cut) for n in range(4))


def test_titles_that_do_not_fit_are_counted() -> None:
    said = "\n".join(page(with_gaps(30)))
    shown = sum(f"✗ Titel van labour.gap-{n}:" in said for n in range(30))
    other = 4 + 30 - shown - 1  # the sample has four of its own, two of which are one gap
    assert f"nog {other + 1}:" in said


def test_optional_and_recommended_gaps_stay_out() -> None:
    levels = (Level.RECOMMENDED, Level.OPTIONAL)
    findings = tuple(finding(f"labour.{level.value}", VerdictKind.MISSING, level) for level in levels)
    said = "\n".join(page(dataclasses.replace(report(), findings=findings)))
    assert "Titel van" not in said
    assert "aanbevolen en nog niet in orde: 1" in said


def test_one_reason_for_many_that_could_not_be_judged_is_told_once() -> None:
    findings = tuple(finding(f"labour.{n}", VerdictKind.UNDECIDED, why="Pagina 7 is niet gelezen.") for n in range(3))
    said = "\n".join(page(dataclasses.replace(report(), findings=findings)))
    assert said.count("Pagina 7 is niet gelezen.") == 1
    assert "Titel van labour.0; Titel van labour.1" in said


def test_nothing_to_mend_is_one_sentence() -> None:
    done = (finding("labour.a", VerdictKind.MET), finding("labour.b", VerdictKind.NOT_APPLICABLE))
    assert "Alles wat het profiel flemish-municipality hier vereist, is in orde (1 criteria)." in " ".join(
        page(dataclasses.replace(report(), findings=done))
    )
    assert "geldt voor deze aankoop" in " ".join(page(dataclasses.replace(report(), findings=done[1:])))
