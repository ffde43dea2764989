"""`tenderscan suggest` from the command line: files, folders, what is said, how it ends."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from tenderscan.cli import run
from tests.reports.test_pdf import tender as pdf_tender
from tests.suggest.tender import ILO, package, tender, text, written

PLAIN = "De aannemer meldt elke vertraging binnen de dag aan de leidend ambtenaar van het bestuur."
ILO_ID = "labour.ilo-conventions"


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_one_file_goes_to_the_name_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = written(tmp_path, tender(text(PLAIN))), tmp_path / "out" / "voorstel.docx"
    assert run(["suggest", str(path), "--output", str(target), "--only", ILO_ID]) == 0
    out, err = said(capsys)
    assert f"({ILO_ID})" in out and "bestek.docx, Uitvoeringsvoorwaarden" in out and not err
    assert zipfile.ZipFile(target).testzip() is None


def test_the_comments_speak_the_language_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = written(tmp_path, tender(text(PLAIN))), tmp_path / "voorstel.docx"
    arguments = ["suggest", str(path), "-o", str(target), "--only", ILO_ID, "--language", "fr", "--date", "2026-11-25"]
    assert run(arguments) == 0
    assert said(capsys)[0].startswith("Ajouté dans")
    with zipfile.ZipFile(target) as archive:
        assert "Ajouté" in archive.read("word/comments.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert "De opdrachtnemer leeft" in body and "2026-11-25" in body


def test_the_tender_itself_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, tender(text(PLAIN)))
    before = path.read_bytes()
    assert run(["suggest", str(path), "-o", str(path)]) == 2
    assert run(["suggest", str(tmp_path), "-o", str(tmp_path)]) == 2
    assert path.read_bytes() == before
    assert "the tender itself" in said(capsys)[1]


def test_several_files_want_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "dossier"
    (folder / "deel").mkdir(parents=True)
    written(folder, tender(text(PLAIN)))
    answers = "<w:p><w:r><w:t>Vragen en antwoorden</w:t></w:r></w:p>" + text(
        "Vraag 1: moeten wij de IAO-conventies naleven?"
    )
    (folder / "deel" / "vragen en antwoorden.docx").write_bytes(package(answers + text(f"Antwoord: neen. {ILO}")))
    assert run(["suggest", str(folder), "-o", str(tmp_path / "een.docx"), "--only", ILO_ID]) == 2
    assert "--output FOLDER" in said(capsys)[1]
    assert run(["suggest", str(folder), "-o", str(tmp_path / "uit"), "--only", ILO_ID]) == 0
    assert {p.relative_to(tmp_path / "uit").as_posix() for p in (tmp_path / "uit").rglob("*.docx")} == {
        "bestek.docx",
        "deel/vragen en antwoorden.docx",
    }


def test_other_formats_get_an_annex(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bijlage.docx"
    path = corpus / "documents" / "nl-marktplein.pdf"
    # The weights are printed in the PDF, where nobody can change them: what is left to do is said, and the status is 1.
    assert run(["suggest", str(path), "-o", str(target), "--profile", "minimum", "--language", "en"]) == 1
    told = said(capsys)[0]
    assert "In the annex" in told and "add up to more than 100" in told
    paper = docx.Document(str(target))
    words = [p.text for p in paper.paragraphs]
    heads = [p.text for p in paper.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    # In the tender's language, in the order in which provisions stand in a tender.
    assert heads == ["Gunningscriterium", "Uitvoeringsvoorwaarde"] or heads[0] == "Technische specificatie"
    assert any(p.startswith("Waar het hoort:") for p in words) and any(p.startswith("Bron:") for p in words)
    once = target.read_bytes()
    assert run(["suggest", str(path), "-o", str(target), "--profile", "minimum", "-q"]) == 1
    assert target.read_bytes() == once


def test_a_waiver_in_a_pdf_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pdf_tender(tmp_path / "bestek.pdf")
    target = tmp_path / "bijlage.docx"
    assert run(["suggest", str(path), "-o", str(target), "--only", "environment.management-system"]) == 1
    assert "Schrap zelf" in said(capsys)[0]
    words = [p.text for p in docx.Document(str(target)).paragraphs]
    assert "Te schrappen" in words and any("ISO 14001-certificaat wordt" in line for line in words)


def test_a_short_tender_is_not_swamped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = written(tmp_path, tender(text(PLAIN))), tmp_path / "v.docx"
    assert run(["suggest", str(path), "-o", str(target), "--profile", "minimum", "--level", "recommended"]) == 1
    out, _ = said(capsys)
    line = next(line for line in out.splitlines() if line.startswith("Niet toegevoegd"))
    named = [word for word in line.split() if "." in word and word.strip(".,:").count(".") == 1 and "-" in word]
    assert "hoogstens 250" in line and "--only" in line and named
    left = line.split("Voeg ze toe met ")[1].rstrip(".").split()
    assert run(["suggest", str(path), "-o", str(target), *left]) == 0


def test_except_leaves_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = written(tmp_path, tender(text(PLAIN))), tmp_path / "v.docx"
    run(["suggest", str(path), "-o", str(target), "--except", ILO_ID])
    assert f"({ILO_ID})" not in said(capsys)[0]


def test_nothing_to_do_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        "De opdrachtnemer leeft de tien fundamentele conventies van de IAO na en legt jaarlijks een auditverslag voor."
    )
    path, target = written(tmp_path, tender(text(asked))), tmp_path / "v.docx"
    assert run(["suggest", str(path), "-o", str(target), "--only", ILO_ID]) == 0
    assert "geen bestand" in said(capsys)[0] and not target.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--level", "all"], "--level does not know"),
        (["--only", "labour.nothing"], "there is no criterion"),
        (["--except", "labour.nothing"], "there is no criterion"),
        (["--date", "25/11/2026"], "is no date"),
        (["--language", "es"], "there are no reports"),
        (["--cpv", "koffie"], "is no CPV code"),
        (["--profile", "nobody"], "nobody"),
    ],
)
def test_wrong_usage_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], sentence: str
) -> None:
    path = written(tmp_path, tender(text(PLAIN)))
    assert run(["suggest", str(path), "-o", str(tmp_path / "v.docx"), *more]) == 2
    out, err = said(capsys)
    assert sentence in err and err.count("\n") == 1 and not out
    assert not (tmp_path / "v.docx").exists()


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", str(tmp_path / "x.docx"), "-o", str(tmp_path / "v.docx")]) == 2
    assert "no such file" in said(capsys)[1]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_is_written(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "voorstel.docx"
    path = corpus / "documents" / "nl-koffie.docx"
    assert run(["suggest", str(path), "-o", str(target), "--profile", "minimum", "-q"]) == 0
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    import pypdfium2

    pdf = pypdfium2.PdfDocument((tmp_path / "voorstel.pdf").read_bytes())
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert "6.10 " in words and "tien fundamentele conventies" in words
