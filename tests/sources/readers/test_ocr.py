"""Scanned pages: recognised where Tesseract is installed, unread and said so where it is not."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tenderscan.check import Checker, CheckOptions
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf import scans as pdf_scans
from tenderscan.sources.readers.pdf.read import read_pdf
from tenderscan.sources.readers.read import read_bytes
from tenderscan.sources.readers.scan import image, ocr
from tenderscan.sources.readers.scan.ocr import Engine, OcrPage, recognise

needs_tesseract = pytest.mark.skipif(ocr.engine() is None, reason="Tesseract with our languages is not installed")

SENTENCE = "De opdrachtnemer legt jaarlijks een auditverslag over de steengroeven voor."
TSV = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "5\t1\t1\t1\t1\t1\t100\t200\t50\t20\t96.0\tDe\n"
    "5\t1\t1\t1\t1\t2\t160\t198\t90\t22\t90.0\taannemer\n"
    "5\t1\t1\t1\t2\t1\t100\t240\t50\t20\t5.0\t~~\n"
    "4\t1\t1\t1\t2\t0\t100\t240\t50\t20\t-1\t\n"
)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENDERSCAN_CACHE", str(tmp_path))


def page(text: str = SENTENCE) -> Image.Image:
    """A page with one sentence, as a scanner sees it."""
    memory = io.BytesIO()
    canvas = Canvas(memory, invariant=1)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, text)
    canvas.save()
    return pypdfium2.PdfDocument(memory.getvalue())[0].render(scale=200 / 72).to_pil().convert("L")


def scan(*pages: Image.Image) -> bytes:
    memory = io.BytesIO()
    pages[0].save(memory, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return memory.getvalue()


def test_words_become_lines_and_dirt_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_tsv", lambda png, found: TSV)
    found = recognise(b"picture", Engine("tesseract", "5", ("nld",)))
    assert [line.text for line in found.lines] == ["De aannemer"]
    line = found.lines[0]
    assert (line.left, line.top, line.right, line.bottom) == (100, 198, 250, 220)
    assert found.sure == 93.0


def test_what_was_recognised_is_kept_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr(ocr, "_tsv", lambda png, found: asked.append(png) or TSV)
    engine = Engine("tesseract", "5", ("nld",))
    assert recognise(b"one", engine) == recognise(b"one", engine)
    recognise(b"two", engine)
    assert asked == [b"one", b"two"]


def test_without_tesseract_a_scan_is_unread_and_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scans, "engine", lambda: None)
    document = read_pdf(scan(page()), "scan.pdf", ReadOptions())
    assert [unread.number for unread in document.unread] == [1]
    assert any("Install Tesseract" in warning for warning in document.warnings)


def test_a_page_read_poorly_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    from tenderscan.sources.readers.scan import scans

    line = ocr.OcrLine("Do aannomor", 10, 10, 200, 30, 48.0)
    monkeypatch.setattr(pdf_scans, "engine", lambda: Engine("tesseract", "5", ("nld",)))
    monkeypatch.setattr(scans, "recognise", lambda png, found: OcrPage((line,), 48.0))
    document = read_pdf(scan(page()), "scan.pdf", ReadOptions())
    assert document.doubtful_pages == (1,) and not document.unread


def test_no_time_leaves_pages_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scans, "engine", lambda: Engine("tesseract", "5", ("nld",)))
    document = read_pdf(scan(page(), page()), "scan.pdf", ReadOptions(ocr_seconds=-1.0))
    assert [unread.number for unread in document.unread] == [1, 2]
    assert "check again" in document.unread[0].reason


@needs_tesseract
def test_a_scan_is_read_with_its_boxes() -> None:
    document = read_pdf(
        scan(page(), page("Les pierres naturelles sont livrées avec leur attestation d'origine.")),
        "s.pdf",
        ReadOptions(),
    )
    assert [element.text for element in document.elements] == [
        SENTENCE,
        "Les pierres naturelles sont livrées avec leur attestation d'origine.",
    ]
    box = document.elements[0].box
    assert box is not None and abs(box.x0 - 72) < 4 and abs(box.bottom - (841.89 - 700)) < 6
    assert document.unread == () and document.doubtful_pages == ()


@needs_tesseract
def test_a_page_that_lies_on_its_side_is_read() -> None:
    document = read_pdf(scan(page().rotate(90, expand=True)), "s.pdf", ReadOptions())
    assert "auditverslag" in document.text


@needs_tesseract
def test_a_photograph_without_words_is_not_unread() -> None:
    document = read_pdf(scan(page(), Image.new("L", (1654, 2339), 190)), "s.pdf", ReadOptions())
    assert document.unread == ()


@needs_tesseract
def test_a_picture_is_a_document() -> None:
    memory = io.BytesIO()
    page().save(memory, "TIFF", dpi=(200, 200), save_all=True, append_images=[page("Tweede blad van het bestek.")])
    document = read_bytes(memory.getvalue(), "fax.tif", ReadOptions())
    assert (document.pages, document.media_type) == (2, "image/tiff")
    assert SENTENCE in document.text and "Tweede blad" in document.text


def test_a_picture_without_tesseract_is_answered_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from tenderscan.errors import UnreadableError

    monkeypatch.setattr(image, "engine", lambda: None)
    memory = io.BytesIO()
    page().save(memory, "PNG")
    with pytest.raises(UnreadableError, match="needs Tesseract"):
        read_bytes(memory.getvalue(), "blad.png", ReadOptions())


@pytest.mark.slow
@needs_tesseract
def test_a_scanned_tender_is_judged_like_the_born_digital_one(corpus: Path, tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument(corpus / "documents" / "nl-marktplein.pdf")
    pages = [pdf[at].render(scale=200 / 72, grayscale=True).to_pil().rotate(0.4, fillcolor=255) for at in range(3, 13)]
    born, scanned = tmp_path / "born.pdf", tmp_path / "scanned.pdf"
    part = pypdfium2.PdfDocument.new()
    part.import_pages(pdf, list(range(3, 13)))
    part.save(born)
    scanned.write_bytes(scan(*pages))
    with Checker(CheckOptions(cpv=("45233262",))) as checker:
        first, second = (
            {f.id: f.verdict.value for f in checker.check_paths([path]).report.findings} for path in (born, scanned)
        )
    addressed = [name for name, verdict in first.items() if verdict in ("met", "weak", "contradicted")]
    same = [name for name in addressed if first[name] == second[name]]
    assert len(addressed) >= 8 and len(same) >= 0.95 * len(addressed), {n: (first[n], second[n]) for n in addressed}
    assert not [name for name in first if first[name] == "met" and second[name] == "missing"]
