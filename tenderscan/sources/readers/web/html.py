"""HTML: headings, paragraphs, lists with their numbers and tables, without what was deleted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree, html

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.lines import elements as plain_elements
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.options import ReadOptions

_SKIPPED = frozenset(
    {"script", "style", "nav", "del", "s", "strike", "head", "template", "noscript", "svg", "textarea", "object"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "body", "header", "footer", "aside", "blockquote", "dl", "dt"}
    | {"dd", "figure", "figcaption", "form", "fieldset", "legend", "address", "pre", "center", "html", "details"}
    | {"summary", "caption", "li", "hr", "tr"}
)
_BOLD = frozenset({"b", "strong", "th"})
_HEADING = re.compile(r"^h([1-6])$")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

REPEATED = 60
"""A cell over several rows of up to this many letters is a label and is read again with each of them."""


def read_html(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an HTML page. Raises UnreadableError where it holds no text."""
    del options
    root = page(data, path)
    elements = page_elements(root)
    if not elements:
        raise UnreadableError(f"{path} holds no text.", "Save the page with its content.")
    title = " ".join((root.findtext(".//title") or "").split()) or None
    return Document(path, hashlib.sha256(data).hexdigest(), "text/html", elements, title=title)


def page(data: bytes, path: str) -> etree._Element:
    """The root of an HTML page. Raises UnreadableError where there is none."""
    try:
        return _parsed(_text(data))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{path} holds no readable HTML.", "Save the page anew.") from error


def page_elements(root: etree._Element) -> tuple[Element, ...]:
    """The blocks of a page in order."""
    return tuple(_Walker().elements(root))


def fragment_elements(text: str) -> tuple[Element, ...]:
    """The blocks of a piece of HTML within another text; none where it holds no words."""
    try:
        return page_elements(_parsed(text)) if text.strip() else ()
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()


def _parsed(text: str) -> etree._Element:
    # An XML declaration in a text that is decoded already would be refused.
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return html.document_fromstring(bare, parser=html.HTMLParser(no_network=True, huge_tree=False))


def _text(data: bytes) -> str:
    named = _CHARSET.search(data[:2048])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named.group(1).decode("ascii"), errors="strict")
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)


@dataclass(frozen=True, slots=True)
class _Item:
    """The list item that is being read: its label, until it is used, and its depth."""

    label: str
    depth: int


