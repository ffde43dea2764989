"""Reads one file: finds the reader that its format needs, and imports no other."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.formats import format_of
from tenderscan.sources.options import ReadOptions

__all__ = ["READERS", "Reader", "format_of", "read_bytes"]

Reader = Callable[[bytes, str, ReadOptions], Document]

READERS = {
    "pdf": ("tenderscan.sources.pdf", "read_pdf"),
    "docx": ("tenderscan.sources.docx", "read_docx"),
    "odt": ("tenderscan.sources.odf", "read_odt"),
    "rtf": ("tenderscan.sources.rtf", "read_rtf"),
    "xlsx": ("tenderscan.sources.spreadsheet", "read_xlsx"),
    "ods": ("tenderscan.sources.spreadsheet", "read_ods"),
    "image": ("tenderscan.sources.image", "read_image"),
    "csv": ("tenderscan.sources.spreadsheet", "read_csv"),
    "eml": ("tenderscan.sources.mail", "read_eml"),
    "msg": ("tenderscan.sources.mail", "read_msg"),
    "old-office": ("tenderscan.sources.old_office", "read_old_office"),
    "html": ("tenderscan.sources.html", "read_html"),
    "xml": ("tenderscan.sources.notice", "read_notice"),
    "json": ("tenderscan.sources.notice_ocds", "read_json"),
    "markdown": ("tenderscan.sources.markdown", "read_markdown"),
    "text": ("tenderscan.sources.text", "read_plain"),
}
"""Format, and the module and function that read it; imported when a file needs them."""


def read_bytes(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read one file. Raises UnreadableError, with what to do, for what cannot be read."""
    if not data:
        raise UnreadableError(f"{path} is empty (0 bytes).", "Check that it was saved or copied in full.")
    module, function = READERS[format_of(data, path)]
    reader = cast(Reader, getattr(import_module(module), function))
    return reader(data, path, options)
