"""PDF: lines, boxes, tables, unread pages, and files that are none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, ElementKind, Origin
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.read import read_pdf


def drawn(draw: Callable[[Canvas], None], **options: object) -> Document:
    """A PDF drawn on a canvas, read."""
    memory = io.BytesIO()
    canvas = Canvas(memory, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    return read_pdf(memory.getvalue(), "t.pdf", ReadOptions(**options))  # type: ignore[arg-type]


def test_lines_have_boxes_from_the_top_left_and_sizes_and_weights() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, A4[1] - 100, "Titel")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, A4[1] - 130, "Een regel tekst.")

    title, body = drawn(draw).elements
    assert (title.text, title.bold, title.size) == ("Titel", True, 14)
    assert (body.bold, body.size) == (False, 10)
    assert body.box is not None
    assert body.box.x0 == pytest.approx(72, abs=1) and body.box.top < 130 < body.box.bottom


def test_a_rotated_page_has_boxes_as_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        # The library turns the page it was given: it is 595 points high.
        canvas.drawString(100, 500, "Gedraaid")

    box = drawn(draw).elements[0].box
    assert box is not None
    assert box.bottom - box.top > box.x1 - box.x0, "text drawn level stands upright once the page is turned"
    assert box.top == pytest.approx(100, abs=2)


def test_lines_that_wide_gaps_divide_come_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 700, "linker kolom")
        canvas.drawString(320, 700, "rechter kolom")

    assert [e.text for e in drawn(draw).elements] == ["linker kolom", "rechter kolom"]


@pytest.mark.parametrize("cues", [(), ("gunningscriterium",)])
def test_a_ruled_table_is_rows_with_its_header(cues: tuple[str, ...]) -> None:
    rows = [["Gunningscriterium", "Punten"], ["Prijs", "60"], ["Milieu", "40"]]
    memory = io.BytesIO()
    table = Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    SimpleDocTemplate(memory, pagesize=A4).build([table])
    document = read_pdf(memory.getvalue(), "t.pdf", ReadOptions(table_cues=cues))
    assert [e.kind for e in document.elements] == [ElementKind.TABLE_ROW] * 3
    assert document.elements[2].cells == ("Milieu", "40")
    assert document.elements[2].header == ("Gunningscriterium", "Punten")
    assert document.elements[2].box is not None


def merged_table() -> bytes:
    """A table whose last row runs over both columns: its rulings do not run through."""
    rows = [["Gunningscriterium", "Punten"], ["Prijs", "60"], ["Milieu", "40"], ["Samen honderd punten", ""]]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 3), (1, 3))])
    memory = io.BytesIO()
    SimpleDocTemplate(memory, pagesize=A4, invariant=1).build([Table(rows, style=style)])
    return memory.getvalue()


def test_a_table_with_merged_cells_is_read_with_pdfplumber_where_a_word_says_it_matters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pdfplumber

    opened: list[object] = []
    real = pdfplumber.open
    monkeypatch.setattr(pdfplumber, "open", lambda *args, **more: opened.append(1) or real(*args, **more))
    read_pdf(merged_table(), "t.pdf", ReadOptions())
    assert not opened
    document = read_pdf(merged_table(), "t.pdf", ReadOptions(table_cues=("gunningscriterium",)))
    assert opened
    assert [e.cells[0] for e in document.elements] == ["Gunningscriterium", "Prijs", "Milieu", "Samen honderd punten"]


def test_a_page_that_pdfplumber_cannot_read_keeps_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    import pdfplumber

    def broken(*args: object, **more: object) -> None:
        raise ValueError("damaged")

    plain = read_pdf(merged_table(), "t.pdf", ReadOptions())
    monkeypatch.setattr(pdfplumber, "open", broken)
    assert read_pdf(merged_table(), "t.pdf", ReadOptions(table_cues=("gunningscriterium",))) == plain


def test_a_frame_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 600, 400, 100)
        canvas.drawString(72, 650, "In een kader.")

    assert [e.kind for e in drawn(draw).elements] == [ElementKind.LINE]


def test_a_picture_without_text_is_unread_and_a_blank_page_is_not() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, A4[0], A4[1])
        canvas.showPage()
        canvas.showPage()
        canvas.drawString(72, 700, "Tekst op bladzijde drie, genoeg om te tellen.")

    document = drawn(draw, ocr="never")
    assert document.pages == 3
    assert [page.number for page in document.unread] == [1]


@pytest.mark.parametrize(("first", "unread"), [("E020", [1]), ("0020", [])])
def test_a_page_whose_letters_mean_nothing_is_unread(first: str, unread: list[int]) -> None:
    words = "BT /F1 12 Tf 40 300 Td (De aannemer levert hout met een label.) Tj ET"
    cmap = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <{first}> endbfrange"
    parts = (
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj",
        "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]",
        "/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>> endobj",
        f"4 0 obj <</Length {len(words)}>> stream\n{words}\nendstream endobj",
        "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>> endobj",
        f"6 0 obj <</Length {len(cmap)}>> stream\n{cmap}\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n",
    )
    document = read_pdf("\n".join(parts).encode(), "t.pdf", ReadOptions(ocr="never"))
    assert [page.number for page in document.unread] == unread
    assert bool(document.elements) is not bool(unread)


def test_values_of_form_fields_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Keurmerk:")
        canvas.acroForm.textfield(name="k", value="Fairtrade of gelijkwaardig", x=150, y=690, width=200)

    found = [e for e in drawn(draw).elements if e.origin is Origin.FORM_FIELD]
    assert [e.text for e in found] == ["Fairtrade of gelijkwaardig"]


def test_soft_breaks_keep_their_hyphen() -> None:
    memory = io.BytesIO()
    text = "De leverancier waarborgt de funda-<br/>mentele arbeidsnormen."
    SimpleDocTemplate(memory, pagesize=A4).build([Paragraph(text)])
    document = read_pdf(memory.getvalue(), "t.pdf", ReadOptions())
    assert [e.text for e in document.elements] == ["De leverancier waarborgt de funda-", "mentele arbeidsnormen."]


def test_a_word_broken_with_the_other_hyphen_ends_in_a_plain_one() -> None:
    words = "BT /F1 12 Tf 40 300 Td (de kandi_) Tj 0 -20 Td (daat) Tj ET"
    cmap = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <5F> <2010> endbfchar endcmap"
    parts = (
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj",
        "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]",
        "/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>> endobj",
        f"4 0 obj <</Length {len(words)}>> stream\n{words}\nendstream endobj",
        "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>> endobj",
        f"6 0 obj <</Length {len(cmap)}>> stream\n{cmap}\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n",
    )
    document = read_pdf("\n".join(parts).encode(), "t.pdf", ReadOptions())
    assert [e.text for e in document.elements] == ["de kandi-", "daat"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nnothing", b"hello"])
def test_what_is_no_pdf_is_said_so(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        read_pdf(data, "t.pdf", ReadOptions())
    assert error.value.advice


def test_a_truncated_pdf_is_answered() -> None:
    memory = io.BytesIO()
    canvas = Canvas(memory)
    canvas.drawString(72, 700, "x")
    canvas.save()
    with pytest.raises(UnreadableError):
        read_pdf(memory.getvalue()[:300], "t.pdf", ReadOptions())


def test_an_encrypted_pdf_asks_for_its_password() -> None:
    memory = io.BytesIO()
    canvas = Canvas(memory, encrypt="geheim")
    canvas.drawString(72, 700, "Versleuteld.")
    canvas.save()
    with pytest.raises(UnreadableError, match="encrypted"):
        read_pdf(memory.getvalue(), "t.pdf", ReadOptions())
    with pytest.raises(UnreadableError, match="this password"):
        read_pdf(memory.getvalue(), "t.pdf", ReadOptions(password="verkeerd"))
    opened = read_pdf(memory.getvalue(), "t.pdf", ReadOptions(password="geheim"))
    assert opened.text == "Versleuteld."


def test_too_many_pages_is_said_so() -> None:
    with pytest.raises(UnreadableError, match="pages"):
        drawn(lambda c: [c.showPage() for _ in range(3)] and None, max_pages=2)
