"""Reports of our own that lie among the documents: takes a file's bytes, says whether it is one."""

from __future__ import annotations

import re
import zipfile

from tenderscan.containers.package import BREAKAGE, part_bytes
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError
from tenderscan.model.own import OWN_BOOKMARK, OWN_COLUMNS, OWN_REPORT

OWN = "It is a report of tenderscan, and no document of the tender: it was left out."
OWN_TENDER = "It is the tender with tenderscan's own remarks: it was left out. Name it to check it."

_KEYWORDS = re.compile(rb"/Keywords\s*\(tenderscan(?:-|\\055)report(?:-|\\055)1\)")
_EDGE = 8_192
_MARK = OWN_REPORT.encode()
_PLACES = (
    f'content="{OWN_REPORT}"', f"<!-- {OWN_REPORT} -->", f'"{OWN_REPORT}"', f"::debug::{OWN_REPORT}",
    f"\n{OWN_REPORT}\n",
)  # fmt: skip


def own_report(data: bytes) -> str:
    """Why a file is left out: it is a report of ours, or the tender with our remarks; nothing for any other file."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(b"%PDF-"):
        return OWN_TENDER if _KEYWORDS.search(data) else ""
    edges = data[:_EDGE] + b"\n" + data[-_EDGE:]
    if _MARK in edges and any(place.encode() in edges for place in _PLACES):
        return OWN
    return OWN if data.removeprefix(b"\xef\xbb\xbf").startswith(OWN_COLUMNS.encode()) else ""


def _packed(data: bytes) -> str:
    try:
        with open_zip(data) as archive:
            names = frozenset(archive.namelist())
            if "docProps/core.xml" in names and _MARK in part_bytes(archive, "docProps/core.xml", ""):
                return OWN
            held = "word/document.xml" in names and "word/comments.xml" in names
            return OWN_TENDER if held and OWN_BOOKMARK.encode() in part_bytes(archive, "word/document.xml", "") else ""
    except (*BREAKAGE, UnreadableError, zipfile.BadZipFile, ValueError, OSError):
        return ""
