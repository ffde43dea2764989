"""The nouns of a report, one module a noun; this door names them all."""

from tenderscan.model.report.award import AwardTable, Weight
from tenderscan.model.report.dossier import DocumentSummary, DossierSummary
from tenderscan.model.report.finding import Advice, ChainStep, Change, Evidence, Finding, Level, NearMiss, VerdictKind
from tenderscan.model.report.home import HomeSummary
from tenderscan.model.report.notice import NoticeComparison, NoticeEntry
from tenderscan.model.report.references import CitedReference
from tenderscan.model.report.report import Report
from tenderscan.model.report.tracked import MarkupComparison, MarkupDifference

__all__ = [
    "Advice",
    "AwardTable",
    "ChainStep",
    "Change",
    "CitedReference",
    "DocumentSummary",
    "DossierSummary",
    "Evidence",
    "Finding",
    "HomeSummary",
    "Level",
    "MarkupComparison",
    "MarkupDifference",
    "NearMiss",
    "NoticeComparison",
    "NoticeEntry",
    "Report",
    "VerdictKind",
    "Weight",
]
