"""Tick boxes that are drawn on a page, ticked by lines, by a letter, or not at all."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.read import read_pdf


def square(canvas: Canvas, x: float, y: float, mark: str = "") -> None:
    canvas.rect(x, y - 1, 9, 9, stroke=1, fill=0)
    if mark == "lines":
        canvas.line(x, y - 1, x + 9, y + 8)
        canvas.line(x, y + 8, x + 9, y - 1)
    elif mark:
        canvas.drawString(x + 1.2, y, mark)


def texts(draw: list[tuple[float, str, str]], extra: bool = False) -> list[str]:
    memory = io.BytesIO()
    canvas = Canvas(memory, invariant=1)
    canvas.setFont("Helvetica", 11)
    for y, mark, words in draw:
        square(canvas, 50, y, mark)
        canvas.drawString(66, y, words)
    if extra:
        for at in range(8):
            canvas.rect(50 + at * 10, 500, 10, 10)
        canvas.drawString(140, 502, "datum")
        canvas.rect(50, 460, 6, 6, stroke=0, fill=1)
        canvas.drawString(66, 460, "een opsommingsteken")
    canvas.save()
    return [e.text for e in read_pdf(memory.getvalue(), "form.pdf", ReadOptions()).elements]


def test_an_empty_a_crossed_and_a_lettered_box() -> None:
    assert texts([(780, "", "Eerste keuze"), (750, "lines", "Tweede keuze"), (720, "X", "Derde keuze")]) == [
        "☐ Eerste keuze",
        "☒ Tweede keuze",
        "☒ Derde keuze",
    ]


def test_combs_for_letters_and_filled_squares_are_no_boxes() -> None:
    assert texts([(780, "", "Keuze")], extra=True)[1:] == ["datum", "een opsommingsteken"]


def test_boxes_among_the_words_of_a_line() -> None:
    memory = io.BytesIO()
    canvas = Canvas(memory, invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(50, 700, "Verplicht:    ja    nee")
    width = canvas.stringWidth
    square(canvas, 50 + width("Verplicht:", "Helvetica", 11) + 1.5, 700)
    square(canvas, 50 + width("Verplicht:    ja", "Helvetica", 11) + 1.5, 700, "lines")
    canvas.save()
    (line,) = [e.text for e in read_pdf(memory.getvalue(), "form.pdf", ReadOptions()).elements]
    assert line == "Verplicht: ☐ ja ☒ nee"
