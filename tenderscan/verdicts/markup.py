"""Tracked changes: the criteria whose verdict differs between the final text and the original one."""

from __future__ import annotations

from collections.abc import Sequence

from tenderscan.model.report import MarkupComparison, MarkupDifference, Report


def compared(report: Report, other: Report, read: str, files: Sequence[str]) -> MarkupComparison:
    """The verdicts of a report set against those of the same files read the other way, in the rulebook's order.

    `read` is how the report's own files were read, final or original.
    """
    final, original = (report, other) if read == "final" else (other, report)
    before = {finding.id: finding.verdict for finding in original.findings}
    differs = tuple(
        MarkupDifference(finding.id, finding.title, finding.verdict, before[finding.id])
        for finding in final.findings
        if finding.verdict is not before[finding.id]
    )
    return MarkupComparison(read, tuple(files), differs)
