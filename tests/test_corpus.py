"""The project's own tenders from file to report, and real ones where they are at hand."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pypdfium2 as pdfium
import pytest
import yaml

from tenderscan.check import Checker, CheckResult
from tenderscan.cli import run
from tenderscan.evaluation.gold import dossiers
from tenderscan.model.completeness import DossierKind
from tenderscan.model.section import BlockKind
from tenderscan.reports.json import as_data, json_report, schema
from tenderscan.reports.text import plain_text
from tests.conftest import SHARED

NAMES = [
    "nl-marktplein.pdf",
    "nl-koffie.docx",
    "fr-nettoyage.pdf",
    "nl-werkkledij",
    "de-verpflegung.docx",
    "en-laptops.docx",
    "de-gruenpflege.pdf",
    "fr-ecole",
]


def checked(checker: Checker, path: Path) -> CheckResult:
    return checker.check_paths([path])


WRITTEN = re.compile(r"word/(document|footnotes|header\d|footer\d)\.xml")
"""The parts of a Word file that its source decides; styles come with python-docx and change with it."""


def words_of(path: Path) -> dict[str, bytes] | list[str]:
    """What a reader of the file sees: the parts of a Word file, or the lines of each page of a PDF."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as packed:
            return {name: packed.read(name) for name in packed.namelist() if WRITTEN.match(name)}
    pdf = pdfium.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def test_the_documents_are_those_of_the_sources(corpus: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(corpus / "build.py"), "--into", str(tmp_path)], check=True)
    made = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    kept = sorted(p.relative_to(corpus / "documents") for p in (corpus / "documents").rglob("*") if p.is_file())
    assert made == kept
    for name in made:
        assert words_of(tmp_path / name) == words_of(corpus / "documents" / name), f"{name}: run make corpus"


def test_the_same_source_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    for run_name in ("one", "two"):
        command = [
            sys.executable,
            str(corpus / "build.py"),
            "--into",
            str(tmp_path / run_name),
            "en-laptops",
            "fr-ecole",
        ]
        subprocess.run(command, check=True)
    made = [p for p in sorted((tmp_path / "one").rglob("*")) if p.is_file()]
    assert len(made) == 3
    for path in made:
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_every_label_quotes_its_source(corpus: Path) -> None:
    for path in sorted((corpus / "labels").glob("*.yaml")):
        label = yaml.safe_load(path.read_text(encoding="utf-8"))
        texts = {}
        for name in label["dossier"]:
            source = (corpus / "sources" / name).with_suffix(".md").read_text(encoding="utf-8")
            texts[Path(name).name] = " ".join(source.split())
        assert not set(label["missing"]) & set(label["criteria"]), path.name
        for criterion, entry in label["criteria"].items():
            if entry["verdict"] == "missing":
                continue
            where = [texts[entry["document"]]] if len(texts) > 1 else texts.values()
            assert any(entry["quote"] in text for text in where), f"{path.name}: {criterion}"


def test_eight_tenders_in_four_languages_are_labelled(corpus: Path) -> None:
    found = list(dossiers(corpus))
    assert sorted(name.split(".")[0] for name in NAMES) == [dossier.name for dossier in found]
    assert {dossier.language for dossier in found} == {"nl", "fr", "en", "de"}
    assert sum(1 for dossier in found if dossier.paths[0].suffix == ".docx") >= 4


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
    text = plain_text(result.report, result.rulebook.texts_in("nl"), 80)
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
        judged = result.report.dossier.kind != DossierKind.AWARD_NOTICE
        assert len(result.report.findings) == (len(result.rulebook.criteria) if judged else 0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not at hand")
def test_the_shared_sets_do_not_fall(capsys: pytest.CaptureFixture[str]) -> None:
    floors = Path(__file__).parent / "evaluation" / "floors-shared.yaml"
    sets = [str(SHARED), str(SHARED / "passages.jsonl"), str(SHARED / "parity.jsonl")]
    assert run(["evaluate", *sets, "--floors", str(floors)]) == 0, capsys.readouterr().err
