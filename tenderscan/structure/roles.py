"""What a document is in its dossier, and what a notice's fields speak as."""

from __future__ import annotations

from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.model.section import Provision, SectionKind
from tenderscan.structure.words import StructureWords, plain

_FIELDS = {
    "BT-70": Provision.PERFORMANCE,
    "performance-conditions": Provision.PERFORMANCE,
    "award-criterion": Provision.AWARD,
    "BT-539": Provision.AWARD,
    "BT-540": Provision.AWARD,
    "selection-criterion": Provision.SELECTION,
    "BT-750": Provision.SELECTION,
    "BT-67": Provision.EXCLUSION,
    "exclusion-ground": Provision.EXCLUSION,
    "title": Provision.SUBJECT,
    "short-description": Provision.SUBJECT,
    "description": Provision.SUBJECT,
    "BT-21": Provision.SUBJECT,
    "BT-24": Provision.SUBJECT,
}


def field_provision(element: Element | None) -> Provision | None:
    """What a notice's field speaks as, by its name."""
    if element is None or not element.field:
        return None
    return _FIELDS.get(element.field)


def role(document: Document, title: str, words: StructureWords) -> str:
    """The role of a document, by the kind of file, its name and its title; a specification by default."""
    if document.notice is not None:
        return "notice"
    name = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    return words.longest(name, "role") or words.longest(title, "role") or "specification"


def title_of(document: Document) -> str:
    """What the document calls itself: a heading of the first page, the largest print there, or its metadata."""
    first = [e for e in document.elements[:60] if e.page in (None, 1) and e.text.strip()]
    headings = [e for e in first if e.kind is ElementKind.HEADING]
    if document.title and len(plain(document.title).split()) > 1:
        return document.title.strip()
    if headings:
        return headings[0].text.strip()
    sized = [e for e in first if e.size > 0]
    if sized:
        largest = max(e.size for e in sized)
        return " ".join(e.text.strip() for e in sized if e.size > largest - 0.6)[:200]
    return ""


def section_kind(title: str, words: StructureWords) -> SectionKind | None:
    """The kind of section that a heading names, or None."""
    if plain(title) in words.get("section.contents"):
        return SectionKind.CONTENTS
    name = words.longest(title, "section")
    return SectionKind(name) if name and name != SectionKind.CONTENTS else None


def section_provision(title: str, words: StructureWords) -> Provision | None:
    """The provision that a heading names, or None."""
    name = words.longest(title, "provision")
    return Provision(name) if name else None
