"""The pages of a Word file: takes its bytes, gives the letters of each page as LibreOffice sets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

from tenderscan.errors import UnreadableError
from tenderscan.sources.readers.wrapped.old_office import converted, office

SECONDS = 40
"""Time that setting one file may take; one that takes longer has no page numbers."""

Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Keeps what was made once under a name, or makes it."""


def page_texts(data: bytes, digest: str, keep: Keep) -> tuple[str, ...]:
    """The letters and figures of each page; empty where LibreOffice is absent, takes too long or fails: no error.

    They are kept between runs under the file's `digest`.
    """
    program = office()
    if program is None:
        return ()

    def make() -> bytes:
        return json.dumps(_set(program, data)).encode()

    try:
        return tuple(json.loads(keep(digest, make)))
    except (UnreadableError, ValueError):
        return ()


def _set(program: str, data: bytes) -> list[str]:
    made = converted(program, data, "file.docx", "pdf", seconds=SECONDS)
    # pdfium is loaded by whoever reads pages, and by nobody else.
    import pypdfium2

    texts = []
    document = pypdfium2.PdfDocument(made)
    try:
        for number in range(len(document)):
            text = ""
            with suppress(pypdfium2.PdfiumError):
                text = document[number].get_textpage().get_text_range()
            texts.append("".join(letter for letter in text if letter.isalnum()))
    finally:
        document.close()
    return texts
