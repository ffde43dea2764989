"""XML without its dangers: no entities, no document types that define any, no network, no depth without end."""

from __future__ import annotations

import codecs

from lxml import etree

from tenderscan.errors import UnreadableError

HEAD = 65_536
"""Bytes at the beginning of an XML file in which entities would be defined."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\x00", b"\x00<", codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def parse(data: bytes, path: str) -> etree._Element:
    """The root of an XML file. Raises UnreadableError where it is broken or defines entities."""
    refuse_entities(data[:HEAD], path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{path} is broken XML.", "Download or save it anew.") from error
    kind = root.getroottree().docinfo.internalDTD
    if kind is not None and next(kind.iterentities(), None) is not None:  # type: ignore[union-attr]
        raise UnreadableError(f"{path} defines XML entities.", "Such files are not read; save it without them.")
    return root


def refuse_entities(head: bytes, path: str) -> None:
    """Refuse a file that defines XML entities at its beginning, in whatever encoding. Raises UnreadableError."""
    plain = head.replace(b"\x00", b"") if head.startswith(_WIDE) else head
    if b"<!entity" in plain.lower():
        raise UnreadableError(f"{path} defines XML entities.", "Such files are not read; save it without them.")
