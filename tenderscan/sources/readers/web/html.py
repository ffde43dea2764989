"""HTML: headings, paragraphs, lists with their numbers and tables, without what was deleted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from lxml import etree
from lxml import html as lxml_html

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.lines import elements as plain_elements
from tenderscan.sources.elements.lines import joined_at_breaks
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.web.looks import Looks

_SKIPPED = frozenset({"script", "style", "nav", "head", "template", "noscript", "svg", "object"})
_STRUCK = frozenset({"del", "s", "strike"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "body", "header", "footer", "aside", "blockquote", "dl", "dt"}
    | {"dd", "figure", "figcaption", "form", "fieldset", "legend", "address", "pre", "center", "html", "details"}
    | {"summary", "caption", "li", "hr", "tr"}
)
_BOLD = frozenset({"b", "strong", "th"})
_HEADING = re.compile(r"^h([1-6])$")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_NOTE = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡]{1,3})[)\]]?")
_LETTER = re.compile(r"[^\W\d_]{1}|[.,;:)»”]")

_NAMES = (
    r"(?:p|br|div|b|i|u|em|strong|span|ul|ol|li|table|tbody|thead|tr|t[dh]|h[1-6]|a|font|su[bp]|hr|s|del|strike|ins)"
)
_TAG = re.compile(rf"</?{_NAMES}(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_OTHER_TAG = re.compile(rf"<(?!/?{_NAMES}(?:\s[^<>]{{0,2000}})?/?>)", re.IGNORECASE)
_MARKED = re.compile(rf"{_TAG.pattern}|&(?:[a-zA-Z]{{2,8}}|#\d{{1,6}}|#x[0-9a-fA-F]{{1,5}});", re.IGNORECASE)

REPEATED = 60
"""A cell over several rows of up to this many letters is a label and is read again with each of them."""


def read_html(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an HTML page. Raises UnreadableError where it holds no text."""
    del options
    root = page(data, path)
    walker = _Walker(Looks(root))
    elements = tuple(walker.elements(root))
    if not elements:
        raise UnreadableError(f"{path} holds no text.", "Save the page with its content.")
    title = " ".join((root.findtext(".//title") or "").split()) or None
    digest = hashlib.sha256(data).hexdigest()
    return Document(path, digest, "text/html", elements, warnings=tuple(sorted(walker.said)), title=title)


def page(data: bytes, path: str) -> etree._Element:
    """The root of an HTML page. Raises UnreadableError where there is none."""
    try:
        return _parsed(_text(data))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{path} holds no readable HTML.", "Save the page anew.") from error


def page_elements(root: etree._Element) -> tuple[Element, ...]:
    """The blocks of a page in order."""
    return tuple(_Walker(Looks(root)).elements(root))


def fragment_elements(text: str) -> tuple[Element, ...]:
    """The blocks of a piece of HTML within another text; none where it holds no words."""
    try:
        return page_elements(_parsed(text)) if text.strip() else ()
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()


def unmarked(text: str) -> str:
    """A text that may hold HTML, as some forms let their users write: its words, a block a line.

    What only stands in angle brackets ("<naam>", "a < b") is text.
    """
    for _ in range(2):
        if not _MARKED.search(text):
            break
        # Marks may be escaped within marks.
        text = unescape(text) if not _TAG.search(text) else _words(text)
    return text


def _words(text: str) -> str:
    found = fragment_elements(_OTHER_TAG.sub(lambda tag: escape(tag.group()), text))
    return "\n".join(element.text for element in found) or text


