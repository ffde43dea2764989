"""Comments in the margin of a Word file: the part that holds them, and their anchors in the text."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tenderscan.containers.ooxml.elements import element, run
from tenderscan.containers.ooxml.file import WordFile
from tenderscan.containers.ooxml.words import W
from tenderscan.containers.ooxml.words import name as local

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """Adds comments to a Word file; those it has stay as they are. Call `save` once at the end."""

    def __init__(self, file: WordFile, author: str, date: str = "") -> None:
        self._file, self._author, self._date = file, author, date
        self._part = file.part("comments")
        self._root = file.root(self._part) if self._part else element("comments")
        used = [int(value) for node in self._root if (value := str(node.get(f"{W}id", ""))).isdecimal()]
        used += [
            int(value)
            for node in file.document.iter(f"{W}commentReference", f"{W}commentRangeStart")
            if (value := str(node.get(f"{W}id", ""))).isdecimal()
        ]
        self._next = max(used, default=-1) + 1
        self._added = 0

    def add(self, lines: Sequence[str]) -> str:
        """A comment of these paragraphs; gives its id, which an anchor then names."""
        number = str(self._next)
        self._next += 1
        self._added += 1
        node = element("comment", id=number, author=self._author, initials="ts")
        if self._date:
            node.set(f"{W}date", self._date)
        for line in lines:
            paragraph = element("p")
            paragraph.append(run(line))
            node.append(paragraph)
        self._root.append(node)
        return number

    def save(self) -> None:
        """Write the comments into the file; nothing where none were added."""
        if not self._added:
            return
        if self._part:
            self._file.replace(self._part, self._root)
        else:
            self._file.add("comments", _CONTENT_TYPE, self._root)


def reference(number: str) -> etree._Element:
    """The run that shows a comment's mark."""
    made = element("r")
    made.append(element("commentReference", id=number))
    return made


def anchor(number: str, first: etree._Element, last: etree._Element, mark: etree._Element | None = None) -> None:
    """Put a comment's range around two children of paragraphs, and its mark (or what wraps it) behind."""
    first.addprevious(element("commentRangeStart", id=number))
    end = element("commentRangeEnd", id=number)
    last.addnext(end)
    end.addnext(mark if mark is not None else reference(number))


def ends(paragraph: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """The first and the last child of a paragraph that a comment may stand around; None where it is empty."""
    children = [node for node in paragraph if local(node) and local(node) != "pPr"]
    return (children[0], children[-1]) if children else None


def child_of(paragraph: etree._Element, node: etree._Element) -> etree._Element:
    """The child of the paragraph in which a node stands."""
    while (parent := node.getparent()) is not None and parent is not paragraph:
        node = parent
    return node
