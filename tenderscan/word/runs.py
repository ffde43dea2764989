"""Runs that are split, so that a change or a comment begins and ends where a passage does."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tenderscan.containers.ooxml.elements import SPACE, clone, element
from tenderscan.containers.ooxml.words import W
from tenderscan.containers.ooxml.words import name as local
from tenderscan.word.alignment import Piece


def cut(piece: Piece, at: int) -> etree._Element | None:
    """Split a piece's run before character `at` of the piece; gives the run that begins there, None where none does."""
    node = piece.node
    owner = node.getparent()
    if owner is None or local(owner) != "r":
        return None
    content = [child for child in owner if local(child) != "rPr"]
    index = content.index(node)
    # Not the piece's own text: its end may have been cut off already.
    text = node.text or ""
    if at <= 0:
        moved = content[index:]
        if index == 0:
            return None
    elif at >= len(text) or local(node) != "t":
        moved = content[index + 1 :]
        if not moved:
            return None
    else:
        right = clone(node)
        right.text, node.text = text[at:], text[:at]
        right.set(SPACE, "preserve")
        node.set(SPACE, "preserve")
        node.addnext(right)
        moved = [right, *content[index + 1 :]]
    made = element("r")
    for key, value in owner.attrib.items():
        made.set(key, value)
    marks = owner.find(f"{W}rPr")
    if marks is not None:
        made.append(clone(marks))
    owner.addnext(made)
    made.extend(moved)
    return made


def put(piece: Piece, at: int, nodes: Sequence[etree._Element]) -> None:
    """Put nodes before character `at` of a piece, splitting its run there.

    Whoever puts several works from the end of the document backwards: what stands before a split keeps its place.
    """
    right = cut(piece, at)
    if right is not None:
        for node in nodes:
            right.addprevious(node)
        return
    parent = piece.node.getparent()
    owner = parent if parent is not None and local(parent) == "r" else piece.run
    if at <= 0:
        for node in nodes:
            owner.addprevious(node)
    else:
        for node in reversed(nodes):
            owner.addnext(node)
