"""Texts over HTTP: a clause, its draft or a whole text is judged at once, and forgotten."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request

from tenderscan.check import Checker
from tenderscan.errors import NothingToJudgeError
from tenderscan.reports.json import as_data
from tenderscan.web.access import Owner
from tenderscan.web.api.asked import options_of
from tenderscan.web.api.problems import problems
from tenderscan.web.api.schema import AskedText, JudgedText
from tenderscan.web.refused import RefusedError
from tenderscan.web.work import Work

router = APIRouter(prefix="/api/texts", tags=["texts"])

MOST_CHANGED = 3
"""Criteria asked for together of which the shortest edits are looked for: each is judged over and over."""

LONGEST_CHANGED = 8_000
"""Letters of a text in which they are looked for: a clause, not a tender."""


@router.post("", responses=problems(413, 422))
def judge_text(asked: AskedText, request: Request, owner: Owner) -> JudgedText:
    """Judge a text: each criterion's verdict, why, and what would change it. Nothing of it is kept."""
    app = request.app.state
    work: Work = app.work
    if len(asked.text) > app.limits.text:
        raise RefusedError(413, "The text is too long.", "Send it as a file.")
    ids = {criterion.id for criterion in work.rulebook.criteria}
    for name in asked.criteria:
        if name not in ids:
            raise RefusedError(422, f'There is no criterion "{name}".', "See GET /api/choices.")
    options = options_of(
        work.options, work.rulebook, language=asked.language, country=asked.country, profile=asked.profile,
        cpv=asked.cpv,
    )  # fmt: skip

    def judge(checker: Checker) -> JudgedText:
        wanted = frozenset(asked.criteria)
        result = checker.check_text(asked.text, applicable=wanted)
        found = [each for each in as_data(result.report)["criteria"] if not wanted or each["id"] in wanted]
        changed = wanted if len(wanted) <= MOST_CHANGED and len(asked.text) <= LONGEST_CHANGED else frozenset()
        changes = {
            finding.id: [asdict(change) for change in result.changes(finding)]
            for finding in result.report.findings
            if finding.id in changed
        }
        return JudgedText(language=result.report.language, criteria=found, changes=changes)

    try:
        return work.with_checker(options, judge)
    except NothingToJudgeError as error:
        raise RefusedError(422, "There is no text to judge.", "Write a sentence.") from error
