"""Tracked changes of a Word file: whether it has any, and its parts as they read when all are rejected."""

from __future__ import annotations

from lxml import etree

from tenderscan.containers.ooxml.words import GONE, W, child, name

CAME = frozenset({"ins", "moveTo"})
"""Tracked changes that bring text."""

_CELLS = frozenset({"cellIns", "cellDel"})
_PROPERTIES = frozenset({"rPr", "trPr", "tcPr", "numPr", "pPr"})
_LOOKS = ("strike", "dstrike", "vanish")
_KEPT = frozenset({"rPr", "sectPr"})
"""Properties of a paragraph that its tracked former properties do not hold."""


def has_changes(root: etree._Element) -> bool:
    """Whether text came, went, or was struck or hidden by a tracked change."""
    for node in root.iter():
        kind = name(node)
        if kind in CAME or kind in GONE or kind in _CELLS:
            return True
        if kind == "rPrChange" and any(node.find(f".//{W}{look}") is not None for look in _LOOKS):
            return True
        if kind == "rPrChange" and any(child(_parent(node), look) is not None for look in _LOOKS):
            return True
    return False


def reject(root: etree._Element) -> None:
    """Turn a part, in place, into what it was before the tracked changes.

    What came is taken out, what went stands again, former properties return; a paragraph whose mark came is marked as
    deleted, so that it runs on into the next one as it did.
    """
    _former_properties(root)
    for node in list(root.iter(*(f"{W}{kind}" for kind in (*CAME, "cellIns")))):
        _take_out(node)
    for node in list(root.iter(*(f"{W}{kind}" for kind in (*GONE, "cellDel")))):
        _put_back(node)


def _take_out(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    holder = name(parent)
    if holder not in _PROPERTIES:
        parent.remove(node)
    elif holder == "trPr":
        _drop(_parent(parent))
    elif holder == "numPr":
        _drop(parent)
    elif name(node) == "cellIns":
        node.tag = f"{W}cellDel"
        node.set(f"{W}came", "1")
    elif _is_mark(parent):
        node.tag = f"{W}del"
        node.set(f"{W}came", "1")


def _put_back(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None or node.get(f"{W}came"):
        return
    if name(parent) in _PROPERTIES:
        parent.remove(node)
        return
    for text in node.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for text in node.iter(f"{W}delInstrText"):
        text.tag = f"{W}instrText"
    at = parent.index(node)
    parent[at : at + 1] = list(node)


def _former_properties(root: etree._Element) -> None:
    for kind, kept in (("rPr", frozenset()), ("pPr", _KEPT)):
        for change in list(root.iter(f"{W}{kind}Change")):
            now, former = change.getparent(), child(change, kind)
            if now is None:
                continue
            marks = [node for node in now if name(node) in kept | CAME | GONE]
            now[:] = [*(list(former) if former is not None else []), *marks]


def _is_mark(properties: etree._Element) -> bool:
    """Whether run properties are those of a paragraph's mark."""
    return name(properties) == "rPr" and name(_parent(properties)) == "pPr"


def _parent(node: etree._Element) -> etree._Element:
    found = node.getparent()
    return node if found is None else found


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
