"""Pictures of the lines that evidence stands on, with people's names and addresses blacked out in the picture too."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from tenderscan.audit.report.masks import Masks

SCALE, WIDEST = 1.5, 1_300
MARGIN, TALLEST = 20.0, 200.0
COLORS = 12
_MARK = (255, 233, 120)


class Cutter:
    """Cuts pictures out of one PDF, opened once; close it when done. Raises ValueError for what is no such PDF."""

    def __init__(self, data: bytes, sha256: str, masks: Masks) -> None:
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError("the file is not the one that was read")
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError("the file does not open") from error
        self._masks = masks

    def close(self) -> None:
        """Let the PDF go."""
        self._pdf.close()

    def cut(self, boxes: str) -> bytes | None:
        """A PNG of the lines in boxes (as JSON, of the first one's page), or None where there is none."""
        found: list[dict[str, float]] = json.loads(boxes) if boxes else []
        if not found:
            return None
        own = [box for box in found if box["page"] == found[0]["page"]]
        try:
            page = self._pdf[int(own[0]["page"]) - 1]
            try:
                return self._picture(page, own)
            finally:
                page.close()
        except (IndexError, ValueError, pypdfium2.PdfiumError):
            return None

    def _picture(self, page: Any, boxes: Sequence[dict[str, float]]) -> bytes:
        width, height = page.get_size()
        scale = min(SCALE, WIDEST / max(width, 1.0))
        top = max(0.0, min(box["top"] for box in boxes) - MARGIN)
        bottom = min(height, max(box["bottom"] for box in boxes) + MARGIN, top + TALLEST)
        rendered = page.render(scale=scale, crop=(0, height - bottom, 0, top)).to_pil().convert("RGB")
        marks = Image.new("RGB", rendered.size, "white")
        draw = ImageDraw.Draw(marks)
        for box in boxes:
            edges = (box["x0"] - 1, box["top"] - top - 1, box["x1"] + 1, box["bottom"] - top + 1)
            if edges[3] > edges[1] and edges[2] > edges[0]:
                draw.rectangle(tuple(edge * scale for edge in edges), fill=_MARK)
        # Multiplied, the mark lies under the letters as a felt pen's does.
        picture = ImageChops.multiply(rendered, marks)
        self._black_out(page, picture, top, height, scale)
        out = io.BytesIO()
        picture.quantize(COLORS).save(out, "PNG", optimize=True)
        return out.getvalue()

    def _black_out(self, page: Any, picture: Image.Image, top: float, height: float, scale: float) -> None:
        text = page.get_textpage()
        try:
            draw = ImageDraw.Draw(picture)
            for start, end in self._masks.spans(text.get_text_range()):
                for number in range(start, end):
                    left, low, right, high = text.get_charbox(number)
                    edges = (left - 1, height - high - top - 1, right + 1, height - low - top + 1)
                    if edges[3] > edges[1] and edges[2] > edges[0]:
                        draw.rectangle(tuple(edge * scale for edge in edges), fill="black")
        finally:
            text.close()
