"""Words of a PDF that nobody sees, or that are struck, ask nothing; words that are seen do, however they are drawn."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from PIL import Image, ImageDraw
from pypdf.annotations import Line
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.faults.asked import AROUND, CLAUSE, said, verdict
from tests.faults.conftest import Judge

LINES = [CLAUSE["nl"][:60], CLAUSE["nl"][60:]]
TOP = 600


def words(canvas: Canvas, **place: float) -> None:
    for number, line in enumerate(LINES):
        canvas.drawString(place.get("x", 72), place.get("y", TOP) - 14 * number, line)


def pdf(draw: Callable[[Canvas], None]) -> bytes:
    memory = io.BytesIO()
    canvas = Canvas(memory)
    for number, line in enumerate(AROUND["nl"].split(". ")):
        canvas.drawString(72, 760 - 14 * number, line)
    draw(canvas)
    canvas.save()
    return memory.getvalue()


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    words(canvas)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.97, 0.98, 0.97)
    words(canvas)


def see_through(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.0)
    words(canvas)


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, TOP)
    text.setTextRenderMode(3)
    for line in LINES:
        text.textLine(line)
    canvas.drawText(text)


def covered(canvas: Canvas) -> None:
    words(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(60, TOP - 30, 500, 50, fill=1, stroke=0)


def covered_by_white(canvas: Canvas) -> None:
    words(canvas)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(60, TOP - 30, 500, 50, fill=1, stroke=0)


def off_the_page(canvas: Canvas) -> None:
    words(canvas, x=700)


def below_the_page(canvas: Canvas) -> None:
    words(canvas, y=-40)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.6)
    words(canvas)


def white_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("form")
    white(canvas)
    canvas.endForm()
    canvas.doForm("form")


def crossed_out(canvas: Canvas) -> None:
    words(canvas)
    for number, line in enumerate(LINES):
        y = TOP - 14 * number + 3.4
        canvas.line(71, y, 73 + canvas.stringWidth(line, "Helvetica", 12), y)


def crossed_out_by_bars(canvas: Canvas) -> None:
    words(canvas)
    for number, line in enumerate(LINES):
        canvas.rect(72, TOP - 14 * number + 3, canvas.stringWidth(line, "Helvetica", 12), 0.8, fill=1, stroke=0)


def turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    white(canvas)


UNSEEN = [
    white, nearly_white, see_through, invisible, covered, covered_by_white, off_the_page, below_the_page, tiny,
    white_in_a_form, crossed_out, crossed_out_by_bars, turned,
]  # fmt: skip


@pytest.mark.parametrize("draw", UNSEEN, ids=lambda draw: draw.__name__)
def test_what_nobody_sees_asks_nothing(judge: Judge, draw: Callable[[Canvas], None]) -> None:
    result = judge("a.pdf", pdf(draw))
    assert verdict(result) in ("missing", "undecided")
    assert "left out on page 1" in said(result)


def underlined(canvas: Canvas) -> None:
    words(canvas)
    for number, line in enumerate(LINES):
        y = TOP - 14 * number - 1.5
        canvas.line(72, y, 72 + canvas.stringWidth(line, "Helvetica", 12), y)


def in_a_table(canvas: Canvas) -> None:
    words(canvas)
    for y in (TOP + 12, TOP - 18):
        canvas.line(60, y, 540, y)
    for x in (60, 540):
        canvas.line(x, TOP + 12, x, TOP - 18)


def white_on_blue(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0.2, 0.5)
    canvas.rect(60, TOP - 30, 500, 50, fill=1, stroke=0)
    white(canvas)


def on_a_shade(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.9, 0.9, 0.9)
    canvas.rect(60, TOP - 30, 500, 50, fill=1, stroke=0)
    canvas.setFillColorRGB(0.3, 0.3, 0.3)
    words(canvas)


def under_a_thin_veil(canvas: Canvas) -> None:
    words(canvas)
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setFillAlpha(0.3)
    canvas.rect(60, TOP - 30, 500, 50, fill=1, stroke=0)


def scanned(canvas: Canvas, first: bool = True) -> None:
    """A picture with its words, invisible, under it: a scan that was recognised."""
    image = Image.new("L", (1000, 100), 255)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(LINES):
        pen.text((24, 30 + 28 * number), line, fill=0, font_size=22)
    picture = ImageReader(image)
    if first:
        canvas.drawImage(picture, 60, TOP - 34, 500, 50)
    invisible(canvas)
    if not first:
        canvas.drawImage(picture, 60, TOP - 34, 500, 50)


def scanned_over(canvas: Canvas) -> None:
    scanned(canvas, first=False)


SEEN = [underlined, in_a_table, white_on_blue, on_a_shade, under_a_thin_veil, scanned, scanned_over, words]


@pytest.mark.parametrize("draw", SEEN, ids=lambda draw: draw.__name__)
def test_what_is_seen_asks(judge: Judge, draw: Callable[[Canvas], None]) -> None:
    result = judge("a.pdf", pdf(draw))
    assert verdict(result) == "met"
    assert "left out" not in said(result)


def annotated(note: DictionaryObject) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(words))))
    writer.add_annotation(0, note)
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def strike(*lines: tuple[float, float, float, float], flags: int = 4) -> DictionaryObject:
    quads = [FloatObject(v) for x0, y0, x1, y1 in lines for v in (x0, y1, x1, y1, x0, y0, x1, y0)]
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/StrikeOut"),
            NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (60, TOP - 20, 560, TOP + 12)]),
            NameObject("/F"): FloatObject(flags),
            NameObject("/QuadPoints"): ArrayObject(quads),
        }
    )


BOTH = ((60, TOP - 4, 560, TOP + 10), (60, TOP - 18, 560, TOP - 4))


@pytest.mark.parametrize(
    "note", [strike(*BOTH), strike((60, TOP - 18, 560, TOP + 10))], ids=["a line each", "both at once"]
)
def test_an_annotation_strikes(judge: Judge, note: DictionaryObject) -> None:
    result = judge("a.pdf", annotated(note))
    assert verdict(result) == "missing"
    assert "Struck text was left out on page 1." in said(result)


def test_a_hidden_annotation_strikes_nothing(judge: Judge) -> None:
    assert verdict(judge("a.pdf", annotated(strike(*BOTH, flags=2)))) == "met"


def test_a_waiver_that_is_struck_waives_nothing(judge: Judge) -> None:
    def draw(canvas: Canvas) -> None:
        words(canvas)
        waiver = "De IAO-basisconventies zijn op deze opdracht niet van toepassing."
        canvas.drawString(72, 500, waiver)
        canvas.line(72, 503.5, 72 + canvas.stringWidth(waiver, "Helvetica", 12), 503.5)

    assert verdict(judge("a.pdf", pdf(draw))) == "met"


def test_a_line_annotation_through_the_words_strikes_them(judge: Judge) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(72, TOP, CLAUSE["nl"])

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(draw))))
    end = 72 + 7 / 12 * sum(Canvas(io.BytesIO()).stringWidth(line, "Helvetica", 12) for line in LINES)
    writer.add_annotation(0, Line(p1=(72, TOP + 2), p2=(end, TOP + 2), rect=(72, TOP, end, TOP + 6)))
    memory = io.BytesIO()
    writer.write(memory)
    assert verdict(judge("a.pdf", memory.getvalue())) == "missing"
