"""The annex: clauses for a tender that is no Word file, as a Word document with where each belongs."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tenderscan.check import CheckResult
from tenderscan.containers.ooxml.file import settled
from tenderscan.model.rule import Criterion
from tenderscan.model.section import Provision
from tenderscan.model.texts import in_language
from tenderscan.suggest.model import Amendment, Clause, Plan
from tenderscan.suggest.passage import passage
from tenderscan.suggest.remarks import Remarks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


INDENT = 360_000
"""How far a clause stands in from the margin, in English Metric Units (1 cm)."""


def annex(plan: Plan, result: CheckResult, criteria: Mapping[str, Criterion], remarks: Remarks, language: str) -> bytes:
    """The clauses in the order of their provisions, then what is to be struck; in the tender's language."""
    # python-docx takes a quarter of a second to import and is needed for this alone.
    import docx

    paper = docx.Document()
    dossier = result.report.dossier
    paper.core_properties.title = remarks.say("suggest.annex.title", name=dossier.subject or dossier.name)
    paper.core_properties.author = "tenderscan"
    paper.core_properties.language = language
    paper.add_heading(remarks.say("suggest.annex.title", name=dossier.subject or dossier.name), level=0)
    paper.add_paragraph(remarks.say("suggest.annex.introduction"))
    order = [provision.value for provision in Provision]
    clauses = sorted(plan.annexed, key=lambda clause: order.index(clause.need.criterion.provisions[0]))
    section = ""
    for clause in clauses:
        provision = clause.need.criterion.provisions[0]
        if provision != section:
            title = remarks.say(f"provision.{provision}")
            paper.add_heading(title[:1].upper() + title[1:], level=1)
            section = provision
        _clause(paper, clause, remarks, language)
    if plan.unstruck:
        paper.add_heading(remarks.say("suggest.annex.to-strike"), level=1)
        for amendment in plan.unstruck:
            _waiver(paper, amendment, result, criteria, remarks, language)
    out = io.BytesIO()
    paper.save(out)
    return settled(out.getvalue())


def _clause(paper: WordDocument, clause: Clause, remarks: Remarks, language: str) -> None:
    criterion = clause.need.criterion
    paper.add_heading(in_language(criterion.title, language), level=2)
    _labelled(paper, remarks, "report.why", in_language(criterion.why, language))
    _labelled(paper, remarks, "report.where-it-belongs", in_language(criterion.where, language))
    for part in clause.text.split("\n"):
        if part.strip():
            paper.add_paragraph(part.strip()).paragraph_format.left_indent = INDENT
    others = [in_language(need.criterion.title, language) for need in clause.serves if need is not clause.need]
    if others:
        paper.add_paragraph(remarks.say("suggest.serves-too", titles="; ".join(others)))
    if criterion.nature == "award":
        paper.add_paragraph(remarks.say("suggest.weights"))
    source = clause.need.finding.advice.cited if clause.need.finding.advice else ""
    _labelled(paper, remarks, "report.source", source)


def _waiver(
    paper: WordDocument,
    amendment: Amendment,
    result: CheckResult,
    criteria: Mapping[str, Criterion],
    remarks: Remarks,
    language: str,
) -> None:
    structured = result.structured[amendment.claim.place.document]
    block = structured.blocks[amendment.claim.place.block]
    start, end = passage(amendment.claim, structured)
    titles = "; ".join(in_language(criteria[need.criterion.id].title, language) for need in amendment.needs)
    paper.add_heading(titles, level=2)
    page = f", {remarks.say('report.page')} {block.page}" if block.page is not None else ""
    heading = structured.heading(block.section)
    where = f"{structured.document.path}{page}" + (f", {heading}" if heading else "")
    paper.add_paragraph(where)
    paper.add_paragraph(" ".join(structured.document.text[start:end].split()), style="Quote")


def _labelled(paper: WordDocument, remarks: Remarks, key: str, text: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(f"{remarks.say(key)}{remarks.say('report.colon')} ").bold = True
    paragraph.add_run(text)
