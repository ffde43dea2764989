"""Damage done to good files: bytes turned, cut, doubled and joined; words of a format put where they do not belong."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy

from lxml import etree

_Way = Callable[[bytes, random.Random, bytes], bytes]
_Make = Callable[[bytes], bytes]

ODD_BYTES = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\x1b[2J",
    b"\xef\xbf\xbe",
    b"%PDF-",
    b"PK\x03\x04",
    b"<!--",
)
ODD_NUMBERS = (b"0", b"-1", b"1e999", b"99999999999", b"2147483647", b"4294967296", b"NaN", b"0.0000001")
ODD_VALUES = (
    "",
    "0",
    "-1",
    "-99999999",
    "1e999",
    "99999999999999999999",
    "NaN",
    "²",
    "٣",
    "true",
    "a" * 5000,
    " " * 3000,
    "\u202e☐\U0001f600",
)
PDF_WORDS = (
    b"obj", b"endobj", b"stream", b"<<", b">>", b"[", b"]", b"/Kids", b"/Parent", b"/Count", b"/Length",
    b"/Type /Pages",
    b"1 0 R", b"2 0 R", b"/MediaBox", b"/Rotate 90", b"/Font", b"/Filter", b"/FlateDecode", b"BT", b"ET", b"Tj", b"cm",
    b"q",
)  # fmt: skip
RTF_WORDS = (
    b"{", b"}", b"\\par", b"\\u-10179 ?", b"\\u56832 ?", b"\\bin99999 ", b"\\cell", b"\\row", b"\\'ff", b"\\footnote",
    b"\\uc-5", b"\\ansicpg99999 ", b"\\intbl", b"\\ansicpg65001 ", b"\\s1", b"\\f9", b"\\outlinelevel-3 ",
)  # fmt: skip
_TAG = re.compile(rb"<[^<>]{1,300}>")
_VALUE = re.compile(rb'="[^"<>]{0,80}"')
_NUMBER = re.compile(rb"\d+")
_WORD = re.compile(rb"[A-Za-z/\\<>\[\]]{2,12}")


def mutated(data: bytes, ending: str, chance: random.Random, other: bytes) -> bytes:
    """A good file with one to four damages; `other` is a second good file to take pieces from."""
    if data[:4] == b"PK\x03\x04" and chance.random() < 0.7:
        return _in_a_part(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_ways(data, ending))(data, chance, other)
    return data


def _ways(data: bytes, ending: str) -> list[_Way]:
    ways: list[_Way] = [_flip, _flip, _cut, _drop, _double, _splice, _odd, _zeros]
    if ending in (".xml", ".html", ".htm") or data.lstrip()[:1] == b"<":
        ways += [_tags, _tree, _tree, _tree, _values, _number]
    if ending == ".pdf":
        ways += [_words(PDF_WORDS), _words(PDF_WORDS), _number, _number, _exchange]
    if ending == ".rtf":
        ways += [_words(RTF_WORDS), _words(RTF_WORDS), _number]
    if ending in (".txt", ".md", ".csv", ".eml", ".json", ".html", ".htm", ".rtf"):
        ways += [_number, _exchange, _repeat, _letters, _letters]
    return ways


def _in_a_part(data: bytes, chance: random.Random) -> bytes:
    """A ZIP with one of its parts damaged; the ZIP itself stays sound, so that the damage reaches the reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    target = chance.randrange(len(parts))
    large = [at for at, (_, part) in enumerate(parts) if len(part) > 500]
    if large and chance.random() < 0.8:
        target = chance.choice(large)
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (info, part) in enumerate(parts):
            if at == target:
                for _ in range(chance.randint(1, 4)):
                    part = chance.choice(_IN_PARTS)(part, chance, b"")
            if at != target or chance.random() > 0.03:
                archive.writestr(zipfile.ZipInfo(info.filename), part, zipfile.ZIP_DEFLATED)
    return memory.getvalue()


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytes, chance: random.Random, other: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _cut(data: bytes, chance: random.Random, other: bytes) -> bytes:
    at = _place(data, chance)
    return data[:at] if chance.random() < 0.8 else data[at:]


def _drop(data: bytes, chance: random.Random, other: bytes) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at + chance.choice((1, 4, 100, 2000)) :]


def _double(data: bytes, chance: random.Random, other: bytes) -> bytes:
    at = _place(data, chance)
    piece = data[at : at + chance.choice((1, 20, 400))]
    return data[:at] + piece * chance.choice((2, 50, 400)) + data[at:]


def _splice(data: bytes, chance: random.Random, other: bytes) -> bytes:
    return data[: _place(data, chance)] + other[_place(other, chance) :]


def _odd(data: bytes, chance: random.Random, other: bytes) -> bytes:
    at = 0 if chance.random() < 0.2 else _place(data, chance)
    return data[:at] + chance.choice(ODD_BYTES) * chance.choice((1, 1, 300)) + data[at:]


def _zeros(data: bytes, chance: random.Random, other: bytes) -> bytes:
    at = _place(data, chance)
    size = chance.choice((1, 16, 600))
    return data[:at] + b"\x00" * size + data[at + size :]


