"""Plain text: its paragraphs, list items and rows."""

from __future__ import annotations

import hashlib
import re

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.lines import elements
from tenderscan.sources.elements.quoted import unquoted
from tenderscan.sources.options import ReadOptions

MARKER = re.compile(r"<!--\s*tenderscan:(?P<body>.*?)-->", re.DOTALL)
"""A marker for us, and no text of the tender."""


def read_plain(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a text file; encoding by its mark, else UTF-8, else the Windows code page of Western Europe."""
    del options
    text = MARKER.sub("", decode(data))
    if "\x00" in text:
        raise UnreadableError(f"{path} is no text file.", "Save it as PDF or .docx.")
    if not text.strip():
        raise UnreadableError(f"{path} is empty.", "Check that it is the right file.")
    warnings = ("Some letters could not be read; the encoding of the file is not clear.",) if "\ufffd" in text else ()
    return _document(text, path, hashlib.sha256(data).hexdigest(), warnings)


def read_text(text: str, path: str) -> Document:
    """A text in memory as a document; it may be empty."""
    return _document(text, path, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), ())


def _document(text: str, path: str, digest: str, warnings: tuple[str, ...]) -> Document:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return Document(path, digest, "text/plain", tuple(elements(unquoted(lines))), warnings=warnings)
