"""What stands on a PDF page beside its text: free text of annotations, values and tick boxes of its form."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.model.document import Box, Element, Origin
from tenderscan.sources.readers.pdf.boxes import Tick, drawn_boxes
from tenderscan.sources.readers.pdf.frame import PageFrame

REACH = 60.0
"""Points to the right of a tick box within which the words it belongs to begin."""

UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
MARKS = frozenset("xX\u2713\u2714\u2717\u2718")
"""Letters and signs that are typed into a drawn box to tick it."""

TICKS = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
VALUES = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)


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
    drawn = drawn_boxes(page, frame)
    ticks += [tick for tick in drawn if not any(_same(tick.box, other.box) for other in ticks)]
    return _ticked(elements, ticks, page, frame) if ticks else elements


def _same(first: Box, second: Box) -> bool:
    """Whether two boxes are one: a form's field over the square that was drawn for it."""
    return min(first.x1, second.x1) > max(first.x0, second.x0) and min(first.bottom, second.bottom) > max(
        first.top, second.top
    )


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


def _ticked(elements: list[Element], ticks: Sequence[Tick], page: pypdfium2.PdfPage, frame: PageFrame) -> list[Element]:
    """The elements with a tick sign before the words that stand to the right of each box."""
    nearest: dict[int, tuple[float, Tick]] = {}
    within: dict[int, list[Tick]] = {}
    for tick in ticks:
        beside = [(_distance(tick, element), at) for at, element in enumerate(elements)]
        distance, at = min(beside, default=(REACH, -1))
        if distance < REACH and (at not in nearest or distance < nearest[at][0]):
            nearest[at] = distance, tick
        elif distance == REACH:
            held = next((n for n, e in enumerate(elements) if e.box is not None and _in_line(tick.box, e.box)), None)
            if held is not None:
                within.setdefault(held, []).append(tick)
    for at, inner in within.items():
        for tick in sorted(inner, key=lambda t: t.box.x0):
            elements[at] = replace(elements[at], text=_inserted(elements[at], tick, page, frame))
    for at, (_, tick) in nearest.items():
        elements[at] = replace(elements[at], text=f"{_sign(tick)} {elements[at].text}")
    return elements


def _sign(tick: Tick) -> str:
    return "☒" if tick.ticked else "☐"


def _in_line(box: Box, line: Box) -> bool:
    """Whether a tick box stands among the words of a line, or under its first sign."""
    return _level(box, line) and line.x0 <= (box.x0 + box.x1) / 2 < line.x1


def _inserted(element: Element, tick: Tick, page: pypdfium2.PdfPage, frame: PageFrame) -> str:
    """A line's text with the sign of a box that stands among its words; a letter typed into the box is its tick."""
    text, line = element.text, element.box
    if line is None or frame.rotation:
        return text
    words = page.get_textpage()
    try:
        left, right = tick.box.x1 - 1 + frame.left, line.x1 + 1 + frame.left
        bottom, top = (frame.height - y + frame.bottom for y in (line.bottom + 1, line.top - 1))
        after = " ".join(words.get_text_bounded(left, bottom, right, top).split())
    finally:
        words.close()
    at = text.rfind(after) if after else -1
    if at < 0:
        return text
    before = text[:at].rstrip()
    typed = before[-1:] in MARKS and (len(before) == 1 or before[-2:-1].isspace())
    if typed:
        return f"{before[:-1]}☒ {text[at:]}"
    return f"{before} {_sign(tick)} {text[at:]}".lstrip()


def _distance(tick: Tick, element: Element) -> float:
    """Points from a tick box to words at its height and right of it; REACH for any others."""
    box = element.box
    # Half the box may hang over the words: producers draw it larger than it looks.
    if box is None or not _level(tick.box, box) or box.x0 < (tick.box.x0 + tick.box.x1) / 2:
        return REACH
    return max(0.0, box.x0 - tick.box.x1)
