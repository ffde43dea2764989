"""The front of the annotated PDF: the first page, then all results in short, with links into the tender."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tenderscan.model.report import Evidence, Finding, VerdictKind
from tenderscan.reports.first_page import first_page
from tenderscan.reports.material import FAILING, Material, asked

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

SCHEME = "tenderscan:"
"""Links are written as SCHEME document/page/top and turned into page links once all pages are together."""

MOST_PLACES = 6
"""Places named for one criterion."""

_MARGIN = 54
_TEXT, _BOLD = "TenderscanText", "TenderscanBold"
_COLORS = {
    VerdictKind.MISSING: "#a61b1b",
    VerdictKind.CONTRADICTED: "#a61b1b",
    VerdictKind.UNDECIDED: "#5a5a5a",
    VerdictKind.WEAK: "#8a5a00",
    VerdictKind.MET: "#1c6b2e",
}


def front(material: Material, paths: Sequence[str], left_out: Sequence[str]) -> bytes:
    """The front pages as a PDF (A4): counts, criteria with their pages as links, documents, what was not read."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    _fonts()
    styles = _styles()

    def paragraph(text: str, style: str = "text") -> Paragraph:
        return Paragraph(escape(shown(text)), styles[style])

    report = material.report
    counts = {kind.value.replace("-", "_"): report.count(kind) for kind in VerdictKind}
    story: list[Flowable] = [
        paragraph(material.title, "title"),
        *_first(material, paragraph),
        PageBreak(),
        paragraph(material.say("report.summary-line", total=len(report.findings), **counts)),
        paragraph(f"{material.label('report.profile')} {report.profile}"),
        Spacer(1, 8),
    ]
    for verdict in (*FAILING, VerdictKind.MET):
        group = [finding for finding in asked(report) if finding.verdict is verdict]
        if group:
            title = f"{material.say(f'verdict.{verdict.value}.plural-heading')} ({len(group)})"
            heading = Paragraph(f'<font color="{_COLORS[verdict]}">{escape(shown(title))}</font>', styles["heading"])
            story.append(_criteria(heading, group, material, paths, styles))
    story.append(_documents(paragraph(material.say("report.documents-read"), "heading"), material, styles))
    for path in left_out:
        story.append(paragraph(material.say("report.pdf-left-out", document=path)))
    story += [paragraph(item.sentence()) for item in report.dossier.rejected]
    story += [Spacer(1, 10), paragraph(material.say("report.no-legal-advice"), "small")]
    made = material.say("report.made-with", version=report.tool_version, rulebook=report.rulebook_version)
    story.append(paragraph(made, "small"))
    out = io.BytesIO()
    # `invariant` leaves out the time and the random mark, so that the same input gives the same bytes.
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN, invariant=1
    )
    template.build(story)
    return out.getvalue()


def _first(material: Material, paragraph: Callable[..., Flowable]) -> list[Flowable]:
    """What is bought, the verdict, and the required gaps with their places and clauses."""
    from reportlab.platypus import KeepTogether

    told = first_page(material.report, material.say)
    colon = material.say("report.colon")
    story = [paragraph(f"{label}{colon} {text}") for label, text in told.about]
    story.append(paragraph(told.verdict, "lead"))
    story += [paragraph(f"{label}{colon} {text}") for label, text in told.unread]
    for gap in told.gaps:
        title = f"{gap.title}{colon} {gap.place}" if gap.place else gap.title
        parts = [paragraph(title, "gap"), *([paragraph(gap.why, "cell")] if gap.why else [])]
        parts += [paragraph(part, "clause") for part in gap.clause.split("\n") if part.strip()]
        story.append(KeepTogether(parts))
    return [*story, *([paragraph(told.rest)] if told.rest else [])]


def shown(text: str) -> str:
    """The text in letters that the fonts have; another letter loses its accents, or becomes a question mark."""
    known = _known()
    return "".join(letter if ord(letter) in known else _nearest(letter, known) for letter in " ".join(text.split()))


def _nearest(letter: str, known: frozenset[int]) -> str:
    simpler = "".join(part for part in unicodedata.normalize("NFKD", letter) if ord(part) in known)
    return simpler or "?"


def _criteria(
    heading: Flowable, group: Sequence[Finding], material: Material, paths: Sequence[str], styles: Any
) -> Flowable:
    from reportlab.platypus import Paragraph

    rows: list[list[Any]] = []
    for finding in group:
        level = material.say(f"level.{finding.level.value}")
        about = f"<font size='7' color='#555555'>{escape(f'{finding.id} · {level}')}</font>"
        name = f"{escape(shown(finding.title))}<br/>{about}"
        rows.append([Paragraph(name, styles["cell"]), Paragraph(_places(finding, material, paths), styles["cell"])])
    return _table(heading, rows)


