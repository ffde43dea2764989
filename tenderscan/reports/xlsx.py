"""An Excel workbook: a sheet of criteria, one of evidence, one of documents, with filters and ready to print."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tenderscan.model.own import OWN_REPORT
from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.reports.about import about_lines
from tenderscan.reports.award import award_views, notice_lines
from tenderscan.reports.material import FAILING, Material

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_LONGEST_CELL = 32_000
"""Letters of a cell: Excel takes 32,767."""

_LINE = 13.5
"""Height of a line of text, in points."""

_MADE = datetime(2026, 1, 1)
"""The day a workbook must name: always the same one, so that the same tender gives the same bytes."""

FILLS = {
    VerdictKind.MET: "D5EFD9",
    VerdictKind.WEAK: "FFF0C2",
    VerdictKind.MISSING: "F9D6D5",
    VerdictKind.CONTRADICTED: "F9D6D5",
    VerdictKind.UNDECIDED: "E6DAF2",
}

Row = Sequence[str | int | None]


def write(material: Material) -> bytes:
    """The report as a workbook; texts are cells of text, never formulas."""
    book = workbook(material.title)
    _criteria(book, material)
    _evidence(book, material)
    _award(book, material)
    _documents(book, material)
    return saved(book)


def workbook(title: str) -> Workbook:
    """A workbook without sheets, of that title."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "tenderscan"
    book.properties.title = title
    book.properties.keywords = OWN_REPORT
    book.properties.created = _MADE
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook, the same for the same cells."""
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(workbook: bytes) -> bytes:
    """The workbook without the moment it was saved, which openpyxl writes in its properties and beside every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as saved, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in saved.namelist():
            part = saved.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>", part)
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            parts.writestr(info, part)
    return out.getvalue()


def _criteria(book: Workbook, material: Material) -> None:
    names = ("verdict", "criterion", "theme", "level", "why", "what-it-lacks", "where-it-belongs", "clause-to-paste")
    heads = [material.say(f"report.{name}") for name in (*names, "source")]
    rows: list[Row] = []
    findings = sorted(material.report.findings, key=_pressing)
    for finding in findings:
        advice = finding.advice
        rows.append(
            (
                material.say(f"verdict.{finding.verdict.value}"),
                f"{finding.title} [{finding.id}]",
                material.say(f"theme.{finding.theme}"),
                material.say(f"level.{finding.level.value}"),
                finding.why,
                "\n".join(material.comments(finding)),
                "\n".join(part for part in (advice.place, advice.where) if part) if advice else "",
                advice.clause if advice else "",
                advice.source if advice else "",
            )
        )
    table = sheet(book, material.say("report.criteria"), heads, rows, (14, 34, 18, 12, 40, 40, 30, 60, 30))
    for number, finding in enumerate(findings, start=2):
        fill = FILLS.get(finding.verdict)
        if fill:
            table.cell(number, 1).fill = PatternFill("solid", start_color=fill)


def _pressing(finding: Finding) -> tuple[bool, int, int]:
    """What asks for work first, by level and verdict; the rest after it."""
    works = finding.verdict in FAILING
    return not works, list(Level).index(finding.level) if works else 0, FAILING.index(finding.verdict) if works else 0


def _evidence(book: Workbook, material: Material) -> None:
    names = ("criterion", "document", "page", "section", "evidence", "verdict")
    rows: list[Row] = [
        (
            finding.id,
            passage.document,
            passage.page,
            passage.section,
            passage.quote,
            material.say(f"stance.{passage.stance}"),
        )
        for finding in material.report.findings
        for passage in finding.evidence
    ]
    heads = [material.say(f"report.{name}") for name in names]
    sheet(book, material.say("report.evidence"), heads, rows, (32, 28, 8, 28, 80, 20))


def _award(book: Workbook, material: Material) -> None:
    """A sheet of award criteria, and what the notice declares under it; none where nothing was found."""
    names = ("lots", "criterion", "weight", "page", "award-rewards")
    rows: list[Row] = []
    for view in award_views(material.report, material.say):
        lots = ", ".join(view.lots)
        for row in view.rows:
            merit = material.say("report.yes") if row.sustainability else ""
            rows.append((lots, "    " * row.depth + row.name, row.percent, row.page, merit))
        rows += [(lots, said, "", None, "") for said in (view.share, *view.remarks) if said]
    for label, items in notice_lines(material.report, material.say):
        rows += [(material.say("report.notice"), f"{label}: {item}", "", None, "") for item in items]
    if rows:
        heads = [material.say(f"report.{name}") for name in names]
        sheet(book, material.say("report.award-criteria"), heads, rows, (18, 70, 14, 8, 22))


def _documents(book: Workbook, material: Material) -> None:
    names = ("document", "role", "pages", "words", "unread-pages", "warnings")
    heads = [*(material.say(f"report.{name}") for name in names), "SHA-256"]
    dossier = material.report.dossier
    read: Iterable[Row] = (
        (
            document.path,
            material.say(f"role.{document.role}"),
            document.pages,
            document.words,
            ", ".join(map(str, document.unread_pages)),
            "\n".join(document.warnings),
            document.sha256,
        )
        for document in dossier.documents
    )
    unread: Iterable[Row] = (
        (item.path, material.say("report.rejected"), None, None, "", item.reason, "") for item in dossier.rejected
    )
    told: Iterable[Row] = (
        (label, text, None, None, "", "", "") for label, text in about_lines(material.report, material.say)
    )
    title = material.say("report.documents-read")
    sheet(book, title, heads, list(chain(read, unread, told)), (32, 22, 8, 10, 20, 60, 66))


def _lines(value: str | int | None, width: int) -> int:
    """Lines that a cell takes when it is wrapped at its column's width, in letters of the sheet's font."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, len(textwrap.wrap(part, max(1, width - 1)))) for part in value.split("\n"))


def sheet(book: Workbook, title: str, heads: Sequence[str], rows: Sequence[Row], widths: Sequence[int]) -> Worksheet:
    """A sheet with a row of heads, filters, and cells of text that are never formulas; widths in letters."""
    made: Worksheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", title)[:31])
    for number, row in enumerate((heads, *rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = made.cell(number, column)
            cell.value = _CONTROL.sub(" ", value)[:_LONGEST_CELL] if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
        height = max((_lines(value, widths[column]) for column, value in enumerate(row)), default=1)
        # Without a height LibreOffice shows one line of a wrapped cell; Excel takes 409 points at most.
        made.row_dimensions[number].height = min(409, height * _LINE + 2)
    for column, width in enumerate(widths, start=1):
        made.column_dimensions[get_column_letter(column)].width = width
    made.freeze_panes = "A2"
    made.auto_filter.ref = made.dimensions
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = 9
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.print_title_rows = "1:1"
    return made
