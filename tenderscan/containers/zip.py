"""Parts of a ZIP read within limits: whatever its directory says, no more is unpacked than was allowed."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import IO

MOST_DIRECTORY = 10_000_000
"""Bytes of a ZIP's directory; a longer one names more members than any dossier has."""

_END = b"PK\x05\x06"
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_LONGEST_TAIL = 22 + 65_535
_UNBOUNDED = frozenset({zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_STEP, _SMALL_STEP = 1_000_000, 4_096


class TooLargeError(zipfile.BadZipFile):
    """A part unpacks to more than was allowed, or the directory is too long."""


def open_zip(source: bytes | IO[bytes]) -> zipfile.ZipFile:
    """A ZIP to read from. Raises TooLargeError where its directory is too long to be honest, BadZipFile for no ZIP."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    if _directory(file) > MOST_DIRECTORY:
        raise TooLargeError("directory")
    try:
        return zipfile.ZipFile(file)
    except (ValueError, EOFError, NotImplementedError, struct.error, OverflowError) as error:
        raise zipfile.BadZipFile(str(error)) from error


def unpacked(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo, most: int, password: bytes | None = None) -> bytes:
    """A part's bytes. Raises TooLargeError beyond `most` bytes, however small the directory says that it is.

    Other errors are those of zipfile: BadZipFile, RuntimeError for a wrong password, NotImplementedError.
    """
    info = archive.getinfo(part) if isinstance(part, str) else part
    if info.file_size > most:
        raise TooLargeError(info.filename)
    # zipfile believes the directory only after it has unpacked everything at hand: small steps keep that small.
    step = _SMALL_STEP if info.compress_type in _UNBOUNDED else _STEP
    found = bytearray()
    try:
        with archive.open(info, pwd=password) as stream:
            while piece := stream.read(step):
                found += piece
                if len(found) > most:
                    raise TooLargeError(info.filename)
    except (ValueError, EOFError, OSError, OverflowError, zlib.error, lzma.LZMAError, struct.error) as error:
        raise zipfile.BadZipFile(str(error)) from error
    return bytes(found)


def _directory(file: IO[bytes]) -> int:
    """The size that a ZIP gives for its directory; 0 where it has no end record."""
    size = file.seek(0, io.SEEK_END)
    start = file.seek(max(0, size - _LONGEST_TAIL - _LOCATOR_SIZE))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + 22 > len(tail):
        return 0
    (told,) = struct.unpack_from("<L", tail, at + 12)
    locator = at - _LOCATOR_SIZE
    if locator >= 0 and tail[locator : locator + 4] == _LOCATOR:
        (where,) = struct.unpack_from("<Q", tail, locator + 8)
        # The long record stands where the locator says, or right before it: versions of zipfile differ.
        for place in {min(where, size), max(0, start + locator - 56)}:
            file.seek(place)
            record = file.read(56)
            if len(record) == 56 and record[:4] == b"PK\x06\x06":
                told = max(told, struct.unpack_from("<Q", record, 40)[0])
    return int(told)
