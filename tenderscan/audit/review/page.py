"""A reader's page: one HTML file to work with at home, the codebook beside the whole text, nothing of the tool in it.

Answers stay in the browser until the reader saves a sheet (CSV), which is sent back and merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tenderscan.audit.kept import unpack_reading
from tenderscan.audit.review.items import VERDICTS, Item
from tenderscan.audit.store.open import Store
from tenderscan.audit.store.read import packed_reading
from tenderscan.model.document import Document
from tenderscan.model.texts import Texts


@dataclass(frozen=True)
class Leaf:
    """A page of a document: its number (None where a format has none) and its paragraphs as they were read."""

    number: int | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """A document as a reader sees it; `unread` are pages that the tool could not read."""

    path: str
    unread: tuple[int, ...]
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Folder:
    """A dossier on the reader's page: its text and the questions about it. No books: its text is not kept any more."""

    name: str
    books: tuple[Book, ...]
    items: tuple[Item, ...]


def write_page(store: Store, items: Sequence[Item], reader: str, texts: Texts, language: str, path: Path) -> None:
    """Write the page of a reader."""
    environment = Environment(
        loader=PackageLoader("tenderscan.audit", "review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html.j2").render(
        say=texts.say,
        language=language,
        reader=reader,
        verdicts=VERDICTS,
        folders=list(_folders(store, items)),
        number=len(items),
        style=_own("page.css"),
        script=_own("page.js"),
    )
    path.write_text(page, encoding="utf-8", errors="replace", newline="\n")


def _folders(store: Store, items: Sequence[Item]) -> Iterator[Folder]:
    for name, own in groupby(items, key=lambda item: item.dossier):
        listed = tuple(own)
        yield Folder(name, books(store, listed[0].reading), listed)


def books(store: Store, reading: str) -> tuple[Book, ...]:
    """The documents of a dossier as a reader sees them; none where its text is not kept any more."""
    packed = packed_reading(store, reading)
    return tuple(_book(d) for d in unpack_reading(packed).dossier.documents) if packed is not None else ()


def _book(document: Document) -> Book:
    leaves = tuple(
        Leaf(number, tuple(element.text for element in elements))
        for number, elements in groupby(document.elements, key=lambda element: element.page)
    )
    return Book(document.path, tuple(page.number for page in document.unread), leaves)


def _own(name: str) -> Markup:
    return Markup((resources.files("tenderscan.audit.review") / name).read_text("utf-8"))
