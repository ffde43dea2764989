"""Markdown: headings, lists, tables and paragraphs, without their marks."""

from __future__ import annotations

import hashlib
import re

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.text import decode, elements

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|~~.*?~~|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`)")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def read_markdown(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a Markdown file. Raises UnreadableError where it is empty."""
    del options
    text = _COMMENT.sub("", decode(data).replace("\r\n", "\n"))
    text = _FRONT.sub("", text)
    found = _elements(text.split("\n"))
    if not found:
        raise UnreadableError(f"{path} is empty.", "Check that it is the right file.")
    title = next((e.text for e in found if e.kind is ElementKind.HEADING), None)
    return Document(path, hashlib.sha256(data).hexdigest(), "text/markdown", tuple(found), title=title)


def _elements(lines: list[str]) -> list[Element]:
    found: list[Element] = []
    run: list[str] = []
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            found += _prose(run)
            run = []
            text = plain(heading.group(2))
            found.append(Element(text, ElementKind.HEADING, level=len(heading.group(1))))
        elif _RULE.match(line) or line.strip().startswith("```"):
            # The line under a table's header and the fences of code are marks, not words.
            continue
        else:
            run.append(plain(_row(line)))
    return found + _prose(run)


def _row(line: str) -> str:
    """A table row as the plain-text reader knows it: cells with a bar between them."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
        return " | ".join(cell.strip() or " " for cell in stripped[1:-1].split("|"))
    return re.sub(r"^\s*>\s?", "", line)


def plain(text: str) -> str:
    """A line without emphasis, links and tags; struck text is left out."""
    return _TAG.sub("", _EMPHASIS.sub("", _LINK.sub(r"\1", text)))


def _prose(run: list[str]) -> list[Element]:
    """The elements of the lines between headings."""
    return elements(run)
