"""Clean text out of elements, letter by letter traceable: hyphens, ligatures and spaces mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tenderscan.lexicon.fold import fold
from tenderscan.model.document import Document
from tenderscan.model.section import Segment

LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LONGEST_WORD = 80
"""Letters that are looked at before a line's end."""

_SOFT = "\u00ad"
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
"""Accents that are signs of their own and stand over the letter before them."""

_DECOMPOSED = re.compile(rf"([^\s{_MARK}])?([{_MARK}]+)")
MOST_MARKS = 4
"""Accents of one letter that are composed with it; those after them are no writing."""

_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
"""Signs without a shape: controls, zero-width marks, marks that turn the writing round."""

_SPECIAL = re.compile(
    rf"[^\s{_MARK}]?[{_MARK}]+|[{_UNSEEN}]|"
    "[\t\n\r\x0b\x0c\u00a0\u00ad\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufb00-\ufb06]|  +"
)
"""What is not written as it stands: accents apart, odd spaces, runs of spaces, ligatures, signs without a shape."""

_LAST_WORD = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_FIRST_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hyphens:
    """Tells a hyphen at a line end that breaks a word from one that belongs to it, by the document's own words."""

    words: frozenset[str]
    hyphenated: frozenset[str]
    conjunctions: frozenset[str]

    @classmethod
    def of(cls, document: Document, conjunctions: Iterable[str]) -> Hyphens:
        """From the words that stand whole within lines."""
        written: set[str] = set()
        for element in document.elements:
            written.update(_WORDS.findall(element.text))
        folded = frozenset(map(fold, written))
        hyphenated = frozenset(word for word in folded if "-" in word)
        return cls(folded - hyphenated, hyphenated, frozenset(conjunctions))

    def belongs(self, left: str, right: str) -> bool:
        """Whether the hyphen between the last word of a line and the first of the next is a real one."""
        if not left or not right:
            return True
        if left.split("-")[-1].isupper() or len(left) == 1 or left[-1].isdigit() or right[0].isupper():
            return True
        if right[0].isdigit():
            return True
        joined, hyphened = fold(left + right), fold(f"{left}-{right}")
        return hyphened in self.hyphenated and joined not in self.words

    def hangs(self, right: str) -> bool:
        """Whether the next word shows that a compound's half hangs from the hyphen ("milieu- en")."""
        return fold(right) in self.conjunctions


class Writer:
    """Writes clean text and remembers where each run of it stands in the original."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self.segments: list[Segment] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._text)

    def copy(self, run: str, original: int, element: int) -> None:
        """Write characters that stand letter for letter in the original."""
        if not run:
            return
        last = self.segments[-1] if self.segments else None
        if (
            last is not None
            and last.element == element
            and not last.stands_for
            and last.start + last.length == self._length
            and last.original + last.length == original
        ):
            self.segments[-1] = Segment(last.start, last.length + len(run), last.original, element)
        else:
            self.segments.append(Segment(self._length, len(run), original, element))
        self._append(run)

    def stand_for(self, run: str, original: int, width: int, element: int) -> None:
        """Write characters that stand together for `width` characters of the original."""
        if run:
            self.segments.append(Segment(self._length, len(run), original, element, width))
            self._append(run)

    def add(self, run: str) -> None:
        """Write characters that stand for others, or for none (the space at a line's end)."""
        self._append(run)

    def tail(self) -> str:
        """The last words that were written, as many as a hyphen at a line's end may concern."""
        return "".join(self._text[-4:])[-LONGEST_WORD:]

    def ends_with_space(self) -> bool:
        """Whether nothing was written yet, or a space last."""
        return not self._text or self._text[-1].endswith(" ")

    def drop_last(self) -> None:
        """Take back the last character (a hyphen that broke a word)."""
        run = self._text.pop()
        if run[:-1]:
            self._text.append(run[:-1])
        self._length -= 1
        last = self.segments[-1] if self.segments else Segment(0, 0, 0, 0)
        if last.start + last.length > self._length:
            self.segments.pop()
            if last.length > 1 and not last.stands_for:
                self.segments.append(Segment(last.start, last.length - 1, last.original, last.element))

    def _append(self, run: str) -> None:
        if run:
            self._text.append(run)
            self._length += len(run)


def clean(document: Document, indices: Sequence[int], hyphens: Hyphens) -> tuple[str, tuple[Segment, ...]]:
    """The clean text of some elements as one paragraph, and its segments; line ends become spaces."""
    writer = Writer()
    lines = [(index, start, end) for index in indices for start, end in _lines(document.elements[index].text)]
    for number, (index, start, end) in enumerate(lines):
        if number:
            _join(writer, writer.tail(), _first_word(document, lines[number]), hyphens)
        _write(writer, document.elements[index].text[start:end], document.starts[index] + start, index)
    if writer.text.endswith((" ", _SOFT)):
        writer.drop_last()
    return writer.text, tuple(writer.segments)


def composed(text: str) -> str:
    """A text whose accents are one sign with their letter, as most programs write them; stray accents are left out."""
    return text if text.isascii() else _DECOMPOSED.sub(_composed, text)


def _composed(found: re.Match[str]) -> str:
    """A letter with the accents after it as one sign; accents that fit no letter are left out."""
    letter, accents = found.group(1), found.group(2)
    return unicodedata.normalize("NFC", letter + accents[:MOST_MARKS])[:1] if letter else ""


def _lines(text: str) -> Iterable[tuple[int, int]]:
    """Half-open ranges of the lines of an element's text, without the white space around them."""
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = at + len(line) - len(line.lstrip())
            yield begin, begin + len(stripped)
        at += len(line) + 1


def _first_word(document: Document, line: tuple[int, int, int]) -> str:
    index, start, end = line
    found = _FIRST_WORD.match(document.elements[index].text[start:end])
    return found.group() if found else ""


def _join(writer: Writer, previous: str, following: str, hyphens: Hyphens) -> None:
    if previous.endswith(_SOFT):
        writer.drop_last()
    if previous.endswith(_SOFT) or not previous:
        return
    found = _LAST_WORD.search(previous) if previous.endswith("-") else None
    if found and following:
        if hyphens.hangs(following):
            writer.add(" ")
        elif not hyphens.belongs(found.group(1), following):
            writer.drop_last()
        return
    if not writer.ends_with_space():
        writer.add(" ")


def _write(writer: Writer, line: str, original: int, element: int) -> None:
    """Write one line: single spaces, ligatures spelled out, invisible marks and soft hyphens left out."""
    begin = 0
    for found in _SPECIAL.finditer(line):
        at, char = found.start(), found.group()[0]
        writer.copy(line[begin:at], original + begin, element)
        begin = found.end()
        if (apart := _DECOMPOSED.fullmatch(found.group())) is not None:
            writer.stand_for(_composed(apart), original + at, len(found.group()), element)
        elif char.isspace():
            _space(writer, char, original + at, element)
        elif char in LIGATURES:
            writer.stand_for(LIGATURES[char], original + at, 1, element)
        elif char == _SOFT and at == len(line) - 1:
            writer.add(_SOFT)
    rest = line[begin:]
    if rest.startswith(" ") and writer.ends_with_space():
        begin, rest = begin + 1, rest[1:]
    writer.copy(rest, original + begin, element)


def _space(writer: Writer, char: str, original: int, element: int) -> None:
    if writer.ends_with_space():
        return
    if char == " ":
        writer.copy(" ", original, element)
    else:
        writer.add(" ")