def _parsed(text: str) -> etree._Element:
    # An XML declaration in a text that is decoded already would be refused.
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return lxml_html.document_fromstring(bare, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False))


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
    """Walks the tree and gathers the text of each block; `said` is what a reader of the report should know."""

    def __init__(self, looks: Looks, said: set[str] | None = None) -> None:
        self._looks = looks
        self.said: set[str] = set() if said is None else said
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
        if not tag or tag in _SKIPPED or self._is_gone(node, tag):
            return
        heading = _HEADING.match(tag)
        if heading:
            yield from self._flush()
            text = " ".join(" ".join(element.text for element in self._apart().inside(node)).split())
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

    def _apart(self) -> _Walker:
        """A walker for what stands apart in the same page: a heading, a cell."""
        return _Walker(self._looks, self.said)

    def _is_gone(self, node: etree._Element, tag: str) -> bool:
        """Whether a node is struck, or hidden and no reader of the page can open it."""
        if tag in _STRUCK or self._looks.struck(node):
            self._tell(node, "Struck text was left out.")
            return True
        if not self._looks.hidden(node):
            return False
        if self._looks.opens(node):
            self._tell(node, "Blocks that are hidden until a reader of the page opens them were read.")
            return False
        self._tell(node, "Text that the page hides was left out.")
        return True

    def _tell(self, node: etree._Element, sentence: str) -> None:
        if sentence not in self.said and any(part.strip() for part in node.itertext() if isinstance(part, str)):
            self.said.add(sentence)

    def _content(self, node: etree._Element, tag: str) -> Iterator[Element]:
        if tag in _BLOCKS:
            yield from self._flush()
        if tag == "br":
            self._run.append(("\n", False))
        if tag == "textarea" or (tag == "input" and _shows_value(node)):
            yield from self._flush()
            self._add(node.get("value") if tag == "input" else node.text)
            yield from self._flush()
            return
        if tag == "iframe" and (inner := node.get("srcdoc")):
            yield from self._flush()
            yield from fragment_elements(inner)
            return
        if tag == "input" and node.get("type") in ("checkbox", "radio"):
            self._run.append((" ☒ " if node.get("checked") is not None else " ☐ ", False))
        if tag == "sup" and _is_note(node):
            return
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
        lines = joined_at_breaks(_lines(run))
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
        if self._is_gone(item, "li"):
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
        rows = [
            row for row in node.iter("tr") if next(row.iterancestors("table")) is node and not self._is_gone(row, "tr")
        ]
        cells = [[c for c in row if c.tag in ("td", "th") and not self._is_gone(c, c.tag)] for row in rows]
        if any(c.find(".//table") is not None for row in cells for c in row) or all(len(r) < 2 for r in cells):
            # A table that only lays the page out: its cells speak as blocks.
            for cell in (cell for row in cells for cell in row):
                yield from self._content(cell, "div")
            return
        self._tables += 1
        told = [row for row in _told(rows, cells, self._apart) if any(row.cells)]
        yield from row_elements(told, self._tables)


def _lines(run: Sequence[tuple[str, bool]]) -> list[str]:
    """The lines of what was gathered, without blanks around them; an empty one where a bold line is a label."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in run:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines += [[(other, bold)] for other in others]
    found: list[str] = []
    label = False
    for line in lines:
        bold = all(is_bold for text, is_bold in line if text.strip())
        text = _SPACES.sub(" ", "".join(text for text, _ in line)).strip()
        if label and text and not bold:
            found.append("")
        label = bold and bool(text)
        found.append(text)
    return found


def _told(
    rows: list[etree._Element], cells: list[list[etree._Element]], walker: Callable[[], _Walker]
) -> Iterator[Row]:
    """The rows' texts; a short label that spans several rows is repeated in each."""
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
            elements = list(walker().inside(cell))
            text = "\n".join(element.text for element in elements)
            bold = bold and all(element.bold or cell.tag == "th" for element in elements)
            texts.append(text)
            span = _whole(cell.get("rowspan"), 1)
            if span > 1:
                reaching[column] = (span - 1, text if len(text) <= REPEATED else "")
        in_head = next(row.iterancestors("thead"), None) is not None
        yield Row(tuple(texts), in_head or (bool(own) and all(cell.tag == "th" for cell in own)), bold)


def _shows_value(node: etree._Element) -> bool:
    """Whether a field of a form shows a text that the page wrote in it."""
    return (node.get("type") or "text").lower() in ("text", "search", "url", "number", "date") and bool(
        node.get("value")
    )


def _is_note(node: etree._Element) -> bool:
    """Whether a raised text is the mark of a note, which is no part of the word before it."""
    text = " ".join("".join(map(str, node.itertext())).split())
    return bool(_NOTE.fullmatch(text)) and (node.find(".//a") is not None or bool(_LETTER.search(_before(node))))


def _before(node: etree._Element) -> str:
    previous = node.getprevious()
    parent = node.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    return (text or "")[-1:]


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
