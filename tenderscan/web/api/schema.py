"""What the API takes and gives, as OpenAPI describes it; findings and reports are as in docs/reports.md."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tenderscan.web.kept import State

Language = Literal["nl", "fr", "en", "de"]
VerdictName = Literal["met", "weak", "contradicted", "missing", "not-applicable", "undecided"]
Name = Annotated[str, StringConstraints(max_length=120, pattern=r"^[\w.*?\-]+$")]
CpvCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}(-[0-9])?$")]


class Given(BaseModel):
    """A body that a client sends: what is not named here is refused."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """Why a request is not served: one plain sentence, with what to do."""

    detail: str


class Reading(BaseModel):
    """How far the reading is: the file that is read, counted from 1, of how many; `pages` is 0 where none are told."""

    file: str
    number: int
    files: int
    page: int
    pages: int


class Recognised(BaseModel):
    """What the documents were taken for: what is bought, where, and which profile says what is expected."""

    subject: str | None
    authority: str | None
    cpv: list[str]
    bought: str
    country: str | None
    region: str | None
    country_told: str
    profile: str
    language: str
    documents: list[str]


class DossierState(BaseModel):
    """A dossier and how far it is. `fault` says in one sentence why it failed; `summary` counts verdicts when done.

    `revision` grows with each new result; `suggestible` says whether there is a gap that a clause can fill.
    """

    id: str
    name: str
    state: State
    reading: Reading | None = None
    fault: str = ""
    revision: int = 0
    recognised: Recognised | None = None
    summary: dict[VerdictName, int] | None = None


class Aside(Given):
    """A gap that is set aside: `reason` says why, `until` is the last day on which that holds."""

    criterion: Name
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    until: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class Corrections(Given):
    """What the user corrects; what is left out stays as it is, null means: as the documents show."""

    language: Language | None = None
    country: Annotated[str, StringConstraints(max_length=20)] | None = None
    profile: Annotated[str, StringConstraints(max_length=120)] | None = None
    cpv: Annotated[list[CpvCode], Field(max_length=20)] | None = None
    aside: Annotated[list[Aside], Field(max_length=200)] | None = None


class AskedText(Given):
    """A text to judge. With `criteria`, only these are told, and they are taken to apply: a clause, or its draft."""

    text: Annotated[str, StringConstraints(max_length=200_000)]
    language: Language | None = None
    country: Annotated[str, StringConstraints(max_length=20)] | None = None
    profile: Annotated[str, StringConstraints(max_length=120)] | None = None
    cpv: Annotated[list[CpvCode], Field(max_length=20)] = []
    criteria: Annotated[list[Name], Field(max_length=200)] = []


class JudgedText(BaseModel):
    """The verdicts on a text, by criterion, each as the JSON report writes it.

    `changes` are the shortest edits that turn a verdict, for a few criteria asked for of a text as short as a clause.
    """

    language: str
    criteria: list[dict[str, Any]]
    changes: dict[str, list[dict[str, Any]]]


class Code(BaseModel):
    """A CPV code with its name in the language that was asked for."""

    code: str
    name: str


class Choice(BaseModel):
    """Something that can be chosen, and what it is called."""

    id: str
    title: str


class Choices(BaseModel):
    """What can be chosen, with titles in one language; limits in bytes and numbers.

    `local` says that the server serves this machine alone, and can be stopped from its page.
    """

    version: str
    rulebook: str
    language: Language
    languages: list[Choice]
    countries: list[Choice]
    profiles: list[Choice]
    formats: list[Choice]
    criteria: list[Choice]
    limits: dict[str, int]
    words: dict[str, str]
    review: bool
    local: bool


class Compared(Given):
    """Two dossiers of the same owner: the version before and the version now."""

    old: str
    new: str


class Element(BaseModel):
    """A piece of a document's text; `start` is its offset, to which the offsets of evidence refer."""

    start: int
    text: str
    kind: str
    level: int | None
    page: int | None


class DocumentText(BaseModel):
    """A document as it was read; `page_sizes` are widths and heights in points, where it has such pages."""

    path: str
    media_type: str
    pages: int | None
    page_sizes: list[tuple[float, float]]
    elements: list[Element]
