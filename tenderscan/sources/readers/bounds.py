"""What a reader gives, brought within bounds: clean text, no endless line, no more than can be judged in good time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderscan.model.document import Attachment, Box, Document, Element, ElementKind, UnreadPage
from tenderscan.sources.names import plain_name

MOST_LETTERS, MOST_ELEMENTS = 5_000_000, 200_000
"""Letters and elements of one document that are judged: about 1,500 full pages. What follows them is unread."""

LONGEST = 20_000
"""Letters of one element; a longer one is cut at the end of a sentence or word: nobody writes such paragraphs."""

LONGEST_HEADER = 2_000
"""Letters of a table's header row, which goes with each of its rows."""

LONGEST_BLANK = 400
"""Blanks in a row that are kept."""

MOST_WARNINGS = 50

_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
_WINDOWS = {code: letter for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))}
"""Controls that nobody writes: letters of Windows-1252 that were taken for Latin-1 (\x92 is an apostrophe)."""

_CONTROLS = re.compile("[\x80-\x9f]")
_BLANKS = re.compile(rf"[^\S\n]{{{LONGEST_BLANK},}}")
_BROAD = 1_000_000.0
"""Points beyond which a box is none: a PDF's page is at most 14,400 wide."""

_CUT = "It holds more text than is read; what comes after {at} was not read. Split it into parts."


def bounded(document: Document) -> Document:
    """The document with clean texts and boxes, no element too long, and no more of them than can be judged.

    What is left out is unread: `cut` says so for formats without pages, `unread` names the pages of the others.
    """
    elements, rest = _within(_pieces(document.elements))
    changed = {
        "elements": tuple(elements),
        "title": clean(document.title)[:LONGEST_HEADER] if document.title else document.title,
        "warnings": tuple(map(clean, document.warnings[:MOST_WARNINGS])),
        "attachments": tuple(Attachment(plain_name(a.name), a.data) for a in document.attachments),
        "page_sizes": tuple((_finite(width), _finite(height)) for width, height in document.page_sizes),
    }
    if rest is None:
        return replace(document, **changed)  # type: ignore[arg-type]
    if rest.page is None or document.pages is None:
        said = _CUT.format(at=f"its first {MOST_LETTERS:,} letters or {MOST_ELEMENTS:,} lines")
        return replace(document, **changed, cut=said)  # type: ignore[arg-type]
    reason = "the file holds more text than is read; split it into parts"
    known = {page.number: page for page in document.unread}
    late = {number: UnreadPage(number, reason) for number in range(rest.page, document.pages + 1)}
    unread = tuple(page for _, page in sorted({**late, **known}.items()))
    return replace(document, **changed, unread=unread)  # type: ignore[arg-type]


def clean(text: str) -> str:
    """A text without what cannot be written as UTF-8 and without zero characters; endless blanks are shortened.

    Quotes and dashes of Windows-1252 that were taken for controls of Latin-1 are read as what they are.
    """
    if _UNSENDABLE.search(text):
        text = _UNSENDABLE.sub("\ufffd", text.replace("\x00", ""))
    if _CONTROLS.search(text):
        text = text.translate(_WINDOWS)
    return _BLANKS.sub(" " * LONGEST_BLANK, text) if len(text) >= LONGEST_BLANK else text


def _within(elements: Iterator[Element]) -> tuple[list[Element], Element | None]:
    """The elements up to the limits, and the first that is beyond them."""
    kept: list[Element] = []
    letters = 0
    for element in elements:
        letters += len(element.text)
        if letters > MOST_LETTERS or len(kept) == MOST_ELEMENTS:
            return kept, element
        kept.append(element)
    return kept, None


def _pieces(elements: Sequence[Element]) -> Iterator[Element]:
    headers: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
    for element in elements:
        if element.header not in headers:
            fits = sum(map(len, element.header)) <= LONGEST_HEADER
            headers[element.header] = tuple(map(clean, element.header)) if fits else ()
        sound = replace(
            element,
            text=clean(element.text),
            label=clean(element.label),
            cells=tuple(map(clean, element.cells)),
            header=headers[element.header],
            box=_box(element.box),
            size=_finite(element.size),
        )
        if sound.text.strip():
            yield from _cut(sound) if len(sound.text) > LONGEST else (sound,)


def _cut(element: Element) -> Iterator[Element]:
    """An element that is too long, in pieces that are paragraphs or lines of their own."""
    kind = ElementKind.LINE if element.kind is ElementKind.LINE else ElementKind.PARAGRAPH
    bare = replace(element, kind=kind, level=None, label="", cells=(), header=(), table=None, field="")
    text = element.text
    begin = 0
    while begin < len(text):
        end = begin + LONGEST
        if end < len(text):
            window = text[begin:end]
            at = max(window.rfind(". "), window.rfind("\n"))
            at = at if at > LONGEST // 2 else window.rfind(" ")
            end = begin + at + 1 if at > 0 else end
        if piece := text[begin:end].strip():
            yield replace(bare, text=piece)
        begin = end


def _box(box: Box | None) -> Box | None:
    if box is None or all(abs(edge) < _BROAD for edge in (box.x0, box.top, box.x1, box.bottom)):
        return box
    return None


def _finite(value: float) -> float:
    return value if math.isfinite(value) and abs(value) < _BROAD else 0.0
