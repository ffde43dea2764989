"""OpenDocument text: headings, lists with their numbers as printed, tables, notes, as the final text reads.

Deleted text lies in `text:tracked-changes` and is left out, struck and hidden text too; comments are kept apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tenderscan.containers.odf import DRAW, OFFICE, STYLE, TABLE, TEXT, OdfPackage, name, whole
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Attachment, Document, Element, ElementKind, Origin
from tenderscan.sources.elements.lines import is_contents_entry, typed_items
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.objects import unwrapped
from tenderscan.sources.readers.opendocument.styles import Counter, OdfStyles

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

MOST_REPEATED = 60
"""Cells that a file may say stand side by side; a whole empty sheet is told so too."""

MOST_BLANKS = 100
"""Blanks that one node may stand for."""

_INDEXES = frozenset(
    {"table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"}
)
_APART = frozenset({"note", "annotation", "frame", "text-box", "tracked-changes", "ruby-text", "hidden-text"})
_LINK = "{http://www.w3.org/1999/xlink}href"
_WRAPPERS = frozenset({"section", "numbered-paragraph", "index-body", "index-title", "list-header"})


def read_odt(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .odt. Raises UnreadableError where it is broken, encrypted or holds no text."""
    del options
    return text_document(OdfPackage(data, path), data, path)


def text_document(package: OdfPackage, data: bytes, path: str) -> Document:
    """The document of a package. Raises UnreadableError where it holds no text."""
    walker = _Walker(OdfStyles(package.styles, package.content))
    elements = [*walker.blocks(package.body("text"), _Flow()), *walker.comments]
    if package.styles is not None:
        elements += walker.running(package.styles)
    inner = held_objects(package)
    if not elements and not inner:
        raise UnreadableError(f"{path} holds no text.", "If it is a scan, save it as PDF with text.")
    warnings: tuple[str, ...] = ("Struck text was left out.",) if walker.struck else ()
    if walker.unseen:
        warnings += ("Text that nobody sees (hidden, by a condition too, white or tiny) was left out.",)
    cut = _missing(package.body("text"))
    warnings += (cut,) if cut else ()
    if package.body("text").find(f"{TEXT}tracked-changes") is not None:
        warnings += ("The file has tracked changes; the final text was read.",)
    digest = hashlib.sha256(data).hexdigest()
    title = (package.title if len(package.title) >= 8 else "") or walker.title
    return Document(
        path,
        digest,
        MEDIA_TYPE,
        tuple(elements),
        warnings=warnings,
        title=title or None,
        attachments=inner,
        cut=cut,
    )


def held_objects(package: OdfPackage) -> tuple[Attachment, ...]:
    """The documents within a package, and what objects of other programs hold, as files of their own."""
    found = (unwrapped(Attachment(name, held)) for name, held in package.objects.items())
    return tuple(item for item in found if item.data)


def _missing(body: etree._Element) -> str:
    """What sections take over from other files and do not hold: a sentence, or nothing."""
    sources = [
        str(node.get(_LINK, ""))
        for node in body.iter(f"{TEXT}section-source")
        if not any(text.strip() for text in (node.getparent() or node).itertext())
    ]
    names = ", ".join(dict.fromkeys(source.rsplit("/", 1)[-1] for source in sources if source))
    return f"It takes over text from other files, which are not in it ({names}): add them." if names else ""


@dataclass(frozen=True)
class _Flow:
    origin: Origin = Origin.BODY
    contents: bool = False
    depth: int = 0
    counter: Counter = field(default_factory=lambda: Counter({}))
    label: str = ""


