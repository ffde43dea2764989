"""A suggestion leaves a coherent tender: award criteria add up, and what contradicts a clause is struck or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.cli import run
from tenderscan.model.document import Dossier, Origin
from tenderscan.model.report import Report
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.word.read import read_docx
from tenderscan.suggest.model import Suggestion, SuggestOptions
from tenderscan.suggest.suggest import suggest
from tests.suggest.changes import accept_all, canonical, document, reject_all, with_document
from tests.suggest.tender import END, h, text, written

RUNNING = "De aannemer meldt elke vertraging binnen de dag aan de leidend ambtenaar van het bestuur."
AWARD = "environment.award-criterion"


def row(*cells: str) -> str:
    inside = "".join(f"<w:tc><w:tcPr/>{text(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


def body(award: str, conditions: str = "") -> str:
    return (
        h("Bestek 2026-17: schilderwerken in het gemeentehuis")
        + text("De gemeente laat de traphal en de raadzaal van het gemeentehuis schilderen door een aannemer.")
        + h("Gunningscriteria")
        + award
        + h("Uitvoeringsvoorwaarden")
        + text(RUNNING)
        + conditions
        + END
    )


def accepted(checker: Checker, path: Path, suggestion: Suggestion) -> tuple[Report, str]:
    """The tender with all changes accepted: its report, and its text."""
    (data,) = suggestion.files.values()
    assert canonical(reject_all(data, "tenderscan")) == canonical(document(path.read_bytes()))
    read = read_docx(with_document(data, accept_all(data)), path.name, ReadOptions())
    said = "\n".join(element.text for element in read.elements if element.origin is Origin.BODY)
    return checker.check_dossier(Dossier("x", (read,))).report, said


TABLE = "<w:tbl>" + row("Nr.", "Criterium", "Punten") + row("1", "Prijs", "60") + row("2", "Plan", "40") + "</w:tbl>"
LIST = text("Prijs: 60 punten op 100") + text("Plan van aanpak: 40 punten op 100")
SENTENCE = text("De gunningscriteria zijn: prijs (60 punten) en plan van aanpak (40 punten).")


@pytest.mark.parametrize("award", [TABLE, LIST, SENTENCE], ids=["table", "list", "sentence"])
def test_award_criteria_add_up_after_one_is_put_in(checker: Checker, tmp_path: Path, award: str) -> None:
    path = written(tmp_path, body(award))
    result, suggestion = suggest(checker, [path], SuggestOptions(only=(AWARD,)))
    assert sum(weight.percent or 0 for weight in result.report.award[0].weights) == 100
    (recount,) = suggestion.plan.recounts
    assert (recount.name, recount.value, recount.points) == ("Prijs", 60, 20)
    assert not suggestion.award and not suggestion.unmet
    report, said = accepted(checker, path, suggestion)
    shares = {weight.name: weight.percent for weight in report.award[0].weights}
    assert shares["Prijs"] == 40 and shares["Milieu"] == 20 and sum(s or 0 for s in shares.values()) == 100
    assert report.award[0].sustainability_percent == 20
    assert "60" not in said


def test_the_clause_takes_the_whole_of_the_list(checker: Checker, tmp_path: Path) -> None:
    path = written(tmp_path, body(TABLE.replace("60", "30").replace("40", "20")))
    _, suggestion = suggest(checker, [path], SuggestOptions(only=(AWARD,)))
    (insertion,) = suggestion.plan.insertions
    assert "(10 punten op 50)" in insertion.clause.text and "krijgt 10 punten" in insertion.clause.text


def test_the_rule_by_which_points_are_given_follows(checker: Checker, tmp_path: Path) -> None:
    rule = text("De laagste prijs krijgt 60 punten, de andere offertes naar verhouding van hun prijs.")
    path = written(tmp_path, body(TABLE + rule))
    _, suggestion = suggest(checker, [path], SuggestOptions(only=(AWARD,)))
    _, said = accepted(checker, path, suggestion)
    assert "De laagste prijs krijgt 40 punten" in said


def test_a_wish_for_what_a_clause_demands_is_struck(checker: Checker, tmp_path: Path) -> None:
    wish = "De aannemer gebruikt bij voorkeur hout met een FSC-label of gelijkwaardig."
    more = "De aannemer gebruikt indien mogelijk hout met een PEFC-label of gelijkwaardig."
    path = written(tmp_path, body(LIST, text(wish) + text(more)))
    _, suggestion = suggest(checker, [path], SuggestOptions(only=("timber.certified",)))
    _, said = accepted(checker, path, suggestion)
    assert "bij voorkeur" not in said and "indien mogelijk" not in said
    assert not suggestion.plan.clashes


def test_a_line_that_asks_for_what_a_clause_rules_out_is_named(
    checker: Checker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inventory = "<w:tbl>" + row("Post", "Aantal") + row("Kartonnen wegwerpbekers", "20.000") + "</w:tbl>"
    subject = text("De gemeente zoekt een traiteur voor de recepties van het personeel en van de raad.")
    catering = h("Bestek 2026-18: catering voor recepties") + subject + h("Gunningscriteria") + LIST
    path = written(tmp_path, catering + h("Uitvoeringsvoorwaarden") + text(RUNNING) + h("Inventaris") + inventory + END)
    only = "circularity.reusable-tableware"
    out = ["--output", str(tmp_path / "voorstel.docx"), "--no-config", "--language", "nl"]
    status = run(["suggest", str(path), "--only", only, *out])
    said = capsys.readouterr().out
    assert status == 1
    assert "Botst nog in" in said and "wegwerpbekers" in said
