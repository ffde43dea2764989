"""RTF: paragraphs, lists with their numbers as printed, tables and notes, without what was struck, deleted or hidden.

The libraries at hand keep struck and deleted text (measurements.md, section 7), so the tokens are walked here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document, Element, ElementKind, Origin
from tenderscan.sources.elements.lines import is_contents_entry, typed_items
from tenderscan.sources.elements.rows import Row, row_elements
from tenderscan.sources.elements.symbols import sign
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.rtf.objects import objects
from tenderscan.sources.readers.rtf.tokens import SYMBOL_CHARSET, Token, code_page, tokens

MEDIA_TYPE = "application/rtf"

DEEPEST = 500
"""Groups within groups beyond which a file is taken for a bomb."""

_SKIPPED = frozenset(
    "colortbl filetbl revtbl rsidtbl generator pict objdata objclass objname objalias objsect objtime themedata "
    "colorschememapping datastore latentstyles "
    "listtable listoverridetable xmlnstbl fldinst datafield formfield bkmkstart bkmkend pntxtb pntxta pn pnseclvl "
    "nonshppict sp atnid atnauthor atndate atnref atrfstart atrfend xe tc private mmathPr falt panose blipuid".split()
)
_ORIGINS = {
    **dict.fromkeys(("footnote",), Origin.FOOTNOTE),
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Origin.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Origin.FOOTER),
    "annotation": Origin.COMMENT,
    "shptxt": Origin.TEXT_BOX,
}
_KNOWN_STARRED = frozenset({"listtext", "shptxt", "shpinst", "annotation", "footnote", "fldrslt", "shppict"})
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
_MARKS = {"~": "\u00a0", "_": "-", "-": "\u00ad"}
_CODE_PAGES = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    struck: bool = False
    deleted: bool = False
    hidden: bool = False
    bold: bool = False
    skipped: bool = False
    label: bool = False
    table: str = ""
    font: int = 0
    skip_after: int = 1
    origin: Origin = Origin.BODY


@dataclass
class _Paragraph:
    """A paragraph in the making."""

    text: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    level: int | None = None
    in_table: bool = False
    bold: bool = True


def read_rtf(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .rtf. Raises UnreadableError where it holds no text or is nested without end."""
    walker = _Walker(path, options.heading_styles)
    for token in tokens(data):
        walker.take(token)
    elements = walker.finish()
    held, cut = objects(data) if b"\\object" in data else ((), "")
    if not elements and not held:
        raise UnreadableError(f"{path} holds no text.", "If it is a scan, save it as PDF with text.")
    digest = hashlib.sha256(data).hexdigest()
    warnings = (*walker.warnings(), *((cut,) if cut else ()))
    title = walker.title or None
    return Document(path, digest, MEDIA_TYPE, elements, warnings=warnings, title=title, attachments=held, cut=cut)


