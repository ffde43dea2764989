"""Objects in an RTF file: takes its bytes, gives the files that they hold, and what to say of those that hold none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenderscan.containers.ole import OLE
from tenderscan.model.document import Attachment
from tenderscan.sources.readers.objects import unwrapped

MOST_OBJECTS = 100
"""Objects of one file that are read."""

CLOSED = "An embedded or linked object could not be read: add it as a file of its own."

_DATA = re.compile(rb"\\objdata\b\s*([0-9a-fA-F\s]*)")
_ANY = re.compile(rb"\\obj(?:emb|link|autlink|ocx|data)\b")
_NO_TEXT = re.compile(rb"\\objclass\s+(?:Equation|PBrush|Paint|StaticDib|StaticMetafile|MSGraph)")


def objects(data: bytes) -> tuple[tuple[Attachment, ...], str]:
    """The files within objects, and a sentence where an object holds none that can be read."""
    count = len(re.findall(rb"\\object\b", data)) - len(_NO_TEXT.findall(data))
    if count <= 0 or not _ANY.search(data):
        return (), ""
    found = tuple(_held(data))
    return found, "" if len(found) >= count else CLOSED


def _held(data: bytes) -> Iterator[Attachment]:
    for number, hit in enumerate(_DATA.finditer(data), 1):
        if number > MOST_OBJECTS:
            return
        digits = b"".join(hit[1].split())
        raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        at = raw.find(OLE)
        item = unwrapped(Attachment(f"object-{number}", raw[at:])) if at >= 0 else None
        if item is not None and item.data and not item.data.startswith(OLE):
            yield item
