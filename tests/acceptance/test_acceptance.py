"""Suppressions and baselines: what they set aside, what they never do, and how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderscan.acceptance.apply import set_aside
from tenderscan.acceptance.baseline import Baseline, baseline_text, gaps, read_baseline
from tenderscan.acceptance.suppressions import beside, marked
from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Suppression
from tenderscan.model.report import Evidence, Report, VerdictKind
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.text.plain import read_plain
from tenderscan.verdicts.evidence import fingerprint
from tests.reports.sample import PASSAGE, WISH, finding, report

DAY = date(2026, 11, 26)
MISSING, WEAK, WAIVED = VerdictKind.MISSING, VerdictKind.WEAK, VerdictKind.CONTRADICTED


def suppressed(one: Report) -> dict[str, str]:
    return {f.id: f.suppressed for f in one.findings if f.suppressed is not None}


def test_a_gap_is_set_aside_with_its_reason_and_no_verdict_changes() -> None:
    found = set_aside(report(), [Suppression("trustone.*", "geen steen", "2026-11-26", "tenderscan.toml")], DAY)
    assert suppressed(found) == {"trustone.missing": "geen steen", "trustone.waived": "geen steen"}
    assert [f.verdict for f in found.findings] == [f.verdict for f in report().findings]


def test_after_its_last_day_it_no_longer_counts_and_is_told() -> None:
    found = set_aside(report(), [Suppression("trustone.missing", "x", "2026-11-25")], DAY)
    assert not suppressed(found)
    assert [used.state.value for used in found.suppressions] == ["expired"]


def test_what_is_met_needs_no_suppression() -> None:
    found = set_aside(report(), [Suppression("labour.met", "x")], DAY)
    assert not suppressed(found)
    assert [used.state.value for used in found.suppressions] == ["unused"]


def test_one_for_another_dossier_is_left_alone() -> None:
    place = [Path("/repo/clauses/nl/bestek.md")]

    def used(pattern: str, root: str = "/repo") -> bool:
        one = Suppression("trustone.missing", "x", dossier=pattern, root=root)
        return bool(set_aside(report(), [one], DAY, place).suppressions)

    assert all(map(used, ["clauses/nl/bestek.md", "clauses/*/b*.md", "clauses", "clauses/nl", "**/*.md", "**/nl"]))
    assert not any(map(used, ["bestek.md", "b*", "*.md", "clauses/*.md", "nl", "other", "clauses/n"]))
    assert not used("clauses/**", "/elsewhere")


def test_an_id_that_no_criterion_has_is_an_error() -> None:
    with pytest.raises(SettingsError, match="there is no criterion"):
        set_aside(report(), [Suppression("trustone.mising", "x", source="a.md:3")], DAY)


def in_text(text: str) -> tuple[Suppression, ...]:
    data = text.encode()
    document = read_plain(data, "a.txt", ReadOptions())
    return marked([document], {"a.txt": lambda: data})


def test_markers_in_a_text_are_read_and_are_no_text() -> None:
    text = "Clausule.\n<!-- tenderscan: ignore a.b, c.* until 2027-01-01: staat in\n de raamovereenkomst -->\nEinde."
    assert in_text(text) == (
        Suppression("a.b", "staat in de raamovereenkomst", "2027-01-01", "a.txt:2"),
        Suppression("c.*", "staat in de raamovereenkomst", "2027-01-01", "a.txt:2"),
    )
    assert "raamovereenkomst" not in read_plain(text.encode(), "a.txt", ReadOptions()).text


@pytest.mark.parametrize(
    "marker",
    ["ignore a.b", "ignore a.b:", "ignore a.b until 2027-01-01", "skip a.b: x", "ignore a.b until 2027-02-30: x"],
)
def test_a_marker_without_reason_or_sense_is_an_error(marker: str) -> None:
    with pytest.raises(SettingsError, match=r"a\.txt:2"):
        in_text(f"Clausule.\n<!-- tenderscan: {marker} -->\n")


def test_a_file_beside_the_dossier_is_read(tmp_path: Path) -> None:
    (tmp_path / "bestek.md").write_text("x", encoding="utf-8")
    (tmp_path / "tenderscan-suppress.toml").write_text('[[suppress]]\nid = "a.b"\nreason = "y"\n', encoding="utf-8")
    assert beside([tmp_path]) == beside([tmp_path / "bestek.md"])
    assert [each.criterion for each in beside([tmp_path])] == ["a.b"]


@given(st.lists(st.sampled_from(["Eén  zin.", "twee\nzinnen", "DRIE"]), min_size=1, max_size=3), st.randoms())
def test_a_fingerprint_stays_where_text_only_moves(quotes: list[str], shuffled: object) -> None:
    moved = [" ".join(quote.split()).upper() for quote in quotes]
    shuffled.shuffle(moved)  # type: ignore[attr-defined]
    assert fingerprint("a.b", quotes) == fingerprint("a.b", moved)
    assert fingerprint("a.b", quotes) != fingerprint("a.c", quotes)
    assert fingerprint("a.b", quotes) != fingerprint("a.b", [*quotes, "vier"])


def of(verdict: VerdictKind, *passages: Evidence) -> Report:
    digest = fingerprint("a.b", [passage.quote for passage in passages])
    return replace(report(), findings=(finding("a.b", verdict, evidence=passages, fingerprint=digest),))


def compared(before: Report, after: Report, other: str = "x") -> tuple[bool, bool]:
    """Whether the gap is new, and whether the entry is stale."""
    found = Baseline(Path("b.json"), gaps(before, "x")).compare(after, other)
    return bool(found.new), bool(found.stale)


WAIVER = replace(PASSAGE, stance="waives")


@pytest.mark.parametrize(
    ("before", "after", "new", "stale"),
    [
        (of(MISSING), of(MISSING), False, False),
        (of(MISSING), of(WEAK, WISH), False, False),
        (of(MISSING), of(VerdictKind.MET, PASSAGE), False, True),
        (of(MISSING), of(WAIVED, WAIVER), True, True),
        (of(WEAK, WISH), of(WEAK, WISH, PASSAGE), False, False),
        (of(WEAK, WISH), of(WEAK, replace(WISH, page=9, start=0)), False, False),
        (of(WEAK, WISH), of(WEAK, PASSAGE), True, True),
        (of(WEAK, WISH), of(MISSING), True, True),
        (of(WAIVED, WAIVER), of(WAIVED, WAIVER, replace(WISH, stance="waives")), True, True),
        (of(WAIVED, WAIVER), of(WAIVED, WAIVER, WISH), False, False),
        (of(VerdictKind.MET, PASSAGE), of(MISSING), True, False),
        (of(VerdictKind.UNDECIDED), of(VerdictKind.UNDECIDED), False, False),
    ],
)
def test_only_new_gaps_are_new(before: Report, after: Report, new: bool, stale: bool) -> None:
    assert compared(before, after) == (new, stale)


def test_a_gap_of_another_dossier_is_not_known() -> None:
    assert compared(of(MISSING), of(MISSING), "y") == (True, False)


def test_what_is_written_is_read_again_and_dossiers_that_are_gone_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    (tmp_path / "here.md").write_text("x", encoding="utf-8")
    first = Baseline(file).with_gaps([*gaps(of(MISSING), "here.md"), *gaps(of(WEAK, WISH), "gone.md")], ["here.md"])
    file.write_text(baseline_text(first, "1"), encoding="utf-8")
    assert read_baseline(file).gaps == first.gaps
    again = read_baseline(file).with_gaps([], [])
    assert [gap.dossier for gap in again.gaps] == ["here.md"]


@pytest.mark.parametrize(
    "text", [None, "{", "[]", '{"schema": "other", "gaps": []}', '{"schema": "tenderscan-baseline-1"}']
)
def test_an_absent_or_broken_baseline_is_an_error(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "b.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"b\.json"):
        read_baseline(file)
