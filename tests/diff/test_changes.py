"""What became of each criterion between two versions."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest

from tenderscan.diff.changes import Kind, difference
from tenderscan.diff.json import as_data, schema
from tenderscan.diff.text import markdown_difference, text_difference
from tenderscan.model.report import Evidence, Finding, Level, Report, VerdictKind
from tenderscan.rulebook.load.rulebook import load_rulebook
from tests.reports.sample import PASSAGE, WISH, finding, report

MET, WEAK, MISSING = VerdictKind.MET, VerdictKind.WEAK, VerdictKind.MISSING
WAIVED, AWAY, UNREAD = VerdictKind.CONTRADICTED, VerdictKind.NOT_APPLICABLE, VerdictKind.UNDECIDED
RULEBOOK = load_rulebook()


def of(*findings: Finding) -> Report:
    return replace(report(), findings=findings)


def one(verdict: VerdictKind, **more: object) -> Finding:
    return finding("labour.one", verdict, **more)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (MET, MET, Kind.SAME),
        (MET, WEAK, Kind.WEAKENED),
        (MET, MISSING, Kind.LOST),
        (MET, WAIVED, Kind.LOST),
        (MET, AWAY, Kind.LOST),
        (MET, UNREAD, Kind.UNCLEAR),
        (WEAK, MET, Kind.STRENGTHENED),
        (WEAK, MISSING, Kind.LOST),
        (MISSING, MET, Kind.GAINED),
        (MISSING, WEAK, Kind.GAINED),
        (MISSING, WAIVED, Kind.WEAKENED),
        (MISSING, UNREAD, Kind.UNCLEAR),
        (MISSING, AWAY, Kind.APPLIES_NO_LONGER),
        (AWAY, MISSING, Kind.APPLIES),
        (AWAY, MET, Kind.GAINED),
        (WAIVED, MISSING, Kind.STRENGTHENED),
        (WAIVED, MET, Kind.GAINED),
        (UNREAD, MET, Kind.GAINED),
        (UNREAD, MISSING, Kind.UNCLEAR),
        (UNREAD, WEAK, Kind.UNCLEAR),
    ],
)
def test_verdicts_rank_by_what_is_asked(old: VerdictKind, new: VerdictKind, kind: Kind) -> None:
    found = difference(of(one(old)), of(one(new)))
    assert found.changes[0].kind is kind
    assert found.fails is (kind in (Kind.LOST, Kind.WEAKENED, Kind.UNCLEAR))


def test_only_what_is_required_fails() -> None:
    old, new = (finding("a.b", verdict, Level.RECOMMENDED) for verdict in (MET, MISSING))
    assert not difference(of(old), of(new)).fails


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ((), ("no-sanction",), Kind.WEAKENED),
        (("no-proof", "no-check"), ("no-check",), Kind.STRENGTHENED),
        (("no-proof",), ("no-check",), Kind.REWORDED),
    ],
)
def test_gaps_tell_with_the_same_verdict(before: tuple[str, ...], after: tuple[str, ...], kind: Kind) -> None:
    old, new = one(MET, gaps=before, evidence=(PASSAGE,)), one(MET, gaps=after, evidence=(WISH,))
    assert difference(of(old), of(new)).changes[0].kind is kind


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (("vague",), ("vague", "no-verification"), Kind.WEAKENED),
        (("vague", "no-verification"), ("vague",), Kind.STRENGTHENED),
    ],
)
def test_reasons_tell_with_the_same_weak_verdict(before: tuple[str, ...], after: tuple[str, ...], kind: Kind) -> None:
    found = difference(of(one(WEAK, reasons=before)), of(one(WEAK, reasons=after)))
    assert [change.kind for change in found.changes] == [kind]


def test_a_passage_that_is_gone_is_told_where_another_still_asks() -> None:
    other = replace(PASSAGE, quote="De aannemer bewijst de naleving met een auditverslag.", start=900, end=950)
    found = difference(of(one(MET, evidence=(PASSAGE, other))), of(one(MET, evidence=(other,))))
    texts = RULEBOOK.texts_in("nl")
    assert texts.say("diff.new-elsewhere") in text_difference(found, texts, 100).plain()
    kept = difference(of(one(MET, evidence=(PASSAGE,))), of(one(MET, evidence=(other,))))
    assert texts.say("diff.new-elsewhere") not in text_difference(kept, texts, 100).plain()


def test_a_text_that_only_moved_or_is_set_anew_is_the_same() -> None:
    moved = replace(PASSAGE, page=30, start=9, end=48, quote="De aannemer leeft\n  de IAO-conventies  na.")
    change = difference(of(one(MET, evidence=(PASSAGE,))), of(one(MET, evidence=(moved,)))).changes[0]
    assert (change.kind, change.removed, change.added) == (Kind.SAME, (), ())


def test_a_lot_that_loses_it_is_seen_behind_the_same_verdict() -> None:
    old = one(MISSING, by_lot={"1": MET, "2": MISSING})
    change = difference(of(old), of(one(MISSING))).changes[0]
    assert change.kind is Kind.LOST
    assert [(lot.lot, lot.old, lot.new) for lot in change.lots] == [("1", MET, MISSING)]


def sample() -> tuple[Report, Report]:
    waiver: Evidence = replace(PASSAGE, stance="waives", quote="Dit is | *niet* <b>vereist</b>.")
    old = of(one(MET, evidence=(PASSAGE,)), finding("a.weak", WEAK, reasons=("buyer-policy",), evidence=(WISH,)))
    new = of(one(WAIVED, evidence=(waiver,)), finding("a.weak", MET, gaps=("no-sanction",), evidence=(PASSAGE,)))
    return old, new


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_both_passages_are_told_in_every_language(language: str) -> None:
    found = difference(*sample())
    for told in (
        text_difference(found, RULEBOOK.texts_in(language), 100).plain(),
        markdown_difference(found, RULEBOOK.texts_in(language)),
    ):
        assert "De aannemer leeft de IAO" in told and "vereist" in told
        assert "diff." not in told and "verdict." not in told
    assert "<b>" not in markdown_difference(found, RULEBOOK.texts_in(language)).replace("\\<b\\>", "")


def test_the_json_is_as_its_schema_says() -> None:
    data = as_data(difference(*sample()))
    jsonschema.Draft202012Validator(schema()).validate(data)
    assert [each["change"] for each in data["criteria"]] == ["lost", "strengthened"]
    assert data["criteria"][0]["removed"][0]["quote"] == PASSAGE.quote
    assert data["fails"] is True
