"""One row for each criterion, for spreadsheets and scripts: UTF-8, comma-separated, column names that stay."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence

from tenderscan.model.report import Finding
from tenderscan.reports.material import Failed, Material

COLUMNS = (
    "id", "theme", "title", "level", "verdict", "why", "reasons", "gaps", "confidence", "document", "page", "section",
    "quote", "passages", "where", "clause", "source", "suppressed", "fingerprint",
    "dossier_kind", "dossier_complete",
)  # fmt: skip

DOSSIER = ("dossier", "authority", "date", "digest")
"""The columns before those, where a report is on many dossiers; `error` stands after them."""

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


def write_many(materials: Sequence[Material], failed: Sequence[Failed]) -> str:
    """One table of many dossiers; what could not be judged is a row with its path and why."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*DOSSIER, *COLUMNS, "error"))
    for row in many_rows(materials, failed):
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def many_rows(materials: Sequence[Material], failed: Sequence[Failed]) -> Iterator[tuple[str, ...]]:
    """A row for each dossier and criterion, then one for each that could not be judged."""
    for material in materials:
        about = dossier_cells(material)
        for finding in material.report.findings:
            yield (*about, *_row(finding), "")
    for each in failed:
        yield (each.path, "", "", "", *("" for _ in COLUMNS), each.reason)


def dossier_cells(material: Material) -> tuple[str, str, str, str]:
    """A dossier's name, authority, day of publication and the digest of its documents."""
    dossier = material.report.dossier
    return dossier.name, dossier.authority or "", dossier.published or "", dossier_digest(material)


def dossier_digest(material: Material) -> str:
    """SHA-256 of the only document, or of the digests of all, sorted, each on its line."""
    digests = sorted(document.sha256 for document in material.report.dossier.documents)
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode("ascii")).hexdigest()


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
