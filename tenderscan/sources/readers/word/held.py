"""What a Word file holds besides its own text: documents taken in or embedded, links, diagrams, drawn texts."""

from __future__ import annotations

import io
import posixpath
import struct
from collections.abc import Iterator

from lxml import etree

from tenderscan.containers.ooxml.parts import Package
from tenderscan.containers.ooxml.words import inside, is_gone
from tenderscan.model.document import Attachment

MOST_HELD = 200
"""Documents within a file that are read."""

_HELD = ("aFChunk", "package", "oleObject")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def held(package: Package) -> tuple[Attachment, ...]:
    """The documents that a file takes in as it is opened (altChunk) or shows as an object, as files of their own."""
    found: list[Attachment] = []
    for kind in _HELD:
        for part in package.targets(kind)[: MOST_HELD - len(found)]:
            data = package.content(part)
            own = Attachment(posixpath.basename(part), data)
            found.append(_unwrapped(own) if data.startswith(_OLE) else _named(own))
    return tuple(item for item in found if item.data)


def missing(package: Package) -> str:
    """What the file takes over from other files, which are not in it: a sentence, or nothing."""
    links = [target for kind in ("subDocument", *_HELD) for target in package.links(kind)]
    if not links:
        return ""
    names = ", ".join(dict.fromkeys(posixpath.basename(link.replace("\\", "/")) or link for link in links))
    return f"It takes over text from other files, which are not in it ({names}): add them."


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


def _named(item: Attachment) -> Attachment:
    """A part by its name; one that has no telling ending is told by its content."""
    stem, ending = posixpath.splitext(item.name)
    if ending.lower() not in ("", ".dat", ".bin", ".tmp"):
        return item
    head = item.data[:512].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return Attachment(f"{stem}.html", item.data)
    return Attachment(f"{stem}.mht" if b"mime-version:" in head else stem, item.data)


def _unwrapped(item: Attachment) -> Attachment:
    """The file within an object of an older program: what it was packed with, or the object itself."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(item.data)) as container:
            for stream in ("Package", "CONTENTS"):
                if container.exists(stream):
                    ending = ".pdf" if stream == "CONTENTS" else ".docx"
                    return Attachment(f"{item.name}{ending}", container.openstream(stream).read())
            if container.exists("\x01Ole10Native"):
                return _native(container.openstream("\x01Ole10Native").read(), item)
    except Exception:  # the library names no errors of its own for broken files: the object is refused as it is
        return item
    return item


def _native(data: bytes, item: Attachment) -> Attachment:
    """A file that was dragged in: its name, two paths and its bytes, as Windows writes them ([MS-OLEDS] 2.3.6)."""
    at = 6
    names = []
    for _ in range(2):
        end = data.index(b"\x00", at)
        names.append(data[at:end].decode("cp1252", "replace"))
        at = end + 1
    at += 4
    (length,) = struct.unpack_from("<L", data, at)
    at += 4 + length
    (size,) = struct.unpack_from("<L", data, at)
    name = posixpath.basename(names[0].replace("\\", "/")) or item.name
    return Attachment(name, data[at + 4 : at + 4 + size])