class _Walker:
    """Walks the tree and gathers the text of each block."""

    def __init__(self) -> None:
        self._run: list[tuple[str, bool]] = []
        self._tables = 0
        self._item: _Item | None = None
        self._bold = 0

    def elements(self, node: etree._Element) -> Iterator[Element]:
        """The blocks under a node, in order."""
        yield from self._walk(node)
        yield from self._flush()

    def inside(self, node: etree._Element) -> Iterator[Element]:
        """The blocks in a node, whatever it is itself."""
        yield from self._content(node, "div")

    def _walk(self, node: etree._Element) -> Iterator[Element]:
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SKIPPED or _is_hidden(node):
            return
        heading = _HEADING.match(tag)
        if heading:
            yield from self._flush()
            text = " ".join(" ".join(element.text for element in _Walker().inside(node)).split())
            if text:
                yield Element(text, ElementKind.HEADING, level=int(heading.group(1)))
        elif tag in ("ul", "ol", "menu"):
            yield from self._flush()
            yield from self._list(node)
        elif tag == "table":
            yield from self._flush()
            yield from self._table(node)
        else:
            yield from self._content(node, tag)

    def _content(self, node: etree._Element, tag: str) -> Iterator[Element]:
        if tag in _BLOCKS:
            yield from self._flush()
        if tag == "br":
            self._run.append(("\n", False))
        if tag == "input" and node.get("type") in ("checkbox", "radio"):
            self._run.append((" ☒ " if node.get("checked") is not None else " ☐ ", False))
        self._bold += tag in _BOLD
        self._add(node.text)
        for item in node:
            yield from self._walk(item)
            self._add(item.tail)
        self._bold -= tag in _BOLD
        if tag in _BLOCKS:
            yield from self._flush()

    def _add(self, text: str | None) -> None:
        if text:
            self._run.append((_SPACES.sub(" ", text), self._bold > 0))

    def _flush(self) -> Iterator[Element]:
        """The block that was gathered; line breaks within it part items and rows, not sentences."""
        run, self._run = self._run, []
        lines = [" ".join(line.split(" ")).strip() for line in "".join(text for text, _ in run).split("\n")]
        lines = [_SPACES.sub(" ", line) for line in lines]
        if not any(lines):
            return
        bold = all(is_bold for text, is_bold in run if text.strip())
        item, self._item = self._item, None
        for number, element in enumerate(plain_elements(lines)):
            if item is not None and number == 0:
                text = f"{item.label} {element.text}" if item.label else element.text
                yield Element(text, ElementKind.LIST_ITEM, bold=bold, level=item.depth, label=item.label)
            elif len(lines) == 1 and not element.field and element.kind is ElementKind.TABLE_ROW:
                yield Element(element.text, ElementKind.PARAGRAPH, bold=bold)
            else:
                yield replace(element, bold=bold, table=None)

    def _list(self, node: etree._Element, depth: int = 1) -> Iterator[Element]:
        number = _whole(node.get("start"), 1)
        for item in node:
            if item.tag == "li":
                number = _whole(item.get("value"), number)
                self._item = _Item(_label(number, node), depth)
                number += 1
                yield from self._entry(item, depth)
                self._item = None
            elif item.tag in ("ul", "ol"):
                yield from self._list(item, depth + 1)

    def _entry(self, item: etree._Element, depth: int) -> Iterator[Element]:
        if _is_hidden(item):
            return
        self._add(item.text)
        for inner in item:
            if inner.tag in ("ul", "ol"):
                yield from self._flush()
                yield from self._list(inner, depth + 1)
            else:
                yield from self._walk(inner)
            self._add(inner.tail)
        yield from self._flush()

    def _table(self, node: etree._Element) -> Iterator[Element]:
        for caption in node.findall("caption"):
            yield from self._content(caption, "caption")
        rows = [row for row in node.iter("tr") if next(row.iterancestors("table")) is node and not _is_hidden(row)]
        cells = [[c for c in row if c.tag in ("td", "th") and not _is_hidden(c)] for row in rows]
        if any(c.find(".//table") is not None for row in cells for c in row) or all(len(r) < 2 for r in cells):
            # A table that only lays the page out: its cells speak as blocks.
            for cell in (cell for row in cells for cell in row):
                yield from self._content(cell, "div")
            return
        self._tables += 1
        told = [row for row in _told(rows, cells) if any(row.cells)]
        yield from row_elements(told, self._tables)


def _told(rows: list[etree._Element], cells: list[list[etree._Element]]) -> Iterator[Row]:
    """The rows' texts; a short label that spans several rows is told in each."""
    reaching: dict[int, tuple[int, str]] = {}
    for row, own in zip(rows, cells, strict=True):
        texts: list[str] = []
        bold = True
        waiting = list(own)
        while waiting or len(texts) in reaching:
            column = len(texts)
            left, label = reaching.pop(column, (0, ""))
            if left:
                texts.append(label)
                if left > 1:
                    reaching[column] = (left - 1, label)
                continue
            cell = waiting.pop(0)
            elements = list(_Walker().inside(cell))
            text = "\n".join(element.text for element in elements)
            bold = bold and all(element.bold or cell.tag == "th" for element in elements)
            texts.append(text)
            span = _whole(cell.get("rowspan"), 1)
            if span > 1:
                reaching[column] = (span - 1, text if len(text) <= REPEATED else "")
        in_head = next(row.iterancestors("thead"), None) is not None
        yield Row(tuple(texts), in_head or (bool(own) and all(cell.tag == "th" for cell in own)), bold)


def _is_hidden(node: etree._Element) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _whole(value: str | None, default: int) -> int:
    return int(value) if value is not None and len(value) < 11 and value.strip().isdecimal() else default


def _label(number: int, parent: etree._Element) -> str:
    if parent.tag != "ol":
        return "•"
    kind = parent.get("type") or "1"
    if kind in ("a", "A"):
        letter = chr(ord("a") + (number - 1) % 26)
        return f"{letter.upper() if kind == 'A' else letter}."
    return f"{number}."
