"""The codes of a notice that the documents justify, and the text for BT-777."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.model.report import NoticeComparison
from tenderscan.reports.html.write import write as html
from tenderscan.reports.json import json_report
from tenderscan.reports.markdown import write as markdown
from tenderscan.reports.material import Material
from tenderscan.reports.text import plain_text
from tests.verdicts.test_notice import ENV, GREEN, PLAIN, SOCIAL, notice


def told(checker: Checker, folder: Path, text: str) -> NoticeComparison:
    (folder / "bestek.txt").write_text(f"Bestek schoonmaak\n\nUitvoeringsvoorwaarden\n\n{text}", encoding="utf-8")
    return checker.check_paths([folder]).report.notice


def codes(found: NoticeComparison) -> set[tuple[str, str]]:
    return {(entry.field, entry.code) for entry in found.justified}


@pytest.mark.parametrize(
    ("text", "some", "none"),
    [
        (SOCIAL, {("BT-06", "soc-obj"), ("BT-775", "work-cond"), ("BT-775", "hum-right")}, {("BT-06", "env-imp")}),
        (GREEN, {("BT-06", "env-imp")}, {("BT-06", "soc-obj"), ("BT-775", "other")}),
        (
            "De schoonmaakmiddelen voldoen aan de EU GPP-criteria, met de daar vermelde bewijsstukken.",
            {("BT-805", "eu")},
            {("BT-805", "national")},
        ),
        (
            "De schoonmaakmiddelen voldoen aan de MVI-criteria, niveau significant, met de daar vermelde bewijzen.",
            {("BT-805", "national")},
            {("BT-805", "eu")},
        ),
    ],
)
def test_what_is_met_justifies_its_codes(
    checker: Checker, tmp_path: Path, text: str, some: set[tuple[str, str]], none: set[tuple[str, str]]
) -> None:
    found = codes(told(checker, tmp_path, text))
    assert some <= found and not none & found


@pytest.mark.parametrize(
    "text", [PLAIN, "De stad hecht belang aan mensenrechten en aan het milieu.", "De IAO-conventies zijn niet vereist."]
)
def test_a_wish_or_a_waiver_justifies_nothing(checker: Checker, tmp_path: Path, text: str) -> None:
    found = told(checker, tmp_path, text)
    assert (found.justified, found.description) == ((), {})


def test_what_only_the_notice_says_justifies_nothing(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "aankondiging.xml").write_text(notice(ENV), encoding="utf-8")
    assert told(checker, tmp_path, PLAIN).justified == ()


def test_every_report_tells_it_and_the_text_is_in_four_languages(checker: Checker, tmp_path: Path) -> None:
    told(checker, tmp_path, SOCIAL)
    report = checker.check_paths([tmp_path]).report
    texts = checker.rulebook.texts_in("nl")
    data = json.loads(json_report(report))["notice"]
    assert set(data["description"]) == {"nl", "fr", "en", "de"}
    assert {"field": "BT-06", "code": "soc-obj"}.items() <= data["justified"][0].items()
    material = Material(report, texts)
    for said in (plain_text(report, texts, 100), markdown(material), html(material)):
        assert "BT-775" in said and "BT-777" in said and "De opdrachtdocumenten vragen" in said
