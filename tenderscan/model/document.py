"""What a reader gives: a document as elements in reading order, and the dossier they form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal


class Origin(StrEnum):
    """Where in the file an element's words stand."""

    BODY = "body"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text-box"
    HEADER = "header"
    FOOTER = "footer"
    COMMENT = "comment"
    NOTICE = "notice"
    FORM_FIELD = "form-field"
    ANNOTATION = "annotation"


class ElementKind(StrEnum):
    """What the file itself says an element is; a PDF says only `line`."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the top left of the page as shown."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Element:
    """A visual line of a PDF, or a paragraph, heading, list item or table row of a flow format.

    `text` is what the file holds, labels as printed included ("3.2 Levering", "a) …"); the cells of
    a table row are joined by " | ". `page` counts from 1 and is None where a format has no pages.
    `level` is a heading's rank or a list item's depth, from 1. `cell_boxes` goes with `cells`.
    """

    text: str
    kind: ElementKind = ElementKind.LINE
    origin: Origin = Origin.BODY
    page: int | None = None
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    level: int | None = None
    label: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    table: int | None = None
    lot: str | None = None
    language: str | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page that carries what may be text and gave none, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of the tender that is awarded apart; a tender without lots has one, "1"."""

    id: str
    title: str = ""
    cpv: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredCriterion:
    """An award criterion that a notice gives as data; `value` is None where it gives an order or no weight.

    `kind` is price, cost or quality; `lot` is as the notice writes it, or empty; `said` the description.
    """

    lot: str
    kind: str
    name: str
    value: float | None = None
    unit: Literal["percent", "points", ""] = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A code by which a notice says that it buys sustainably: its field (BT-06, BT-774 …), the code, the lot."""

    field: str
    code: str
    lot: str = ""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice declares as data: buyer, subject, day, codes, lots, award criteria, strategic procurement.

    `strategic` says whether this kind of notice has fields for strategic procurement, filled in or not. `country` is
    the buyer's, in two small letters, and `region` its NUTS code. `result` says that the notice says how a procedure
    ended.
    """

    authority: str | None = None
    subject: str | None = None
    published: str | None = None
    cpv: tuple[str, ...] = ()
    lots: tuple[Lot, ...] = ()
    language: str | None = None
    award: tuple[DeclaredCriterion, ...] = ()
    declares: tuple[Declaration, ...] = ()
    strategic: bool = False
    country: str | None = None
    region: str | None = None
    result: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within a file: an e-mail's attachment, a file embedded in a PDF."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Document:
    """A file that was read: its elements in reading order, its pages, and what could not be read.

    `path` is as given, relative to the dossier, with "/". `pages` is None where a format has none.
    `cut` says, of a format without pages, that its end was not read and why. `tracked` gives
    whether the file has tracked changes, so that its original text differs from its final one.
    """

    path: str
    sha256: str
    media_type: str
    elements: tuple[Element, ...]
    pages: int | None = None
    unread: tuple[UnreadPage, ...] = ()
    doubtful_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    title: str | None = None
    notice: NoticeFacts | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    cut: str = ""
    tracked: bool = False

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Offset in `text` at which each element begins."""
        starts, at = [], 0
        for element in self.elements:
            starts.append(at)
            at += len(element.text) + 1
        return tuple(starts)

    @cached_property
    def text(self) -> str:
        """The original text, to which all offsets refer: the elements' texts, joined by newlines."""
        return "\n".join(element.text for element in self.elements)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that could not be read: its path, one plain sentence why, and what to do."""

    path: str
    reason: str
    named: bool = False
    may_hold_text: bool = True

    def sentence(self) -> str:
        """The reason, with the path in front unless it names it already."""
        return self.reason if self.reason.startswith(self.path) else f"{self.path}: {self.reason}"


@dataclass(frozen=True)
class Dossier:
    """The documents of one tender, in a stable order, and the files that could not be read."""

    name: str
    documents: tuple[Document, ...]
    rejected: tuple[Rejection, ...] = field(default=())


@dataclass(frozen=True)
class Reading:
    """What the readers gave of a dossier, kept so that it can be judged again without its files.

    `others` are the documents with tracked changes by path, read the other way (original for final, and the reverse).
    """

    dossier: Dossier
    others: Mapping[str, Document] = field(default_factory=dict)


MOST_NAMED = 3
"""Files named in the one sentence that says why nothing could be judged."""


def nothing_to_judge(rejected: Sequence[Rejection]) -> tuple[str, str]:
    """Why a dossier has no document that can be judged, and what to do."""
    if rejected:
        return " ".join(rejection.sentence() for rejection in rejected[:MOST_NAMED]), ""
    return "No document was found in what was named.", "Name a PDF, a Word file, a folder or a ZIP."
