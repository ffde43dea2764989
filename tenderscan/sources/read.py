"""Which reader a file needs: told by its content first, by its name second."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.options import ReadOptions

Reader = Callable[[bytes, str, ReadOptions], Document]

READERS = {
    "pdf": ("tenderscan.sources.pdf", "read_pdf"),
    "docx": ("tenderscan.sources.docx", "read_docx"),
    "html": ("tenderscan.sources.html", "read_html"),
    "xml": ("tenderscan.sources.notice", "read_notice"),
    "markdown": ("tenderscan.sources.markdown", "read_markdown"),
    "text": ("tenderscan.sources.text", "read_plain"),
}
"""Format, and the module and function that read it; imported when a file needs them."""

_BY_NAME = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
_ADVICE = "Save it as PDF or .docx."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def read_bytes(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read one file. Raises UnreadableError, with what to do, for what cannot be read."""
    if not data:
        raise UnreadableError(f"{path} is empty (0 bytes).", "Check that it was saved or copied in full.")
    module, function = READERS[format_of(data, path)]
    reader = cast(Reader, getattr(import_module(module), function))
    return reader(data, path, options)


def format_of(data: bytes, path: str) -> str:
    """The format of a file, a key of READERS. Raises UnreadableError for formats that are not read."""
    suffix = PurePosixPath(path).suffix.lower()
    head = data[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        raise UnreadableError(f"{path} is an old or encrypted Office file.", _ADVICE)
    if data.startswith(b"PK"):
        return _zip(data, path)
    if data.startswith(_PICTURES):
        raise UnreadableError(f"{path} is a picture.", "Give the document itself, or a PDF with text.")
    if head.startswith(b"{\\rtf"):
        raise UnreadableError(f"{path} is an RTF file, which is not read yet.", _ADVICE)
    if suffix in (".pdf", ".docx", ".docm", ".dotx"):
        kind = "PDF" if suffix == ".pdf" else "Word file"
        raise UnreadableError(f"{path} is broken: it is no {kind}.", "Open it and save it anew.")
    lowered = head[:512].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or suffix in (".html", ".htm", ".xhtml"):
        return "html"
    if head.startswith(b"<?xml") or suffix == ".xml":
        return "html" if b"<html" in lowered else "xml"
    if suffix in _BY_NAME:
        return _BY_NAME[suffix]
    if b"\x00" not in data[:4096] and not suffix:
        return "text"
    kind = f"{suffix} files are" if suffix else "such files are"
    raise UnreadableError(f"{path} cannot be read: {kind} not read.", _ADVICE)


def _zip(data: bytes, path: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise UnreadableError(f"{path} is broken or cut off.", "Copy or download it again.") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    raise UnreadableError(f"{path} is no Word file, and other Office files are not read yet.", _ADVICE)
