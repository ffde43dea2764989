"""Markdown: headings, lists, tables and paragraphs, without their marks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from lxml.html import defs
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.elements.lines import elements, is_contents_entry, joined_at_breaks, typed_items
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.text.markdown_blocks import common
from tenderscan.sources.readers.web.html import fragment_elements

BULLET = "•"

_FRONT = re.compile(r"\A---\r?\n.*?\r?\n(?:---|\.\.\.)\r?\n", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK = re.compile(r"<(/?)(?:del|s|strike)\b", re.IGNORECASE)


def read_markdown(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a Markdown file. Raises UnreadableError where it is empty."""
    del options
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = tuple(_Walker(parser.parse(common(_FRONT.sub("", decode(data).replace("\r\n", "\n"))))).elements())
    if not found:
        raise UnreadableError(f"{path} is empty.", "Check that it is the right file.")
    title = next((e.text for e in found if e.kind is ElementKind.HEADING), None)
    return Document(path, hashlib.sha256(data).hexdigest(), "text/markdown", found, title=title)


class _Walker:
    """Walks the blocks of a Markdown file; knows the lists it is in and the item that begins."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lists = 0
        self._label = ""
        self._tables = 0

    def elements(self) -> Iterator[Element]:
        """The blocks in order."""
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.type == "table_open":
                end = next(i for i in range(at, len(self._tokens)) if self._tokens[i].type == "table_close")
                self._tables += 1
                yield from row_elements(list(_rows(self._tokens[at:end])), self._tables)
                at = end
            else:
                yield from self._block(token, self._tokens[at - 1] if at else None)
            at += 1

    def _block(self, token: Token, before: Token | None) -> Iterator[Element]:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif token.type == "list_item_open":
            # An ordered item carries the number it was written with.
            self._label = f"{token.info}{token.markup}" if token.info else BULLET
        elif token.type == "list_item_close":
            self._label = ""
        elif token.type == "inline":
            yield from self._inline(token, before)
        elif token.type in ("fence", "code_block"):
            yield from elements(token.content.split("\n"))
        elif token.type == "html_block":
            yield from fragment_elements(_uncommented(token.content))

    def _inline(self, token: Token, before: Token | None) -> Iterator[Element]:
        text = plain(token)
        if self._label:
            text = text.replace("\n\n", "\n")
        else:
            text = "\n\n".join(joined_at_breaks(text.split("\n\n")))
        if not text:
            return
        label, self._label = self._label, ""
        full = f"{label} {text}" if label else text
        bold = _all_bold(token)
        if before is not None and before.type == "heading_open":
            yield Element(" ".join(text.split()), ElementKind.HEADING, level=int(before.tag[1:]))
        elif not label and "\n\n" in text:
            yield from elements(text.split("\n"))
        elif items := typed_items(full, label, self._lists):
            yield from items
        elif is_contents_entry(full):
            yield Element(full, ElementKind.PARAGRAPH, field="toc")
        elif label:
            yield Element(full, ElementKind.LIST_ITEM, level=self._lists, label=label, bold=bold)
        else:
            yield Element(full, ElementKind.PARAGRAPH, bold=bold)


def _uncommented(text: str) -> str:
    """A text without comments; one that does not end takes the rest along, as in a browser."""
    first, *others = text.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _rows(tokens: Sequence[Token]) -> Iterator[Row]:
    cells: list[str] = []
    marked = False
    for token in tokens:
        if token.type == "tr_open":
            cells, marked = [], False
        elif token.type == "th_open":
            marked = True
        elif token.type == "inline":
            cells.append(plain(token).replace("\n\n", "\n"))
        elif token.type == "tr_close" and any(cells):
            yield Row(tuple(cells), marked)


def plain(token: Token) -> str:
    """The words of an inline token: emphasis, links and tags taken off, struck text left out.

    A line end is a line end; a break that the writer meant leaves an empty line.
    """
    parts: list[str] = []
    struck = 0
    for item in token.children or ():
        if item.type in ("s_open", "s_close"):
            struck += item.nesting
        elif item.type == "html_inline":
            tag = _STRUCK.match(item.content)
            struck = max(0, struck + (-1 if tag.group(1) else 1)) if tag else struck
            parts.append("\n\n" if _BREAK.match(item.content) else "" if _is_tag(item.content) else item.content)
        elif struck:
            continue
        elif item.type == "hardbreak":
            parts.append("\n\n")
        elif item.type == "softbreak":
            parts.append("\n")
        else:
            parts.append(item.content)
    lines = "\n".join(line.strip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _is_tag(content: str) -> bool:
    """Whether what stands in angle brackets is HTML; what a template leaves open (<naam keurmerk>) is text."""
    name = re.match(r"</?([a-zA-Z][\w-]*)", content)
    return name is None or name[1].lower() in defs.tags


def _all_bold(token: Token) -> bool:
    """Whether a paragraph stands between one pair of bold marks."""
    kinds = [item.type for item in token.children or () if item.content or item.nesting]
    return kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1
