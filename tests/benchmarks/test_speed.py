"""The benchmarks of speed: the files they make, and what their report says of figures that are known."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from benchmarks.speed.files import KINDS, LANGUAGES, make, sentences
from benchmarks.speed.measure import sized
from benchmarks.speed.report import changes, ratio, told
from tenderscan.check import Checker


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_has_the_pages_that_were_asked_for(kind: str, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(make(tmp_path / "it.pdf", kind, 4)) as document:
        texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    assert len(texts) in (4, 8)  # a page of a table or of narrow columns may run over
    assert all("Gemeente Proefhoven" in text for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_running_text_in_each_language(language: str) -> None:
    assert len(sentences(language)) > 100


@pytest.mark.parametrize("count", [10, 300])
def test_a_rulebook_is_cut_or_copied_to_size(count: int, checker: Checker) -> None:
    criteria = sized(checker.rulebook, count).criteria
    assert len({criterion.id for criterion in criteria}) == count


FIGURES = {
    "plain-10 pypdfium2": [1.0, 2.0, 1.0],
    "plain-10 warm words": [4.0, 8.0, 6.0],
    "plain-100 pypdfium2": [10.0, 10.0, 10.0],
    "plain-100 warm words": [60.0, 60.0, 60.0],
    "shape waivers 10 kB": [0.1],
    "shape waivers 100 kB": [1.0],
}


def test_ratios_are_those_of_each_round() -> None:
    assert ratio(FIGURES, "plain-10 warm words", "plain-10 pypdfium2") == "4.00 (4.00 to 6.00)"


def test_the_report_tells_growth_and_shapes() -> None:
    lines = "\n".join(told(FIGURES, ["plain-10", "plain-100"]))
    assert "- plain-10 to plain-100, warm words: 10.0 times" in lines
    assert "| waivers | 0.10 | 1.00 |" in lines


def test_only_changes_of_more_than_a_tenth_are_named() -> None:
    old = {**FIGURES, "plain-10 warm words": [3.0], "plain-100 warm words": [58.0]}
    assert list(changes(FIGURES, old)) == ["- plain-10 warm words: 2.00 times (slower)"]
