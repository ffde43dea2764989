"""Signs of a PDF page that another size sets apart: takes a text and its places, gives marks of notes and initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pypdfium2.raw as pdfium

from tenderscan.sources.readers.pdf.spaces import Bounds

RAISED = 0.85
"""Times the size of a word up to which a figure behind it is the mark of a note."""

INITIAL = 1.7
"""Times the size of what follows from which a letter is one that is set over several lines."""

_NOTE = re.compile(r"(?<=[^\W\d_]|[.,;:)\]»”])(?:[(\[]?\d{1,3}[)\]]?|[*†‡]{1,3})(?=[\s.,;:)\]»”]|[\r\n\ufffe\x02]|$)")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[mM]|[cdkm]m|CO|co|in|ft)$")
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_](?=[^\W\d_])")


def note_marks(
    raw: object, text: str, char: Callable[[int], int], bounds: Callable[[int], Bounds | None]
) -> Iterator[tuple[int, int]]:
    """The marks of notes, as half-open ranges of `text`: small raised figures right behind a word, none of a unit.

    `char` gives the number of the character at a place of the text, `bounds` where a character stands.
    """
    for found in _NOTE.finditer(text):
        unit = _UNIT.search(text, max(0, found.start() - 5), found.start())
        if not unit and _is_raised(raw, char(found.start() - 1), char(found.start()), bounds):
            yield found.span()


def _is_raised(raw: object, before: int, char: int, bounds: Callable[[int], Bounds | None]) -> bool:
    large, small = (float(pdfium.FPDFText_GetFontSize(raw, at)) for at in (before, char))
    base, own = bounds(before), bounds(char)
    if base is None or own is None or small > RAISED * large:
        return False
    # Its foot stands above the foot of the word, and its head above the middle.
    return own[1] > base[1] + 0.12 * (base[3] - base[1]) and own[3] > (base[1] + base[3]) / 2


def initials(raw: object, text: str, char: Callable[[int], int]) -> frozenset[int]:
    """The places of capitals that are much larger than what follows: they are no part of the line they stand in."""
    found = set()
    for hit in _INITIAL.finditer(text):
        if hit.group().isupper():
            large, small = (float(pdfium.FPDFText_GetFontSize(raw, char(at))) for at in (hit.start(), hit.end()))
            if large >= INITIAL * small > 0:
                found.add(hit.start())
    return frozenset(found)
