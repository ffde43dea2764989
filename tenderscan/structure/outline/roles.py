"""What a document is in its dossier, and what a notice's fields speak as."""

from __future__ import annotations

from collections.abc import Sequence

from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.model.section import Block, Provision, SectionKind
from tenderscan.structure.words import StructureWords, holds, plain

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


SIGNS = 2
"""Different phrases of a role that a document must hold, where neither its name nor its title tells it."""

HEAD = 25
"""Blocks at the head of a form in which its phrases stand; a specification has its forms at the end."""

FRONT = 300
"""Blocks in which a report on the tenders that came in says so."""

FEWEST_ROWS, ROWS = 4, 0.6
"""Rows of an inventory, and their share of the document's blocks."""

FEWEST_ANSWERS, ANSWERS = 3, 0.4
"""Answers of a clarification, and the share of the document's blocks that questions and answers make up."""


def role(document: Document, title: str, words: StructureWords, blocks: Sequence[Block] = ()) -> str:
    """The role of a document, by the kind of file, its name, its title and its content; a specification by default."""
    if document.notice is not None:
        return "notice"
    name = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    named = words.longest(name, "role") or words.longest(title, "role")
    return named or _by_content(blocks, words) or "specification"


def _by_content(blocks: Sequence[Block], words: StructureWords) -> str:
    """What the words of a document make it: a report on tenders that came in, questions and answers, a form, prices."""
    whole = f" {plain(' '.join(block.text for block in blocks[:FRONT]))} "
    head = f" {plain(' '.join(block.text for block in blocks[:HEAD]))} "
    for name, text in (("award-report", whole), ("espd", head), ("tender-form", head)):
        if sum(holds(text, phrase) for phrase in words.get(f"role-content.{name}")) >= SIGNS:
            return name
    answers = sum(block.answer for block in blocks)
    if answers >= FEWEST_ANSWERS and answers + sum(block.question for block in blocks) >= ANSWERS * len(blocks):
        return "clarification"
    priced = sum(_priced(block, words) for block in blocks)
    return "inventory" if priced >= FEWEST_ROWS and priced >= ROWS * len(blocks) else ""


def _priced(block: Block, words: StructureWords) -> bool:
    """Whether a row stands under a header of quantities and prices."""
    if not block.header:
        return False
    header = f" {plain(' | '.join(block.header))} "
    return sum(holds(header, word) for word in words.get("role-content.inventory")) >= SIGNS


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
