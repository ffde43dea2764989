"""Pictures of the lines that evidence stands on, cut out of the pages of PDFs and marked."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from tenderscan.errors import TenderscanError
from tenderscan.model.document import Box
from tenderscan.model.report import DocumentSummary, Evidence
from tenderscan.reports.material import Material

MOST_BYTES = 3_000_000
"""Bytes of all pictures of a report together: a dossier of hundreds of pages still makes a file one can mail."""

SCALE, WIDEST = 1.5, 1_300
"""Pixels of a point, legible on a screen and on paper, and the widest picture: a drawing's sheet is shown smaller."""

MARGIN, TALLEST = 26.0, 230.0
"""Points of the page above and below the lines, and the tallest picture."""

COLORS = 12
_MARK = (255, 233, 120)
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a data URI, with its size in pixels."""

    uri: str
    width: int
    height: int


def crops(material: Material, wanted: Iterable[Evidence]) -> dict[Evidence, Picture]:
    """A picture for each passage that has boxes in a PDF; one that would take the whole beyond MOST_BYTES is left out.

    A file that is gone, changed since it was read or locked gives none: the quote stands there all the same.
    """
    passages = [passage for passage in dict.fromkeys(wanted) if passage.boxes]
    found: dict[Evidence, Picture] = {}
    left = MOST_BYTES
    for document in material.report.dossier.documents:
        own = [passage for passage in passages if passage.document == document.path]
        data = _data(document, material) if own else None
        if data is None:
            continue
        for passage, png in zip(own, (material.cut or cut)(data, [passage.boxes for passage in own]), strict=False):
            picture = _shown(png) if png is not None else None
            if picture is None or len(picture.uri) > left:
                continue
            left -= len(picture.uri)
            found[passage] = picture
    return found


def cut(data: bytes, places: Sequence[Sequence[Box]]) -> Iterator[bytes | None]:
    """What stands at each place of a PDF as a PNG with the boxes marked; None where it cannot be drawn."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        yield from (_crop(pdf, boxes) for boxes in places)
    finally:
        pdf.close()


def _data(document: DocumentSummary, material: Material) -> bytes | None:
    read = material.originals.get(document.path)
    if read is None or document.media_type != _PDF:
        return None
    try:
        data = read()
    except TenderscanError:
        return None
    return data if hashlib.sha256(data).hexdigest() == document.sha256 else None


def _crop(pdf: Any, places: Sequence[Box]) -> bytes | None:
    number = places[0].page
    boxes = [box for box in places if box.page == number]
    try:
        page = pdf[number - 1]
        try:
            return _picture(page, boxes)
        finally:
            page.close()
    except (IndexError, ValueError, pypdfium2.PdfiumError):
        return None


def _shown(png: bytes) -> Picture | None:
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            width, height = image.size
    except (OSError, ValueError):
        return None
    return Picture(f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}", width, height)


def _picture(page: Any, boxes: Sequence[Box]) -> bytes:
    width, height = page.get_size()
    scale = min(SCALE, WIDEST / max(width, 1.0))
    top = max(0.0, min(box.top for box in boxes) - MARGIN)
    bottom = min(height, max(box.bottom for box in boxes) + MARGIN, top + TALLEST)
    rendered = page.render(scale=scale, crop=(0, height - bottom, 0, top)).to_pil().convert("RGB")
    marks = Image.new("RGB", rendered.size, "white")
    draw = ImageDraw.Draw(marks)
    for box in boxes:
        edges = (box.x0 - 1, box.top - top - 1, box.x1 + 1, box.bottom - top + 1)
        if edges[3] > edges[1] and edges[2] > edges[0]:
            draw.rectangle(tuple(edge * scale for edge in edges), fill=_MARK)
    # Multiplied, the mark lies under the letters as a felt pen's does.
    marked = ImageChops.multiply(rendered, marks).quantize(COLORS)
    out = io.BytesIO()
    marked.save(out, "PNG", optimize=True)
    return out.getvalue()
