"""What stands on a PDF page beside its text: free text of annotations, values and tick boxes of its form."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.model.document import Box, Element, Origin
from tenderscan.sources.pdf_frame import PageFrame

REACH = 60.0
"""Points to the right of a tick box within which the words it belongs to begin."""

UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
TICKS = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
VALUES = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick box of a form, and whether it is ticked."""

    box: Box
    ticked: bool


def with_fields(found: Sequence[Element], page: pypdfium2.PdfPage, frame: PageFrame) -> list[Element]:
    """The lines of a page with what its annotations and form fields say.

    A value that has a line to itself comes where it stands, another one after the page's lines, so that no sentence is
    broken; a tick box becomes "☐ " or "☒ " before the words to its right.
    """
    elements = list(found)
    ticks: list[Tick] = []
    for item in _items(page, frame):
        if isinstance(item, Tick):
            ticks.append(item)
        else:
            elements.insert(_place(item, elements), item)
    return _ticked(elements, ticks)


def _items(page: pypdfium2.PdfPage, frame: PageFrame) -> Iterator[Element | Tick]:
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        try:
            yield from _item(annotation, page, frame)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _item(annotation: object, page: pypdfium2.PdfPage, frame: PageFrame) -> Iterator[Element | Tick]:
    rectangle = pdfium.FS_RECTF()
    if pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN or not pdfium.FPDFAnnot_GetRect(annotation, rectangle):
        return
    box = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _string(lambda into, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", into, size))
        yield from _element(text, Origin.ANNOTATION, box)
    elif kind == pdfium.FPDF_ANNOT_WIDGET and page.formenv is not None:
        form = page.formenv.raw
        field = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
        if field in TICKS:
            yield Tick(box, bool(pdfium.FPDFAnnot_IsChecked(form, annotation)))
        elif field in VALUES:
            # Asked of the form: fields that share a name keep their value in their parent.
            text = _string(lambda into, size: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, into, size))
            yield from _element(text, Origin.FORM_FIELD, box)


def _string(ask: Callable[[object, int], int]) -> str:
    """A string of pdfium's, which is asked first for its size in bytes."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="replace").replace("\x00", "").replace("\r", "\n").strip()


def _element(text: str, origin: Origin, box: Box) -> Iterator[Element]:
    if text:
        yield Element(text, origin=origin, page=box.page, box=box)


def _place(item: Element, elements: Sequence[Element]) -> int:
    """Where a value goes: after what stands right above it, or at the end where a line runs beside it."""
    own = item.box
    above: tuple[float, int] | None = None
    for at, element in enumerate(elements):
        box = element.box
        if own is None or box is None:
            continue
        if element.origin is Origin.BODY and _level(own, box):
            return len(elements)
        over = box.x0 < own.x1 and own.x0 < box.x1 and (box.top + box.bottom) / 2 < own.top
        if over and (above is None or box.bottom >= above[0]):
            above = box.bottom, at
    return len(elements) if above is None else above[1] + 1


def _level(first: Box, second: Box) -> bool:
    """Whether the middle of one is at the height of the other."""
    return first.top < (second.top + second.bottom) / 2 < first.bottom or (
        second.top < (first.top + first.bottom) / 2 < second.bottom
    )


def _ticked(elements: list[Element], ticks: Sequence[Tick]) -> list[Element]:
    """The elements with a tick sign before the words that stand to the right of each box."""
    nearest: dict[int, tuple[float, Tick]] = {}
    for tick in ticks:
        beside = [(_distance(tick, element), at) for at, element in enumerate(elements)]
        distance, at = min(beside, default=(REACH, -1))
        if distance < REACH and (at not in nearest or distance < nearest[at][0]):
            nearest[at] = distance, tick
    for at, (_, tick) in nearest.items():
        sign = "☒" if tick.ticked else "☐"
        elements[at] = replace(elements[at], text=f"{sign} {elements[at].text}")
    return elements


def _distance(tick: Tick, element: Element) -> float:
    """Points from a tick box to words at its height and right of it; REACH for any others."""
    box = element.box
    # Half the box may hang over the words: producers draw it larger than it looks.
    if box is None or not _level(tick.box, box) or box.x0 < (tick.box.x0 + tick.box.x1) / 2:
        return REACH
    return max(0.0, box.x0 - tick.box.x1)