def _number(data: bytes, chance: random.Random, other: bytes) -> bytes:
    return _replaced(data, _NUMBER, chance, lambda found: chance.choice(ODD_NUMBERS))


def _values(data: bytes, chance: random.Random, other: bytes) -> bytes:
    values = (*ODD_NUMBERS, b"", b"a" * 5000, "é☐\U0001f600".encode(), b"&amp;", b"true", b"\xff")
    return _replaced(data, _VALUE, chance, lambda found: b'="' + chance.choice(values) + b'"')


def _tags(data: bytes, chance: random.Random, other: bytes) -> bytes:
    tags = [found.group() for found in _TAG.finditer(data[:200_000])]
    if not tags:
        return data
    how = chance.randrange(4)
    if how == 0:
        return _replaced(data, _TAG, chance, lambda found: b"")
    if how == 1:
        return _replaced(data, _TAG, chance, lambda found: found * chance.choice((2, 30, 600)))
    if how == 2:
        return _replaced(data, _TAG, chance, lambda found: chance.choice(tags))
    opening = chance.choice(tags)
    name = re.match(rb"<([\w:]+)", opening)
    closing = b"</" + name.group(1) + b">" if name else b""
    depth = chance.choice((3, 100, 1500))
    return _replaced(data, _TAG, chance, lambda found: found + opening * depth + b"x" + closing * depth)


def _exchange(data: bytes, chance: random.Random, other: bytes) -> bytes:
    words = [found.group() for found in _WORD.finditer(data[:100_000])]
    return _replaced(data, _WORD, chance, lambda found: chance.choice(words)) if words else data


def _repeat(data: bytes, chance: random.Random, other: bytes) -> bytes:
    piece = chance.choice(
        (b" ", b"\t", b"-", b"|", b"> ", b"* ", b"(", b"[", b"`", b"_", b"#", b"\n", b";", b'"', b"<b>")
    )
    at = _place(data, chance)
    return data[:at] + piece * chance.choice((10, 300, 3000)) + data[at:]


LETTERS = (
    "\u0301", "\u0336", "\u20dd", "\u064b", "\u202e", "\u2067", "\u200b", "\u200d", "\u2028", "\ufeff", "\ufffe",
    "\x1b[31m",
    "\x9b", "\x01", "日本語", "العربية", "ع", "Ж", "٣", "५", "²", "Ⅷ", "½", "𝟙", "👩🏽", "\U000e0041", "\ufb03", "ǆ",
)  # fmt: skip
"""Accents without letters, signs without a shape, other scripts and their numbers; and below, halves of letters."""

_HALVES = (b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xc3", b"\xf0\x9f")


def _letters(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """Odd letters in a few places, alone or in a long row."""
    for _ in range(chance.choice((1, 4, 20))):
        letter = chance.choice(_HALVES) if chance.random() < 0.15 else chance.choice(LETTERS).encode()
        at = _place(data, chance)
        data = data[:at] + letter * chance.choice((1, 1, 1, 3, 400)) + data[at:]
    return data


def _words(words: tuple[bytes, ...]) -> _Way:
    def way(data: bytes, chance: random.Random, other: bytes) -> bytes:
        at = _place(data, chance)
        return data[:at] + b" " + chance.choice(words) * chance.choice((1, 1, 1, 200)) + b" " + data[at:]

    return way


def _replaced(data: bytes, pattern: re.Pattern[bytes], chance: random.Random, make: _Make) -> bytes:
    """One to five places of a pattern, each replaced by what `make` gives."""
    places = list(pattern.finditer(data))
    for found in sorted(chance.sample(places, min(len(places), chance.randint(1, 5))), key=lambda f: -f.start()):
        data = data[: found.start()] + make(found.group()) + data[found.end() :]
    return data


def _tree(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """XML that stays well-formed, with nodes taken out, doubled, moved, renamed, nested or given odd values."""
    try:
        root = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return data
    if root is None:
        return data
    for _ in range(chance.choice((1, 2, 6))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        if len(nodes) > 1:
            with suppress(ValueError):  # lxml refuses names that an earlier damage made
                _change(chance.choice(nodes[1:]), chance.choice(nodes), chance)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _change(node: etree._Element, other: etree._Element, chance: random.Random) -> None:
    parent = node.getparent()
    if parent is None:
        return
    how = chance.randrange(7)
    if how == 0:
        parent.remove(node)
    elif how == 1:
        for _ in range(chance.choice((1, 40))):
            parent.insert(0, deepcopy(node))
    elif how == 2 and node not in other.iterancestors() and other is not node:
        other.append(node)
    elif how == 3:
        node.tag = other.tag
    elif how == 4 and node.attrib:
        node.set(chance.choice(list(node.attrib)), chance.choice(ODD_VALUES))
    elif how == 5:
        node.text = chance.choice(ODD_VALUES)
    else:
        inner = node
        for _ in range(chance.choice((3, 60, 200))):
            inner = etree.SubElement(inner, node.tag)
        inner.text = "x"


_IN_PARTS: tuple[_Way, ...] = (_tree, _tree, _tree, _tree, _tree, _tags, _values, _number, _flip, _cut, _letters)
