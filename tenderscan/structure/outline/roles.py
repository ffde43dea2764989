"""What a document is in its dossier, and what a notice's fields speak as."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.model.section import Block, Provision, SectionKind
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


SIGNS = 2
"""Different phrases of a role that a document must hold, where neither its name nor its title tells it."""

HEAD = 25
"""Blocks at the head of a form in which its phrases stand; a specification has its forms at the end."""

FRONT = 300
"""Blocks in which a report on the tenders that came in says so."""

LONGEST_TITLE = 200
"""Letters of a title that the print tells."""

FURNITURE_WORDS = 3
"""Words of a line that only tells the page ("Page 10 of 23")."""

_WORD = re.compile(r"[^\W\d_]+")

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
    whole = " ".join(block.text for block in blocks[:FRONT])
    head = " ".join(block.text for block in blocks[:HEAD])
    for name, text in (("award-report", whole), ("espd", head), ("tender-form", head)):
        if len(words.held(f"role-content.{name}", text)) >= SIGNS:
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
    return len(words.held("role-content.inventory", " | ".join(block.header))) >= SIGNS


def title_of(document: Document, words: StructureWords) -> str:
    """What the document calls itself: its metadata where the first page says so too, a heading, the largest print.

    A page's number or foot and a line of a table of contents are no title. Metadata that the page does not bear out
    (a template's title, the printer's) count only where the page has no words.
    """
    first = [e for e in document.elements[:60] if e.page in (None, 1) and e.text.strip()]
    own = [e for e in first if not furniture(e.text, words)]
    if document.title and len(plain(document.title).split()) > 1 and _borne_out(document, first):
        return document.title.strip()
    headings = [e for e in own if e.kind is ElementKind.HEADING]
    if headings:
        return headings[0].text.strip()
    sized = [e for e in own if e.size > 0]
    if sized:
        largest = max(e.size for e in sized)
        return " ".join(e.text.strip() for e in sized if e.size > largest - 0.6)[:LONGEST_TITLE].strip()
    return ""


def _borne_out(document: Document, first: Sequence[Element]) -> bool:
    """Whether most words of the metadata's title stand on the first page; a notice's title is its own."""
    if document.notice is not None or not first:
        return True
    page = set(_WORD.findall(plain(" ".join(element.text for element in first))))
    told = _WORD.findall(plain(document.title or ""))
    return 2 * sum(word in page for word in told) > len(told)


def furniture(text: str, words: StructureWords) -> bool:
    """Whether a line is the number of a page ("Page 10 of 23") or an entry of a table of contents."""
    folded = plain(text)
    bare = _WORD.sub("", folded)
    numbered = any(folded.startswith(word) and any(c.isdigit() for c in folded) for word in words.get("page-word"))
    short = len(_WORD.findall(folded)) <= FURNITURE_WORDS
    return (numbered and short) or "...." in text or ". . ." in text or (not _WORD.search(folded) and bool(bare))


def section_kind(title: str, words: StructureWords) -> SectionKind | None:
    """The kind of section that a heading names, or None."""
    if plain(title) in words.get("section.contents"):
        return SectionKind.CONTENTS
    name = words.longest(title, "section")
    return SectionKind(name) if name and name != SectionKind.CONTENTS else None


def section_provision(title: str, words: StructureWords) -> Provision | None:
    """The provision that a heading names, or None; some words name one only where they are the whole heading."""
    bare = (name for name, titles in words.under("whole-title").items() if plain(title) in titles)
    name = words.longest(title, "provision") or next(bare, "")
    return Provision(name) if name else None
