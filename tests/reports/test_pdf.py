"""The annotated PDF, looked at with pdfium and qpdf, which are not what it is made with."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from tenderscan.check import Checker, CheckOptions, CheckResult
from tenderscan.cli import run
from tenderscan.errors import UsageError
from tenderscan.model.report import Level, VerdictKind
from tenderscan.reports.material import Material
from tenderscan.reports.pdf.front import shown
from tenderscan.reports.pdf.write import write

ASKED = "De aannemer leeft de IAO-conventies na en legt elk jaar een auditverslag voor."
WAIVED = "Een ISO 14001-certificaat wordt voor deze opdracht niet gevraagd."
AROUND = [
    "De gemeente laat de traphal van het gemeentehuis schilderen.",
    "De werken beginnen in september en duren dertig dagen.",
    "De aannemer meldt elke vertraging binnen de dag.",
]


def tender(path: Path, rotation: int = 0, crop: tuple[float, ...] | None = None, password: str = "") -> Path:
    """A PDF of one page, turned, cropped or encrypted."""
    memory = io.BytesIO()
    canvas = Canvas(memory, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate([AROUND[0], "", ASKED, "", AROUND[1], "", WAIVED, "", AROUND[2]]):
        canvas.drawString(90, 700 - 18 * number, line)
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(memory))
    writer.pages[0].rotation = rotation
    if crop:
        writer.pages[0].cropbox = RectangleObject(crop)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    writer.write(path)
    return path


def material(result: CheckResult, language: str = "nl", password: str | None = None) -> Material:
    texts = result.rulebook.texts_in(language)
    return Material(
        result.report, texts, result.rulebook.criteria, result.structured, result.originals, password=password
    )


def highlights(data: bytes) -> list[tuple[int, str, str]]:
    """(page index, words under the highlight, note) of every highlight, as pdfium sees them."""
    found = []
    pdf, reader = pypdfium2.PdfDocument(data), PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages):
        words = pdf[number].get_textpage()
        for held in page.get("/Annots", ()):
            note = held.get_object()
            if note["/Subtype"] == "/Highlight":
                left, bottom, right, top = (float(value) for value in note["/Rect"])
                found.append((number, words.get_text_bounded(left, bottom, right, top), str(note["/Contents"])))
    return found


def check_with_qpdf(data: bytes, folder: Path) -> None:
    if shutil.which("qpdf") is None:
        return
    path = folder / "checked.pdf"
    path.write_bytes(data)
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 60, 560, 800)])
def test_the_words_are_marked_however_the_page_lies(
    checker: Checker, tmp_path: Path, rotation: int, crop: tuple[float, ...] | None
) -> None:
    result = checker.check_paths([tender(tmp_path / "bestek.pdf", rotation, crop)])
    data = write(material(result))
    check_with_qpdf(data, tmp_path)
    marked = highlights(data)
    asked = [(words, note) for _, words, note in marked if "labour.ilo-conventions" in note]
    assert asked and "IAO-conventies na en legt elk jaar" in asked[0][0]
    assert not any("vertraging" in words or "traphal" in words for words, _ in asked)
    waived = [words for _, words, note in marked if "environment.management-system" in note]
    assert waived and "ISO 14001" in waived[0]


def test_the_mark_is_seen(checker: Checker, tmp_path: Path) -> None:
    result = checker.check_paths([tender(tmp_path / "bestek.pdf")])
    data = write(material(result))
    number = highlights(data)[0][0]
    picture = pypdfium2.PdfDocument(data)[number].render(scale=1, may_draw_forms=False).to_pil().convert("RGB")
    colours = {picture.getpixel((x, 842 - (700 - 36) - 4)) for x in range(90, 400)}
    assert any(blue < 120 and red > 220 for red, _, blue in colours), "nothing amber"


def test_links_and_bookmarks_lead_to_the_page(checker: Checker, corpus: Path, tmp_path: Path) -> None:
    result = checker.check_paths([corpus / "documents" / "nl-marktplein.pdf"])
    data = write(material(result))
    check_with_qpdf(data, tmp_path)
    reader = PdfReader(io.BytesIO(data))
    cover = len(reader.pages) - 15
    links = [a.get_object() for page in reader.pages[:cover] for a in page.get("/Annots", ())]
    targets = {reader.get_page_number(link["/Dest"][0].get_object()) for link in links}
    assert links and "/A" not in links[0] and min(targets) >= cover
    finding = next(f for f in result.report.findings if f.id == "trustone.due-diligence")
    assert finding.evidence[0].page is not None
    marked = [number for number, _, note in highlights(data) if "trustone.due-diligence" in note]
    assert marked == [finding.evidence[0].page + cover - 1]
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[0] == "Samenvatting"
    words = reader.pages[0].extract_text()
    assert "Gewogen gunningscriterium milieu" in words and "Ontbreekt" in words


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_front_page_speaks_the_readers_language(corpus: Path, language: str) -> None:
    with Checker(CheckOptions(language=language)) as other:
        result = other.check_paths([corpus / "documents" / "fr-nettoyage.pdf"])
    data = write(material(result, language))
    page = PdfReader(io.BytesIO(data)).pages[0]
    fonts = page["/Resources"]["/Font"].values()
    used = [font.get_object() for font in fonts]
    assert any("Vera" in str(font["/BaseFont"]) and "/FontDescriptor" in font for font in used)
    head = result.rulebook.texts_in(language)["verdict.missing.plural-heading"]
    shown_pages = [page.get_textpage().get_text_range() for page in list(pypdfium2.PdfDocument(data))[:2]]
    first, second = (" ".join(text.split()) for text in shown_pages)
    assert " ".join(head.split()) in second
    required = [f for f in result.report.findings if f.level is Level.REQUIRED and f.verdict is VerdictKind.MISSING]
    assert required, "the first page of this tender has gaps to show"
    for finding in required:
        assert " ".join(finding.title.split()) in first
        assert finding.advice is not None and finding.advice.clause.split()[-1] in first


def test_letters_without_a_glyph_are_simplified() -> None:
    assert shown("Ștefan → œuvre “groß” €") == "Stefan ? œuvre “groß” €"


def test_an_encrypted_tender_opens_with_its_password(tmp_path: Path) -> None:
    path = tender(tmp_path / "bestek.pdf", password="geheim")
    with Checker(CheckOptions(password="geheim")) as other:
        result = other.check_paths([path])
    data = write(material(result, password="geheim"))
    assert any("IAO-conventies" in words for _, words, _ in highlights(data))
    check_with_qpdf(data, tmp_path)


def test_several_pdfs_are_one_file(checker: Checker, tmp_path: Path) -> None:
    one, two = tender(tmp_path / "a.pdf"), tender(tmp_path / "b.pdf", rotation=90)
    data = write(material(checker.check_paths([one, two])))
    assert {number for number, _, _ in highlights(data)} == {1, 2} or len(PdfReader(io.BytesIO(data)).pages) > 3
    titles = [item.title for item in PdfReader(io.BytesIO(data)).outline if not isinstance(item, list)]
    assert titles[-2:] == ["a.pdf", "b.pdf"]
    check_with_qpdf(data, tmp_path)


def test_the_same_tender_gives_the_same_bytes(checker: Checker, corpus: Path) -> None:
    result = checker.check_paths([corpus / "documents" / "nl-marktplein.pdf"])
    assert write(material(result)) == write(material(result))


def test_a_file_that_changed_is_left_out_and_named(checker: Checker, tmp_path: Path) -> None:
    one, two = tender(tmp_path / "a.pdf"), tender(tmp_path / "b.pdf", rotation=90)
    result = checker.check_paths([one, two])
    two.write_bytes(two.read_bytes() + b"\n")
    data = write(material(result))
    said = " ".join(pypdfium2.PdfDocument(data)[page].get_textpage().get_text_range() for page in (0, 1))
    assert "Niet opgenomen in dit bestand" in said and "b.pdf" in said


def test_a_tender_without_pdf_is_told_what_to_do(
    checker: Checker, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corpus / "documents" / "nl-koffie.docx"
    with pytest.raises(UsageError, match="no PDF"):
        write(material(checker.check_paths([path])))
    target, other = tmp_path / "r.pdf", tmp_path / "r.json"
    assert run(["check", str(path), "--format", f"pdf={target}", "--format", f"json={other}"]) == 2
    assert "--format docx=FILE" in capsys.readouterr().err
    assert not target.exists() and other.exists()