class _Walker:
    """Walks the body, with notes and boxes after the paragraph that they hang from."""

    def __init__(self, styles: OdfStyles) -> None:
        self._styles = styles
        self._outline = Counter(styles.outline)
        self._continued: dict[str, Counter] = {}
        self._tables = 0
        self.struck = self.unseen = False
        self.title = ""
        self.comments: list[Element] = []

    def blocks(self, parent: etree._Element, flow: _Flow) -> Iterator[Element]:
        """Everything under a node, in order."""
        first = True
        for node in parent:
            kind = name(node)
            if kind in ("p", "h"):
                yield from self._paragraph(node, flow if first else _Flow(flow.origin, flow.contents, flow.depth))
                first = False
            elif kind == "list":
                yield from self._list(node, flow)
            elif kind == "table":
                yield from self._table(node, flow)
            elif kind in _INDEXES:
                yield from self.blocks(node, _Flow(flow.origin, True))
            elif kind == "frame":
                yield from self._boxes([node])
            elif kind in _WRAPPERS and self._is_shown(node):
                yield from self.blocks(node, flow)

    def _is_shown(self, section: etree._Element) -> bool:
        """Whether a section is shown: hidden ones, and those that a condition hides, are not."""
        hidden = section.get(f"{TEXT}display") == "none" or section.get(f"{TEXT}is-hidden") == "true"
        self.unseen = self.unseen or (hidden and any(text.strip() for text in section.itertext()))
        return not hidden

    def running(self, styles: etree._Element) -> Iterator[Element]:
        """Heads and feet, each text once."""
        seen: set[str] = set()
        for kind, origin in (("header", Origin.HEADER), ("footer", Origin.FOOTER)):
            for node in styles.iter(f"{STYLE}{kind}"):
                for element in self.blocks(node, _Flow(origin)):
                    if element.text not in seen:
                        seen.add(element.text)
                        yield element

    def _list(self, node: etree._Element, flow: _Flow) -> Iterator[Element]:
        style = str(node.get(f"{TEXT}style-name", ""))
        depth = flow.depth + 1
        counter = flow.counter
        if style or not flow.depth:
            going_on = node.get(f"{TEXT}continue-numbering") == "true" or node.get(f"{TEXT}continue-list")
            known = self._continued.get(style) if going_on else None
            counter = known or Counter(self._styles.levels(style))
            self._continued[style] = counter
        for item in node:
            if name(item) == "list-item":
                label = counter.next(depth) if any(name(n) in ("p", "h") for n in item) else ""
                yield from self.blocks(item, _Flow(flow.origin, flow.contents, depth, counter, label))
            elif name(item) == "list-header":
                yield from self.blocks(item, flow)

    def _paragraph(self, node: etree._Element, flow: _Flow) -> Iterator[Element]:
        style = str(node.get(f"{TEXT}style-name", ""))
        look = self._styles.look(style)
        # A field in a paragraph may hide it as a whole, where its condition holds.
        away = any(field.get(f"{TEXT}is-hidden") == "true" for field in node.iter(f"{TEXT}hidden-paragraph"))
        text = "".join(self._parts(node, bool(look.struck), bool(look.hidden) or away)).strip()
        is_heading = name(node) == "h" and flow.origin is Origin.BODY and not flow.contents
        label = flow.label
        if is_heading and not label and text:
            label = self._outline.next(whole(node, f"{TEXT}outline-level", 1))
        if text:
            yield from self._texts(node, f"{label} {text}" if label else text, label, style, flow, is_heading)
        for note in node.iter(f"{TEXT}note-body"):
            yield from self.blocks(note, _Flow(Origin.FOOTNOTE))
        for comment in node.iter(f"{OFFICE}annotation"):
            self.comments += self.blocks(comment, _Flow(Origin.COMMENT))
        yield from self._boxes(node.iter(f"{DRAW}text-box"))

    def _texts(
        self, node: etree._Element, full: str, label: str, style: str, flow: _Flow, is_heading: bool
    ) -> Iterator[Element]:
        look = self._styles.look(style)
        bold, size = bool(look.bold), look.size
        if self._styles.is_title(style) and flow.origin is Origin.BODY:
            self.title = self.title or " ".join(full.split())
            is_heading = True
        if flow.contents or is_contents_entry(full):
            yield Element(full, ElementKind.PARAGRAPH, flow.origin, bold=bold, size=size, field="toc")
        elif is_heading:
            level = whole(node, f"{TEXT}outline-level", 1)
            yield Element(
                " ".join(full.split()), ElementKind.HEADING, flow.origin, bold=bold, size=size, level=level, label=label
            )
        elif items := typed_items(full, label, flow.depth):
            yield from items
        else:
            kind = ElementKind.LIST_ITEM if label else ElementKind.PARAGRAPH
            yield Element(
                full, kind, flow.origin, bold=bold, size=size, level=flow.depth if label else None, label=label
            )

    def _boxes(self, boxes: Iterator[etree._Element] | list[etree._Element]) -> Iterator[Element]:
        for box in boxes:
            yield from self.blocks(box, _Flow(Origin.TEXT_BOX))

    def _parts(self, node: etree._Element, struck: bool, hidden: bool) -> Iterator[str]:
        """The words of a paragraph; its notes, comments and boxes stand apart."""
        if struck and (node.text or "").strip():
            self.struck = True
        gone = struck or hidden
        self.unseen = self.unseen or (hidden and bool((node.text or "").strip()))
        if not gone:
            yield _plain(node.text)
        for item in node:
            kind = name(item)
            if kind == "s":
                yield " " * min(whole(item, f"{TEXT}c", 1), MOST_BLANKS)
            elif kind in ("tab", "line-break"):
                yield "\t" if kind == "tab" else "\n"
            elif kind == "hidden-text":
                if not gone and item.get(f"{TEXT}is-hidden") == "false":
                    yield str(item.get(f"{TEXT}string-value", "")) or _plain(item.text)
                else:
                    self.unseen = True
            elif kind and kind not in _APART:
                look = self._styles.look(str(item.get(f"{TEXT}style-name", ""))) if kind == "span" else None
                below = look.struck if look is not None and look.struck is not None else struck
                under = look.hidden if look is not None and look.hidden is not None else hidden
                yield from self._parts(item, below, under)
            if not gone:
                yield _plain(item.tail)
            elif hidden and (item.tail or "").strip():
                self.unseen = True

    def _table(self, node: etree._Element, flow: _Flow) -> Iterator[Element]:
        self._tables += 1
        number = self._tables
        rows, after = [], []
        for row in node.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is not node:
                continue
            marked = any(name(parent) == "table-header-rows" for parent in row.iterancestors())
            cells: list[str] = []
            for cell in row:
                if name(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                found = list(self.blocks(cell, _Flow(flow.origin)))
                after += [e for e in found if e.kind is ElementKind.TABLE_ROW or e.origin is not flow.origin]
                own = [e.text for e in found if e.kind is not ElementKind.TABLE_ROW and e.origin is flow.origin]
                cells += ["\n".join(own)] * min(whole(cell, f"{TABLE}number-columns-repeated", 1), MOST_REPEATED)
            if any(cells):
                rows.append(Row(tuple(cells), marked=marked))
        yield from row_elements(rows, number, flow.origin)
        yield from after


def _plain(text: str | None) -> str:
    """Text of a node; line ends in the file are white space there."""
    return (text or "").replace("\n", " ")
