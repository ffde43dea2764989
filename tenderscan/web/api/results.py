"""A result over HTTP as people see it: the one page first, then every criterion with its passages."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.reports.first_page import Gap, first_page
from tenderscan.reports.html.view import ORDER, finding_views
from tenderscan.reports.json import as_data
from tenderscan.reports.material import Material, unsure
from tenderscan.web.access import Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.api.schema import Aside, DossierState, VerdictName
from tenderscan.web.api.told import state_of, told_aside, without_options
from tenderscan.web.kept import KeptDossier, material_of
from tenderscan.web.work import Work, result_of

router = APIRouter(prefix="/api/dossiers/{name}", tags=["reports"])


class Labelled(BaseModel):
    """A sentence with its label."""

    label: str
    text: str


class GapView(BaseModel):
    """A required gap: criteria, place where it is mended, clause to paste, why."""

    criteria: list[str]
    title: str
    verdict: VerdictName
    place: str
    clause: str
    why: str


class Passage(BaseModel):
    """A passage as the JSON report has it, with the words around it and the place in one line."""

    evidence: dict[str, Any]
    before: str
    after: str
    where: str


class CriterionView(BaseModel):
    """A criterion: `finding` is as in the JSON report; `matters`, `comments` and `unsure` are for people."""

    finding: dict[str, Any]
    asked: bool
    matters: str
    comments: list[str]
    unsure: bool
    passages: list[Passage]


class ResultView(BaseModel):
    """All that the page shows of a result; criteria that ask for work come first."""

    dossier: DossierState
    title: str
    language: str
    about: list[Labelled]
    verdict: str
    unread: list[Labelled]
    gaps: list[GapView]
    rest: str
    criteria: list[CriterionView]
    rejected: list[str]
    documents: list[dict[str, Any]]
    aside: list[Aside]
    notes: list[str]


@router.get("/result", responses=problems(404, 409))
def show_result(name: str, request: Request, owner: Owner) -> ResultView:
    """The result as the page shows it, in the language of the dossier's report."""
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    work: Work = request.app.state.work
    result = result_of(dossier)
    material = material_of(result, dossier.options.password, work.drawing)
    first = first_page(material.report, material.say)
    data = as_data(material.report)
    return ResultView(
        dossier=state_of(dossier),
        title=material.title,
        language=material.report.language,
        about=[Labelled(label=label, text=without_options(text)) for label, text in first.about],
        verdict=first.verdict,
        unread=[Labelled(label=label, text=text) for label, text in first.unread],
        gaps=[_gap(gap) for gap in first.gaps],
        rest=first.rest,
        criteria=_criteria(material, {each["id"]: each for each in data["criteria"]}),
        rejected=[without_options(item.sentence()) for item in material.report.dossier.rejected],
        documents=data["dossier"]["documents"],
        aside=told_aside(dossier.aside),
        notes=[material.say("report.no-legal-advice"), material.say("report.clauses-no-legal-advice")],
    )


def _gap(gap: Gap) -> GapView:
    return GapView(
        criteria=[finding.id for finding in gap.findings],
        title=gap.title,
        verdict=gap.verdict.value,
        place=gap.place,
        clause=gap.clause,
        why=gap.why,
    )


def _criteria(material: Material, told: dict[str, dict[str, Any]]) -> list[CriterionView]:
    """Every criterion: those with an entry in the report with their passages, then those nobody asks."""
    views = {view.finding.id: view for view in finding_views(material, {})}
    levels = list(Level)

    def order(finding: Finding) -> tuple[bool, int, int]:
        return finding.id not in views, ORDER.index(finding.verdict), levels.index(finding.level)

    found = []
    for finding in sorted(material.report.findings, key=order):
        view = views.get(finding.id)
        passages = view.passages if view is not None else ()
        evidence = told[finding.id]["evidence"]
        found.append(
            CriterionView(
                finding=told[finding.id],
                asked=view is not None and finding.verdict is not VerdictKind.NOT_APPLICABLE,
                matters=finding.matters,
                comments=list(view.comments) if view is not None else [],
                unsure=unsure(finding),
                passages=[
                    Passage(evidence=evidence[number], before=each.before, after=each.after, where=each.where)
                    for number, each in enumerate(passages)
                ],
            )
        )
    return found