class _Walker:
    """Walks the tokens and keeps what is read by where it stands."""

    def __init__(self, path: str, heading_styles: tuple[str, ...]) -> None:
        self._path = path
        self._heading_styles = heading_styles
        self._state, self._stack = _State(), list[_State]()
        self._starred = False
        self._default = "cp1252"
        self._charsets: dict[int, int] = {}
        self._headings: dict[int, int] = {}
        self._style = 0
        self._style_name: list[str] = []
        self._bytes, self._owed = bytearray(), 0
        self._found: dict[Origin, list[Element]] = {origin: [] for origin in Origin}
        self._open: dict[Origin, _Paragraph] = {}
        self._cells: list[str] = []
        self._rows: list[Row] = []
        self._tables = 0
        self._struck = self._deleted = False
        self.title = ""

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind != "byte":
            self._flush()
        if token.kind == "open":
            if len(self._stack) >= DEEPEST:
                raise UnreadableError(f"{self._path} is nested too deeply.", "Open it and save it anew.")
            self._stack.append(self._state)
        elif token.kind == "close":
            self._close()
        elif token.kind == "word":
            self._word(token.text, token.number)
        elif token.kind == "byte":
            if self._owed:
                self._owed -= 1
            else:
                self._bytes += token.text.encode("latin-1")
        elif token.kind == "sign":
            if token.text == "*":
                self._starred = True
            else:
                self._say(_MARKS.get(token.text, token.text if token.text in "\\{}" else ""))
        else:
            self._say_text(token.text)

    def finish(self) -> tuple[Element, ...]:
        """Everything read: the body with its notes, then boxes, comments, heads and feet."""
        self._flush()
        for origin in list(self._open):
            self._end(origin)
        self._end_table()
        order = (Origin.BODY, Origin.FOOTNOTE, Origin.TEXT_BOX, Origin.COMMENT, Origin.HEADER, Origin.FOOTER)
        return tuple(element for origin in order for element in self._found[origin])

    def warnings(self) -> tuple[str, ...]:
        """What a reader of the report should know."""
        said = ["Struck text was left out."] if self._struck else []
        return (*said, "The file has tracked changes; the final text was read.") if self._deleted else tuple(said)

    def _close(self) -> None:
        state = self._state
        if self._stack:
            self._state = self._stack.pop()
        if state.table == "style" and self._state.table == "styles":
            self._name_style()
        if state.origin is not self._state.origin:
            self._end(state.origin)
        self._starred = False

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word in _SKIPPED or (starred and word not in _KNOWN_STARRED and word not in _ORIGINS):
            self._state = replace(self._state, skipped=True)
        elif word in _ORIGINS:
            self._state = replace(self._state, origin=_ORIGINS[word])
        elif word in ("fonttbl", "stylesheet", "info"):
            self._state = replace(self._state, table={"fonttbl": "fonts", "stylesheet": "styles"}.get(word, "info"))
        elif word == "listtext":
            self._state = replace(self._state, label=True)
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "u" and number is not None:
            self._owed = self._state.skip_after
            self._say(self._character(number % 65536))
        else:
            self._settle(word, number)

    def _settle(self, word: str, number: int | None) -> None:
        """Words that change what follows, or end a paragraph, a cell or a row."""
        on = number != 0
        switch: dict[str, Callable[[], _State]] = {
            "strike": lambda: replace(self._state, struck=on),
            "striked": lambda: replace(self._state, struck=on),
            "deleted": lambda: replace(self._state, deleted=on),
            "v": lambda: replace(self._state, hidden=on),
            "b": lambda: replace(self._state, bold=on),
            "f": lambda: replace(self._state, font=number or 0),
            "uc": lambda: replace(self._state, skip_after=number if number is not None else 1),
            "plain": lambda: replace(self._state, struck=False, deleted=False, hidden=False, bold=False),
            "title": lambda: replace(self._state, table="title") if self._state.table == "info" else self._state,
        }
        if word in switch:
            self._state = switch[word]()
        elif word in ("par", "sect", "page"):
            self._end(self._state.origin)
        elif word in ("cell", "nestcell"):
            self._cell()
        elif word in ("row", "nestrow"):
            self._row()
        elif word == "pard":
            self._paragraph().level, self._paragraph().in_table = None, False
        elif word == "intbl":
            self._paragraph().in_table = True
        elif word == "outlinelevel" and number is not None and 0 <= number < 9:
            self._paragraph().level = number + 1
        elif word == "ansicpg" and number:
            self._default = f"cp{number}"
        elif word in _CODE_PAGES:
            self._default = _CODE_PAGES[word]
        elif word == "fcharset" and self._state.table == "fonts":
            self._charsets[self._state.font] = number or 0
        elif word == "s" and number is not None:
            self._to_style(number)

    def _to_style(self, number: int) -> None:
        if self._state.table in ("styles", "style"):
            self._state = replace(self._state, table="style")
            self._style = number
        elif number in self._headings:
            self._paragraph().level = self._headings[number]

    def _name_style(self) -> None:
        name = "".join(self._style_name).split(";")[0].strip().lower()
        self._style_name.clear()
        head, _, rank = name.rpartition(" ")
        if head in self._heading_styles and rank.isdecimal() and 0 < int(rank) < 10:
            self._headings[self._style] = int(rank)

    def _paragraph(self) -> _Paragraph:
        return self._open.setdefault(self._state.origin, _Paragraph())

    def _character(self, code: int) -> str:
        if self._charsets.get(self._state.font) == SYMBOL_CHARSET or 0xF000 <= code <= 0xF0FF:
            return sign(code, "wingdings")
        return chr(code) if not 0xD800 <= code <= 0xDFFF else ""

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        charset = self._charsets.get(self._state.font, 0)
        if charset == SYMBOL_CHARSET:
            self._say("".join(sign(0xF000 + byte, "wingdings") for byte in data))
            return
        try:
            self._say(data.decode(code_page(charset, self._default), errors="replace"))
        except LookupError:
            self._say(data.decode("cp1252", errors="replace"))

    def _say_text(self, text: str) -> None:
        if self._owed:
            # After a Unicode character come as many signs for readers that do not know it.
            gone = min(self._owed, len(text))
            self._owed -= gone
            text = text[gone:]
        self._say(text)

    def _say(self, text: str) -> None:
        state = self._state
        if not text or state.skipped:
            return
        if state.table:
            if state.table == "style":
                self._style_name.append(text)
            elif state.table == "title":
                self.title = " ".join((self.title + text).split())
            return
        if state.struck or state.deleted or state.hidden:
            self._struck = self._struck or (state.struck and bool(text.strip()))
            self._deleted = self._deleted or (state.deleted and bool(text.strip()))
            return
        paragraph = self._paragraph()
        if state.label:
            paragraph.label.append(text)
            return
        paragraph.bold = paragraph.bold and (state.bold or not text.strip())
        paragraph.text.append(text)

    def _end(self, origin: Origin) -> None:
        paragraph = self._open.get(origin)
        if paragraph is None:
            return
        if paragraph.in_table and origin is Origin.BODY:
            # A cell may hold several paragraphs.
            paragraph.text.append("\n")
            return
        self._open[origin] = _Paragraph(level=paragraph.level)
        made = list(_elements(paragraph, origin))
        if made and origin is Origin.BODY:
            self._end_table()
        self._found[Origin.BODY if origin is Origin.FOOTNOTE else origin] += made

    def _cell(self) -> None:
        paragraph = self._open.pop(Origin.BODY, _Paragraph())
        self._cells.append(" ".join(["".join(paragraph.label).strip(), "".join(paragraph.text).strip()]).strip())

    def _row(self) -> None:
        self._open.pop(Origin.BODY, None)
        if any(self._cells):
            self._rows.append(Row(tuple(self._cells)))
        self._cells = []

    def _end_table(self) -> None:
        if self._rows:
            self._tables += 1
            self._found[Origin.BODY] += row_elements(self._rows, self._tables)
            self._rows = []


def _elements(paragraph: _Paragraph, origin: Origin) -> Iterator[Element]:
    text, label = "".join(paragraph.text).strip(), " ".join("".join(paragraph.label).split())
    if not text:
        return
    full = f"{label} {text}" if label else text
    if is_contents_entry(full):
        yield Element(full, ElementKind.PARAGRAPH, origin, field="toc")
    elif paragraph.level is not None and origin is Origin.BODY and len(full) <= 200:
        title = " ".join(full.split())
        yield Element(title, ElementKind.HEADING, origin, bold=paragraph.bold, level=paragraph.level, label=label)
    elif items := typed_items(full, label, 1 if label else 0):
        yield from (replace(item, origin=origin) for item in items)
    else:
        kind = ElementKind.LIST_ITEM if label else ElementKind.PARAGRAPH
        yield Element(full, kind, origin, bold=paragraph.bold, level=1 if label else None, label=label)
