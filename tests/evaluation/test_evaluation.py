"""Gold labels, figures and floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.cli import run
from tenderscan.errors import UsageError
from tenderscan.evaluation.figures import Share, f1, figures, lost, macro, sure_ones
from tenderscan.evaluation.gold import dossiers, passages
from tenderscan.evaluation.judgements import Judgement, judge_dossier, judge_passage
from tenderscan.evaluation.printed import printed

PASSAGES = [
    {"id": "p1", "language": "nl", "criterion": "labour.ilo-conventions", "verdict": "met", "kind": "plain",
     "text": "De opdrachtnemer leeft de IAO-conventies na."},
    {"id": "p2", "language": "nl", "criterion": "labour.ilo-conventions", "verdict": "met", "kind": "plain",
     "text": "De banken zijn van hout."},
    {"id": "p3", "language": "nl", "criterion": "no.such", "verdict": "met", "kind": "plain", "text": "x"},
]  # fmt: skip


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A folder with one labelled dossier."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "labels").mkdir()
    text = "De opdrachtnemer leeft de IAO-conventies na en legt een auditverslag voor.\n"
    (tmp_path / "documents" / "t.txt").write_text(text, encoding="utf-8")
    label = """dossier: [t.txt]
language: nl
criteria:
  labour.ilo-conventions: {verdict: met, quote: "leeft de IAO-conventies na"}
  human-rights.conventions: {verdict: weak, quote: "nergens", doubt: true}
  no.such: {verdict: met}
