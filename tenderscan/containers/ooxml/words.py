"""The words of WordprocessingML: names, children and attributes without their namespace."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
STRICT_WORD = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL_WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
GONE = frozenset({"del", "moveFrom"})
"""Tracked changes that take text away."""

_OFF = ("0", "false", "off", "none")


def name(node: etree._Element) -> str:
    """The tag of a node without its namespace; empty for comments and instructions."""
    tag = node.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child(node: etree._Element, tag: str) -> etree._Element | None:
    """The first child of that name in Word's namespace."""
    return node.find(f"{W}{tag}")


def children(node: etree._Element, tag: str) -> list[etree._Element]:
    """The children of that name in Word's namespace."""
    return list(node.findall(f"{W}{tag}"))


def attribute(node: etree._Element | None, key: str) -> str:
    """An attribute in Word's namespace, or an empty text."""
    return str(node.get(f"{W}{key}", "")) if node is not None else ""


def whole(node: etree._Element | None, key: str, default: int) -> int:
    """An attribute as a whole number, or the default where it is none."""
    value = attribute(node, key)
    return int(value) if value.lstrip("-").isdecimal() and value.count("-") < 2 and len(value) < 11 else default


def setting(properties: etree._Element | None, tag: str) -> bool | None:
    """Whether a property is switched on or off; None where nothing is said."""
    found = child(properties, tag) if properties is not None else None
    return None if found is None else attribute(found, "val") not in _OFF


def has(properties: etree._Element | None, tag: str) -> bool:
    """Whether a property is set and not switched off."""
    return setting(properties, tag) is True


def is_gone(node: etree._Element) -> bool:
    """Whether a node stands in deleted or moved-away text."""
    return any(name(parent) in GONE for parent in node.iterancestors())


def inside(node: etree._Element, tag: str, within: etree._Element | None = None) -> bool:
    """Whether a node stands in another of that name (below `within`, where one is given)."""
    for parent in node.iterancestors():
        if parent is within:
            return False
        if name(parent) == tag:
            return True
    return False


def content(node: etree._Element) -> etree._Element | None:
    """What a wrapper holds: a content control's content, the first choice of alternatives, else itself."""
    kind = name(node)
    if kind == "sdt":
        return child(node, "sdtContent")
    if kind == "AlternateContent":
        return next((item for item in node if name(item) in ("Choice", "Fallback")), None)
    return node
