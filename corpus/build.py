"""Makes documents/ out of sources/: PDF by reportlab, Word by python-docx. A development tool, not part of tenderscan.

The Markdown it knows: a front matter with title, authority and format; # to ### headings; "- " items; tables with bars;
paragraphs; ".contents" where the table of contents goes.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from docx import Document as WordDocument
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """A piece of a source: heading, item, row group, paragraph or contents."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def parse(path: Path) -> tuple[dict[str, str], list[Part]]:
    """The front matter and the parts of a source."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    parts: list[Part] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.split("\n")
        if lines[0].startswith("|"):
            rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines)
            parts.append(Part("table", rows=rows))
        elif lines[0].startswith("- "):
            parts += [Part("item", line[2:]) for line in lines]
        elif heading := re.match(r"(#+) (.*)", lines[0]):
            parts.append(Part("heading", heading.group(2), len(heading.group(1))))
        elif chunk.strip() == ".contents":
            parts.append(Part("contents"))
        else:
            parts.append(Part("paragraph", " ".join(lines)))
    return yaml.safe_load(front), parts


def pdf(meta: dict[str, str], parts: list[Part], target: Path) -> None:
    """A PDF with running heads, page numbers, ruled tables and hyphenless justified text."""
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=11.5, leading=16.5, spaceAfter=8, alignment=TA_JUSTIFY
    )
    heads = [
        ParagraphStyle(f"h{n}", fontName="Times-Bold", fontSize=size, leading=size + 6, spaceBefore=14, spaceAfter=8)
        for n, size in ((1, 18), (2, 14), (3, 12))
    ]
    item = ParagraphStyle("item", parent=body, leftIndent=22, bulletIndent=8)
    cell = ParagraphStyle("cell", parent=body, fontSize=10, leading=13, spaceAfter=0, alignment=0)
    contents = ParagraphStyle("contents", parent=body, spaceAfter=2)
    story: list[object] = []
    for number, part in enumerate(parts):
        if part.kind == "heading":
            if part.level == 1 and number:
                story.append(PageBreak())
            story.append(Paragraph(part.text, heads[part.level - 1]))
        elif part.kind == "item":
            label, _, rest = part.text.partition(" ")
            numbered = re.match(r"^(\d+°|[a-z]\))$", label)
            text, bullet = (rest, label) if numbered else (part.text, "•")
            story.append(Paragraph(text, item, bulletText=bullet))
        elif part.kind == "table":
            story += [_table(part, cell), Spacer(1, 10)]
        elif part.kind == "contents":
            story += _contents(parts, contents)
        else:
            story.append(Paragraph(part.text, body))
    document = SimpleDocTemplate(
        str(target), pagesize=A4, leftMargin=2.8 * cm, rightMargin=2.8 * cm, topMargin=3 * cm, bottomMargin=2.8 * cm,
        title=meta["title"], author=meta["authority"], invariant=1,
    )  # fmt: skip

    def frame(canvas: object, page: object) -> None:
        canvas.saveState()  # type: ignore[attr-defined]
        canvas.setFont("Times-Italic", 9)  # type: ignore[attr-defined]
        canvas.drawString(2.8 * cm, A4[1] - 1.7 * cm, f"{meta['authority']} – {meta['title'][:70]}")  # type: ignore[attr-defined]
        word = {"nl": "Pagina", "fr": "Page"}[meta["language"]]
        canvas.drawRightString(A4[0] - 2.8 * cm, 1.5 * cm, f"{word} {page.page}")  # type: ignore[attr-defined]
        canvas.restoreState()  # type: ignore[attr-defined]

    document.build(story, onFirstPage=frame, onLaterPages=frame)


def _table(part: Part, style: ParagraphStyle) -> Table:
    bold = ParagraphStyle("bold", parent=style, fontName="Times-Bold")
    rows = [[Paragraph(c, bold if n == 0 else style) for c in row] for n, row in enumerate(part.rows)]
    longest = [max(len(row[at]) for row in part.rows) + 4 for at in range(len(part.rows[0]))]
    width = 15.4 * cm
    table = Table(rows, colWidths=[width * share / sum(longest) for share in longest], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _contents(parts: list[Part], style: ParagraphStyle) -> list[Paragraph]:
    found = []
    page = 1
    for part in parts:
        if part.kind == "heading" and part.level <= 2:
            page += part.level == 1
            dots = "." * max(4, 90 - 2 * len(part.text))
            found.append(Paragraph(f"{part.text} {dots} {page}", style))
    return found


def word(meta: dict[str, str], parts: list[Part], target: Path) -> None:
    """A Word file with real headings, lists and tables, a running head and a foot."""
    document = WordDocument()
    document.core_properties.title = meta["title"]
    document.core_properties.author = meta["authority"]
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.line_spacing = 1.3
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{meta['authority']} – {meta['title']}"
    section.footer.paragraphs[0].text = meta["authority"]
    for part in parts:
        if part.kind == "heading":
            document.add_heading(part.text, level=part.level)
        elif part.kind == "item":
            document.add_paragraph(part.text, style="List Bullet")
        elif part.kind == "table":
            table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
            for number, row in enumerate(part.rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    run = cell.paragraphs[0].add_run(text)
                    run.bold = number == 0
        elif part.kind == "paragraph":
            document.add_paragraph(part.text)
    document.save(str(target))


def main() -> None:
    """Build all documents, or those whose names are given."""
    wanted = set(sys.argv[1:])
    (HERE / "documents").mkdir(exist_ok=True)
    for path in sorted((HERE / "sources").glob("*.md")):
        if wanted and path.stem not in wanted:
            continue
        meta, parts = parse(path)
        target = HERE / "documents" / f"{path.stem}.{meta['format']}"
        (pdf if meta["format"] == "pdf" else word)(meta, parts, target)


if __name__ == "__main__":
    main()
