"""The suggestion for a kept dossier: takes a level, gives the plan and the files that several answers tell of."""

from __future__ import annotations

from typing import Literal

from tenderscan.check import Checker
from tenderscan.model.report import Level
from tenderscan.suggest.model import Suggestion, SuggestOptions
from tenderscan.suggest.suggest import suggest_for
from tenderscan.web.kept import KeptDossier
from tenderscan.web.work import Work, result_of

Wanted = Literal["required", "recommended"]


def suggestion_of(dossier: KeptDossier, work: Work, level: Wanted) -> Suggestion:
    """What would be put in. What was set aside is left out. Raises RefusedError where there is no result yet."""
    result = result_of(dossier)
    aside = tuple(finding.id for finding in result.report.findings if finding.suppressed is not None)

    def make(checker: Checker) -> Suggestion:
        return suggest_for(checker, result, SuggestOptions(Level(level), but=aside))

    return work.with_checker(dossier.options, make)
