"""Word: the document's XML in body order, as its final text reads.

python-docx drops what tracked changes inserted; this reads the XML itself (measurements.md, section 7).
Inserted text is kept, deleted, struck and hidden text left out; comments are kept apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from tenderscan.containers.ooxml.parts import Package
from tenderscan.containers.ooxml.words import W, attribute, child, children, content, has, inside, is_gone, name
from tenderscan.containers.package import BREAKAGE
from tenderscan.containers.zip import open_zip
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind, Origin
from tenderscan.sources.elements.lines import is_contents_entry, typed_items
from tenderscan.sources.options import ORIGINAL, ReadOptions, tracked_warnings
from tenderscan.sources.readers.word.held import drawn_texts, held, missing
from tenderscan.sources.readers.word.numbering import Numbering
from tenderscan.sources.readers.word.runs import Runs
from tenderscan.sources.readers.word.styles import Style, StyleNames, Styles
from tenderscan.sources.readers.word.tables import table_elements

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

LONGEST_HEADING = 200
"""Letters of a heading; a longer paragraph in a heading's style is a numbered clause."""

_WRAPPERS = frozenset({"sdt", "ins", "moveTo", "customXml", "smartTag", "AlternateContent"})
_NOTES = ("footnote", "endnote")
_SENTENCE = re.compile(r"\.\s+\w|\w[.;]$")


