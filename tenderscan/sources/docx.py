"""Word: the document's XML in body order, as its final text reads.

python-docx drops what tracked changes inserted; this reads the XML itself (measurements.md, section 7).
Inserted text is kept, deleted, struck and hidden text left out; comments are kept apart.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind, Origin
from tenderscan.sources.docx_numbering import Numbering
from tenderscan.sources.docx_runs import Runs, W, attribute, child, children, has, name
from tenderscan.sources.docx_styles import Styles
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.xml import parse

MOST_BYTES = 200_000_000
"""Unpacked size of one part of a Word file beyond which it is taken for a bomb."""

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a .docx. Raises UnreadableError where it is no ZIP, no Word document, or too large."""
    del options
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _Parts(archive, path)
            body = _Body(parts)
            elements = tuple(body.elements())
            title = _title(parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise UnreadableError(f"{path} is broken or no Word file.", "Open it in Word and save it anew.") from error
    digest = hashlib.sha256(data).hexdigest()
    return Document(path, digest, MEDIA_TYPE, elements, warnings=tuple(body.warnings), title=title)


class _Parts:
    """The XML parts of a Word file, read with limits."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive, self._path = archive, path
        self.names = frozenset(archive.namelist())
        self.main = self._main()

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part, or None where there is none."""
        if part not in self.names:
            return None
        if self._archive.getinfo(part).file_size > MOST_BYTES:
            raise UnreadableError(f"{self._path} is too large unpacked.", "Check where it comes from.")
        return parse(self._archive.read(part), self._path)

    def _main(self) -> str:
        if "word/document.xml" in self.names:
            return "word/document.xml"
        found = sorted(n for n in self.names if n.startswith("word/document") and n.endswith(".xml"))
        if not found:
            raise UnreadableError(f"{self._path} holds no Word document.", "Open it in Word and save it anew.")
        return found[0]


@dataclass
class _Table:
    """A table while it is read."""

    number: int
    header: tuple[str, ...] = ()
    rows: int = 0


@dataclass
class _Body:
    """Walks the body, and the notes where they are cited."""

    parts: _Parts
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._styles = Styles(self.parts.xml("word/styles.xml"))
        self._numbering = Numbering(self.parts.xml("word/numbering.xml"))
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._tables = 0
        self._runs = Runs()

    def elements(self) -> Iterator[Element]:
        """Everything in body order, then comments, heads and feet."""
        root = self.parts.xml(self.parts.main)
        body = child(root, "body") if root is not None else None
        if body is not None:
            yield from self._blocks(body, Origin.BODY)
        yield from self._apart("word/comments.xml", Origin.COMMENT)
        for part in sorted(self.parts.names):
            if part.startswith("word/header"):
                yield from self._apart(part, Origin.HEADER)
            elif part.startswith("word/footer"):
                yield from self._apart(part, Origin.FOOTER)
        if self._runs.struck:
            self.warnings.append("Struck text was left out.")
        if self._runs.tracked:
            self.warnings.append("The file has tracked changes; the final text was read.")

    def _apart(self, part: str, origin: Origin) -> Iterator[Element]:
        root = self.parts.xml(part)
        if root is None:
            return
        for paragraph in root.iter(f"{W}p"):
            text = self._runs.text(paragraph).strip()
            if text:
                yield Element(text, ElementKind.PARAGRAPH, origin)

    def _read_notes(self, kind: str) -> dict[str, etree._Element]:
        root = self.parts.xml(f"word/{kind}s.xml")
        if root is None:
            return {}
        return {attribute(note, "id"): note for note in children(root, kind) if not attribute(note, "type")}

    def _blocks(self, parent: etree._Element, origin: Origin) -> Iterator[Element]:
        pending: list[etree._Element] = []
        for node in parent:
            kind = name(node)
            if kind == "p":
                if self._mark_deleted(node):
                    # Its paragraph mark was deleted: in the final text it runs on into the next one.
                    pending.append(node)
                    continue
                yield from self._paragraph([*pending, node], origin)
                pending = []
            elif kind == "tbl":
                yield from self._table(node, origin)
            elif kind in ("sdt", "ins", "moveTo", "customXml", "smartTag"):
                content = child(node, "sdtContent") if kind == "sdt" else node
                if content is not None:
                    yield from self._blocks(content, origin)
        if pending:
            yield from self._paragraph(pending, origin)

    def _mark_deleted(self, paragraph: etree._Element) -> bool:
        properties = child(paragraph, "pPr")
        marks = child(properties, "rPr") if properties is not None else None
        return marks is not None and (has(marks, "del") or has(marks, "moveFrom"))

    def _paragraph(self, nodes: list[etree._Element], origin: Origin) -> Iterator[Element]:
        node = nodes[-1]
        text = " ".join(part for part in (self._runs.text(n) for n in nodes) if part).strip()
        style = self._styles.of(node)
        label, depth = self._numbering.label(node, style.numbering) if text else ("", 0)
        full = f"{label} {text}" if label else text
        if text:
            level = style.level
            kind = ElementKind.PARAGRAPH
            if level is not None and origin is Origin.BODY:
                kind = ElementKind.HEADING
            elif label:
                kind, level = ElementKind.LIST_ITEM, depth
            contents = "toc" if style.contents else ""
            bold = style.bold or self._runs.all_bold(node)
            yield Element(full, kind, origin, bold=bold, size=style.size, level=level, label=label, field=contents)
        for paragraph in nodes:
            yield from self._boxes(paragraph)
            yield from self._cited(paragraph)

    def _boxes(self, paragraph: etree._Element) -> Iterator[Element]:
        """Text boxes that hang from a paragraph; the older copy kept for older programs is left out."""
        for content in paragraph.iter(f"{W}txbxContent"):
            fallback = any(name(parent) == "Fallback" for parent in content.iterancestors())
            nested = any(name(parent) == "txbxContent" for parent in content.iterancestors())
            if not fallback and not nested:
                yield from self._blocks(content, Origin.TEXT_BOX)

    def _cited(self, paragraph: etree._Element) -> Iterator[Element]:
        for kind, notes in self._notes.items():
            for reference in paragraph.iter(f"{W}{kind}Reference"):
                note = notes.get(attribute(reference, "id"))
                if note is not None and not self._runs.is_gone(reference):
                    yield from self._blocks(note, Origin.FOOTNOTE)

    def _table(self, node: etree._Element, origin: Origin) -> Iterator[Element]:
        rows = [row for row in self._rows(node) if not self._row_deleted(row)]
        cells = [list(self._cells(row)) for row in rows]
        if all(len(row) <= 1 for row in cells):
            # A frame of one cell: its paragraphs speak for themselves.
            for cell in (cell for own in cells for cell in own):
                yield from self._blocks(cell, origin)
            return
        self._tables += 1
        table = _Table(self._tables)
        for row, own in zip(rows, cells, strict=True):
            yield from self._row(row, own, table, origin)

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        for node in table:
            if name(node) == "tr":
                yield node
            elif name(node) in ("sdt", "ins", "customXml"):
                content = child(node, "sdtContent") if name(node) == "sdt" else node
                if content is not None:
                    yield from self._rows(content)

    def _row_deleted(self, row: etree._Element) -> bool:
        properties = child(row, "trPr")
        return properties is not None and has(properties, "del")

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        for node in row:
            if name(node) == "tc":
                yield node
            elif name(node) == "sdt":
                content = child(node, "sdtContent")
                if content is not None:
                    yield from self._cells(content)

    def _row(
        self, row: etree._Element, cells: list[etree._Element], table: _Table, origin: Origin
    ) -> Iterator[Element]:
        texts: list[str] = []
        notes: list[Element] = []
        bold = True
        for cell in cells:
            inside = list(self._blocks(cell, origin))
            own = [e for e in inside if e.origin is not Origin.FOOTNOTE]
            notes += [e for e in inside if e.origin is Origin.FOOTNOTE]
            texts.append(" ".join(e.text for e in own))
            bold = bold and all(e.bold for e in own)
        if any(texts):
            first = table.rows == 0
            header = table.header
            if first and self._is_header(row, texts, bold):
                table.header = tuple(texts)
            table.rows += 1
            joined = " | ".join(text or " " for text in texts).strip()
            yield Element(
                joined,
                ElementKind.TABLE_ROW,
                origin,
                bold=bold,
                cells=tuple(texts),
                header=header if len(header) == len(texts) or header else (),
                table=table.number,
            )
        yield from notes

    def _is_header(self, row: etree._Element, texts: list[str], bold: bool) -> bool:
        properties = child(row, "trPr")
        if properties is not None and has(properties, "tblHeader"):
            return True
        named = [text for text in texts if text.strip()]
        short = all(len(text) < 60 and not text.rstrip().endswith((".", ";", ":")) for text in named)
        figures = any(text.strip()[:1].isdigit() for text in named)
        return len(named) >= 2 and short and not figures and (bold or len(named) == len(texts))


def _title(parts: _Parts) -> str | None:
    core = parts.xml("docProps/core.xml")
    if core is None:
        return None
    found = core.find("{http://purl.org/dc/elements/1.1/}title")
    title = (found.text or "").strip() if found is not None else ""
    return title if len(title) > 7 else None
