"""Reads one file: finds the reader that its format needs, and imports no other."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.bounds import bounded
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
    "locked-office": ("tenderscan.sources.locked", "read_locked_office"),
    "signed": ("tenderscan.sources.locked", "read_signed"),
    "html": ("tenderscan.sources.html", "read_html"),
    "xml": ("tenderscan.sources.notice", "read_notice"),
    "json": ("tenderscan.sources.notice_ocds", "read_json"),
    "markdown": ("tenderscan.sources.markdown", "read_markdown"),
    "text": ("tenderscan.sources.text", "read_plain"),
}
"""Format, and the module and function that read it; imported when a file needs them."""


_HELD_ONCE = frozenset({"locked-office", "signed"})
"""Formats that hold another file; what is held within what is held is not opened."""


def read_bytes(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read one file. Raises UnreadableError, with what to do, for what cannot be read, and no other error.

    The document is within the limits of `bounds`; what a library raises on a damaged file is an UnreadableError too.
    """
    try:
        return bounded(_read(data, path, options))
    except UnreadableError:
        raise
    except MemoryError as error:
        raise UnreadableError(f"{path} takes too much memory.", "Split it or save it anew.") from error
    except RecursionError as error:
        raise UnreadableError(f"{path} is nested too deeply.", "Open it and save it anew.") from error
    except Exception as error:  # a library's own fault must not lose the other documents
        kind = type(error).__name__
        raise UnreadableError(f"{path} could not be read ({kind}).", "Open it and save it anew.") from error


def read_held(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read what another file holds. Raises UnreadableError where that holds yet another one."""
    if data and format_of(data, path) in _HELD_ONCE:
        raise UnreadableError(f"{path} is locked or signed twice.", "Save what it holds as a file of its own.")
    return _read(data, path, options)


def _read(data: bytes, path: str, options: ReadOptions) -> Document:
    if not data:
        raise UnreadableError(f"{path} is empty (0 bytes).", "Check that it was saved or copied in full.")
    module, function = READERS[format_of(data, path)]
    reader = cast(Reader, getattr(import_module(module), function))
    return reader(data, path, options)
