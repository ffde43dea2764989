"""The report as a Word document of its own, for tenders that are no Word file."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from tenderscan.containers.ooxml.file import settled
from tenderscan.model.own import OWN_REPORT
from tenderscan.model.report import Evidence, Finding, VerdictKind
from tenderscan.reports.first_page import first_page
from tenderscan.reports.material import FAILING, Material, to_mend

if TYPE_CHECKING:
    from docx.document import Document as Paper

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_QUOTE = 600
INDENT = 360_000
"""How far a clause stands in from the margin, in English Metric Units (1 cm)."""

SMALL = 50_800
"""Space under a place or a reason, in English Metric Units (4 points)."""


def report_document(material: Material) -> bytes:
    """The first page; where everything is asked for, also each finding with its passages, and the documents read."""
    # python-docx takes a quarter of a second to import, which other formats need not wait for.
    import docx

    paper = docx.Document()
    report = material.report
    paper.core_properties.title = plain(material.title)[:250]
    paper.core_properties.author = "tenderscan"
    paper.core_properties.keywords = OWN_REPORT
    paper.core_properties.language = report.language
    _look(paper)
    paper.add_heading(plain(material.title), level=0)
    _first(paper, material)
    if material.everything:
        paper.add_paragraph().paragraph_format.page_break_before = True
        _rest(paper, material)
    paper.add_paragraph(plain(material.say("report.no-legal-advice")))
    out = io.BytesIO()
    paper.save(out)
    return settled(out.getvalue())


def _look(paper: Paper) -> None:
    """A4, and letters that let the first page be one page."""
    from docx.shared import Mm, Pt

    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(16)
    for name, size in (("Normal", 9.5), ("Title", 15), ("Heading 1", 12), ("Heading 2", 10.5)):
        style = paper.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(3)
    paper.styles["Heading 2"].paragraph_format.space_before = Pt(6)


def _first(paper: Paper, material: Material) -> None:
    """What is bought, the verdict, and the required gaps with their places and clauses."""
    told = first_page(material.report, material.say)
    for label, text in (*told.about, *told.unread):
        _labelled(paper, f"{label}{material.say('report.colon')}", text)
    paper.add_paragraph().add_run(plain(told.verdict)).bold = True
    for gap in told.gaps:
        paper.add_heading(plain(gap.title), level=2)
        for text in (gap.place, gap.why):
            if text:
                paper.add_paragraph(plain(text)).paragraph_format.space_after = SMALL
        _clause(paper, gap.clause)
    if told.rest:
        paper.add_paragraph(plain(told.rest))


def _rest(paper: Paper, material: Material) -> None:
    """Every finding that asks for work, what is met, and the documents read."""
    report = material.report
    counts = {kind.value.replace("-", "_"): report.count(kind) for kind in VerdictKind}
    paper.add_paragraph(plain(material.say("report.summary-line", total=len(report.findings), **counts)))
    paper.add_paragraph(plain(f"{material.label('report.profile')} {report.profile}"))
    failing = to_mend(report)
    for verdict in FAILING:
        group = [finding for finding in failing if finding.verdict is verdict]
        if group:
            paper.add_heading(plain(material.say(f"verdict.{verdict.value}.plural-heading")), level=1)
            for finding in group:
                _finding(paper, finding, material)
    met = [finding for finding in report.findings if finding.verdict is VerdictKind.MET]
    if met:
        paper.add_heading(plain(material.say("verdict.met.plural-heading")), level=1)
        for finding in met:
            _met(paper, finding, material)
    _documents(paper, material)


def plain(text: str) -> str:
    """Text that XML can hold, on one line."""
    return " ".join(_CONTROL.sub("\ufffd", text).split())


def _finding(paper: Paper, finding: Finding, material: Material) -> None:
    paper.add_heading(plain(finding.title), level=2)
    level = material.say(f"level.{finding.level.value}")
    paper.add_paragraph(plain(f"{finding.id} · {level}"))
    paper.add_paragraph(plain(finding.why))
    for comment in material.comments(finding):
        paper.add_paragraph(plain(comment), style="List Bullet")
    for passage in finding.evidence:
        _quote(paper, passage, material)
    if finding.advice:
        _labelled(paper, material.label("report.where-it-belongs"), finding.advice.where)
        _labelled(paper, material.label("report.clause-to-paste"), "")
        _clause(paper, finding.advice.clause)
        _labelled(paper, material.label("report.source"), finding.advice.source)


def _clause(paper: Paper, clause: str) -> None:
    for part in clause.split("\n"):
        if part.strip():
            paper.add_paragraph(plain(part)).paragraph_format.left_indent = INDENT


def _met(paper: Paper, finding: Finding, material: Material) -> None:
    paper.add_heading(plain(finding.title), level=2)
    paper.add_paragraph(plain(finding.id))
    for comment in material.comments(finding):
        paper.add_paragraph(plain(comment), style="List Bullet")
    if finding.evidence:
        _quote(paper, finding.evidence[0], material)


def _quote(paper: Paper, passage: Evidence, material: Material) -> None:
    quote = passage.quote if len(passage.quote) <= _LONGEST_QUOTE else passage.quote[:_LONGEST_QUOTE] + " …"
    where = material.place(passage.document, passage.page, passage.section)
    paragraph = paper.add_paragraph(plain(material.say("report.quote", quote=quote)), style="Quote")
    paragraph.add_run(f" — {plain(where)}").italic = False


def _labelled(paper: Paper, label: str, text: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(f"{plain(label)} ").bold = True
    paragraph.add_run(plain(text))


def _documents(paper: Paper, material: Material) -> None:
    dossier = material.report.dossier
    paper.add_heading(plain(material.say("report.documents-read")), level=1)
    names = ("report.document", "report.role", "report.pages", "report.unread-pages")
    table = paper.add_table(rows=1, cols=len(names) + 1, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, (*map(material.say, names), "SHA-256"), strict=True):
        cell.paragraphs[0].add_run(plain(text)).bold = True
    for document in dossier.documents:
        unread = ", ".join(str(page) for page in document.unread_pages)
        role = material.say(f"role.{document.role}")
        texts = (document.path, role, str(document.pages or ""), unread, document.sha256)
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = plain(text)
    if dossier.rejected:
        paper.add_paragraph(plain(material.label("report.rejected")))
        for item in dossier.rejected:
            paper.add_paragraph(plain(item.sentence()), style="List Bullet")
