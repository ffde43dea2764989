"""Which run of a Word file holds which letter of the text that was read from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tenderscan.containers.ooxml.words import GONE, W
from tenderscan.containers.ooxml.words import name as local
from tenderscan.model.document import Document, Origin

WINDOW = 400
"""Letters that may stand in the text before a paragraph's own: its number, a merged cell's label that is told again."""

LONG = 24
"""A paragraph of this many letters is looked for in all that follows."""

_FLOW = (Origin.BODY, Origin.TEXT_BOX)
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_ASIDE = frozenset({"txbxContent", "pPr", "rPr", "sdtPr", "sdtEndPr", "tbl", "p", "Fallback"}) | GONE


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A text, tab or break in a run of a paragraph; `first` is the index of its first letter in the squeezed text.

    `letters` are the places of its letters (no blanks) in `text`; `first` is -1 where the text read does not have it.
    """

    paragraph: etree._Element
    run: etree._Element
    node: etree._Element
    text: str
    letters: tuple[int, ...]
    first: int = -1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one paragraph: from character `start` of `head` up to character `end` of `tail`."""

    paragraph: etree._Element
    head: Piece
    start: int
    tail: Piece
    end: int


class Alignment:
    """Joins the offsets of `Document.text` to the runs of the file.

    Only blanks may differ: both are compared letter by letter, in order. What the reader left out (deleted, hidden or
    struck text) is passed over.
    """

    def __init__(self, document: Document, body: etree._Element) -> None:
        letters: list[str] = []
        self._offsets: list[int] = []
        for element, start in zip(document.elements, document.starts, strict=True):
            if element.origin in _FLOW:
                for at, letter in enumerate(element.text, start):
                    if not letter.isspace():
                        letters.append(letter)
                        self._offsets.append(at)
        self._text = "".join(letters)
        self.pieces: dict[etree._Element, list[Piece]] = {}
        self._placed: list[Piece] = []
        self._place(body)
        self._firsts = [piece.first for piece in self._placed]

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """The parts of paragraphs that hold the text's characters [start, end), in order."""
        low, high = bisect_left(self._offsets, start), bisect_left(self._offsets, end)
        found: dict[etree._Element, list[tuple[Piece, int, int]]] = {}
        # Placed pieces stand in the order of the text and do not overlap.
        for at in range(max(0, bisect_right(self._firsts, low) - 1), len(self._placed)):
            piece = self._placed[at]
            last = piece.first + len(piece.letters)
            if piece.first >= high:
                break
            if last > low:
                begin = piece.letters[max(low, piece.first) - piece.first]
                stop = piece.letters[min(high, last) - piece.first - 1] + 1
                found.setdefault(piece.paragraph, []).append((piece, begin, stop))
        return [
            Stretch(paragraph, parts[0][0], parts[0][1], parts[-1][0], parts[-1][2])
            for paragraph, parts in found.items()
        ]

    def paragraphs(self, start: int, end: int) -> list[etree._Element]:
        """The paragraphs that hold the text's characters [start, end)."""
        return [stretch.paragraph for stretch in self.stretches(start, end)]

    def text(self, paragraph: etree._Element) -> str:
        """The paragraph's text in the file, without its automatic number."""
        return "".join(piece.text for piece in self.pieces.get(paragraph, ()))

    @property
    def share(self) -> float:
        """How much of the text read was found in the file, from 0 to 1."""
        return sum(len(piece.letters) for piece in self._placed) / max(1, len(self._text))

    def _place(self, body: etree._Element) -> None:
        cursor = 0
        for paragraph in body.iter(f"{W}p"):
            if any(local(parent) == "Fallback" for parent in paragraph.iterancestors()):
                continue
            pieces = list(_pieces(paragraph, paragraph))
            own = "".join(piece.text[at] for piece in pieces for at in piece.letters)
            at = self._find(own, cursor) if own else -1
            placed = []
            for piece in pieces:
                word = "".join(piece.text[i] for i in piece.letters)
                first = at if own and at >= 0 else self._find(word, cursor) if word else -1
                if word and first >= 0:
                    piece = Piece(piece.paragraph, piece.run, piece.node, piece.text, piece.letters, first)
                    self._placed.append(piece)
                    cursor = first + len(word)
                    at = cursor if at >= 0 else -1
                placed.append(piece)
            self.pieces[paragraph] = placed

    def _find(self, letters: str, cursor: int) -> int:
        near = self._text.find(letters, cursor, cursor + len(letters) + WINDOW)
        if near < 0 and len(letters) >= LONG:
            return self._text.find(letters, cursor)
        return near


def _pieces(node: etree._Element, paragraph: etree._Element) -> Iterator[Piece]:
    for item in node:
        kind = local(item)
        if kind == "r":
            yield from _of_run(item, item, paragraph)
        elif kind and kind not in _ASIDE:
            yield from _pieces(item, paragraph)


def _of_run(parent: etree._Element, run: etree._Element, paragraph: etree._Element) -> Iterator[Piece]:
    for item in parent:
        kind = local(item)
        text = (item.text or "") if kind == "t" else _BLANKS.get(kind, "")
        if text:
            letters = tuple(at for at, letter in enumerate(text) if not letter.isspace())
            yield Piece(paragraph, run, item, text, letters)
