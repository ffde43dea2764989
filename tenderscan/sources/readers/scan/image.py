"""Pictures of pages, photographs of a notice board or scans of one sheet, read by Tesseract."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import partial

from PIL import Image, ImageSequence

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, UnreadPage
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.scan.ocr import DPI, INSTALL, engine
from tenderscan.sources.readers.scan.scans import POINTS, Scan, recognised

MOST_PIXELS, MOST_PAGES = 60_000_000, 500
"""Dots of a picture, and pictures of a file, that are read."""

LEAST_DOTS = 1_000
"""Dots of the longer side below which a picture is enlarged: letters on it are too small."""


def read_image(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a picture. Raises UnreadableError where Tesseract is absent, or where the picture is broken or too large."""
    found = engine() if options.ocr != "never" else None
    if found is None:
        raise UnreadableError(f"{path} is a picture, which needs Tesseract.", INSTALL)
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UnreadableError(f"{path} is a picture of too many dots.", "Save it smaller.")
            pages = [_page(frame) for frame in _frames(image)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableError(f"{path} is a broken picture.", "Save it anew.") from error
    scans = (Scan(number, partial(_same, page)) for number, page in enumerate(pages, 1))
    result = recognised(scans, found, options.ocr_seconds)
    elements = tuple(element for number in sorted(result.elements) for element in result.elements[number])
    if not elements:
        raise UnreadableError(f"{path} is a picture in which no text was recognised.", "Give the document itself.")
    return Document(
        path,
        hashlib.sha256(data).hexdigest(),
        Image.MIME.get(image.format or "", "image/*"),
        elements,
        pages=len(pages),
        unread=tuple(UnreadPage(page.number, page.reason) for page in result.unread),
        doubtful_pages=result.poor,
        warnings=("The text was recognised by Tesseract.",),
        page_sizes=tuple((page.width * POINTS, page.height * POINTS) for page in pages),
    )


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number == MOST_PAGES or (number and image.format == "GIF"):
            return
        yield frame


def _page(frame: Image.Image) -> Image.Image:
    """A picture in grey at the size at which pages are read: its own resolution told, or enlarged where it is small."""
    grey = frame.convert("L")
    told = frame.info.get("dpi", (0, 0))[0]
    times = DPI / float(told) if told and 60 <= told <= 1200 else 1.0
    if max(grey.size) * times < LEAST_DOTS:
        times = LEAST_DOTS / max(grey.size)
    if abs(times - 1) < 0.05:
        return grey
    return grey.resize((max(1, round(grey.width * times)), max(1, round(grey.height * times))))


def _same(image: Image.Image) -> Image.Image:
    return image
