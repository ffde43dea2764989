"""One row for each criterion, for spreadsheets and scripts: UTF-8, comma-separated, column names that stay."""

from __future__ import annotations

import csv
import io

from tenderscan.model.report import Finding
from tenderscan.reports.material import Material

COLUMNS = (
    "id", "theme", "title", "level", "verdict", "why", "reasons", "gaps", "confidence", "document", "page", "section",
    "quote", "passages", "where", "clause", "source", "suppressed", "fingerprint",
    "dossier_kind", "dossier_complete",
)  # fmt: skip

_FORMULA = tuple("=+-@\t\r＝＋－＠﹢﹣﹦﹫−")
"""With the wide and small forms that some spreadsheets take for the same."""


def write(material: Material) -> str:
    """The report as CSV (RFC 4180 with "\\n"): verdict and level in the contract's words, texts in the reader's."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    dossier = material.report.dossier
    for finding in material.report.findings:
        writer.writerow(
            [harmless(cell) for cell in (*_row(finding), dossier.kind, "yes" if dossier.complete else "no")]
        )
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what a tender says is never calculated."""
    return f"'{cell}" if cell.startswith(("\t", "\r")) or cell.lstrip().startswith(_FORMULA) else cell


def _row(finding: Finding) -> tuple[str, ...]:
    first = finding.evidence[0] if finding.evidence else None
    advice = finding.advice
    return (
        finding.id,
        finding.theme,
        finding.title,
        finding.level.value,
        finding.verdict.value,
        finding.why,
        " ".join(finding.reasons),
        " ".join(finding.gaps),
        f"{finding.confidence:.2f}",
        first.document if first else "",
        str(first.page) if first and first.page is not None else "",
        first.section if first else "",
        first.quote if first else "",
        str(len(finding.evidence)),
        advice.where if advice else "",
        advice.clause if advice else "",
        advice.source if advice else "",
        finding.suppressed or "",
        finding.fingerprint,
    )
