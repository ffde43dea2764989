# ruff: noqa: E501  # XML reads worse when it is folded
"""The notice against the documents: what it promises and they lack, and the reverse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.model.report import NoticeComparison
from tenderscan.reports.json import json_report
from tenderscan.reports.markdown import write as markdown
from tenderscan.reports.material import Material
from tenderscan.reports.text import plain_text
from tests.sources.readers.test_notice import NAMES


def notice(*codes: tuple[str, str], terms: str = "") -> str:
    types = "".join(
        f'<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName="{listed}">{code}</cbc:ProcurementTypeCode></cac:ProcurementAdditionalType>'
        for listed, code in codes
    )
    project = f'<cac:ProcurementProject><cbc:Name languageID="NLD">Schoonmaak van de bibliotheek</cbc:Name>{types}</cac:ProcurementProject>'
    lot = f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0001</cbc:ID>{project}{terms}</cac:ProcurementProjectLot>'
    return f"<ContractNotice {NAMES}><cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>{lot}</ContractNotice>"


GREEN = "De opdrachtnemer gebruikt uitsluitend schoonmaakmiddelen met het EU Ecolabel of gelijkwaardig en levert het bewijs."
SOCIAL = "De opdrachtnemer leeft de IAO-basisconventies na in de hele keten en legt jaarlijks een auditverslag voor."
PLAIN = "De opdrachtnemer maakt elke werkdag de vloeren van de leeszaal schoon."


def compared(checker: Checker, folder: Path, xml: str, text: str) -> NoticeComparison:
    (folder / "aankondiging.xml").write_text(xml, encoding="utf-8")
    (folder / "bestek.txt").write_text(f"Bestek schoonmaak\n\nUitvoeringsvoorwaarden\n\n{text}", encoding="utf-8")
    return checker.check_paths([folder]).report.notice


ENV, SOC = ("strategic-procurement", "env-imp"), ("strategic-procurement", "soc-obj")


@pytest.mark.parametrize(
    ("codes", "text", "absent", "beyond"),
    [
        ((ENV,), PLAIN, ("env-imp",), ()),
        ((ENV,), GREEN, (), ()),
        ((ENV,), SOCIAL, ("env-imp",), ("soc-obj",)),
        ((ENV, SOC), SOCIAL, ("env-imp",), ()),
        ((), GREEN, (), ("env-imp",)),
        ((("strategic-procurement", "none"),), PLAIN, (), ()),
        ((("gpp-criteria", "eu"), ("environmental-impact", "circ-econ")), PLAIN, ("gpp-eu", "circ-econ"), ()),
        ((("strategic-procurement", "inn-pur"), ("accessibility", "inc")), PLAIN, (), ()),
    ],
)
def test_promises_and_documents(
    checker: Checker,
    tmp_path: Path,
    codes: tuple[tuple[str, str], ...],
    text: str,
    absent: tuple[str, ...],
    beyond: tuple[str, ...],
) -> None:
    found = compared(checker, tmp_path, notice(*codes), text)
    assert found.not_found_in_documents == absent
    assert found.not_declared == beyond


def test_a_notice_alone_promises_nothing_that_is_absent(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "n.xml").write_text(notice(ENV), encoding="utf-8")
    assert checker.check_paths([tmp_path]).report.notice == NoticeComparison(("env-imp",))


def test_what_could_not_be_read_may_hold_the_promise(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "deel2.pdf").write_bytes(b"%PDF-1.4 broken")
    assert compared(checker, tmp_path, notice(ENV), PLAIN).not_found_in_documents == ()


def test_clean_vehicles_and_reserved_contracts_are_read(checker: Checker, tmp_path: Path) -> None:
    terms = (
        '<cac:TenderingTerms><efac:StrategicProcurement><efbc:ApplicableLegalBasis listName="cvd-scope">true</efbc:ApplicableLegalBasis></efac:StrategicProcurement>'
        "<cac:TendererQualificationRequest><cac:SpecificTendererRequirement>"
        '<cbc:TendererRequirementTypeCode listName="reserved-procurement">res-ws</cbc:TendererRequirementTypeCode>'
        "</cac:SpecificTendererRequirement></cac:TendererQualificationRequest></cac:TenderingTerms>"
    )
    found = compared(checker, tmp_path, notice(terms=terms), PLAIN)
    assert found.declares == ("cvd-scope", "res-ws")


def test_every_report_tells_it(checker: Checker, tmp_path: Path) -> None:
    compared(checker, tmp_path, notice(ENV), SOCIAL)
    report = checker.check_paths([tmp_path]).report
    texts = checker.rulebook.texts_in("nl")
    assert json.loads(json_report(report))["notice"]["not_found_in_documents"] == ["env-imp"]
    for told in (plain_text(report, texts, 100), markdown(Material(report, texts))):
        assert "Aangekondigd, maar niet gevonden in de documenten" in told
        assert "minder milieu-impact" in told
