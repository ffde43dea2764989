"""The styles of an OpenDocument file: what is struck, hidden or bold, and how lists are numbered as printed."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tenderscan.containers.odf import FO, STYLE, TEXT, name, whole
from tenderscan.sources.elements.numerals import HIGHEST, lettered, roman

TINY = 1.6
"""Points up to which nobody reads print."""

DEEPEST = 20
"""Styles based on one another beyond which a file goes round in a circle."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of the text in it; None where it says nothing."""

    struck: bool | None = None
    hidden: bool | None = None
    bold: bool | None = None
    size: float = 0.0
    list: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: a bullet, or how its number is printed."""

    bullet: str = ""
    format: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


class OdfStyles:
    """Styles by name, each with what it inherits, and the list styles."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in (r for r in roots if r is not None):
            for node in root.iter(f"{STYLE}style"):
                self._nodes[str(node.get(f"{STYLE}name", ""))] = node
            for node in root.iter(f"{TEXT}list-style"):
                self._lists[str(node.get(f"{STYLE}name", ""))] = _levels(node)
            for node in root.iter(f"{TEXT}outline-style"):
                self.outline = _levels(node)

    def look(self, style: str) -> Look:
        """What a style and those it is based on say."""
        found = Look()
        for _ in range(DEEPEST):
            node = self._nodes.get(style)
            if node is None:
                break
            found = _over(found, _look(node))
            style = str(node.get(f"{STYLE}parent-style-name", ""))
        return found

    def is_title(self, style: str) -> bool:
        """Whether a paragraph's style is that of titles, by its own name or one it is based on."""
        for _ in range(DEEPEST):
            node = self._nodes.get(style)
            if style == "Title":
                return True
            if node is None:
                return False
            style = str(node.get(f"{STYLE}parent-style-name", ""))
        return False

    def levels(self, style: str) -> dict[int, Level]:
        """The levels of a list style, from 1; none for an unknown one."""
        return self._lists.get(style, {})


class Counter:
    """Counts the items of one list or of the headings, level by level."""

    def __init__(self, levels: dict[int, Level]) -> None:
        self._levels = levels
        self._counts: dict[int, int] = {}

    def next(self, depth: int) -> str:
        """The label of the next item at a depth, as it is printed; empty where the level has none."""
        level = self._levels.get(depth, Level())
        self._counts[depth] = self._counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in self._counts if d > depth]:
            del self._counts[deeper]
        if level.bullet:
            return level.bullet
        if not level.format:
            return ""
        shown = range(depth - min(max(1, level.shown), depth) + 1, depth + 1)
        parts = [
            _printed(self._counts.get(d, self._levels.get(d, Level()).start), self._levels.get(d, level).format)
            for d in shown
        ]
        return f"{level.before}{'.'.join(p for p in parts if p)}{level.after}"


def _levels(node: etree._Element) -> dict[int, Level]:
    found = {}
    for item in node:
        kind = name(item)
        bullet = str(item.get(f"{TEXT}bullet-char", "")) if kind == "list-level-style-bullet" else ""
        found[whole(item, f"{TEXT}level", 1)] = Level(
            bullet="•" if bullet and not bullet.isprintable() else bullet,
            format=str(item.get(f"{STYLE}num-format", "")),
            before=str(item.get(f"{STYLE}num-prefix", "")),
            after=str(item.get(f"{STYLE}num-suffix", "")),
            shown=whole(item, f"{TEXT}display-levels", 1),
            start=whole(item, f"{TEXT}start-value", 1),
        )
    return found


def _look(node: etree._Element) -> Look:
    words = node.find(f"{STYLE}text-properties")
    own = str(node.get(f"{STYLE}list-style-name", ""))
    if words is None:
        return Look(list=own)
    line = words.get(f"{STYLE}text-line-through-style") or words.get(f"{STYLE}text-line-through-type")
    display, weight = words.get(f"{TEXT}display"), words.get(f"{FO}font-weight")
    size = str(words.get(f"{FO}font-size", "")).removesuffix("pt")
    points = float(size) if size.replace(".", "", 1).isdecimal() else 0.0
    white = words.get(f"{FO}color") == "#ffffff" and not _has_ground(node)
    if white or 0 < points <= TINY:
        display = "none"
    return Look(
        struck=None if line is None else line != "none",
        hidden=None if display is None else display == "none",
        bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        size=points,
        list=own,
    )


def _has_ground(node: etree._Element) -> bool:
    """Whether a style lays a colour under its text, or may: that of a table's cell is told elsewhere."""
    grounds = [str(part.get(f"{FO}background-color", "")) for part in node]
    family = node.get(f"{STYLE}family")
    return any(ground not in ("", "transparent", "#ffffff") for ground in grounds) or family == "graphic"


def _over(first: Look, base: Look) -> Look:
    return Look(
        struck=base.struck if first.struck is None else first.struck,
        hidden=base.hidden if first.hidden is None else first.hidden,
        bold=base.bold if first.bold is None else first.bold,
        size=first.size or base.size,
        list=first.list or base.list,
    )


def _printed(number: int, kind: str) -> str:
    if not 0 < number <= HIGHEST:
        return str(number)
    if kind in ("a", "A"):
        return lettered(number) if kind == "a" else lettered(number).upper()
    if kind in ("i", "I"):
        return roman(number) if kind == "i" else roman(number).upper()
    return str(number) if kind else ""
