"""A source as a PDF: running heads, page numbers, ruled tables, a table of contents, tick boxes that are drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

if TYPE_CHECKING:
    from part import Part

PAGE = {"nl": "Pagina", "fr": "Page", "de": "Seite", "en": "Page"}
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11.5, leading=16.5, spaceAfter=8, alignment=TA_JUSTIFY)
HEADS = [
    ParagraphStyle(f"h{n}", fontName="Times-Bold", fontSize=size, leading=size + 6, spaceBefore=14, spaceAfter=8)
    for n, size in ((1, 18), (2, 14), (3, 12))
]
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=22, bulletIndent=8)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=10, leading=13, spaceAfter=0, alignment=0)
HEAD_CELL = ParagraphStyle("head-cell", parent=CELL, fontName="Times-Bold")
CONTENTS = ParagraphStyle("contents", parent=BODY, spaceAfter=2)


class TickBox(Flowable):  # type: ignore[misc]
    """A square that is drawn, crossed where it is ticked: no letter of the text layer tells its state."""

    def __init__(self, ticked: bool) -> None:
        super().__init__()
        self.ticked = ticked
        self.width = self.height = 9

    def draw(self) -> None:
        """Draws the square and, where ticked, both diagonals."""
        self.canv.rect(0, 0, 9, 9)
        if self.ticked:
            self.canv.line(0, 0, 9, 9)
            self.canv.line(0, 9, 9, 0)


def write_pdf(meta: dict[str, Any], parts: Sequence[Part], target: Path) -> None:
    """Writes the PDF; the same source gives the same bytes."""
    story: list[Any] = []
    for number, part in enumerate(parts):
        if part.kind == "heading" and part.level == 1 and number:
            story.append(PageBreak())
        story += _flowables(part, parts)
    document = SimpleDocTemplate(
        str(target), pagesize=A4, leftMargin=2.8 * cm, rightMargin=2.8 * cm, topMargin=3 * cm, bottomMargin=2.8 * cm,
        title=meta["title"], author=meta["authority"], invariant=1,
    )  # fmt: skip

    def frame(canvas: Any, page: Any) -> None:
        canvas.saveState()
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(2.8 * cm, A4[1] - 1.7 * cm, f"{meta['authority']} – {meta['title'][:70]}")
        canvas.drawRightString(A4[0] - 2.8 * cm, 1.5 * cm, f"{PAGE[meta['language']]} {page.page}")
        canvas.restoreState()

    document.build(story, onFirstPage=frame, onLaterPages=frame)


def _flowables(part: Part, parts: Sequence[Part]) -> list[Any]:
    if part.kind == "heading":
        return [Paragraph(part.text, HEADS[part.level - 1])]
    if part.kind == "table":
        return [_table(part), Spacer(1, 10)]
    if part.kind == "contents":
        return _contents(parts)
    if part.box:
        return [Table([[TickBox(part.box == "x"), Paragraph(part.text, CELL)]], colWidths=[22, 15 * cm]), Spacer(1, 4)]
    if part.kind == "item":
        label, _, rest = part.text.partition(" ")
        numbered = re.match(r"^(\d+°|[a-z]\))$", label)
        text, bullet = (rest, label) if numbered else (part.text, "•")
        return [Paragraph(text, ITEM, bulletText=bullet)]
    return [Paragraph(part.text, HEADS[0] if part.kind == "title" else BODY)]


def _table(part: Part) -> Table:
    rows = [[Paragraph(cell, HEAD_CELL if n == 0 else CELL) for cell in row] for n, row in enumerate(part.rows)]
    longest = [max(len(row[at]) for row in part.rows) + 4 for at in range(len(part.rows[0]))]
    width = 15.4 * cm
    # A column of numbers beside long texts still has room for them.
    widths = [max(0.55 * cm, width * share / sum(longest)) for share in longest]
    table = Table(rows, colWidths=widths, repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _contents(parts: Sequence[Part]) -> list[Paragraph]:
    found = []
    page = 1
    for part in parts:
        if part.kind == "heading" and part.level <= 2:
            page += part.level == 1
            dots = "." * max(4, 90 - 2 * len(part.text))
            found.append(Paragraph(f"{part.text} {dots} {page}", CONTENTS))
    return found
