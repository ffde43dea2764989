"""Pages of a PDF that are pictures, given to Tesseract where it is installed; and files embedded in a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pypdfium2

from tenderscan.model.document import Attachment, Document, Element
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.progress import tell
from tenderscan.sources.readers.scan.ocr import DPI, INSTALL, engine
from tenderscan.sources.readers.scan.scans import Scan, recognised

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_ATTACHED, MOST_BYTES = 100, 200_000_000
"""Files embedded in a PDF that are read, and their size together."""

LARGEST = 4_000
"""Dots of the longer side at which a page is drawn: plans of a metre need not be."""

SCAN = "the page is a picture without text (a scan)"
_BROKEN = "the page is broken"


def with_ocr(document: Document, pdf: pypdfium2.PdfDocument, options: ReadOptions) -> Document:
    """The document with its scanned pages recognised; without Tesseract they stay unread, and a warning says so.

    A page on which nothing is recognised is a picture without words, no unread one.
    """
    wanted = _wanted(document, options)
    if not wanted or options.ocr == "never":
        return document
    found = engine()
    if found is None:
        return replace(document, warnings=(*document.warnings, f"Scanned pages were not read. {INSTALL}"))
    result = recognised(_scans(pdf, wanted), found, options.ocr_seconds)
    # A picture on which nothing is recognised has no words; letters without meaning stay unread.
    gone = {number for number, found in result.elements.items() if found or number in _pictures(document)}
    left = {page.number: page for page in document.unread if page.number not in gone}
    left.update({page.number: page for page in result.unread})
    return replace(
        document,
        elements=tuple(merged(document, result.elements)),
        unread=tuple(left[number] for number in sorted(left)),
        doubtful_pages=tuple(sorted({*document.doubtful_pages, *result.poor})),
        warnings=(*document.warnings, *_said(result.elements)),
    )


def _scans(pdf: pypdfium2.PdfDocument, wanted: Sequence[int]) -> Iterator[Scan]:
    """The pages to recognise, each told when its turn comes."""
    for done, number in enumerate(wanted):
        tell(done, len(wanted))
        yield Scan(number, partial(drawn, pdf, number))


def attachments(pdf: pypdfium2.PdfDocument) -> tuple[Attachment, ...]:
    """The files embedded in a PDF, as far as they can be read."""
    found: list[Attachment] = []
    size = 0
    try:
        for at in range(min(pdf.count_attachments(), MOST_ATTACHED)):
            item = pdf.get_attachment(at)
            data = bytes(item.get_data())
            size += len(data)
            if size > MOST_BYTES:
                break
            found.append(Attachment(item.get_name() or f"attachment-{at + 1}", data))
    except (pypdfium2.PdfiumError, UnicodeDecodeError, ValueError):
        return tuple(found)
    return tuple(found)


def _wanted(document: Document, options: ReadOptions) -> list[int]:
    if options.ocr == "force":
        return list(range(1, (document.pages or 0) + 1))
    return [page.number for page in document.unread if page.reason != _BROKEN]


def _pictures(document: Document) -> set[int]:
    return {page.number for page in document.unread if page.reason == SCAN}


def drawn(pdf: pypdfium2.PdfDocument, number: int) -> Image:
    """A page as a picture, for Tesseract."""
    page = pdf[number - 1]
    try:
        longer = max(page.get_size())
        scale = min(DPI / 72, LARGEST / max(longer, 1.0))
        image: Image = page.render(scale=scale, grayscale=True).to_pil()
        return image
    finally:
        page.close()


def merged(document: Document, by_page: dict[int, tuple[Element, ...]]) -> Iterator[Element]:
    """The pages in order; what was recognised on a page stands for what little text it had."""
    done: set[int] = set()
    pages = sorted(by_page)
    for element in document.elements:
        here = element.page or 0
        for number in pages:
            if number <= here and number not in done:
                done.add(number)
                yield from by_page[number]
        if here not in by_page or not by_page[here]:
            yield element
    for number in pages:
        if number not in done:
            yield from by_page[number]


def _said(by_page: dict[int, tuple[Element, ...]]) -> tuple[str, ...]:
    count = sum(1 for found in by_page.values() if found)
    return (f"The text of {count} scanned pages was recognised by Tesseract.",) if count else ()
