"""What the tender buys: groups of goods, works and services, recognised by CPV codes and the words of its subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tenderscan.model.match import Trace
from tenderscan.model.rule import Concept

NAMING = frozenset({"title", "item"})
"""Places that name what is bought in so many words."""

ROWS = 2
"""Rows of an inventory that must name a thing, before the tender is taken to buy it."""

HEADINGS = 3
"""Headings that must name a thing, where nothing else shows what is bought."""

OFTEN = 12
"""How often the text of works must speak of a material that no heading names."""

_DIVISION = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows that a thing is bought: the ground (cpv or bought), the code or words, the lots; none means all."""

    ground: str
    shown_by: str
    lots: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Purchase:
    """What is known of what the tender buys.

    `cpv` are the codes of the whole, the main one first; `lot_cpv` those of each lot, its main one first. `groups` are
    the concepts that stand for what may be bought, by id. `assumed` are criteria taken as applicable.
    """

    cpv: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    assumed: frozenset[str] = frozenset()
    groups: Mapping[str, Concept] = field(default_factory=dict)
    lot_cpv: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def natures(self) -> frozenset[str]:
        """Works, supplies or services, by the main code; without one by the title, then by the subject.

        Empty where nothing shows.
        """
        mains = self.cpv[:1] or tuple(code for codes in self.lot_cpv.values() for code in codes[:1])
        if mains:
            return frozenset(nature_of(code) for code in mains)
        for places in (frozenset({"title"}), frozenset({"item", "subject"})):
            found = {self._nature(t) for t in self.traces if t.where in places and self._names(t)} - {""}
            if found:
                return frozenset("supplies" if nature == "materials" else nature for nature in found)
        return frozenset()

    def sign(self, group: str) -> Sign | None:
        """What shows that a group is bought, or None."""
        return self._signs[group]

    def shown(self) -> tuple[Sign, ...]:
        """All that shows what is bought, each code or words once: codes first, then words in order of their names."""
        found: dict[tuple[str, str], Sign] = {}
        for _, sign in sorted(self._signs.items()):
            if sign is not None:
                found.setdefault((sign.ground, sign.shown_by.casefold()), sign)
        return tuple(sorted(found.values(), key=lambda s: (s.ground != "cpv", s.shown_by not in self.cpv[:1])))

    @cached_property
    def _signs(self) -> Mapping[str, Sign | None]:
        names = {*self.groups, *(trace.concept for trace in self.traces)}
        found = {name: self._by_code(name) or self._by_words(name) for name in names}
        return defaultdict(lambda: None, found)

    def own_lots(self) -> frozenset[str]:
        """The lots of which codes or words of their own tell what they buy."""
        worded = {lot for t in self.traces if t.where in NAMING and self._nature(t) for lot in t.lots}
        return frozenset(worded | {lot for lot, codes in self.lot_cpv.items() if codes})

    # Codes.

    def _by_code(self, group: str) -> Sign | None:
        """A code of the group; one beside a main code of another kind needs words that name the thing too."""
        worded = self._by_words(group)
        shown = ""
        lots: set[str] = set()
        for codes, lot in ((self.cpv, ""), *((codes, lot) for lot, codes in self.lot_cpv.items())):
            main = self.cpv[:1] if lot and self.cpv[:1] and self.cpv[0] in codes else codes[:1]
            for code in codes:
                if not self._carries(group, code) or not (worded or self._stands(code, main)):
                    continue
                shown = shown or code
                if lot:
                    lots.add(lot)
        if not shown:
            return None
        return Sign("cpv", shown, frozenset(lots))

    def _stands(self, code: str, main: tuple[str, ...]) -> bool:
        """Whether a code tells by itself: the main one, of its kind or of the works it stands for, or titled so."""
        if not main or code == main[0]:
            return True
        leading, own = nature_of(main[0]), nature_of(code)
        return leading in ("works", own) or own in self._titled

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The kinds of contract that the title names in words."""
        return frozenset(self._nature(t) for t in self.traces if t.where == "title" and self._names(t))

    def _carries(self, group: str, code: str) -> bool:
        """Whether a code is one of the group's, or of a group that it includes; an exception holds for all below it."""
        pending, seen = [group], set[str]()
        while pending:
            name = pending.pop()
            concept = self.groups.get(name)
            if name in seen or concept is None or begins(code, concept.not_cpv):
                continue
            if begins(code, concept.cpv):
                return True
            seen.add(name)
            pending += concept.includes
        return False

    # Words.

    def _by_words(self, group: str) -> Sign | None:
        own = [trace for trace in self.traces if trace.concept == group]
        told = [trace for trace in own if self._names(trace)]
        if told:
            told.sort(key=lambda t: (t.where != "title", t.where != "item", t.place))
            return Sign("bought", told[0].text, frozenset(x for t in told for x in t.lots if x in self.lot_cpv))
        listed = [trace for trace in own if trace.where == "inventory" and self._may_list(trace)]
        if len({trace.place.block for trace in listed}) >= ROWS:
            return Sign("bought", listed[0].text)
        return self._by_text(group, own)

    def _by_text(self, group: str, own: list[Trace]) -> Sign | None:
        """By headings where nothing else shows; the running text tells of the materials of works only."""
        spoken = [trace for trace in own if trace.where in ("heading", "specification") and trace.act != "service"]
        headed = [trace for trace in spoken if trace.where == "heading"]
        nature = self.groups[group].nature if group in self.groups else ""
        if self.natures:
            told = nature == "materials" and self.natures == {"works"} and (headed or len(spoken) >= OFTEN)
        else:
            told = len(headed) >= HEADINGS
        return Sign("bought", min(headed or spoken, key=lambda t: t.place).text) if told else None

    def _nature(self, trace: Trace) -> str:
        return self.groups[trace.concept].nature if trace.concept in self.groups else ""

    def _names(self, trace: Trace) -> bool:
        """Whether a trace names what is bought, and not what the contract only touches."""
        nature = self._nature(trace)
        thing = nature in ("supplies", "materials", "")
        if trace.act == "aside" or (
            trace.act == "service" and (thing or (trace.where != "title" and nature == "works"))
        ):
            return False
        if self._codes and not self._coded(nature):
            return trace.where == "title" and thing and trace.act == "supply"
        if trace.where in NAMING:
            return True
        if trace.where != "subject":
            return False
        if thing and trace.act == "supply":
            return True
        if self._codes:
            return nature == "materials" and "works" in self.natures
        return nature in ("works", "services") or nature == "materials"

    def _coded(self, nature: str) -> bool:
        """Whether any CPV code is of that nature. Where a contract has codes, they alone decide its kinds."""
        kinds = {nature_of(code) for code in self._codes}
        return bool(kinds & {"works", "supplies"}) if nature in ("materials", "") else nature in kinds

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset((*self.cpv, *(code for codes in self.lot_cpv.values() for code in codes)))

    def _may_list(self, trace: Trace) -> bool:
        nature = self._nature(trace)
        if nature == "materials":
            return not self.natures or bool(self.natures & {"works", "supplies"})
        return not self.natures or (nature or "supplies") in self.natures


def nature_of(code: str) -> str:
    """Works, supplies or services, by the division of a CPV code; software packages are services."""
    division = code[:_DIVISION]
    if division == "45":
        return "works"
    return "services" if division >= "50" or division == "48" else "supplies"


def begins(code: str, prefixes: Iterable[str]) -> bool:
    """Whether a code lies under one of the prefixes, whose trailing zeros after the division do not count."""
    return any(code.startswith(prefix[:_DIVISION] + prefix[_DIVISION:].rstrip("0")) for prefix in prefixes)
