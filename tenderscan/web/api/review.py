"""The review of an audit over HTTP: a reader's queue, the text of a dossier, answers, what is to be decided, agreement.

Reading is blind: nothing that the tool or another reader said is in the queue or beside the text.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, StringConstraints

from tenderscan.errors import StoreError, UsageError
from tenderscan.web.access import Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.api.schema import Given, Language, VerdictName
from tenderscan.web.refused import RefusedError, not_there

router = APIRouter(prefix="/api/review", tags=["review"])

Reader = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Sample = Annotated[str, StringConstraints(max_length=200)]
Role = Literal["reader", "adjudicator"]


class Answer(BaseModel):
    """What a reader answered on an item."""

    verdict: VerdictName
    quote: str = ""
    page: str = ""
    note: str = ""


class Question(BaseModel):
    """An item of a reader's queue, with the codebook's words; `readings` is what the readers said who differ on it."""

    item: str
    dossier: str
    criterion: str
    title: str
    why: str
    place: str
    readings: str = ""
    answer: Answer | None = None


class Queue(BaseModel):
    """The queue of one reader in one sample: those first on which the tool's two readers disagree."""

    samples: list[str]
    sample: str | None
    items: list[Question]


class GivenAnswer(Given):
    """An answer that is given."""

    item: Annotated[str, StringConstraints(max_length=200)]
    reader: Reader
    role: Role = "reader"
    verdict: VerdictName
    quote: Annotated[str, StringConstraints(max_length=4000)] = ""
    page: Annotated[str, StringConstraints(max_length=40)] = ""
    note: Annotated[str, StringConstraints(max_length=4000)] = ""


class Kept(BaseModel):
    """Whether an answer is new, changes an earlier one of the same reader, or is the same."""

    kept: Literal["new", "changed", "same"]


class Book(BaseModel):
    """A document of a dossier as a reader sees it."""

    path: str
    unread: list[int]
    leaves: list[dict[str, Any]]


class Agreed(BaseModel):
    """How far readers agree on a criterion ("all": on all of them); a figure is null where it is not defined."""

    name: str
    items: int
    readers: int
    raw: float | None
    kappa: float | None
    ac1: float | None
    alpha: float | None


class Standing(BaseModel):
    """Agreement by criterion, and how many items wait for a decision."""

    agreement: list[Agreed]
    disputes: Annotated[int, Field(ge=0)]


def _store(request: Request) -> Any:
    store = request.app.state.review
    if store is None:
        raise RefusedError(404, "This server has no store to review.", "Start it with --store URL.")
    return store


def _sample(store: Any, name: str | None) -> int:
    from tenderscan.audit.review.items import sample_id

    try:
        return sample_id(store, name)
    except UsageError as error:
        raise RefusedError(404, str(error), error.advice) from error


@router.get("/queue", responses=problems(404, 422))
def list_queue(
    request: Request,
    owner: Owner,
    reader: Annotated[Reader, Query()],
    sample: Annotated[Sample | None, Query()] = None,
    language: Language = "en",
) -> Queue:
    """What a reader is asked, with what this reader answered before."""
    from tenderscan.audit.review.items import items
    from tenderscan.audit.review.own import own_answers, sample_names

    store = _store(request)
    names = sample_names(store)
    number = _sample(store, sample)
    own = own_answers(store, number, reader, "reader")
    asked = [
        Question(
            item=each.item, dossier=each.dossier, criterion=each.criterion, title=each.title, why=each.why,
            place=each.place, answer=_answer(own.get(each.item)),
        )
        for each in items(store, number, reader, language)
    ]  # fmt: skip
    return Queue(samples=names, sample=sample or names[0], items=asked)


@router.get("/disputes", responses=problems(404, 422))
def list_disputes(
    request: Request, owner: Owner, sample: Annotated[Sample | None, Query()] = None, language: Language = "en"
) -> Queue:
    """The items on which readers differ and nobody decided; what each said, without their names."""
    from tenderscan.audit.review.disputes import disputes
    from tenderscan.audit.review.own import sample_names

    store = _store(request)
    names = sample_names(store)
    found = disputes(store, _sample(store, sample), language)
    return Queue(
        samples=names,
        sample=sample or names[0],
        items=[Question.model_validate({**each, "why": "", "place": ""}) for each in found],
    )


@router.get("/text", responses=problems(404, 422))
def read_dossier_text(
    request: Request, owner: Owner, item: Annotated[str, Query(max_length=200)], sample: Sample | None = None
) -> list[Book]:
    """The whole text of the dossier of an item, page by page; empty where it was not kept."""
    from tenderscan.audit.review.items import items
    from tenderscan.audit.review.page import books

    store = _store(request)
    found = next((each for each in items(store, _sample(store, sample), "", "en") if each.item == item), None)
    if found is None:
        raise not_there("item")
    return [
        Book(
            path=book.path,
            unread=list(book.unread),
            leaves=[{"page": leaf.number, "lines": list(leaf.lines)} for leaf in book.leaves],
        )
        for book in books(store, found.reading)
    ]


@router.put("/answers", responses=problems(404, 409, 422))
def give_answer(given: GivenAnswer, request: Request, owner: Owner) -> Kept:
    """Keep an answer: a row is added, a change of mind is a new revision, and nothing is lost."""
    from tenderscan.audit.review.merge import merge

    store = _store(request)
    values = {name: str(value) for name, value in given.model_dump(exclude={"reader", "role"}).items()}
    try:
        found = merge(store, given.reader, given.role, [values])
    except UsageError as error:
        raise RefusedError(404, str(error), error.advice) from error
    except StoreError as error:
        raise RefusedError(409, str(error), error.advice) from error
    return Kept(kept="new" if found.new else "changed" if found.changed else "same")


@router.get("/agreement", responses=problems(404, 422))
def show_agreement(request: Request, owner: Owner, sample: Annotated[Sample | None, Query()] = None) -> Standing:
    """How far readers agree beyond chance, by criterion and on all."""
    from tenderscan.audit.review.agreement import agreement
    from tenderscan.audit.review.disputes import answers, disputes

    store = _store(request)
    number = _sample(store, sample)
    by_criterion = answers(store, number)
    every = [item for found in by_criterion.values() for item in found]
    told = [agreement(name, found) for name, found in (("all", every), *sorted(by_criterion.items()))]
    return Standing(
        agreement=[Agreed(**asdict(each)) for each in told if each.items],
        disputes=len(disputes(store, number, "en")),
    )


def _answer(raw: dict[str, str] | None) -> Answer | None:
    return Answer.model_validate(raw) if raw is not None else None
