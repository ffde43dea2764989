"""The section tree: headings by level, with what each section speaks as and for which lots."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tenderscan.model.document import Document, Lot
from tenderscan.model.section import Section, SectionKind
from tenderscan.structure.outline.headings import Heading
from tenderscan.structure.outline.roles import section_kind, section_provision
from tenderscan.structure.words import StructureWords, plain

_LOT_NUMBER = re.compile(r"\D*0*(\d{1,3}|[A-Z])$")


_NOT_DEEPER = frozenset({SectionKind.INTRODUCTION, SectionKind.CONTENTS})
"""An entry of a table of contents is no heading: the first heading after it ends it, whatever its level."""


class SectionTree:
    """Grows section by section; section 0 is the document itself."""

    def __init__(self, words: StructureWords) -> None:
        self._words = words
        lots = "|".join(re.escape(word) for word in words.get("lot")) or "lot"
        self._lot = re.compile(rf"^(?:\W*)(?:{lots})\s*(?:nr\.?|n°|no\.?)?\s*0*(\d{{1,3}}|[a-z])\b[\s:.–—-]*(.*)$")
        self.sections: list[Section] = [Section(0)]
        self.lots: dict[str, Lot] = {}
        self._open: list[Section] = [self.sections[0]]

    def add(self, heading: Heading, page: int | None) -> Section:
        """A new section under the nearest open one of a lower level."""
        while len(self._open) > 1 and self._open[-1].level >= heading.level:
            self._open.pop()
        parent = self._open[-1]
        lots = self._lots(heading) or parent.lots
        own_provision = section_provision(heading.title, self._words)
        own_kind = section_kind(heading.title, self._words)
        # A heading that names a provision speaks for itself, whatever kind of chapter it stands in.
        inherited = SectionKind.PLAIN if own_provision else _inherited(parent)
        section = Section(
            len(self.sections),
            heading.title,
            heading.label,
            heading.level,
            parent.id,
            own_provision or (None if own_kind else parent.provision),
            own_kind or inherited,
            lots,
            page,
        )
        self.sections.append(section)
        self._open.append(section)
        return section

    def _lots(self, heading: Heading) -> tuple[str, ...]:
        found = self._lot.match(plain(f"{heading.label} {heading.title}"))
        if not found:
            return ()
        lot = found.group(1).upper()
        title = heading.title[-len(found.group(2)) :] if found.group(2) else ""
        if lot not in self.lots or not self.lots[lot].title:
            self.lots[lot] = Lot(lot, title.strip(" :.–—-"))
        return (lot,)


def _inherited(parent: Section) -> SectionKind:
    """Kinds that hold for all that stands under a heading; an introduction's and the contents' do not go deeper."""
    return parent.kind if parent.kind not in _NOT_DEEPER else SectionKind.PLAIN


def lot_id(raw: str) -> str:
    """A lot's number as a reader knows it: "LOT-0001" is "1"."""
    found = _LOT_NUMBER.match(raw.strip())
    return found.group(1) if found else raw.strip()


def all_lots(document: Document, headed: Sequence[Lot]) -> tuple[Lot, ...]:
    """The lots of a document: those its notice declares, else those its headings name, if two or more."""
    if document.notice is not None and document.notice.lots:
        return tuple(Lot(lot_id(lot.id), lot.title, lot.cpv) for lot in document.notice.lots)
    return tuple(headed) if len(headed) > 1 else ()
