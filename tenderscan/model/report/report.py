"""The report on one dossier: all that one run says, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenderscan.model.acceptance import BaselineComparison, UsedSuppression
from tenderscan.model.report.award import AwardTable
from tenderscan.model.report.dossier import DossierSummary
from tenderscan.model.report.finding import Finding, VerdictKind
from tenderscan.model.report.notice import NoticeComparison
from tenderscan.model.report.references import CitedReference
from tenderscan.model.report.tracked import MarkupComparison


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run says about one dossier; `findings` has every criterion, in the rulebook's order.

    `language` is the language of the texts for the reader (nl, fr, en, de). `as_of` is the day of whose law it speaks
    (YYYY-MM-DD), or None; `undated` says that laws with a first or last day are cited and no day is known.
    """

    tool_version: str
    rulebook_version: str
    rulebook_sha256: str
    profile: str
    language: str
    dossier: DossierSummary
    findings: tuple[Finding, ...]
    award: tuple[AwardTable, ...] = field(default=())
    as_of: str | None = None
    references: tuple[CitedReference, ...] = field(default=())
    undated: bool = False
    notice: NoticeComparison = field(default_factory=NoticeComparison)
    suppressions: tuple[UsedSuppression, ...] = field(default=())
    baseline: BaselineComparison | None = None
    markup: MarkupComparison = field(default_factory=MarkupComparison)

    def count(self, verdict: VerdictKind) -> int:
        """How many criteria have this verdict."""
        return sum(1 for finding in self.findings if finding.verdict is verdict)
