"""A page of a PDF as a picture."""

from __future__ import annotations

import io

import pypdfium2

LARGEST = 4_000
"""Dots of the longer side of a picture: a drawing's sheet of a metre is shown smaller."""


def page_picture(data: bytes, number: int, width: int, password: str | None = None) -> bytes | None:
    """A page (from 1) as a PNG that is `width` dots wide; None where it cannot be drawn."""
    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = pdf[number - 1]
        try:
            wide, high = page.get_size()
            scale = min(width / max(wide, 1.0), LARGEST / max(wide, high, 1.0))
            out = io.BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").quantize(64).save(out, "PNG")
            return out.getvalue()
        finally:
            page.close()
    except (IndexError, ValueError, pypdfium2.PdfiumError):
        return None
    finally:
        pdf.close()
