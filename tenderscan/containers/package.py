"""A document that is a ZIP of parts (.docx, .odt): takes its bytes or an open ZIP, gives parts within limits."""

from __future__ import annotations

import zipfile
import zlib

from lxml import etree

from tenderscan.containers.xml import parse
from tenderscan.containers.zip import TooLargeError, unpacked
from tenderscan.errors import UnreadableError

MOST_BYTES = 200_000_000
"""Unpacked size of one part beyond which a file is taken for a bomb."""

BREAKAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    KeyError,
)
"""What zipfile raises on a damaged file."""


def part_bytes(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo, path: str) -> bytes:
    """The bytes of a part, whatever the ZIP's directory says of its size.

    Raises UnreadableError for a part that unpacks to more than MOST_BYTES, and those of BREAKAGE for a damaged one.
    """
    try:
        return unpacked(archive, part, MOST_BYTES)
    except TooLargeError as error:
        raise UnreadableError(f"{path} is too large unpacked.", "Check where it comes from.") from error


def part_root(archive: zipfile.ZipFile, part: str, path: str) -> etree._Element | None:
    """The root of an XML part, or None where the package has no such part. Raises as `part_bytes` and `parse` do."""
    return parse(part_bytes(archive, part, path), path) if part in archive.namelist() else None
