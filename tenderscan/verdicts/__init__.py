"""Verdicts: take what the documents say of each criterion, give a finding for each, with its reasons."""

from tenderscan.verdicts.case import Spoken, Terms
from tenderscan.verdicts.decide import Decision, decide
from tenderscan.verdicts.fusion import counted
from tenderscan.verdicts.markup import compared
from tenderscan.verdicts.report import Judged, judged
from tenderscan.verdicts.uncounted import uncounted

__all__ = ["Decision", "Judged", "Spoken", "Terms", "compared", "counted", "decide", "judged", "uncounted"]
