"""Award criteria that no longer add up once one is put in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.cli import run
from tenderscan.model.report import AwardTable, Weight
from tenderscan.suggest.award import rows_to_cut
from tenderscan.suggest.model import SuggestOptions
from tenderscan.suggest.suggest import suggest
from tests.suggest.tender import END, h, tender, text, written

RUNNING = "De aannemer meldt elke vertraging binnen de dag aan de leidend ambtenaar van het bestuur."
AWARD = "environment.award-criterion"
PRICE, QUALITY, GREEN = Weight("Prijs", 60.0, 1), Weight("Plan", 40.0, 1), Weight("CO2", 70.0, 1, sustainability=True)


def test_the_row_to_cut_is_the_heaviest_that_does_not_reward_sustainability(checker: Checker, tmp_path: Path) -> None:
    path = written(tmp_path, tender(text(RUNNING)))
    result, suggestion = suggest(checker, [path], SuggestOptions(only=(AWARD,)))
    assert [each.clause.need.criterion.id for each in suggestion.plan.insertions] == [AWARD]

    def cut(*weights: Weight) -> list[str]:
        table = AwardTable("1", weights, None)
        return [row.name for _, row in rows_to_cut(replace(result.report, award=(table,)), suggestion.plan)]

    assert cut(PRICE, QUALITY) == ["Prijs"]
    assert cut(replace(PRICE, percent=30.0), GREEN) == ["Prijs"]
    assert cut(PRICE) == [], "what did not add up before tells nothing"
    assert cut(PRICE, QUALITY, Weight("Termijn", None, 1)) == []
    assert rows_to_cut(replace(result.report, award=(AwardTable("1", (PRICE, QUALITY), None),)), replace(
        suggestion.plan, insertions=()
    )) == ()  # fmt: skip


def test_weights_that_clash_are_told_and_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows whose cells go on from row to row take no new one: a person has to."""

    def row(*cells: str) -> str:
        joined = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
        return f"<w:tr>{''.join(f'<w:tc>{joined}{text(cell)}</w:tc>' for cell in cells)}</w:tr>"

    weights = f"<w:tbl>{row('Criterium', 'Punten')}{row('Prijs', '60')}{row('Plan van aanpak', '40')}</w:tbl>"
    body = h("Bestek 2026-17: schilderwerken") + text(RUNNING) + h("Gunningscriteria") + weights
    path = written(tmp_path, body + h("Uitvoeringsvoorwaarden") + text(RUNNING) + END)
    out = ["--output", str(tmp_path / "voorstel.docx"), "--no-config"]
    assert run(["suggest", str(path), "--only", AWARD, *out]) == 1
    assert "Haal zijn punten bij “Prijs” (60 %)" in capsys.readouterr().out


def test_a_form_alone_takes_no_clause(checker: Checker, tmp_path: Path) -> None:
    path = written(tmp_path, text("De ondergetekende verbindt zich ertoe de opdracht uit te voeren tegen deze prijs."))
    form = path.rename(tmp_path / "offerteformulier.docx")
    result, suggestion = suggest(checker, [form], SuggestOptions(only=("labour.ilo-conventions",)))
    assert result.structured[0].role == "tender-form"
    assert not suggestion.files
