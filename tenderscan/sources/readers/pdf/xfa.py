"""Forms of Adobe's LiveCycle (XFA): their text stands in an XML beside pages that only say "please wait"."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

from tenderscan.containers.xml import parse
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Element, ElementKind, Origin

MOST_BYTES = 50_000_000
"""Bytes of a form that are read."""

LEAST = 340
"""Letters of pages that do not only say "please wait"."""

SAID = "The form is a dynamic one (XFA); the text of its template and its values were read."
UNREAD = "The form is a dynamic one (XFA), and its text could not be read; save it as an ordinary PDF."

_HIDDEN = ("hidden", "invisible", "inactive")


def with_form(elements: Sequence[Element], pdf: pypdfium2.PdfDocument) -> tuple[list[Element], str]:
    """The elements with those of a dynamic form behind them, and a sentence where it is one.

    A static form has the same text on its pages: nothing is added.
    """
    count = int(pdfium.FPDF_GetXFAPacketCount(pdf.raw))
    if count <= 0:
        return list(elements), ""
    try:
        found = list(_elements(_packets(pdf, count)))
    except UnreadableError:
        found = []
    own = "".join("".join(e.text.split()) for e in elements)
    lacking = [e for e in found if "".join(e.text.split()) not in own]
    # The pages of a static form hold most of its texts, if not letter by letter.
    if lacking and 2 * _letters(lacking) > _letters(found):
        return [*elements, *lacking], SAID
    return list(elements), "" if found or len(own) > LEAST else UNREAD


def _letters(elements: Sequence[Element]) -> int:
    return sum(len(e.text) for e in elements)


def _packets(pdf: pypdfium2.PdfDocument, count: int) -> list[etree._Element]:
    """The packets of a form; a form in one stream is cut into pieces by some programs."""
    pieces = []
    for at in range(min(count, 100)):
        size = ctypes.c_ulong()
        if not pdfium.FPDF_GetXFAPacketContent(pdf.raw, at, None, 0, size) or not 0 < size.value <= MOST_BYTES:
            continue
        buffer = ctypes.create_string_buffer(size.value)
        if pdfium.FPDF_GetXFAPacketContent(pdf.raw, at, buffer, size.value, size):
            pieces.append(buffer.raw)
    try:
        return [parse(b"".join(pieces), "form")]
    except UnreadableError:
        return [root for piece in pieces if (root := _root(piece)) is not None]


def _root(piece: bytes) -> etree._Element | None:
    try:
        return parse(piece, "form")
    except UnreadableError:
        return None


def _elements(roots: Sequence[etree._Element]) -> Iterator[Element]:
    for root in roots:
        for template in (n for n in root.iter() if _name(n) == "template"):
            yield from _template(template)
        for data in (n for n in root.iter() if _name(n) == "datasets"):
            for node in data.iter():
                if isinstance(node.tag, str) and not len(node):
                    yield from _element(node.text or "", Origin.FORM_FIELD)


def _template(node: etree._Element) -> Iterator[Element]:
    """What a template draws: fixed texts, captions and first values; what it hides is left out."""
    for item in node:
        kind = _name(item)
        if item.get("presence") in _HIDDEN or kind in ("script", "pattern", "picture", "event", "bind", "validate"):
            continue
        if kind in ("text", "exData"):
            yield from _element(" ".join("".join(map(str, item.itertext())).split()), Origin.BODY)
        else:
            yield from _template(item)


def _element(text: str, origin: Origin) -> Iterator[Element]:
    if text.strip():
        yield Element(text.strip(), ElementKind.PARAGRAPH, origin, page=1)


def _name(node: etree._Element) -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""
