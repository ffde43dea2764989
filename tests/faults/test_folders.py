"""Folders as they are: our own reports among the documents, files of no interest, odd names."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from tenderscan.check import Checker, CheckResult
from tenderscan.errors import NothingToJudgeError
from tenderscan.reports.material import Material
from tenderscan.reports.registry import FORMATS
from tests.faults.asked import AROUND, CLAUSE, verdict


def counts(result: CheckResult) -> tuple[int, str]:
    return sum(finding.verdict == "met" for finding in result.report.findings), verdict(result)


def write_tender(folder: Path, kind: str) -> Path:
    path = folder / f"bestek.{kind}"
    if kind == "pdf":
        canvas = Canvas(str(path))
        canvas.drawString(72, 700, AROUND["nl"][:70])
        canvas.save()
    elif kind == "docx":
        paper = docx.Document()
        paper.add_paragraph(AROUND["nl"])
        paper.save(str(path))
    else:
        path.write_text(AROUND["nl"], encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_ours_is_no_document(checker: Checker, tmp_path: Path, name: str, language: str) -> None:
    kind = name if name in ("pdf", "docx") else "txt"
    write_tender(tmp_path, kind)
    before = checker.check_paths([tmp_path])
    texts = checker.rulebook.texts_in(language)
    material = Material(
        before.report, texts, checker.rulebook.criteria, before.structured, before.originals, crops=False
    )
    content = FORMATS[name].content(material)
    (
        tmp_path / f"verslag.{ {'text': 'txt', 'markdown': 'md', 'junit': 'xml', 'github': 'log.txt'}.get(name, name) }"
    ).write_bytes(content)
    after = checker.check_paths([tmp_path])
    assert counts(after) == counts(before)
    left_out = [item for item in after.report.dossier.rejected if "tenderscan" in item.reason]
    assert len(left_out) == 1 and not left_out[0].may_hold_text
    with zipfile.ZipFile(tmp_path / "alles.zip", "w") as archive:
        archive.write(tmp_path / f"bestek.{kind}", "map/bestek")
        archive.writestr(f"map/{left_out[0].path}", content)
    inside = checker.check_paths([tmp_path / "alles.zip"])
    assert any("tenderscan" in item.reason for item in inside.report.dossier.rejected) or kind != "txt"


def test_a_tender_with_remarks_is_read_where_it_is_named(checker: Checker, tmp_path: Path) -> None:
    path = write_tender(tmp_path, "docx")
    result = checker.check_paths([path])
    material = Material(result.report, checker.rulebook.texts_in("nl"), (), result.structured, result.originals)
    path.write_bytes(FORMATS["docx"].content(material))
    assert counts(checker.check_paths([path])) == counts(result)
    with pytest.raises(NothingToJudgeError, match="remarks"):
        checker.check_paths([tmp_path])


NO_INTEREST = [
    "plan.dwg", "model.ifc", "kaart.shp", "kaart.SVG", "link.url", "kort.lnk", "site.webloc", "Thumbs.db", "oud.bak",
    ".DS_Store", "~$bestek.docx", "font.woff2", "film.mkv", "a.exe", "desktop.ini", "gegevens.db", "a.p7s",
]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_files_of_no_interest_leave_nothing_undecided(checker: Checker, tmp_path: Path, packed: bool) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    for name in NO_INTEREST:
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0 niets")
    (folder / "bestek.txt").write_text(AROUND["nl"], encoding="utf-8")
    named = folder
    if packed:
        named = tmp_path / "dossier.zip"
        with zipfile.ZipFile(named, "w") as archive:
            for path in folder.iterdir():
                archive.write(path, f"map/{path.name}")
    result = checker.check_paths([named])
    assert verdict(result) == "missing"
    assert not [item for item in result.report.dossier.rejected if item.may_hold_text]


ODD = [
    "be\nstek.txt",
    "be\u202etxt.ketseb.txt",
    "b" * 251 + ".txt",
    "be\x1b[31mstek.txt",
    "=1+1.txt",
    "één.txt",
    " .txt",
]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_shown_and_harm_nothing(checker: Checker, tmp_path: Path, name: str) -> None:
    try:
        (tmp_path / name).write_text(f"{AROUND['nl']}\n\n{CLAUSE['nl']}", encoding="utf-8")
    except OSError:
        pytest.skip("the system has no such names")
    result = checker.check_paths([tmp_path])
    assert verdict(result) == "met"
    assert all(document.path.isprintable() for document in result.report.dossier.documents)
    for form in ("markdown", "csv", "github", "junit", "html", "xlsx"):
        assert FORMATS[form].content(Material(result.report, checker.rulebook.texts_in("nl")))
