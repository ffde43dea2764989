"""Plain text: paragraphs, headings of their own kind, list items and rows, line by line."""

from __future__ import annotations

import codecs
import hashlib
import re

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.sources.options import ReadOptions

_BULLET = re.compile(r"^\s*(?P<label>[-*•–—▪◦·]|\(?\d{1,2}[.)°]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])\s+\S")
_NUMBERED = re.compile(r"^\s*(\d+(\.\d+)*\.?|[A-Z](\.\d+)+|§\s*\d+|[IVXLC]+\.)\s+\S")
_CELLS = re.compile(r"\s\|\s|\t")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

WRAPPED = 60
"""A line this long that ends without a stop goes on in the next one: hard-wrapped prose."""


def read_plain(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a text file; encoding by its mark, else UTF-8, else the Windows code page of Western Europe."""
    text = decode(data)
    if not text.strip():
        raise UnreadableError(f"{path} is empty.", "Check that it is the right file.")
    return _document(text, path, hashlib.sha256(data).hexdigest())


def read_text(text: str, path: str) -> Document:
    """A text in memory as a document."""
    return _document(text, path, hashlib.sha256(text.encode()).hexdigest())


def decode(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 with its mark, or Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _document(text: str, path: str, digest: str) -> Document:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return Document(path, digest, "text/plain", tuple(elements(lines)))


def elements(lines: list[str]) -> list[Element]:
    """Lines as elements: wrapped lines of one paragraph together, rows, items and headings apart."""
    found: list[Element] = []
    run: list[str] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else ""
        if run and not _goes_on(before, line):
            found += _close(run)
        if line.strip():
            run.append(line)
    found += _close(run)
    return _with_headers(found)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if not line.strip() or not before.strip():
        return False
    if _CELLS.search(line) or _CELLS.search(before) or _BULLET.match(line) or _starts_box(line):
        return False
    last = before.rstrip()
    if last.endswith(("-", "\u00ad")) and line.strip()[:1].islower():
        return True
    if _NUMBERED.match(line) or last.endswith((".", ":", ";", "?", "!")):
        return False
    return len(last) >= WRAPPED or line.strip()[:1].islower()


def _starts_box(line: str) -> bool:
    return line.lstrip()[:1] in "☐☒☑□■✓"


def _close(run: list[str]) -> list[Element]:
    if not run:
        return []
    text = "\n".join(line.strip() for line in run)
    run.clear()
    if _CELLS.search(text):
        cells = tuple(cell.strip() for cell in _CELLS.split(text))
        return [Element(text, ElementKind.TABLE_ROW, cells=cells)]
    bullet = _BULLET.match(text)
    if bullet:
        return [Element(text, ElementKind.LIST_ITEM, label=bullet["label"], level=1)]
    return [Element(text, ElementKind.PARAGRAPH)]


def _with_headers(found: list[Element]) -> list[Element]:
    """Rows that follow one another and have as many cells are one table; its first row is the header."""
    done: list[Element] = []
    table = 0
    header: tuple[str, ...] = ()
    for element in found:
        if element.kind is not ElementKind.TABLE_ROW:
            header = ()
            done.append(element)
            continue
        if not header or abs(len(header) - len(element.cells)) > 1:
            table, header = table + 1, element.cells
            own: tuple[str, ...] = ()
        else:
            own = header
        done.append(Element(element.text, ElementKind.TABLE_ROW, cells=element.cells, header=own, table=table))
    return done