def _places(finding: Finding, material: Material, paths: Sequence[str]) -> str:
    """Where the evidence stands, as links; where it belongs, for what is missing."""
    if not finding.evidence:
        return escape(shown(finding.advice.where)) if finding.advice else ""
    several = len(material.report.dossier.documents) > 1
    places = {(each.document, each.page or each.section): each for each in reversed(finding.evidence)}
    first = [each for each in finding.evidence if each in places.values()]
    found = dict.fromkeys(_link(passage, material, paths, several) for passage in first)
    more = "" if len(found) <= MOST_PLACES else ", …"
    return ", ".join(list(found)[:MOST_PLACES]) + more


def _link(passage: Evidence, material: Material, paths: Sequence[str], several: bool) -> str:
    document = passage.document if several else ""
    page = f"{material.say('report.page')} {passage.page}" if passage.page is not None else passage.section
    text = escape(shown(" ".join(part for part in (document, page) if part)))
    if passage.document not in paths or not passage.boxes:
        return text
    target = f"{SCHEME}{paths.index(passage.document)}/{passage.boxes[0].page}/{passage.boxes[0].top}"
    return f'<a href="{target}" color="#0b4f9e"><u>{text}</u></a>'


def _documents(heading: Flowable, material: Material, styles: Any) -> Flowable:
    from reportlab.platypus import Paragraph

    rows: list[list[Any]] = []
    for document in material.report.dossier.documents:
        unread = ", ".join(str(page) for page in document.unread_pages)
        told = f"{material.label('report.unread-pages')} {unread}" if unread else ""
        pages = f"{document.pages} {material.say('report.pages')}" if document.pages else ""
        name = f"{escape(shown(document.path))}<br/><font size='6' color='#555555'>SHA-256 {document.sha256}</font>"
        about = " · ".join(part for part in (material.say(f"role.{document.role}"), pages, told) if part)
        rows.append([Paragraph(name, styles["cell"]), Paragraph(escape(shown(about)), styles["cell"])])
    return _table(heading, rows)


def _table(heading: Flowable, rows: list[list[Any]]) -> Flowable:
    """Rows under a heading that never stands alone at the foot of a page."""
    from reportlab.platypus import Table

    look = [
        ("SPAN", (0, 0), (-1, 0)),
        ("NOSPLIT", (0, 0), (-1, 1)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#c8c8c8"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    return Table([[heading, ""], *rows], colWidths=[300, 187], hAlign="LEFT", style=look, splitByRow=1)


def _styles() -> Any:
    from reportlab.lib.styles import ParagraphStyle

    text = ParagraphStyle("text", fontName=_TEXT, fontSize=9.5, leading=13.5, spaceAfter=4)
    return {
        "text": text,
        "title": ParagraphStyle("title", text, fontName=_BOLD, fontSize=15, leading=20, spaceAfter=8),
        "heading": ParagraphStyle(
            "heading", text, fontName=_BOLD, fontSize=10.5, leading=14, spaceBefore=9, keepWithNext=1
        ),
        "lead": ParagraphStyle("lead", text, fontName=_BOLD, fontSize=10.5, leading=14.5),
        "gap": ParagraphStyle(
            "gap", text, fontName=_BOLD, fontSize=9, leading=12, spaceBefore=5, spaceAfter=1, textColor="#8f1818"
        ),
        "clause": ParagraphStyle("clause", text, fontSize=8, leading=10.5, leftIndent=12, spaceAfter=2),
        "cell": ParagraphStyle("cell", text, fontSize=8.5, leading=11.5, spaceAfter=0, splitLongWords=1),
        "small": ParagraphStyle("small", text, fontSize=7.5, leading=10, textColor="#555555"),
    }


@cache
def _fonts() -> None:
    """The fonts that come with reportlab and are embedded: they have all letters of the four languages."""
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont(_TEXT, str(folder / "Vera.ttf")))
    pdfmetrics.registerFont(TTFont(_BOLD, str(folder / "VeraBd.ttf")))
    pdfmetrics.registerFontFamily(_TEXT, normal=_TEXT, bold=_BOLD, italic=_TEXT, boldItalic=_BOLD)


@cache
def _known() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    _fonts()
    return frozenset(pdfmetrics.getFont(_TEXT).face.charToGlyph)
