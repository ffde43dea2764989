"""The letters of a text file: takes bytes, gives a text."""

from __future__ import annotations

import codecs

_BOMS = (
    *((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)


def decode(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 or UTF-32 with its mark, UTF-16 without one, or Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark shows by zero bytes in every other place."""
    head = data[:2048]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.7 * len(head) / 2 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * len(head) / 2 and not odd else None
