"""Which blocks are headings, at what level: by the file's own word, by number, by how they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tenderscan.model.document import Document, Origin
from tenderscan.model.section import BlockKind
from tenderscan.structure.layout.drafts import Draft
from tenderscan.structure.layout.paragraphs import BULLET, NUMBER
from tenderscan.structure.layout.running import commonest_height
from tenderscan.structure.words import StructureWords

MOST_WORDS = 16
"""A heading has no more words than this."""

LARGER = 1.09
"""A heading that shows by size alone is set this much larger than the body."""


_NUMERAL = r"(?:\d[\w.]*|[IVXLC]+(?:\.\w+)*|[A-Z](?:\.?\d[\w.]*)?)(?!\w)"
"""What an article is called: 12, 12.3, 4bis, IV, B, B.2."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A block that heads what follows: its label as printed, its title, its level from 1."""

    label: str
    title: str
    level: int


class Headings:
    """Tells headings of one document."""

    def __init__(self, document: Document, words: StructureWords, found: Sequence[Draft]) -> None:
        self._words = words
        self._body = commonest_height(document)
        self._sized = self._body > 0
        sizes = {round(d.size, 1) for d in found if d.size > LARGER * self._body} if self._sized else set()
        self._ranks = {size: rank for rank, size in enumerate(sorted(sizes, reverse=True), 1)}
        articles = "|".join(re.escape(word) for word in words.get("article")) or "artikel"
        self._article = re.compile(rf"^\s*(?P<label>(?i:{articles})\s*{_NUMERAL})\s*[:.–—-]?\s*(?P<rest>.*)$")

    def heading(self, draft: Draft, text: str, following: Draft | None) -> Heading | None:
        """The heading that a block is, or None."""
        if draft.kind is BlockKind.HEADING:
            label, title = _split(text)
            return Heading(label, title, draft.level or 1)
        if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or draft.origin is not Origin.BODY:
            return None
        if not _short(text):
            return None
        article = self._article.match(text)
        if article and not _is_sentence(article["rest"]):
            return Heading(article["label"], article["rest"].strip(" :.–—-"), 2)
        number = NUMBER.match(text)
        if number and not BULLET.match(text) and not _is_sentence(text[number.end() :]):
            if self._stands_out(draft) or self._known(text) or self._plain_number(draft, following):
                depth = len([p for p in re.split(r"[.\s]+", number["label"]) if p])
                return Heading(number["label"].rstrip("."), text[number.end() :].strip(), max(1, depth))
            return None
        if draft.kind is BlockKind.LIST_ITEM or _is_sentence(text):
            return None
        if self._stands_out(draft):
            level = self._ranks.get(round(draft.size, 1), len(self._ranks) + 1)
            return Heading("", text.strip(), level)
        if not self._sized and following is not None and self._title_line(text, following):
            return Heading("", text.strip(), 1)
        return None

    def _stands_out(self, draft: Draft) -> bool:
        if not self._sized:
            return draft.bold
        if draft.size > LARGER * self._body:
            return True
        return draft.bold and draft.size >= 0.95 * self._body

    def _known(self, text: str) -> bool:
        """Whether a short line is nothing but a heading's words ("Gunningscriteria")."""
        return any(self._words.longest(text, prefix) for prefix in ("provision", "section"))

    def _plain_number(self, draft: Draft, following: Draft | None) -> bool:
        return not self._sized and following is not None and following.kind is not BlockKind.TABLE_ROW

    def _title_line(self, text: str, following: Draft) -> bool:
        """In plain text: a short line with a capital and no stop, over a paragraph."""
        words = text.split()
        paragraph = following.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        longer = following.element is not None and len(following.element.text) > len(text)
        head, colon, _ = text.partition(":")
        labelled = bool(colon) and any(self._words.held(key, head) for key in ("question", "answer"))
        return len(words) <= 7 and text[:1].isupper() and paragraph and longer and not labelled


def _split(text: str) -> tuple[str, str]:
    number = NUMBER.match(text)
    if number:
        return number["label"].rstrip("."), text[number.end() :].strip()
    return "", text.strip()


def _short(text: str) -> bool:
    return bool(text.strip()) and len(text.split()) <= MOST_WORDS and len(text) <= 140


def _is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; "Lot 1." is none."""
    stripped = text.strip()
    if not stripped:
        return False
    if stripped.endswith((";", ":", ",", "?", "!")):
        return True
    return stripped.endswith(".") and len(stripped.split()) > 4
