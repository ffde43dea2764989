"""An Excel workbook on many dossiers: a row for each dossier and criterion, a sheet of dossiers, one of what failed."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import PatternFill

from tenderscan.model.report import VerdictKind
from tenderscan.model.texts import Texts
from tenderscan.reports.csv import COLUMNS, DOSSIER, dossier_cells, many_rows
from tenderscan.reports.material import Failed, Material
from tenderscan.reports.xlsx import FILLS, Row, saved, sheet, workbook

_WIDTHS = {"dossier": 34, "authority": 24, "digest": 20, "title": 34, "why": 40, "quote": 60, "clause": 60, "where": 30}


def write_many(materials: Sequence[Material], failed: Sequence[Failed]) -> bytes:
    """The workbook; the columns of its table are those of the CSV report, in the contract's words."""
    texts = materials[0].texts if materials else Texts()
    book = workbook("tenderscan")
    heads = (*DOSSIER, *COLUMNS, "error")
    rows = list(many_rows(materials, failed))
    table = sheet(book, texts.say("report.criteria"), heads, rows, [_WIDTHS.get(name, 14) for name in heads])
    at = heads.index("verdict")
    for number, row in enumerate(rows, start=2):
        fill = FILLS.get(VerdictKind(row[at])) if row[at] else None
        if fill:
            table.cell(number, at + 1).fill = PatternFill("solid", start_color=fill)
    counted: list[Row] = [
        (*dossier_cells(material), *(material.report.count(kind) for kind in VerdictKind), "") for material in materials
    ]
    absent: list[Row] = [(each.path, "", "", "", *(None for _ in VerdictKind), each.reason) for each in failed]
    totals = (*DOSSIER, *(kind.value for kind in VerdictKind), "error")
    widths = [_WIDTHS.get(name, 14) for name in totals[:-1]]
    sheet(book, texts.say("report.dossiers"), totals, [*counted, *absent], [*widths, 60])
    return saved(book)
