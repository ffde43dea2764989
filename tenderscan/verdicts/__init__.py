"""Verdicts: take what the documents say of each criterion, give a finding for each, with its reasons."""

from tenderscan.verdicts.case import Spoken, Terms
from tenderscan.verdicts.decide import Decision, decide
from tenderscan.verdicts.fusion import counted
from tenderscan.verdicts.markup import compared
from tenderscan.verdicts.place import DOCX, Places, Spot, provision_words, same_company, word_documents
from tenderscan.verdicts.report import Judged, judged
from tenderscan.verdicts.uncounted import Uncounted, uncounted
from tenderscan.verdicts.unjudged import unjudged

__all__ = [
    "DOCX",
    "Decision",
    "Judged",
    "Places",
    "Spoken",
    "Spot",
    "Terms",
    "Uncounted",
    "compared",
    "counted",
    "decide",
    "judged",
    "provision_words",
    "same_company",
    "uncounted",
    "unjudged",
    "word_documents",
]
