"""RTF as tokens: control words with their number, text in the code page of its font, groups that open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 134: "cp936", 161: "cp1253", 162: "cp1254", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250",
}  # fmt: skip
"""Code pages by a font's character set (RTF specification 1.9.1)."""

SYMBOL_CHARSET = 2

LONGEST_BINARY = 200_000_000


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of RTF: `kind` is open, close, word, text or sign; `number` is a control word's, or None."""

    kind: str
    text: str
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """All tokens of a file; bytes written as `\\'xx` come as kind "byte", binary data is skipped."""
    raw = data.decode("latin-1")
    at = 0
    while at < len(raw):
        found = _TOKEN.match(raw, at)
        if found is None:
            return
        at = found.end()
        kind = found.lastgroup
        if kind == "brace":
            yield Token("open" if found["brace"] == "{" else "close", "")
        elif found["word"]:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == "bin" and number is not None and 0 < number <= LONGEST_BINARY:
                at += number
            else:
                yield Token("word", found["word"], number)
        elif found["hex"]:
            yield Token("byte", chr(int(found["hex"], 16)))
        elif found["sign"]:
            yield Token("sign", found["sign"])
        elif found["text"]:
            yield Token("text", found["text"])


def code_page(charset: int, default: str) -> str:
    """The encoding of a font's character set; the document's own where it is unknown."""
    return _CHARSETS.get(charset, default) if charset else default
