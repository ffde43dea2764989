"""Confidence out of measured counts: drawn to the verdict's rate, low where a page was hard to read."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderscan.check import Checker
from tenderscan.evaluation.calibration import Outcome, counted, main, out_of_fold, reliability
from tenderscan.model.report import VerdictKind
from tenderscan.reports.material import Material
from tenderscan.reports.text import plain_text
from tenderscan.verdicts.confidence import UNDECIDED, UNSURE, confidence, measured
from tests.reports.sample import report

COUNTS = {"met/binding/single": (90, 100), "met/plain/single": (2, 10), "missing/always/clear": (50, 50)}


def test_many_judgements_speak_for_themselves_and_few_take_the_verdicts_rate() -> None:
    assert confidence("met/binding/single", COUNTS) == pytest.approx(0.9, abs=0.01)
    assert 0.2 < confidence("met/plain/single", COUNTS) < 0.6
    assert confidence("met/binding/never-seen", COUNTS) == pytest.approx(93 / 112, abs=0.01)
    assert confidence("contradicted", COUNTS) == 0.5, "nothing is known of it"


@given(
    st.dictionaries(
        st.sampled_from(["met/a", "met/b", "weak/a", "missing/a"]),
        st.integers(0, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    ),
    st.sampled_from(["met/a", "weak/b", "missing/a", "undecided", "met/a/doubtful"]),
)
def test_it_is_a_share_and_a_page_hard_to_read_asks_a_person(counts: dict[str, tuple[int, int]], name: str) -> None:
    value = confidence(name, counts)
    assert 0 <= value <= 1
    assert confidence("undecided", counts) == UNDECIDED
    if name.endswith("doubtful"):
        assert value < UNSURE


def test_the_package_has_counts_of_every_usual_verdict() -> None:
    verdicts = {name.split("/")[0] for name in measured()}
    assert {"met", "weak", "missing", "not-applicable"} <= verdicts
    assert all(0 <= hits <= of for hits, of in measured().values())


def test_a_judgement_never_counts_for_its_own_confidence() -> None:
    found = [Outcome(f"t{n}", "met/a", n != 0) for n in range(20)]
    told = {outcome.dossier: value for value, outcome in out_of_fold(found)}
    assert told["t0"] > told["t1"], "the one wrong tender is not in its own fold"
    assert counted(found) == {"met/a": (19, 20)}
    assert sum(share.of for _, _, share in reliability(out_of_fold(found))) == 20


def test_the_command_measures_a_corpus(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus)]) == 0
    assert "Brier score" in capsys.readouterr().out


def test_below_the_threshold_every_report_asks_a_person_to_look(checker: Checker) -> None:
    texts = checker.rulebook.texts_in("nl")
    sure = report()
    findings = tuple(dataclasses.replace(f, confidence=0.4) for f in sure.findings if f.verdict is VerdictKind.MISSING)
    unsure = dataclasses.replace(sure, findings=findings)
    assert texts["report.confidence-low"] in " ".join(plain_text(unsure, texts, 100).split())
    assert texts["report.confidence-low"] in Material(unsure, texts).comments(findings[0])
    assert texts["report.confidence-low"] not in " ".join(plain_text(sure, texts, 100).split())