def read_docx(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a .docx. Raises UnreadableError where it is no ZIP, no Word document, or too large."""
    try:
        with open_zip(data) as archive:
            package = Package(archive, path, original=options.markup == ORIGINAL)
            body = _Body(package, StyleNames.of(options))
            elements = tuple(body.elements())
            title = package.title() or body.title
            inner, cut = held(package), missing(package)
    except BREAKAGE as error:
        raise UnreadableError(f"{path} is broken or no Word file.", "Open it in Word and save it anew.") from error
    if not elements and not inner:
        raise UnreadableError(f"{path} holds no text.", "If it is a scan, save it as PDF with text.")
    digest = hashlib.sha256(data).hexdigest()
    warnings = (*body.warnings(), *tracked_warnings(package.tracked, options))
    return Document(
        path,
        digest,
        MEDIA_TYPE,
        elements,
        warnings=(*warnings, cut) if cut else warnings,
        title=title,
        attachments=inner,
        cut=cut,
        tracked=package.tracked,
    )


@dataclass(frozen=True)
class _Flow:
    """Where the walk is: the origin of what is read, and whether it is a table of contents."""

    origin: Origin
    contents: bool = False


class _Body:
    """Walks the body, and the notes where they are cited."""

    def __init__(self, package: Package, names: StyleNames) -> None:
        self._package = package
        self._styles = Styles(package.part("styles"), names)
        self._numbering = Numbering(package.part("numbering"), self._styles.numbers())
        self._runs = Runs(self._styles)
        self._notes = {kind: _by_id(package.part(f"{kind}s"), kind) for kind in _NOTES}
        self._tables = 0
        self.title: str | None = None

    def elements(self) -> Iterator[Element]:
        """Everything in body order, then comments, heads and feet."""
        root = self._package.document()
        body = child(root, "body") if root is not None else None
        if body is not None:
            yield from self._blocks(body, _Flow(Origin.BODY))
        for comments in self._package.parts("comments"):
            for comment in children(comments, "comment"):
                yield from self._blocks(comment, _Flow(Origin.COMMENT))
        yield from self._running("header", Origin.HEADER)
        yield from self._running("footer", Origin.FOOTER)

    def warnings(self) -> tuple[str, ...]:
        """What a reader of the report should know, once the elements are read."""
        said = []
        if self._runs.struck:
            said.append("Struck text was left out.")
        if self._runs.unseen:
            said.append("Text that nobody sees (hidden, white or tiny) was left out.")
        return tuple(said)

    def _running(self, kind: str, origin: Origin) -> Iterator[Element]:
        """Heads and feet, each text once: sections of a document repeat them."""
        seen: set[str] = set()
        for root in self._package.parts(kind):
            for element in self._blocks(root, _Flow(origin)):
                if element.text not in seen:
                    seen.add(element.text)
                    yield element

    def _blocks(self, parent: etree._Element, flow: _Flow) -> Iterator[Element]:
        pending: list[etree._Element] = []
        for node in _unwrapped(parent):
            if name(node) == "p":
                pending.append(node)
                # Where its paragraph mark was deleted, it runs on into the next one in the final text.
                if not _mark_deleted(node):
                    yield from self._paragraph(pending, flow)
                    pending = []
            elif name(node) == "tbl":
                yield from self._table(node, flow)
            elif name(node) == "sdt":
                held = content(node)
                if held is not None:
                    yield from self._blocks(held, _Flow(flow.origin, flow.contents or _is_contents(node)))
        if pending:
            yield from self._paragraph(pending, flow)

    def _table(self, node: etree._Element, flow: _Flow) -> Iterator[Element]:
        self._tables += 1
        yield from table_elements(node, self._tables, flow.origin, lambda cell: self._blocks(cell, flow))

    def _paragraph(self, nodes: Sequence[etree._Element], flow: _Flow) -> Iterator[Element]:
        node = nodes[-1]
        style = self._styles.of(node)
        text = _run_on([self._runs.text(n, style) for n in nodes])
        label = depth = None
        if text or not _mark_hidden(node):
            label, depth = self._numbering.label(node, style)
        if text:
            yield from self._texts(node, text, style, label or "", depth or 0, flow)
        for paragraph in nodes:
            yield from self._boxes(paragraph, flow)
            yield from self._drawn(paragraph, flow)
            yield from self._cited(paragraph)

    def _texts(
        self, node: etree._Element, text: str, style: Style, label: str, depth: int, flow: _Flow
    ) -> Iterator[Element]:
        full = f"{label} {text}" if label else text
        bold = self._runs.all_bold(node, style)
        if flow.contents or style.contents or _refers_to_page(node) or is_contents_entry(full):
            yield Element(full, ElementKind.PARAGRAPH, flow.origin, bold=bold, size=style.size, field="toc")
        elif style.level is not None and flow.origin is Origin.BODY and _is_heading(text):
            title = " ".join(full.split())
            self.title = self.title or (title if style.title else None)
            yield Element(
                title, ElementKind.HEADING, flow.origin, bold=bold, size=style.size, level=style.level, label=label
            )
        elif items := typed_items(full, label, depth):
            # Items that were typed with line breaks in one paragraph are a list all the same.
            yield from (replace(item, origin=flow.origin) for item in items)
        else:
            kind = ElementKind.LIST_ITEM if label else ElementKind.PARAGRAPH
            yield Element(
                full, kind, flow.origin, bold=bold, size=style.size, level=depth if label else None, label=label
            )

    def _boxes(self, paragraph: etree._Element, flow: _Flow) -> Iterator[Element]:
        """Text boxes that hang from a paragraph; the older copy kept for older programs is left out."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if not (inside(box, "Fallback", paragraph) or inside(box, "txbxContent", paragraph) or is_gone(box)):
                origin = Origin.TEXT_BOX if flow.origin is Origin.BODY else flow.origin
                yield from self._blocks(box, _Flow(origin))

    def _drawn(self, paragraph: etree._Element, flow: _Flow) -> Iterator[Element]:
        origin = Origin.TEXT_BOX if flow.origin is Origin.BODY else flow.origin
        for text in drawn_texts(paragraph, self._package):
            if text:
                yield Element(text, ElementKind.PARAGRAPH, origin)

    def _cited(self, paragraph: etree._Element) -> Iterator[Element]:
        for kind, notes in self._notes.items():
            for reference in paragraph.iter(f"{W}{kind}Reference"):
                note = notes.get(attribute(reference, "id"))
                apart = inside(reference, "txbxContent", paragraph) or inside(reference, "Fallback", paragraph)
                if note is not None and not apart and not is_gone(reference):
                    yield from self._blocks(note, _Flow(Origin.FOOTNOTE))


def _by_id(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """The notes by id, without the lines that separate them from the page."""
    notes = children(root, kind) if root is not None else []
    return {attribute(note, "id"): note for note in notes if attribute(note, "type") in ("", "normal")}


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables and content controls of a parent, out of whatever else wraps them."""
    for node in parent:
        if name(node) in _WRAPPERS and name(node) != "sdt":
            held = content(node)
            if held is not None:
                yield from _unwrapped(held)
        else:
            yield node


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"


def _refers_to_page(paragraph: etree._Element) -> bool:
    """Whether a paragraph gives the page of a heading, as entries of a table of contents do."""
    return any("PAGEREF _Toc" in (node.text or "") for node in paragraph.iter(f"{W}instrText"))


def _marks(paragraph: etree._Element) -> etree._Element | None:
    properties = child(paragraph, "pPr")
    return child(properties, "rPr") if properties is not None else None


def _mark_deleted(paragraph: etree._Element) -> bool:
    marks = _marks(paragraph)
    return has(marks, "del") or has(marks, "moveFrom")


def _mark_hidden(paragraph: etree._Element) -> bool:
    return has(_marks(paragraph), "vanish")


def _run_on(parts: Sequence[str]) -> str:
    return " ".join(part.strip() for part in parts if part.strip())


def _is_heading(text: str) -> bool:
    """Whether a paragraph in a heading's style reads as one, and not as a clause that was numbered that way."""
    return len(text) <= LONGEST_HEADING and not (len(text.split()) > 12 and _SENTENCE.search(text))
