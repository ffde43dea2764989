"""The styles of a Word file: which paragraphs are headings, in whatever language Word spoke."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from tenderscan.sources.docx_runs import W, attribute, child, has

_HEADING = re.compile(r"^(?:heading|kop|titre|überschrift|berschrift)\s*_?(\d)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|inhopg|tm|verzeichnis)\s*\d$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel|titre)$", re.IGNORECASE)
DEEPEST = 20
"""Styles based on one another beyond which a file goes round in a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style makes of a paragraph; `level` is a heading's rank, `numbering` its (numId, level)."""

    level: int | None = None
    contents: bool = False
    bold: bool = False
    size: float = 0.0
    numbering: tuple[str, int] | None = None


class Styles:
    """The styles by id, each with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._default = ""
        for node in root.iter(f"{W}style") if root is not None else ():
            self._nodes[attribute(node, "styleId")] = node
            if attribute(node, "type") == "paragraph" and attribute(node, "default") in ("1", "true"):
                self._default = attribute(node, "styleId")
        self._known: dict[str, Style] = {}

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph, its own outline level before its style's."""
        properties = child(paragraph, "pPr")
        named = child(properties, "pStyle") if properties is not None else None
        style = self._style(attribute(named, "val") or self._default, 0)
        own = _outline(properties)
        if own is None:
            return style
        return Style(own, style.contents, style.bold, style.size, style.numbering)

    def _style(self, identity: str, depth: int) -> Style:
        if identity in self._known:
            return self._known[identity]
        node = self._nodes.get(identity)
        if node is None or depth > DEEPEST:
            return Style(level=_level(identity))
        base = self._style(attribute(child(node, "basedOn"), "val"), depth + 1)
        properties, marks = child(node, "pPr"), child(node, "rPr")
        title = attribute(child(node, "name"), "val")
        level = _level(title) or _level(identity) or _outline(properties)
        size = child(marks, "sz") if marks is not None else None
        style = Style(
            level if level is not None else base.level,
            bool(_CONTENTS.match(title) or _CONTENTS.match(identity)),
            has(marks, "b") if marks is not None and child(marks, "b") is not None else base.bold,
            float(attribute(size, "val") or 0) / 2 or base.size,
            _numbering(properties) or base.numbering,
        )
        self._known[identity] = style
        return style


def _level(title: str) -> int | None:
    found = _HEADING.match(title.strip())
    if found:
        return int(found.group(1))
    return 1 if _TITLE.match(title.strip()) else None


def _outline(properties: etree._Element | None) -> int | None:
    node = child(properties, "outlineLvl") if properties is not None else None
    value = attribute(node, "val")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else None


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    node = child(properties, "numPr") if properties is not None else None
    if node is None:
        return None
    level = attribute(child(node, "ilvl"), "val")
    identity = attribute(child(node, "numId"), "val")
    return (identity, int(level) if level.isdigit() else 0) if identity else None
