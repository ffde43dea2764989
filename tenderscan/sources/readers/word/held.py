"""What a Word file holds besides its own text: documents taken in or embedded, links, diagrams, drawn texts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from tenderscan.containers.ooxml.parts import Package
from tenderscan.containers.ooxml.words import W, inside, is_gone
from tenderscan.model.document import Attachment
from tenderscan.sources.readers.objects import unwrapped

MOST_HELD = 200
"""Documents within a file that are read."""

_HELD = ("aFChunk", "package", "oleObject")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_INCLUDED = re.compile(r'\bINCLUDETEXT\s+"?([^"]+?)"?(?:\s+\\|\s*$)', re.IGNORECASE)
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"


def held(package: Package) -> tuple[Attachment, ...]:
    """The documents that a file takes in as it is opened (altChunk) or shows as an object, as files of their own."""
    found: list[Attachment] = []
    for kind in _HELD:
        for part in package.targets(kind)[: MOST_HELD - len(found)]:
            found.append(unwrapped(Attachment(posixpath.basename(part), package.content(part))))
    return tuple(item for item in found if item.data)


def missing(package: Package) -> str:
    """What the file takes over from other files, which are not in it: a sentence, or nothing."""
    links = [target for kind in ("subDocument", *_HELD) for target in package.links(kind)]
    root = package.document() if package.mentions(b"INCLUDETEXT") else None
    links += _included(root) if root is not None else ()
    if not links:
        return ""
    names = ", ".join(dict.fromkeys(posixpath.basename(link.replace("\\", "/")) or link for link in links))
    return f"It takes over text from other files, which are not in it ({names}): add them."


def _included(root: etree._Element) -> Iterator[str]:
    """The files that fields take text from (INCLUDETEXT) without a text of theirs in the file."""
    source, shown = "", False
    for node in root.iter(f"{W}instrText", f"{W}fldChar", f"{W}fldSimple", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        told = _INCLUDED.search(node.get(f"{W}instr") or (node.text or "" if node.tag == f"{W}instrText" else ""))
        if told and node.tag == f"{W}fldSimple":
            if not any((text.text or "").strip() for text in node.iter(f"{W}t")):
                yield told[1]
        elif told:
            source, shown = told[1], False
        elif node.tag == f"{W}t":
            shown = shown or bool((node.text or "").strip())
        elif kind == "end" and source:
            if not shown:
                yield source
            source = ""


def drawn_texts(paragraph: etree._Element, package: Package) -> Iterator[str]:
    """The paragraphs of diagrams, drawn shapes and word art that hang from a paragraph, in order."""
    for node in paragraph.iter(f"{_DIAGRAM}relIds", f"{_DRAWING}p", _TEXT_PATH):
        if is_gone(node) or inside(node, "Fallback", paragraph):
            continue
        if node.tag == _TEXT_PATH:
            yield (node.get("string") or "").strip()
        elif node.tag == f"{_DRAWING}p":
            yield _text(node)
        else:
            root = package.related(node.get(f"{_RELATION}dm") or "")
            for inner in root.iter(f"{_DRAWING}p") if root is not None else ():
                yield _text(inner)


def _text(paragraph: etree._Element) -> str:
    parts = (node.text or "" for node in paragraph.iter(f"{_DRAWING}t"))
    return " ".join("".join(parts).split())
