"""HTML: headings, paragraphs, lists with their numbers and tables, without what was deleted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree, html

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.text import decode

_SKIPPED = frozenset({"script", "style", "nav", "del", "s", "strike", "head", "template", "noscript", "svg"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "body", "header", "footer", "aside", "blockquote", "dl", "dt"}
    | {"dd", "figure", "figcaption", "form", "fieldset", "address", "pre", "center", "html", "details", "summary"}
)
_HEADING = re.compile(r"^h([1-6])$")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_html(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an HTML page. Raises UnreadableError where it holds no text."""
    del options
    try:
        root = html.document_fromstring(_text(data), parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{path} holds no readable HTML.", "Save the page anew.") from error
    walker = _Walker()
    elements = tuple(walker.elements(root))
    if not elements:
        raise UnreadableError(f"{path} holds no text.", "Save the page with its content.")
    found = root.findtext(".//title") or ""
    title = found.strip() or None
    return Document(path, hashlib.sha256(data).hexdigest(), "text/html", elements, title=title)


def _text(data: bytes) -> str:
    named = _CHARSET.search(data[:2048])
    if named:
        try:
            return data.decode(named.group(1).decode("ascii"), errors="replace")
        except LookupError:
            return decode(data)
    return decode(data)


class _Walker:
    """Walks the tree and gathers the text of each block."""

    def __init__(self) -> None:
        self._run: list[str] = []
        self._tables = 0

    def elements(self, node: etree._Element) -> Iterator[Element]:
        """The blocks under a node, in order."""
        yield from self._walk(node)
        yield from self._flush()

    def _walk(self, node: etree._Element) -> Iterator[Element]:
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SKIPPED or node.get("hidden") is not None:
            return
        heading = _HEADING.match(tag)
        if heading:
            yield from self._flush()
            yield from self._one(node, ElementKind.HEADING, int(heading.group(1)))
        elif tag in ("ul", "ol"):
            yield from self._flush()
            yield from self._list(node, 1)
        elif tag == "table":
            yield from self._flush()
            yield from self._table(node)
        else:
            yield from self._content(node, tag)

    def _content(self, node: etree._Element, tag: str) -> Iterator[Element]:
        block = tag in _BLOCKS
        if block:
            yield from self._flush()
        if tag == "br":
            yield from self._flush()
        if tag == "input" and node.get("type") in ("checkbox", "radio"):
            self._run.append("☒ " if node.get("checked") is not None else "☐ ")
        self._run.append(node.text or "")
        for item in node:
            yield from self._walk(item)
            self._run.append(item.tail or "")
        if block:
            yield from self._flush()

    def _flush(self) -> Iterator[Element]:
        text = _SPACES.sub(" ", "".join(self._run)).strip()
        self._run.clear()
        if text:
            yield Element(text, ElementKind.PARAGRAPH)

    def _one(self, node: etree._Element, kind: ElementKind, level: int) -> Iterator[Element]:
        text = _flat(node)
        if text:
            yield Element(text, kind, level=level)

    def _list(self, node: etree._Element, depth: int) -> Iterator[Element]:
        number = int(node.get("start") or 1) if (node.get("start") or "1").isdigit() else 1
        for item in node:
            if item.tag != "li":
                continue
            label = f"{number}." if node.tag == "ol" else "•"
            number += 1
            text = _flat(item, without=("ul", "ol", "table"))
            if text:
                yield Element(f"{label} {text}", ElementKind.LIST_ITEM, level=depth, label=label)
            for nested in item:
                if nested.tag in ("ul", "ol"):
                    yield from self._list(nested, depth + 1)
                elif nested.tag == "table":
                    yield from self._table(nested)

    def _table(self, node: etree._Element) -> Iterator[Element]:
        rows = [row for row in node.iter("tr") if next(row.iterancestors("table")) is node]
        cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
        if any(c.find(".//table") is not None for row in cells for c in row) or all(len(r) < 2 for r in cells):
            # A table that only lays the page out: its cells speak as blocks.
            for cell in (cell for row in cells for cell in row):
                yield from self._content(cell, "div")
            return
        self._tables += 1
        header: tuple[str, ...] = ()
        for at, row in enumerate(cells):
            texts = tuple(_flat(cell) for cell in row)
            if not any(texts):
                continue
            yield Element(
                " | ".join(text or " " for text in texts).strip(),
                ElementKind.TABLE_ROW,
                cells=texts,
                header=header,
                table=self._tables,
            )
            if at == 0 and all(cell.tag == "th" for cell in row):
                header = texts


def _flat(node: etree._Element, without: tuple[str, ...] = ()) -> str:
    """The text of a node on one line; tick boxes as ☐ and ☒."""
    parts: list[str] = []

    def gather(item: etree._Element, top: bool) -> None:
        tag = item.tag if isinstance(item.tag, str) else ""
        if tag in _SKIPPED or not tag or (not top and tag in without):
            return
        if tag == "input" and item.get("type") in ("checkbox", "radio"):
            parts.append("☒ " if item.get("checked") is not None else "☐ ")
        if tag in _BLOCKS or tag in ("br", "li", "td"):
            parts.append(" ")
        parts.append(item.text or "")
        for inner in item:
            gather(inner, False)
            parts.append(inner.tail or "")

    gather(node, True)
    return _SPACES.sub(" ", "".join(parts)).strip()
