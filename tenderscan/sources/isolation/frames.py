"""What the reader process and its parent say to each other: length-prefixed msgpack, never code."""

from __future__ import annotations

import struct
from dataclasses import astuple, fields
from typing import IO, Any

import msgpack

from tenderscan.model.document import (
    Attachment,
    Box,
    Declaration,
    DeclaredCriterion,
    Document,
    Element,
    ElementKind,
    Lot,
    NoticeFacts,
    Origin,
    Rejection,
    UnreadPage,
)
from tenderscan.sources.options import ReadOptions

_LENGTH = struct.Struct(">Q")

LONGEST = 2**31 - 1
"""Bytes of a frame."""

LONGEST_PROGRESS = 64
"""Bytes of a frame that tells how far a reader is."""

_PROGRESS = "progress"
_PROGRESS_HEAD = b"\x93" + bytes(msgpack.packb(_PROGRESS))


class Frame:
    """Requests to the worker."""

    @staticmethod
    def request(data: bytes, name: str, options: ReadOptions) -> bytes:
        """A file to read."""
        return bytes(msgpack.packb((data, name, astuple(options))))

    @staticmethod
    def parse(frame: bytes) -> tuple[bytes, str, ReadOptions]:
        """The file, its name and the options of a request."""
        data, name, options = msgpack.unpackb(frame, use_list=False, max_bin_len=2**31 - 1)
        return data, name, ReadOptions(*options)


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Send one frame."""
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame, or None where the other side is gone or says what cannot be."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


def pack_progress(page: int, pages: int) -> bytes:
    """So many pages of a file are done, as a frame's content."""
    return bytes(msgpack.packb((_PROGRESS, page, pages)))


def unpack_progress(content: bytes) -> tuple[int, int] | None:
    """What `pack_progress` packed; None for any other frame."""
    if not content.startswith(_PROGRESS_HEAD) or len(content) > LONGEST_PROGRESS:
        return None
    _, page, pages = msgpack.unpackb(content)
    return int(page), int(pages)


def pack_result(result: Document | Rejection) -> bytes:
    """A document or a rejection as a frame's content."""
    if isinstance(result, Rejection):
        return bytes(msgpack.packb(("rejection", astuple(result))))
    values = {field.name: getattr(result, field.name) for field in fields(result)}
    values["elements"] = [_element(element) for element in result.elements]
    values["unread"] = [astuple(page) for page in result.unread]
    values["notice"] = astuple(result.notice) if result.notice else None
    values["attachments"] = [astuple(item) for item in result.attachments]
    return bytes(msgpack.packb(("document", values)))


def unpack_result(content: bytes) -> Document | Rejection:
    """What `pack_result` packed."""
    kind, values = msgpack.unpackb(content, use_list=False, strict_map_key=False, max_bin_len=2**31 - 1)
    if kind == "rejection":
        return Rejection(*values)
    values["elements"] = tuple(_as_element(raw) for raw in values["elements"])
    values["unread"] = tuple(UnreadPage(*raw) for raw in values["unread"])
    values["notice"] = _as_notice(values["notice"]) if values["notice"] else None
    values["attachments"] = tuple(Attachment(*raw) for raw in values["attachments"])
    return Document(**values)


def _element(e: Element) -> tuple[Any, ...]:
    box = (e.box.page, e.box.x0, e.box.top, e.box.x1, e.box.bottom) if e.box else None
    head = (e.text, e.kind.value, e.origin.value, e.page, box, e.size, e.bold, e.level)
    return (*head, e.label, e.cells, e.header, e.table, e.lot, e.language, e.field)


def _as_element(raw: tuple[Any, ...]) -> Element:
    text, kind, origin, page, box, *rest = raw
    return Element(text, ElementKind(kind), Origin(origin), page, Box(*box) if box else None, *rest)


def _as_notice(raw: tuple[Any, ...]) -> NoticeFacts:
    values = dict(zip((field.name for field in fields(NoticeFacts)), raw, strict=True))
    values["lots"] = tuple(Lot(*lot) for lot in values["lots"])
    values["award"] = tuple(DeclaredCriterion(*criterion) for criterion in values["award"])
    values["declares"] = tuple(Declaration(*declared) for declared in values["declares"])
    return NoticeFacts(**values)
