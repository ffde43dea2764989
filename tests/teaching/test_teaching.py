"""From labelled texts to lessons, and what is wrong with a teaching set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.errors import UsageError
from tenderscan.evaluation.gold import dossiers, passages
from tenderscan.evaluation.labelled import TaughtPassage, taught_passages
from tenderscan.matching.learned.training import Lesson
from tenderscan.teaching.learn import Taught, kept, lessons_of_dossier, lessons_of_texts, of_passage, shipped
from tenderscan.teaching.lessons import Quoted
from tenderscan.teaching.lint import faults, main, near_duplicates
from tenderscan.teaching.sources import teaching_sources

WAGE = "De naaisters krijgen een leefbaar loon."
WOOD = "Een keurmerk voor het hout is niet nodig."
MIXED = {
    "id": "nl-1",
    "language": "nl",
    "kind": "mixed",
    "text": f"{WAGE} {WOOD} Betaling volgt na dertig dagen.",
    "labels": [
        {"criterion": "labour.living-wage", "verdict": "met", "quote": WAGE},
        {"criterion": "timber.certified", "verdict": "contradicted", "quote": WOOD},
    ],
    "near": ["labour.statutory-baseline"],
}
OLD = {
    "id": "o1",
    "language": "nl",
    "criterion": "food.organic",
    "verdict": "missing",
    "text": "Het afval is organisch.",
    "kind": "look-alike",
    "also": ["environment.packaging"],
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    """A checker of words alone: lessons need nothing else."""
    return Checker(CheckOptions(reader="words"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of both kinds of record."""
    path = tmp_path / "passages-01.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in (MIXED, OLD)) + "\n", encoding="utf-8")
    return path


def said(lessons: list[Lesson]) -> dict[str, tuple[tuple[str, ...], str]]:
    """By the first words of a sentence or paragraph, its criteria and stance."""
    return {
        f"{' '.join(lesson.passage.words[:2])}/{len(lesson.passage.words)}": (lesson.criteria, lesson.stance)
        for lesson in lessons
    }


def test_a_sentence_speaks_of_what_is_quoted_in_it(checker: Checker, file: Path) -> None:
    mixed = next(taught_passages(file))
    found = list(lessons_of_texts(checker, [of_passage(mixed)]))
    told = said(found)
    assert told["de naaisters/6"] == (("labour.living-wage",), "met")
    assert told["een keurmerk/8"] == (("timber.certified",), "contradicted")
    assert told["de naaisters/19"] == (("labour.living-wage", "timber.certified"), "")
    assert "betaling volgt/5" in told or not any(lesson.criteria == () for lesson in found)


def test_a_text_of_several_sentences_without_a_quote_teaches_as_a_whole(checker: Checker) -> None:
    text = Taught(
        "Het hout draagt een keurmerk. De factuur volgt later.", "x", (Quoted("timber.certified", "", "met"),)
    )
    (whole,) = lessons_of_texts(checker, [text])
    assert whole.criteria == ("timber.certified",) and len(whole.passage.words) == 9
    (alone,) = lessons_of_texts(checker, [Taught("Het hout draagt een keurmerk.", "y", text.quotes)])
    assert alone.criteria == ("timber.certified",)


def test_in_a_tender_all_that_is_not_quoted_is_ordinary(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "labels").mkdir()
    text = f"# Bestek\n\n{WAGE} Dat blijkt uit een verslag.\n\nDe zaal sluit om tien uur.\n"
    (tmp_path / "documents" / "t.md").write_text(text, encoding="utf-8")
    label = "dossier: [t.md]\nlanguage: nl\ncriteria:\n"
    label += "  labour.living-wage: {verdict: met, quote: krijgen een leefbaar loon}\n"
    label += '  food.organic: {verdict: weak, quote: "nergens te vinden", doubt: true}\n'
    label += 'passages: [{criterion: labour.working-hours, stance: asks, quote: "sluit om tien uur"}]\n'
    (tmp_path / "labels" / "t.yaml").write_text(label, encoding="utf-8")
    found = lessons_of_dossier(checker, next(dossiers(tmp_path)))
    told = said(found)
    assert told["de naaisters/6"] == (("labour.living-wage",), "met")
    assert told["dat blijkt/5"] == ((), "")
    assert told["de zaal/6"][0] == ("labour.working-hours",)
    assert all(lesson.natural and "food.organic" in lesson.unsaid for lesson in found)
    beside = next(lesson for lesson in found if lesson.passage.words[0] == "dat")
    assert "labour.living-wage" in beside.unsaid


def test_each_label_and_each_near_criterion_is_judged(file: Path) -> None:
    found = {passage.id: (passage.verdict, passage.kind) for passage in passages(file)}
    assert found == {
        "nl-1/labour.living-wage": ("met", "mixed"),
        "nl-1/timber.certified": ("contradicted", "mixed"),
        "nl-1/labour.statutory-baseline": ("missing", "near"),
        "o1": ("missing", "look-alike"),
    }


def test_what_is_wrong_with_a_record_is_named(file: Path) -> None:
    good = next(taught_passages(file))
    bad = TaughtPassage("nl-1", "nl", "x", "plain", (good.labels[0],), ("no.such",))
    criteria = frozenset({"labour.living-wage", "timber.certified", "labour.statutory-baseline"})
    told = [fault.message for fault in faults([("a", good), ("b", bad)], criteria)]
    assert told == [
        "this id stands twice",
        'there is no criterion "no.such"',
        "the quote of labour.living-wage does not stand in the text",
    ]
    assert list(faults([("a", good)], criteria)) == []


def test_passages_that_are_nearly_the_same_are_found(file: Path) -> None:
    good, other = taught_passages(file)
    twin = TaughtPassage("nl-2", "nl", good.text.replace("dertig", "zestig"), "mixed", good.labels)
    assert [f.id for f in near_duplicates([("a", good), ("a", other), ("a", twin)])] == ["nl-2"]


def test_lint_ends_with_one_where_something_is_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file)]) == 0
    broken = file.with_name("passages-02.jsonl")
    broken.write_text(json.dumps({**MIXED, "near": ["no.such"]}), encoding="utf-8")
    assert main([str(file.parent)]) == 1
    assert 'no criterion "no.such"' in capsys.readouterr().out
    broken.write_text("{", encoding="utf-8")
    assert main([str(broken)]) == 2


def test_where_nothing_teaches_is_told(tmp_path: Path, file: Path) -> None:
    with pytest.raises(UsageError, match="no teaching set"):
        teaching_sources(tmp_path / "nowhere")
    assert teaching_sources(file.parent).passages == (file,)
    with pytest.raises(UsageError, match="nothing to learn"):
        teaching_sources(file.parent, [tmp_path / "empty"])


def test_the_words_that_speak_of_a_criterion_are_kept_to_be_shown(file: Path) -> None:
    found = kept([file])
    assert found["timber.certified"]["nl"] == [("nl-1", "contradicted", "Een keurmerk voor het hout is niet nodig.")]
    assert shipped(file.with_name("m.bin"))[1].name == "m.passages.json"
