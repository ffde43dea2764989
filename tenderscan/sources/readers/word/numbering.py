"""The numbers of Word's lists as they are printed: "3.2", "b)", "iv.", or a bullet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tenderscan.containers.ooxml.words import attribute, child, children, whole
from tenderscan.sources.elements.numerals import HIGHEST, lettered, roman
from tenderscan.sources.readers.word.styles import Style

DEEPEST = 8
"""The last level of a list, from 0 (ECMA-376, 17.9.3)."""

_PLACE = re.compile(r"%(\d)")
_NONE = "0"
_BULLETS = frozenset("-–—•*")
BULLET = "•"
"""Stands for every bullet that a symbol font draws: its own sign means nothing in another font."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is formed and when it begins anew.

    `restart` is the number of upper levels after which it begins anew; 0 means never, None after any.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


class Numbering:
    """Counts the numbered paragraphs of one document in order.

    Lists that share one abstract numbering count on together, unless one of them says where it starts.
    """

    def __init__(self, root: etree._Element | None, style_numbers: Mapping[str, str]) -> None:
        """`style_numbers` gives the list that a style names, for lists defined by way of a style."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._own: dict[tuple[str, int], Level] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)
            self._follow_links(style_numbers)

    def label(self, paragraph: etree._Element, style: Style) -> tuple[str, int]:
        """The number or bullet that Word prints before a paragraph, and its depth from 1; "" and 0 for none.

        Call it once for every paragraph that is shown, in order: it counts.
        """
        identity, at = self._place(paragraph, style)
        levels = self._of(identity)
        if not identity or identity == _NONE or at not in levels:
            return "", 0
        counts = self._count(identity, at, levels)
        return _printed(levels, at, counts), at + 1

    def _read(self, root: etree._Element) -> None:
        for node in children(root, "abstractNum"):
            identity = attribute(node, "abstractNumId")
            self._levels[identity] = {whole(lvl, "ilvl", 0): _level(lvl) for lvl in children(node, "lvl")}
            linked = attribute(child(node, "numStyleLink"), "val")
            if linked:
                self._links[identity] = linked
        for node in children(root, "num"):
            identity = attribute(node, "numId")
            self._abstract[identity] = attribute(child(node, "abstractNumId"), "val")
            for override in children(node, "lvlOverride"):
                at = whole(override, "ilvl", 0)
                start = child(override, "startOverride")
                if start is not None:
                    self._starts[identity, at] = whole(start, "val", 1)
                changed = child(override, "lvl")
                if changed is not None:
                    self._own[identity, at] = _level(changed)

    def _follow_links(self, style_numbers: Mapping[str, str]) -> None:
        for identity, abstract in self._abstract.items():
            if abstract in self._links:
                named = style_numbers.get(self._links[abstract], "")
                self._abstract[identity] = self._abstract.get(named, abstract)

    def _of(self, identity: str) -> dict[int, Level]:
        shared = self._levels.get(self._abstract.get(identity, ""), {})
        own = {at: level for (number, at), level in self._own.items() if number == identity}
        return {**shared, **own} if own else shared

    def _place(self, paragraph: etree._Element, style: Style) -> tuple[str, int]:
        properties = child(paragraph, "pPr")
        node = child(properties, "numPr") if properties is not None else None
        identity = attribute(child(node, "numId"), "val") if node is not None else ""
        direct = child(node, "ilvl") if node is not None else None
        if direct is not None:
            return identity or style.number, min(max(0, whole(direct, "val", 0)), DEEPEST)
        if identity:
            return identity, 0
        return style.number, self._linked_level(style)

    def _linked_level(self, style: Style) -> int:
        """The level of a style's list: the one it names, else the one that names the style."""
        if style.number_level is not None:
            return style.number_level
        levels = self._of(style.number)
        return next((at for at, level in sorted(levels.items()) if level.style and level.style == style.id), 0)

    def _count(self, identity: str, at: int, levels: Mapping[int, Level]) -> dict[int, int]:
        counts = self._counts[self._abstract.get(identity, "")]
        first = (identity, at)
        if first in self._starts and first not in self._restarted:
            self._restarted.add(first)
            counts[at] = self._starts[first]
        else:
            counts[at] = counts[at] + 1 if at in counts else _start(levels, at)
        for deeper in [level for level in counts if level > at and _begins_anew(levels.get(level), at)]:
            del counts[deeper]
        for upper in range(at):
            counts.setdefault(upper, _start(levels, upper))
        return counts


def _begins_anew(level: Level | None, after: int) -> bool:
    if level is None or level.restart is None:
        return True
    return level.restart > after


def _level(node: etree._Element) -> Level:
    restart = child(node, "lvlRestart")
    return Level(
        whole(child(node, "start"), "val", 1),
        attribute(child(node, "numFmt"), "val") or "decimal",
        attribute(child(node, "lvlText"), "val"),
        child(node, "isLgl") is not None,
        whole(restart, "val", 0) if restart is not None else None,
        attribute(child(node, "pStyle"), "val"),
    )


def _start(levels: Mapping[int, Level], at: int) -> int:
    return levels[at].start if at in levels else 1


def _printed(levels: Mapping[int, Level], at: int, counts: Mapping[int, int]) -> str:
    level = levels[at]
    if level.form == "none":
        return ""
    if level.form == "bullet":
        sign = level.pattern.strip()
        return sign if sign in _BULLETS else BULLET if sign else ""

    def number(found: re.Match[str]) -> str:
        place = int(found.group(1)) - 1
        form = levels[place].form if place in levels else "decimal"
        return _formed(counts.get(place, 1), "decimal" if level.legal else form)

    return _PLACE.sub(number, level.pattern).strip()


def _formed(number: int, form: str) -> str:
    if not 0 < number <= HIGHEST:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        return lettered(number).upper() if form == "upperLetter" else lettered(number)
    if form in ("lowerRoman", "upperRoman"):
        return roman(number).upper() if form == "upperRoman" else roman(number)
    return f"{number:02d}" if form == "decimalZero" else str(number)
