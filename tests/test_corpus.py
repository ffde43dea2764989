"""The project's own tenders from file to report, and real ones where they are at hand."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from tenderscan.check import Checker, CheckResult
from tenderscan.cli import run
from tenderscan.model.section import BlockKind
from tenderscan.reports.json import as_data, json_report, schema
from tenderscan.reports.text import plain_text
from tests.conftest import SHARED

NAMES = ["nl-marktplein.pdf", "nl-koffie.docx", "fr-nettoyage.pdf"]


def checked(checker: Checker, path: Path) -> CheckResult:
    return checker.check_paths([path])


def test_no_figure_falls_below_its_floor(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = Path(__file__).parent / "evaluation" / "floors.yaml"
    status = run(["evaluate", str(corpus), "--floors", str(floors)])
    said = capsys.readouterr()
    assert status == 0, said.err + said.out


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_valid_and_its_quotes_go_home(checker: Checker, corpus: Path, name: str) -> None:
    result = checked(checker, corpus / "documents" / name)
    jsonschema.validate(as_data(result.report), schema())
    by_path = {s.document.path: s.document for s in result.structured}
    for finding in result.report.findings:
        for passage in finding.evidence:
            document = by_path[passage.document]
            original = "".join(document.text[passage.start : passage.end].split())
            assert original.replace("-", "") == "".join(passage.quote.split()).replace("-", "")
            assert (passage.page is None) is (document.pages is None)
            if document.pages is not None:
                assert passage.boxes and all(box.x0 < box.x1 and box.top < box.bottom for box in passage.boxes)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_file_gives_the_same_bytes(checker: Checker, corpus: Path, name: str) -> None:
    path = corpus / "documents" / name
    assert json_report(checked(checker, path).report) == json_report(checked(checker, path).report)


def test_the_market_square(checker: Checker, corpus: Path) -> None:
    result = checked(checker, corpus / "documents" / "nl-marktplein.pdf")
    found = {f.id: f for f in result.report.findings}
    stone = found["trustone.due-diligence"]
    assert (stone.verdict.value, stone.reasons) == ("weak", ("not-binding",))
    assert stone.evidence[0].section == "8.3 Keten van de natuursteen"
    assert stone.advice is not None and "groeve tot werf" in stone.advice.clause
    assert found["trustone.origin-declaration"].verdict.value == "met"
    text = plain_text(result.report, result.rulebook.texts["nl"], 80)
    assert text.index("trustone.due-diligence") < text.index("trustone.origin-declaration")


def test_running_heads_are_gone_and_contents_known(checker: Checker, corpus: Path) -> None:
    structured = checked(checker, corpus / "documents" / "nl-marktplein.pdf").structured[0]
    assert not any("Gemeente Hazelbeke – Bestek" in b.text for b in structured.blocks)
    assert {d.reason for d in structured.dropped} <= {"running head or foot", "page number"}
    assert any(b.kind is BlockKind.CONTENTS_ENTRY for b in structured.blocks)


def test_a_waived_certificate_is_contradicted(checker: Checker, corpus: Path) -> None:
    result = checked(checker, corpus / "documents" / "nl-koffie.docx")
    finding = next(f for f in result.report.findings if f.id == "environment.management-system")
    assert finding.verdict.value == "contradicted"
    assert "niet gevraagd" in finding.evidence[0].quote


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not at hand")
def test_every_real_document_is_answered(checker: Checker) -> None:
    paths = sorted(p for p in (SHARED / "documents").rglob("*") if p.is_file())
    assert paths
    for path in paths:
        result = checked(checker, path)
        jsonschema.validate(as_data(result.report), schema())
        assert len(result.report.findings) == len(result.rulebook.criteria)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not at hand")
def test_the_shared_sets_do_not_fall(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    floors = tmp_path / "floors.yaml"
    floors.write_text(
        "floors: {documents.precision: 0.9, documents.recall: 0.85, documents.exact: 0.85, documents.quoted: 0.85,"
        " documents.missing-found: 0.85, documents.missing-applies: 0.9, passages: 0.95}",
        encoding="utf-8",
    )
    sets = [str(SHARED), str(SHARED / "passages.jsonl"), str(SHARED / "parity.jsonl")]
    assert run(["evaluate", *sets, "--floors", str(floors)]) == 0, capsys.readouterr().err
