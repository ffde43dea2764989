"""Objects that one program puts into the file of another: takes a part, gives the file that it holds."""

from __future__ import annotations

import io
import posixpath
import struct

from tenderscan.containers.ole import OLE, adds_up
from tenderscan.model.document import Attachment


def _named(item: Attachment) -> Attachment:
    """A part by its name; one that has no telling ending is recognised by its content."""
    stem, ending = posixpath.splitext(item.name)
    if ending.lower() not in ("", ".dat", ".bin", ".tmp"):
        return item
    head = item.data[:512].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return Attachment(f"{stem}.html", item.data)
    return Attachment(f"{stem}.mht" if b"mime-version:" in head else stem, item.data)


def unwrapped(item: Attachment) -> Attachment:
    """A held part as a file of its own: what an object of an older program was packed with, or the part by its name.

    A formula has no text: its object comes without data.
    """
    if not item.data.startswith(OLE):
        return _named(item)
    if not adds_up(item.data):
        return item
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(item.data)) as container:
            if container.exists("Equation Native"):
                return Attachment(item.name, b"")
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
