"""Form fields and annotations of a PDF: values, tick boxes and where they come among the lines."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tenderscan.model.document import Document, Origin
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.read import read_pdf

SHARED = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Annots[5 0 R 6 0 R 7 0 R 8 0 R]>> endobj
4 0 obj <</FT/Tx/T(buyer)/V(Gemeente Proefhoven)/Kids[5 0 R 6 0 R 8 0 R]>> endobj
5 0 obj <</Type/Annot/Subtype/Widget/Parent 4 0 R/Rect[50 350 250 365]/P 3 0 R/F 4>> endobj
6 0 obj <</Type/Annot/Subtype/Widget/Parent 4 0 R/Rect[50 300 250 315]/P 3 0 R/F 4>> endobj
7 0 obj <</Type/Annot/Subtype/FreeText/Contents(Let op)/Rect[300 300 350 315]/P 3 0 R/F 4>> endobj
8 0 obj <</Type/Annot/Subtype/Widget/Parent 4 0 R/Rect[50 200 250 215]/P 3 0 R/F 2>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""
"""Two fields that share one value, kept in their parent, a third that is hidden, and a call-out."""


def form(draw: Callable[[Canvas], None]) -> Document:
    """A form drawn on a canvas, read."""
    memory = io.BytesIO()
    canvas = Canvas(memory, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return read_pdf(memory.getvalue(), "t.pdf", ReadOptions())


def test_tick_boxes_stand_before_the_words_at_their_right() -> None:
    def draw(canvas: Canvas) -> None:
        for name, y, words in (("a", 700, "Verklaring kinderarbeid"), ("b", 660, "Verklaring hout")):
            canvas.acroForm.checkbox(name=name, x=72, y=y - 2, size=12, checked=name == "a")
            canvas.drawString(95, y, words)
        canvas.drawString(72, 620, "Niets aan te kruisen.")

    assert form(draw).text.split("\n") == ["☒ Verklaring kinderarbeid", "☐ Verklaring hout", "Niets aan te kruisen."]


def test_a_tick_box_far_from_words_marks_none() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(name="a", x=72, y=698, size=12, checked=True)
        canvas.drawString(300, 700, "Ver weg.")

    assert form(draw).text == "Ver weg."


def test_of_two_boxes_the_nearer_one_counts() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(name="a", x=72, y=698, size=12, checked=True)
        canvas.acroForm.checkbox(name="b", x=90, y=698, size=12, checked=False)
        canvas.drawString(108, 700, "Sociale clausule")

    assert form(draw).text == "☐ Sociale clausule"


def test_a_value_on_a_line_of_its_own_comes_where_it_stands() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Bijzondere voorwaarde:")
        canvas.drawString(72, 600, "Volgende rubriek")
        canvas.acroForm.textfield(name="v", value="Sociale clausule", x=72, y=650, width=300, height=20)

    assert form(draw).text.split("\n") == ["Bijzondere voorwaarde:", "Sociale clausule", "Volgende rubriek"]


def test_a_value_inside_a_line_does_not_break_the_sentence() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Ten aanzien van")
        canvas.acroForm.textfield(name="v", value="de stad", x=160, y=696, width=100, height=16)
        canvas.drawString(72, 686, "geldt wat volgt.")

    assert form(draw).text.split("\n") == ["Ten aanzien van", "geldt wat volgt.", "de stad"]


def test_fields_that_share_a_name_each_show_its_value_and_hidden_ones_none() -> None:
    found = read_pdf(SHARED, "t.pdf", ReadOptions()).elements
    values = [e for e in found if e.origin is Origin.FORM_FIELD]
    assert [e.text for e in values] == ["Gemeente Proefhoven"] * 2
    assert [e.box.top for e in values if e.box] == [35, 85]
    assert [e.text for e in found if e.origin is Origin.ANNOTATION] == ["Let op"]
