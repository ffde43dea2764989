"""Compound files of older Office programs ([MS-CFB]): whether one holds what it claims, before it is believed."""

from __future__ import annotations

import io
import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How such a file begins."""

MOST_TIMES = 4
"""Times the size of the file that its streams may claim together: sectors are rounded up, and some are held twice."""


def adds_up(data: bytes) -> bool:
    """Whether a file has the sectors that its head speaks of ([MS-CFB] 2.2), and room for the streams it names.

    A chain of sectors that leads back to itself is read as long as the stream claims to be.
    """
    if len(data) < 512:
        return False
    (shift,) = struct.unpack_from("<H", data, 30)
    (tables,) = struct.unpack_from("<L", data, 44)
    small, more = (struct.unpack_from("<L", data, at)[0] for at in (64, 72))
    return shift in (9, 12) and max(tables, small, more) <= len(data) >> shift and _streams_fit(data)


def _streams_fit(data: bytes) -> bool:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            sizes = [entry.size for entry in container.direntries if entry is not None]
    except Exception:  # the library names no errors of its own for broken files
        return False
    return bool(sum(sizes) <= MOST_TIMES * len(data))
