"""The numbers of Word's lists as they are printed: "3.2", "b)", "iv.", or a bullet."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from tenderscan.sources.docx_runs import attribute, child, children

_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_NONE = "0"


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for node in children(root, "abstractNum"):
            levels = {int(attribute(level, "ilvl") or 0): level for level in children(node, "lvl")}
            self._levels[attribute(node, "abstractNumId")] = levels
        for node in children(root, "num"):
            identity = attribute(node, "numId")
            self._abstract[identity] = attribute(child(node, "abstractNumId"), "val")
            for override in children(node, "lvlOverride"):
                start = attribute(child(override, "startOverride"), "val")
                if start.isdigit():
                    self._starts[identity, int(attribute(override, "ilvl") or 0)] = int(start)

    def label(self, paragraph: etree._Element, inherited: tuple[str, int] | None) -> tuple[str, int]:
        """The number or bullet that Word prints before a paragraph, and its depth from 1; "" and 0 for none."""
        identity, level = self._own(paragraph, inherited)
        abstract = self._abstract.get(identity, "")
        levels = self._levels.get(abstract, {})
        if not identity or identity == _NONE or level not in levels:
            return "", 0
        counts = self._count(identity, abstract, level, levels)
        return self._printed(levels, level, counts), level + 1

    def _own(self, paragraph: etree._Element, inherited: tuple[str, int] | None) -> tuple[str, int]:
        properties = child(paragraph, "pPr")
        node = child(properties, "numPr") if properties is not None else None
        identity, level = inherited or ("", 0)
        if node is not None:
            identity = attribute(child(node, "numId"), "val") or identity
            own = attribute(child(node, "ilvl"), "val")
            level = int(own) if own.isdigit() else level
        return identity, level

    def _count(self, identity: str, abstract: str, level: int, levels: dict[int, etree._Element]) -> dict[int, int]:
        """Lists of one abstract numbering count on together, unless one of them says where it starts."""
        counts = self._counts[abstract]
        if (identity, level) in self._starts and identity not in self._restarted:
            self._restarted.add(identity)
            counts[level] = self._starts[identity, level]
        else:
            counts[level] = counts[level] + 1 if level in counts else _start(levels[level])
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        for upper in range(level):
            counts.setdefault(upper, _start(levels[upper]) if upper in levels else 1)
        return counts

    def _printed(self, levels: dict[int, etree._Element], level: int, counts: dict[int, int]) -> str:
        kind = attribute(child(levels[level], "numFmt"), "val")
        pattern = attribute(child(levels[level], "lvlText"), "val")
        if kind == "none":
            return ""
        if kind == "bullet":
            return "•" if pattern.strip() else ""

        def number(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            form = attribute(child(levels[at], "numFmt"), "val") if at in levels else "decimal"
            legal = child(levels[level], "isLgl") is not None
            return _formed(counts.get(at, 1), "decimal" if legal else form)

        return _PLACE.sub(number, pattern).strip()


def _start(level: etree._Element) -> int:
    value = attribute(child(level, "start"), "val")
    return int(value) if value.lstrip("-").isdigit() else 1


def _formed(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in _ROMAN:
            while number >= value:
                roman, number = roman + sign, number - value
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)
