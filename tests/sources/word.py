# ruff: noqa: E501  # XML reads worse when it is folded
"""Small Word files for tests, written as their XML."""

from __future__ import annotations

import io
import zipfile

from tenderscan.model.document import Document
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.word.read import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(body: str, **parts: str) -> bytes:
    """The bytes of a Word file with that body and those parts (the inside of styles, numbering …)."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return memory.getvalue()


def word(body: str, **parts: str) -> Document:
    """A Word file with that body and those parts, read."""
    return read_docx(packed(body, **parts), "t.docx", ReadOptions())


def p(text: str = "", properties: str = "", marks: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, marks) if text else ''}</w:p>"


def r(text: str, marks: str = "") -> str:
    """A run; a line break where the text has one."""
    held = "</w:t><w:br/><w:t xml:space='preserve'>".join(text.split("\n"))
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t xml:space='preserve'>{held}</w:t></w:r>"


def item(level: int, number: str = "1", text: str = "x") -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def lvl(at: int, form: str, pattern: str, more: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell is a text or, where it begins with "<", its XML."""
    made = (
        cell if cell.startswith("<w:tc") else f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>"
        for cell in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def texts(document: Document) -> list[str]:
    """The texts of all elements."""
    return [element.text for element in document.elements]
