"""Tenders of any length as PDF, the same every time, out of the project's own teaching tenders (corpus/tenders)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import yaml
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

TENDERS = Path(__file__).parents[2] / "corpus" / "tenders"
LANGUAGES = ("nl", "fr", "en", "de")
KINDS = ("plain", "tables", "columns", "languages")
TEXTS = (".md", ".txt")
"""Documents that paragraphs are taken from: a PDF or Word file of a dossier would have to be read first."""
PARAGRAPHS = 7
"""Paragraphs of a page: with a heading and three list items some 400 words, as real tenders have."""

_STYLES = getSampleStyleSheet()
_MARGIN = 55


def sentences(language: str) -> list[str]:
    """The running text of the teaching tenders in one language: a paragraph an entry, headings and tables left out."""
    found = []
    for labels in sorted((TENDERS / "labels").glob("*.yaml")):
        told = yaml.safe_load(labels.read_text(encoding="utf-8"))
        if told["language"] != language:
            continue
        for name in told["dossier"]:
            document = TENDERS / "documents" / name
            if document.suffix not in TEXTS:
                continue
            text = document.read_text(encoding="utf-8")
            found += [part for part in re.split(r"\n\s*\n", text) if _is_prose(part)]
    return [" ".join(part.split()) for part in found]


def _is_prose(part: str) -> bool:
    return len(part.split()) >= 12 and not part.lstrip().startswith(("#", "|", "-", "*", ">"))


def make(path: Path, kind: str, pages: int) -> Path:
    """A file of one kind and so many pages, as far as they hold the same number of paragraphs each."""
    if path.exists():
        return path
    spoken = LANGUAGES if kind == "languages" else ("nl",)
    texts = {language: cycle(sentences(language)) for language in spoken}
    story: list[Flowable] = []
    for page in range(1, pages + 1):
        story += _page(page, list(islice(texts[spoken[page % len(spoken)]], PARAGRAPHS)), tables=kind == "tables")
    _template(path, columns=2 if kind == "columns" else 1).build(story)
    return path


def _page(number: int, texts: Sequence[str], *, tables: bool) -> Iterator[Flowable]:
    yield Paragraph(f"{number} {' '.join(texts[0].split()[:5])}", _STYLES["Heading2"])
    for text in texts:
        yield Paragraph(" ".join(text.split()[:70]), _STYLES["BodyText"])
    for text in texts[:3]:
        yield Paragraph(" ".join(text.split()[:9]), _STYLES["Bullet"], "•")
    if tables:
        head = ["Post", "Omschrijving", "Punten"]
        rows = [[str(n), Paragraph(" ".join(text.split()[:8]), _STYLES["BodyText"]), str(n * 7)]
                for n, text in enumerate(texts[:5], 1)]  # fmt: skip
        grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
        yield Table([head, *rows], colWidths=[40, 300, 60], style=grid)
    yield PageBreak()


def _template(path: Path, columns: int) -> BaseDocTemplate:
    width = (A4[0] - 2 * _MARGIN) / columns
    frames = [Frame(_MARGIN + at * width, 45, width - 8, A4[1] - 90) for at in range(columns)]
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1)

    def running(canvas: object, page: object) -> None:
        canvas.drawString(_MARGIN, A4[1] - 30, "Gemeente Proefhoven - bestek 1")  # type: ignore[attr-defined]
        canvas.drawString(500, 25, f"Pagina {page.page}")  # type: ignore[attr-defined]

    document.addPageTemplates([PageTemplate(frames=frames, onPage=running)])
    return document
