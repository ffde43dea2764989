"""What openpyxl does not tell of a sheet: hidden rows and columns, formulas without a value, boxes, heads, objects."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from tenderscan.containers.xml import parse
from tenderscan.containers.zip import unpacked
from tenderscan.model.document import Attachment
from tenderscan.sources.readers.objects import unwrapped

MOST_BYTES = 300_000_000
"""Unpacked size of a sheet."""

MOST_HELD = 100
"""Documents on the sheets of a workbook that are read."""

WORDS = 4
"""Words of a text in a formula from which it may be a demand."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TARGET, _KIND = "Target", "Type"
_TOKEN = re.compile(
    r'\s*(?:"(?P<text>(?:[^"]|"")*)"|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7})|(?P<number>\d+(?:\.\d+)?)|(?P<join>[&;,])'
    r"|(?P<open>(?:_xlfn\.)?(?:CONCATENATE|CONCAT)?\()|(?P<close>\)))",
    re.IGNORECASE,
)
_FURNITURE = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_PARTS = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Z])')
_EMBEDDINGS = "xl/embeddings/"
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)


@dataclass
class SheetFacts:
    """Of one sheet: hidden rows that hold something, spans of hidden columns, formulas without a value by cell."""

    rows: list[int] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)


def sheet_facts(archive: zipfile.ZipFile, part: str, path: str) -> SheetFacts:
    """The facts of the sheet in a part of a workbook. Raises UnreadableError and what zipfile raises."""
    facts = SheetFacts()
    part = part.lstrip("/")
    last = 0
    data = unpacked(archive, part, MOST_BYTES)
    for _, node in etree.iterparse(BytesIO(data), events=("end",), resolve_entities=False, no_network=True):
        kind = node.tag.removeprefix(_MAIN).removeprefix(_STRICT) if isinstance(node.tag, str) else ""
        if kind == "col" and _is_unseen(node, "width"):
            facts.columns.append((_whole(node.get("min")), _whole(node.get("max"))))
        elif kind == "row":
            last = _whole(node.get("r")) or last + 1
            if _is_unseen(node, "ht") and any(len(cell) for cell in node):
                facts.rows.append(last)
            facts.formulas.update(_valueless(node, last))
            node.clear()
        elif kind in _FURNITURE and (node.text or "").strip():
            facts.boxes += _furniture(node.text or "", facts.boxes)
    facts.boxes += _boxes(archive, part, path)
    return facts


def _is_unseen(node: etree._Element, size: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width."""
    return node.get("hidden") in ("1", "true") or node.get(size) in ("0", "0.0")


def _furniture(text: str, known: list[str]) -> Iterator[str]:
    """The words of a head or foot, without the signs for its parts, fonts and sizes ("&C&\"Arial\"&8")."""
    for part in _PARTS.split(text):
        words = " ".join(_CODE.sub("", part).split())
        if any(letter.isalpha() for letter in words) and words not in known:
            yield words


def held_parts(archive: zipfile.ZipFile, path: str) -> tuple[Attachment, ...]:
    """The documents that lie on the sheets of a workbook, as files of their own."""
    parts = [part for part in sorted(archive.namelist()) if part.startswith(_EMBEDDINGS)][:MOST_HELD]
    found = (unwrapped(Attachment(posixpath.basename(part), unpacked(archive, part, MOST_BYTES))) for part in parts)
    return tuple(item for item in found if item.data)


def formula_text(formula: str, values: Mapping[tuple[int, int], str]) -> str | None:
    """What a formula that only joins texts and cells shows; None for every other one."""
    found: list[str] = []
    at = 0
    while at < len(formula.rstrip()):
        token = _TOKEN.match(formula, at)
        if token is None:
            return None
        if token["text"] is not None:
            found.append(token["text"].replace('""', '"'))
        elif token["number"] is not None:
            found.append(token["number"])
        elif token["cell"] is not None:
            place = cell_place(token["cell"])
            found.append(values.get(place, ""))
        at = token.end()
    return "".join(found).strip()


def wordy(formula: str) -> bool:
    """Whether a formula holds a text of several words, which its value may be."""
    return any(len(text.split()) >= WORDS for text in _LITERAL.findall(formula))


def cell_place(name: str) -> tuple[int, int]:
    """(row, column) of a cell, both from 1; (0, 0) for what is no cell."""
    found = _PLACE.fullmatch(name)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - 64
    return int(found[2]), column


def _valueless(row: etree._Element, number: int) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in row:
        formula = next((n for n in cell if str(n.tag).endswith("}f")), None)
        value = next((n for n in cell if str(n.tag).endswith(("}v", "}is"))), None)
        if formula is not None and (value is None or not "".join(map(str, value.itertext()))) and formula.text:
            place = cell_place(str(cell.get("r", "")))
            yield (place[0] or number, place[1]), formula.text


def _boxes(archive: zipfile.ZipFile, sheet: str, path: str) -> Iterator[str]:
    """The texts of shapes that lie on a sheet, paragraph by paragraph, and of its diagrams."""
    names = frozenset(archive.namelist())
    for kind, drawing in _related(archive, sheet, path, names):
        if kind != "drawing":
            continue
        yield from _texts(archive, drawing, path)
        for inner, diagram in _related(archive, drawing, path, names):
            if inner in ("diagramData", "chart"):
                yield from _texts(archive, diagram, path)


def _related(archive: zipfile.ZipFile, part: str, path: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations not in names:
        return
    for node in parse(unpacked(archive, relations, MOST_BYTES), path):
        target = str(node.get(_TARGET, ""))
        where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if node.get("TargetMode") != "External" and where in names:
            yield str(node.get(_KIND, "")).rsplit("/", 1)[-1], where


def _texts(archive: zipfile.ZipFile, part: str, path: str) -> Iterator[str]:
    root = parse(unpacked(archive, part, MOST_BYTES), path)
    for paragraph in root.iter(f"{_DRAWING}p"):
        text = "".join(
            "\n" if str(node.tag).endswith("}br") else node.text or ""
            for node in paragraph.iter(f"{_DRAWING}t", f"{_DRAWING}br")
        ).strip()
        if text and not _is_hidden(paragraph):
            yield text


def _is_hidden(paragraph: etree._Element) -> bool:
    shape = next((n for n in paragraph.iterancestors() if str(n.tag).endswith("}sp")), None)
    named = next((n for n in shape.iter() if str(n.tag).endswith("}cNvPr")), None) if shape is not None else None
    return named is not None and named.get("hidden") in ("1", "true")


def _whole(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 9 else 0
