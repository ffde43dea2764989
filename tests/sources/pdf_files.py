"""PDFs of as many pages as a test asks for."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

LINES = 40


SENTENCE = "De opdrachtnemer levert de stoelen binnen dertig dagen na de bestelling."


def many_pages(pages: int, sentence: str = SENTENCE) -> bytes:
    """A PDF with the sentence on every line; each line is numbered, so that no page is like another."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(pages):
        for line in range(LINES):
            canvas.drawString(60, 800 - 18 * line, f"{page + 1}.{line + 1} {sentence}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()