missing: [labour.non-discrimination]
"""
    (tmp_path / "labels" / "t.yaml").write_text(label, encoding="utf-8")
    return tmp_path


def test_a_labelled_dossier_is_judged_on_every_criterion(checker: Checker, labelled: Path) -> None:
    found = {j.criterion: j for j in judge_dossier(checker, next(dossiers(labelled)), frozenset())}
    assert len(found) == len(checker.rulebook.criteria)
    assert found["labour.ilo-conventions"].exact and found["labour.ilo-conventions"].quoted
    assert found["human-rights.conventions"].doubt
    absent = found["labour.non-discrimination"]
    assert absent.expected == "missing" and absent.verdict == "undecided" and absent.apart
    assert absent not in sure_ones(found.values()), "of a fragment, neither right nor wrong"
    assert found["trustone.due-diligence"].expected == "not-applicable"


def test_passages_and_parity(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    clause = {"id": "c", "criterion": "labour.ilo-conventions", "verdict": "met"}
    clause |= dict.fromkeys(("nl", "fr", "en", "de"), "x")
    path.write_text("\n".join(map(json.dumps, [PASSAGES[0], clause])), encoding="utf-8")
    found = list(passages(path))
    assert [p.id for p in found] == ["p1", "c-nl", "c-fr", "c-en", "c-de"]
    assert judge_passage(checker, found[0]).exact


@pytest.mark.parametrize("line", ["{", '{"id": "x"}', "[]"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        list(passages(path))


def judgement(expected: str, verdict: str, criterion: str = "a.b", **more: object) -> Judgement:
    item = f"i/{criterion}"
    return Judgement(item, "pdf", criterion, "nl", "document", expected, verdict, **more)  # type: ignore[arg-type]


MIXED = [
    judgement("met", "met", "a.one", quoted=True),
    judgement("met", "missing", "a.one"),
    judgement("weak", "met", "b.two"),
    judgement("missing", "weak", "b.two"),
    judgement("not-applicable", "missing", "b.three"),
    judgement("met", "not-applicable", "a.one", doubt=True),
    judgement("met", "missing", "b.law", statutory=True),
]


def test_figures_leave_doubt_and_baselines_apart() -> None:
    judgements = [
        judgement("met", "met", quoted=True),
        judgement("met", "missing"),
        judgement("missing", "weak"),
        judgement("missing", "missing"),
        judgement("not-applicable", "missing"),
        judgement("met", "missing", doubt=True),
        judgement("met", "met", statutory=True),
    ]
    shares = {s.name: (s.hits, s.of) for s in figures(judgements)}
    assert shares["documents.precision"] == (1, 2)
    assert shares["documents.recall"] == (1, 2)
    assert shares["documents.quoted"] == (1, 1)
    assert shares["documents.missing-found"] == (1, 2)
    assert shares["documents.missing-applies"] == (2, 3)
    assert shares["documents.met-kept"] == (1, 2)
    assert shares["documents.in-doubt.exact"] == (0, 1)
    assert shares["documents.statutory.exact"] == (1, 1)


def test_figures_stand_by_language_type_theme_and_criterion() -> None:
    shares = {s.name: (s.hits, s.of) for s in figures(MIXED)}
    assert shares["documents.language.nl.recall"] == shares["documents.type.pdf.recall"] == (2, 3)
    assert shares["documents.theme.a.recall"] == (1, 2)
    assert shares["documents.criterion.b.two.precision"] == (1, 2)
    assert shares["documents.theme.b.missing-applies"] == (0, 1)
    assert "documents.criterion.b.law.recall" not in shares


def test_a_mean_over_criteria_counts_each_once() -> None:
    means = {m.name: (m.value, m.of) for m in macro(MIXED)}
    assert means["documents.macro.precision"] == (pytest.approx((1 + 1 / 2) / 2), 2)
    assert means["documents.macro.recall"] == (pytest.approx((1 / 2 + 1) / 2), 2)
    assert means["documents.macro.f1"] == (pytest.approx(2 / 3), 2)


def test_what_was_met_and_is_lost_is_listed_without_doubt_and_baselines() -> None:
    assert [(j.criterion, j.verdict) for j in lost(MIXED)] == [("a.one", "missing")]


def test_the_text_begins_with_what_a_person_asks() -> None:
    text = printed(MIXED, 0)
    lines = text.splitlines()
    assert lines[0] == "DOCUMENTS: 1 dossiers, 4 criteria, 5 sure labels"
    assert any(
        line.startswith("  asked, weak or waived by the labels, and found") and " 2/3 [" in line for line in lines
    )
    assert (
        text.index("Apart, and in none of the figures above") < text.index("By language") < text.index("By criterion")
    )
    assert "  i/a.one: missing\n" in text[text.index("Labelled met, and called missing") :]
    assert "- i/a.one: expected met (in doubt), got not-applicable" in text
    matrix = next(line for line in lines if line.startswith("  missing  "))
    assert matrix.split() == ["missing", "0", "1", "0", "0", "0", "0"]


def test_the_interval_is_wilson_s() -> None:
    low, high = Share("x", 9, 10).interval or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert Share("x", 0, 0).interval is None
    assert f1(Share("p", 1, 2), Share("r", 1, 1)) == pytest.approx(2 / 3)


def test_the_command_prints_figures_and_fails_below_a_floor(
    labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text("\n".join(map(json.dumps, PASSAGES)), encoding="utf-8")
    floors = tmp_path / "floors.yaml"
    floors.write_text("floors: {passages: 0.9}", encoding="utf-8")
    assert run(["evaluate", str(labelled), str(path), "--floors", str(floors)]) == 1
    said = capsys.readouterr()
    assert "passages is 0.500, below its floor of 0.900" in said.err
    assert "2 labels were left out" in said.out
    assert "- p2 labour.ilo-conventions: expected met, got missing" in said.out
    assert run(["evaluate", str(path), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "tenderscan-evaluation-1"
    assert data["figures"]["passages"]["hits"] == 1
    assert data["judgements"][0]["item"] == "p1"
    assert run(["evaluate", str(labelled), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["met_but_lost"] == []
    assert data["macro"]["documents.macro.recall"]["of"] >= 1
    assert data["figures"]["documents.criterion.labour.ilo-conventions.recall"]["interval"]
