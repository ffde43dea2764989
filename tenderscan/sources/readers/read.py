"""Reads one file: finds the reader that its format needs, and imports no other."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.bounds import bounded
from tenderscan.sources.readers.formats import format_of

__all__ = ["READERS", "Reader", "format_of", "read_bytes"]

Reader = Callable[[bytes, str, ReadOptions], Document]

READERS = {
    "pdf": ("tenderscan.sources.readers.pdf.read", "read_pdf"),
    "docx": ("tenderscan.sources.readers.word.read", "read_docx"),
    "odt": ("tenderscan.sources.readers.opendocument.read", "read_odt"),
    "rtf": ("tenderscan.sources.readers.rtf.read", "read_rtf"),
    "xlsx": ("tenderscan.sources.readers.sheet.read", "read_xlsx"),
    "ods": ("tenderscan.sources.readers.sheet.read", "read_ods"),
    "image": ("tenderscan.sources.readers.scan.image", "read_image"),
    "csv": ("tenderscan.sources.readers.sheet.read", "read_csv"),
    "eml": ("tenderscan.sources.readers.mail.read", "read_eml"),
    "msg": ("tenderscan.sources.readers.mail.read", "read_msg"),
    "old-office": ("tenderscan.sources.readers.wrapped.old_office", "read_old_office"),
    "locked-office": ("tenderscan.sources.readers.wrapped.locked", "read_locked_office"),
    "signed": ("tenderscan.sources.readers.wrapped.locked", "read_signed"),
    "flat": ("tenderscan.sources.readers.opendocument.flat", "read_flat"),
    "html": ("tenderscan.sources.readers.web.html", "read_html"),
    "xml": ("tenderscan.sources.readers.notice.read", "read_notice"),
    "json": ("tenderscan.sources.readers.notice.ocds", "read_json"),
    "markdown": ("tenderscan.sources.readers.text.markdown", "read_markdown"),
    "text": ("tenderscan.sources.readers.text.plain", "read_plain"),
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
