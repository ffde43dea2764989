"""Review: drawn by chance, read blind, merged, adjudicated; agreement and error rates against other computations."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import krippendorff
import numpy
import openpyxl
import pytest
from sklearn.metrics import cohen_kappa_score
from sqlalchemy import text

from tenderscan.audit.report.masks import Masks
from tenderscan.audit.report.standing import standings
from tenderscan.audit.review.agreement import agreement
from tenderscan.audit.review.disputes import answers, disputes
from tenderscan.audit.review.estimate import Judged, Stratum, estimate, estimated
from tenderscan.audit.review.items import items, sample_id
from tenderscan.audit.review.merge import keep, merge
from tenderscan.audit.review.sample import Candidate, draw, drawn_from
from tenderscan.audit.review.sheet import read_sheet, write_sheet
from tenderscan.audit.rows import finding_rows
from tenderscan.audit.run import RunOptions, run
from tenderscan.audit.store.open import Store
from tenderscan.audit.worklist import dossiers
from tenderscan.check import CheckOptions
from tenderscan.cli import run as command
from tenderscan.errors import UsageError
from tests.audit.conftest import Here
from tests.reports.axe import axe, chromium, violations

VERDICTS = ("met", "weak", "contradicted", "missing")


def candidates(number: int = 40) -> list[Candidate]:
    chance = random.Random(5)
    return [
        Candidate(d, d, f"c{c:02}", chance.choice(VERDICTS), disputed=chance.random() < 0.05)
        for d in range(number)
        for c in range(20)
    ]


def test_a_draw_is_the_same_for_its_seed_whatever_the_order() -> None:
    found = candidates()
    again = random.Random(1).sample(found, len(found))
    assert list(drawn_from(found, 100, 7)) == list(drawn_from(again, 100, 7))
    assert list(drawn_from(found, 100, 7)) != list(drawn_from(found, 100, 8))


def test_a_draw_is_stratified_and_missing_is_drawn_by_whole_dossiers() -> None:
    found = candidates()
    drawn = list(drawn_from(found, 100, 7))
    counting = [item for item in drawn if item.counts]
    by_stratum = Counter(item.stratum for item in counting)
    assert set(by_stratum) == {*VERDICTS, "disagreement"} and 100 <= len(counting) <= 110
    for stratum in by_stratum:
        population = [c for c in found if (("disagreement" if c.disputed else c.verdict) == stratum)]
        assert {item.population for item in counting if item.stratum == stratum} == {len(population)}
    missing = {item.candidate.dossier for item in counting if item.stratum == "missing"}
    whole = {
        (c.dossier, c.criterion) for c in found if c.dossier in missing and c.verdict == "missing" and not c.disputed
    }
    assert {(i.candidate.dossier, i.candidate.criterion) for i in counting if i.stratum == "missing"} == whole
    # Beside those that count stand others of another verdict, so that the verdict cannot be told.
    for dossier in {item.candidate.dossier for item in drawn}:
        assert len({item.candidate.verdict for item in drawn if item.candidate.dossier == dossier}) > 1


@pytest.mark.parametrize(
    ("evidence", "near", "others", "expected"),
    [
        (["words"], [], [], False),  # words alone read the dossier
        (["words"], [], ["both"], True),
        (["learned"], [], [], True),
        (["both"], [], [], False),
        (["words", "learned"], [], [], False),
        ([], ["learned"], [], True),
        ([], ["words"], ["both"], False),
    ],
)
def test_readers_disagree_where_one_of_two_alone_saw_it(
    evidence: list[str], near: list[str], others: list[str], expected: bool
) -> None:
    def finding(name: str, own: list[str], beside: list[str]) -> dict[str, object]:
        place = {"document": "a", "quote": "q"}
        empty = {"theme": "t", "level": "required", "verdict": "met", "confidence": 1.0, "reasons": [], "gaps": []}
        passages = {"evidence": [{**place, "reader": r} for r in own], "near_misses": [{"reader": r} for r in beside]}
        return {"id": name, **empty, **passages}

    rows = list(finding_rows({"criteria": [finding("one", evidence, near), finding("other", others, [])]}))
    assert rows[0]["disputed"] is expected


def test_two_dossiers_at_least_are_read_whole() -> None:
    found = [Candidate(d, d, f"c{c}", "missing", False) for d in range(5) for c in range(30)]
    drawn = [item for item in drawn_from(found, 10, 1) if item.counts]
    assert len({item.candidate.dossier for item in drawn}) == 2 and len(drawn) == 60


def test_a_draw_takes_all_where_there_is_less_than_asked() -> None:
    found = [Candidate(1, 1, "a", "met", False), Candidate(2, 2, "b", "missing", False)]
    assert {item.candidate for item in drawn_from(found, 100, 1) if item.counts} == set(found)


def random_answers(seed: int, readers: int, gaps: float) -> list[Mapping[str, str]]:
    chance = random.Random(seed)
    found = []
    for _ in range(120):
        true = chance.choice(VERDICTS)
        given = {f"r{n}": true if chance.random() < 0.7 else chance.choice(VERDICTS) for n in range(readers)}
        found.append({reader: answer for reader, answer in given.items() if chance.random() >= gaps})
    return found


def krippendorffs(found: Sequence[Mapping[str, str]], readers: int) -> float:
    codes = {verdict: number for number, verdict in enumerate(VERDICTS)}
    rows = [[codes[i[f"r{n}"]] if f"r{n}" in i else numpy.nan for i in found] for n in range(readers)]
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal"))


@pytest.mark.parametrize("seed", range(5))
def test_kappa_and_alpha_are_those_of_other_programs(seed: int) -> None:
    found = random_answers(seed, 2, 0.0)
    mine = agreement("all", found)
    assert mine.kappa == pytest.approx(cohen_kappa_score([i["r0"] for i in found], [i["r1"] for i in found]))
    assert mine.alpha == pytest.approx(krippendorffs(found, 2))
    assert mine.raw == pytest.approx(sum(i["r0"] == i["r1"] for i in found) / len(found))


@pytest.mark.parametrize("seed", range(5))
def test_alpha_takes_more_readers_and_gaps(seed: int) -> None:
    found = random_answers(seed, 4, 0.3)
    assert agreement("all", found).alpha == pytest.approx(krippendorffs(found, 4))


def test_ac1_is_gwets_own_example() -> None:
    # K. Gwet 2008, table 1 shape: 118 of 125 agree on the common answer, where kappa falls and AC1 does not.
    found = [{"a": "met", "b": "met"}] * 118 + [{"a": "met", "b": "weak"}] * 5 + [{"a": "weak", "b": "met"}] * 2
    share = (118 * 2 + 7) / 250
    chance = 2 * share * (1 - share)
    mine = agreement("all", found)
    assert mine.ac1 == pytest.approx((118 / 125 - chance) / (1 - chance))
    assert mine.kappa is not None and mine.kappa < 0 < 0.9 < (mine.ac1 or 0)


def test_agreement_on_nothing_or_on_one_answer_is_defined() -> None:
    assert agreement("none", [{"a": "met"}]).raw is None
    one = agreement("one", [{"a": "met", "b": "met"}] * 3)
    assert (one.raw, one.kappa, one.ac1, one.alpha) == (1.0, None, 1.0, None)


def test_the_error_rate_weighs_strata_and_its_interval_holds_the_truth() -> None:
    chance = random.Random(3)
    rates = {"met": (6000, 0.05), "weak": (1500, 0.2), "missing": (2500, 0.1)}
    truth = sum(n * p for n, p in rates.values()) / sum(n for n, _ in rates.values())
    inside = 0
    for _ in range(300):
        strata = [
            Stratum(name, n, 0, tuple(Judged(k, chance.random() < p) for k in range(60)))
            for name, (n, p) in rates.items()
        ]
        found = estimated(strata).all
        assert found is not None
        inside += found.low <= truth <= found.high
    assert inside >= 300 * 0.92


def test_an_estimate_by_hand() -> None:
    met = Stratum("met", 800, 0, tuple(Judged(n, n < 5) for n in range(50)))
    missing = Stratum("missing", 200, 40, (Judged(1, True), Judged(1, False), Judged(2, False), Judged(2, False)))
    found = estimated([met, missing], open_=3)
    assert found.all is not None and found.all.rate == pytest.approx(0.8 * 0.1 + 0.2 * 0.25)
    assert [round(rate.rate, 3) for rate in found.strata] == [0.1, 0.25] and found.open == 3
    assert found.all.low < found.all.rate < found.all.high
    clean = estimated([Stratum("met", 800, 0, tuple(Judged(n, False) for n in range(50)))])
    assert clean.all is not None and (clean.all.rate, clean.all.low) == (0.0, 0.0) and 0.05 < clean.all.high < 0.09


@pytest.fixture
def audited(store: Store, folder: Path, here: Here) -> Store:
    run(store, dossiers(str(folder), only=("*.txt", "*.md", "Ville*")), RunOptions(), lambda: here)
    return store


def answered(store: Store, sample: int, reader: str, wrong: Mapping[str, str] = {}) -> list[dict[str, str]]:
    """A sheet on which a reader says what the tool said, but for some criteria."""
    with store.reading() as connection:
        joined = "sample_items s JOIN findings f ON f.result_id = s.result_id AND f.criterion = s.criterion"
        query = f"SELECT s.item, f.verdict FROM {joined}"
        tool = {str(row[0]): str(row[1]) for row in connection.execute(text(query))}
    return [
        {"item": i.item, "verdict": wrong.get(i.criterion, tool[i.item]), "quote": "", "page": "", "note": ""}
        for i in items(store, sample, reader, "nl")
    ]


def test_readers_see_nothing_of_the_tool_and_each_an_order_of_their_own(audited: Store, tmp_path: Path) -> None:
    draw(audited, "first", 20, 3)
    sample = sample_id(audited, None)
    an, bo = items(audited, sample, "an", "nl"), items(audited, sample, "bo", "nl")
    assert sorted(i.item for i in an) == sorted(i.item for i in bo) and an != bo
    assert an == items(audited, sample, "an", "nl")
    write_sheet(an, tmp_path / "an.csv")
    heads = next(csv.reader((tmp_path / "an.csv").read_text("utf-8-sig").splitlines()))
    assert heads == ["item", "dossier", "criterion", "title", "why", "place", "verdict", "quote", "page", "note"]
    assert read_sheet(tmp_path / "an.csv") == []
    write_sheet(an, tmp_path / "an.xlsx")
    book = openpyxl.load_workbook(tmp_path / "an.xlsx")
    book.worksheets[0].cell(2, 7).value = "Met"
    book.save(tmp_path / "an.xlsx")
    assert [(row["item"], row["verdict"]) for row in read_sheet(tmp_path / "an.xlsx")] == [(an[0].item, "met")]


def test_two_readers_differ_a_third_decides_and_the_reviewed_verdict_is_published(audited: Store) -> None:
    draw(audited, "first", 30, 3)
    sample = sample_id(audited, "first")
    ask = items(audited, sample, "an", "nl")
    wrong = ask[0].criterion
    both = next(item.criterion for item in ask if item.criterion != wrong)
    sheets = {
        "an": answered(audited, sample, "an", {wrong: "undecided", both: "not-applicable"}),
        "bo": answered(audited, sample, "bo", {wrong: "not-applicable", both: "not-applicable"}),
    }
    for reader, sheet in sheets.items():
        assert merge(audited, reader, "reader", sheet).new == len(sheet)
        assert merge(audited, reader, "reader", sheet).same == len(sheet)
    found = answers(audited, sample)
    assert agreement("all", [i for own in found.values() for i in own]).items == len(ask)
    open_ = disputes(audited, sample, "nl")
    assert open_ and {row["criterion"] for row in open_} == {wrong}
    assert "undecided" in open_[0]["readings"] and "an" not in open_[0]["readings"].split()

    def standing(criterion: str) -> tuple[str, str, str]:
        dossier = next(i.dossier for i in ask if i.criterion == criterion)
        rows = standings(audited, Masks())
        return next(
            (r.verdict, r.tool_verdict, r.judged_by) for r in rows if (r.dossier, r.criterion) == (dossier, criterion)
        )

    assert standing(wrong)[2] == "readers-differ" and standing(wrong)[0] == standing(wrong)[1]
    assert standing(both)[0] == "not-applicable" and standing(both)[2] == "two-readers"
    merge(audited, "cee", "adjudicator", [{"item": row["item"], "verdict": "met"} for row in open_])
    assert standing(wrong)[0] == "met" and standing(wrong)[2] == "adjudicated"
    assert disputes(audited, sample, "nl") == []
    estimated_ = estimate(audited, sample)
    assert estimated_.open == 0 and estimated_.all is not None and estimated_.all.wrong > 0


def test_a_change_of_mind_is_a_revision_and_nothing_is_overwritten(audited: Store) -> None:
    draw(audited, "first", 10, 3)
    sample = sample_id(audited, None)
    sheet = answered(audited, sample, "an")
    merge(audited, "an", "reader", sheet)
    assert merge(audited, "an", "reader", [{**sheet[0], "verdict": "undecided"}]).changed == 1
    with audited.reading() as connection:
        rows = connection.execute(text("SELECT revision, verdict FROM reviews WHERE revision = 2")).all()
        assert [tuple(row) for row in rows] == [(2, "undecided")]
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar() == len(sheet) + 1


def test_a_review_is_stale_after_a_re_audit_until_it_is_kept(audited: Store, folder: Path) -> None:
    draw(audited, "first", 30, 3)
    sample = sample_id(audited, None)
    merge(audited, "an", "reader", answered(audited, sample, "an"))
    before = Counter(row.judged_by for row in standings(audited, Masks()))
    wanted = dossiers(str(folder), only=("*.txt", "*.md", "Ville*"))
    run(audited, wanted, RunOptions(CheckOptions(as_of="2024-01-01")), lambda: Here())
    stale = Counter(row.judged_by for row in standings(audited, Masks()))
    assert stale["one-reader"] < before["one-reader"]
    assert keep(audited) == before["one-reader"] - stale["one-reader"]
    assert Counter(row.judged_by for row in standings(audited, Masks())) == before
    assert keep(audited) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [("item,verdict\nx,met\n", "never gave out"), ("item,verdict\nx,good\n", "no verdict"), ("a,b\n1,2\n", "no sheet")],
)
def test_a_wrong_sheet_is_said(audited: Store, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "s.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        merge(audited, "an", "reader", read_sheet(path))
    assert said in error.value.sentence()


def test_a_readers_page_holds_the_text_and_no_verdict_of_the_tool(
    audited: Store, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["sample", "--size", "20"], ["export", str(tmp_path / "an.html"), "--reader", "an"]):
        assert command(["audit", "review", *arguments, "--store", store_url]) == 0
    page = (tmp_path / "an.html").read_text("utf-8")
    assert "De leverancier levert koffie aan de stad" in page and "<mark" not in page
    assert page.count("<fieldset") == len(items(audited, sample_id(audited, None), "an", "nl"))
    assert "selected" not in page and "https://" not in page
    if chromium() and axe():
        start = page.index('<meta http-equiv="Content-Security-Policy"')
        assert violations(page[:start] + page[page.index(">", start) + 1 :], tmp_path, "light") == []
    for arguments in (["disputes", str(tmp_path / "d.xlsx")], ["agreement"], ["estimate"], ["keep"]):
        assert command(["audit", "review", *arguments, "--store", store_url]) == 0
    assert "Traceback" not in capsys.readouterr().err
