"""What was read of a dossier as bytes and back: msgpack under zlib, never code."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

import msgpack

from tenderscan.model.document import Document, Dossier, Reading, Rejection
from tenderscan.sources.isolation.frames import pack_result, unpack_result

LEVEL = 6
"""How hard zlib tries: texts become a fifth."""


def pack_reading(reading: Reading) -> bytes:
    """A reading as bytes."""
    dossier = reading.dossier
    parts = {
        "name": dossier.name,
        "documents": [pack_result(document) for document in dossier.documents],
        "rejected": [astuple(rejection) for rejection in dossier.rejected],
        "others": {path: pack_result(document) for path, document in reading.others.items()},
    }
    return zlib.compress(msgpack.packb(parts), LEVEL)


def unpack_reading(packed: bytes) -> Reading:
    """What `pack_reading` packed. Raises ValueError for bytes that are spoilt."""
    try:
        parts: dict[str, Any] = msgpack.unpackb(zlib.decompress(packed), max_bin_len=2**31 - 1)
        documents = tuple(_document(raw) for raw in parts["documents"])
        others: Mapping[str, Document] = {path: _document(raw) for path, raw in parts["others"].items()}
        rejected = tuple(Rejection(*raw) for raw in parts["rejected"])
    except (zlib.error, msgpack.UnpackException, KeyError, TypeError) as error:
        raise ValueError("a stored reading is damaged") from error
    return Reading(Dossier(parts["name"], documents, rejected), others)


def _document(raw: bytes) -> Document:
    found = unpack_result(raw)
    if not isinstance(found, Document):
        raise ValueError("a stored reading holds no document")
    return found
