"""Changes over HTTP, one by one: takes a dossier, gives each clause with the paragraph that it goes after or replaces.

For word processors, which put them into the open document themselves; a finished Word file is at `suggestion`.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from tenderscan.check import CheckResult
from tenderscan.suggest.model import Amendment, Clause, Insertion
from tenderscan.web.access import Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.api.suggested import Wanted, suggestion_of
from tenderscan.web.kept import KeptDossier
from tenderscan.web.work import Work, result_of

router = APIRouter(prefix="/api/dossiers/{name}", tags=["reports"])


class Place(BaseModel):
    """A paragraph of a document, by its words as they were read, and how many alike stand before it."""

    document: str
    text: str
    before: int


class Change(BaseModel):
    """A clause, and where it goes: after a paragraph, instead of words of a paragraph, or (neither) at the end.

    `heading` is one to put over the clause, or empty, and `like` the heading whose look it takes. `strike` are the
    words of `place` to strike; a change without a clause only strikes.
    """

    criteria: list[str]
    title: str
    clause: str
    heading: str
    like: Place | None
    place: Place | None
    strike: str


class Changes(BaseModel):
    """All changes that answer the gaps at a level, in the order of the documents."""

    changes: list[Change]


@router.get("/changes", responses=problems(404, 409, 422))
def list_changes(name: str, request: Request, owner: Owner, level: Wanted = "required") -> Changes:
    """The clauses that the tender lacks, each with its place. What was set aside is left out."""
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    work: Work = request.app.state.work
    result = result_of(dossier)
    plan = suggestion_of(dossier, work, level).plan
    found = [
        *(_amended(each, result) for each in (*plan.amendments, *plan.unstruck)),
        *(_inserted(each, result) for each in plan.insertions),
        *(_put(clause) for clause in (*plan.annexed, *plan.left)),
    ]
    return Changes(changes=found)


def _inserted(insertion: Insertion, result: CheckResult) -> Change:
    spot = insertion.spot
    title = _title(insertion.clause)
    heading = spot.title or (title if spot.like is not None else "")
    like = _place(result, spot.document, spot.like.id) if spot.like is not None and heading else None
    return _put(insertion.clause, _place(result, spot.document, spot.after.id), heading, like)


def _amended(amendment: Amendment, result: CheckResult) -> Change:
    place = amendment.claim.place
    words = result.structured[place.document].blocks[place.block].text[place.start : place.end]
    where = _place(result, place.document, place.block)
    if amendment.clause is None:
        criteria = [need.criterion.id for need in amendment.needs]
        return Change(criteria=criteria, title="", clause="", heading="", like=None, place=where, strike=words)
    return _put(amendment.clause, where, strike=words)


def _put(
    clause: Clause, place: Place | None = None, heading: str = "", like: Place | None = None, strike: str = ""
) -> Change:
    return Change(
        criteria=[need.criterion.id for need in clause.serves],
        title=_title(clause),
        clause=clause.text,
        heading=heading,
        like=like,
        place=place,
        strike=strike,
    )


def _title(clause: Clause) -> str:
    return clause.need.finding.title


def _place(result: CheckResult, document: int, block: int) -> Place:
    structured = result.structured[document]
    text = structured.blocks[block].text
    alike = sum(each.text == text for each in structured.blocks[:block])
    return Place(document=structured.document.path, text=text, before=alike)
