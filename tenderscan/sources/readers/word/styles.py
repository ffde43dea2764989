"""The styles of a Word file: which paragraphs are headings, in whatever language Word spoke."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from tenderscan.containers.ooxml.words import W, attribute, child, setting, whole
from tenderscan.sources.options import ReadOptions

_BODY_LEVEL = 9

DEEPEST = 20
"""Styles based on one another beyond which a file goes round in a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style makes of a paragraph or run; `level` is a heading's rank, `number` the list it belongs to.

    `bold`, `struck` and `hidden` are None where the style says nothing.
    """

    id: str = ""
    level: int | None = None
    contents: bool = False
    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    size: float = 0.0
    number: str = ""
    number_level: int | None = None
    title: bool = False


@dataclass(frozen=True)
class StyleNames:
    """What the names of styles tell, in whatever language Word spoke."""

    heading: re.Pattern[str]
    contents: re.Pattern[str]
    title: re.Pattern[str]

    @classmethod
    def of(cls, options: ReadOptions) -> StyleNames:
        """From the names that a reader was told."""
        return cls(
            re.compile(rf"^(?:{_any_of(options.heading_styles)})[\s_]*([1-9])$", re.IGNORECASE),
            re.compile(rf"^(?:{_any_of(options.contents_styles)})\s*\d$", re.IGNORECASE),
            re.compile(rf"^(?:{_any_of(options.title_styles)})$", re.IGNORECASE),
        )

    def level(self, name: str) -> int | None:
        """The rank of a heading by the name of its style; a title is of the first."""
        found = self.heading.match(name)
        if found:
            return int(found.group(1))
        return 1 if self.title.match(name) else None


def _any_of(names: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, names)) or "(?!)"


class Styles:
    """The styles by id, each with what it inherits."""

    def __init__(self, root: etree._Element | None, names: StyleNames) -> None:
        self._names = names
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
        style = self.named(attribute(named, "val") or self._default)
        outline = child(properties, "outlineLvl") if properties is not None else None
        if outline is None:
            return style
        own = whole(outline, "val", _BODY_LEVEL)
        return replace(style, level=own + 1 if 0 <= own < _BODY_LEVEL else None)

    def named(self, identity: str) -> Style:
        """The style of that id, with what it inherits."""
        return self._style(identity, 0)

    def numbers(self) -> dict[str, str]:
        """The list that each style names, where it names one."""
        found = {identity: self.named(identity).number for identity in self._nodes}
        return {identity: number for identity, number in found.items() if number}

    def _style(self, identity: str, depth: int) -> Style:
        if identity in self._known:
            return self._known[identity]
        node = self._nodes.get(identity)
        if node is None or depth > DEEPEST:
            return Style(identity, level=self._names.level(identity))
        base = self._style(attribute(child(node, "basedOn"), "val"), depth + 1)
        properties, marks = child(node, "pPr"), child(node, "rPr")
        title = attribute(child(node, "name"), "val").strip()
        level = self._names.level(title) or self._names.level(identity) or _outline(properties)
        number, number_level = _numbering(properties)
        style = Style(
            identity,
            level if level is not None else base.level,
            bool(self._names.contents.match(title) or self._names.contents.match(identity)) or base.contents,
            _said(setting(marks, "b"), base.bold),
            _said(_any(setting(marks, "strike"), setting(marks, "dstrike")), base.struck),
            _said(setting(marks, "vanish"), base.hidden),
            _size(marks) or base.size,
            number or base.number,
            number_level if number_level is not None else None if number else base.number_level,
            bool(self._names.title.match(title)) or base.title,
        )
        self._known[identity] = style
        return style


def _said(own: bool | None, inherited: bool | None) -> bool | None:
    return inherited if own is None else own


def _any(first: bool | None, second: bool | None) -> bool | None:
    return (first or second) if first is not None and second is not None else _said(first, second)


def _outline(properties: etree._Element | None) -> int | None:
    node = child(properties, "outlineLvl") if properties is not None else None
    value = whole(node, "val", _BODY_LEVEL)
    return value + 1 if 0 <= value < _BODY_LEVEL else None


def _size(marks: etree._Element | None) -> float | None:
    node = child(marks, "sz") if marks is not None else None
    value = whole(node, "val", 0)
    return value / 2 if value > 0 else None


def _numbering(properties: etree._Element | None) -> tuple[str, int | None]:
    """The list and the level that a style names; either may be left to the style it is based on."""
    node = child(properties, "numPr") if properties is not None else None
    if node is None:
        return "", None
    level = child(node, "ilvl")
    return attribute(child(node, "numId"), "val"), whole(level, "val", 0) if level is not None else None
