"""Spaces that pdfium loses: where words were placed one by one and stand close, as in narrow justified columns.

Only pages that hold few space signs of their own are looked at, sign by sign: on the others no space can be lost, and
two calls for every sign would double the time of reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from statistics import median

import pypdfium2.raw as pdfium

Bounds = tuple[float, float, float, float]

SAMPLE, GENERATED = 120, 0.2
"""Spaces of a page that are looked at, and the share that pdfium made itself where words were placed one by one."""

LONG_WORDS = 14.0
"""Letters of the mean word from which a page has lost its spaces, or nearly all."""

FEWEST = 80
"""Signs of a page that is worth looking at."""

SPACE = 0.12
"""Gap between two signs, in heights of the print, from which a space stood there."""

_OPENING = "(„“«‘'\""
_ENDS = re.compile("[\r\n\ufffe\x02]")


def lost_spaces(
    raw: object, text: str, char: Callable[[int], int], bounds: Callable[[int], Bounds | None]
) -> tuple[int, ...]:
    """The places in a page's text before which a space was lost, in order; none on a page with spaces of its own.

    `char` gives the index of the character at a place of the text, `bounds` its box in the page's own points.
    """
    if len(text) < FEWEST or not _placed(raw, text, char):
        return ()
    found: list[int] = []
    begin = 0
    for end in [*(match.start() for match in _ENDS.finditer(text)), len(text)]:
        found += _in_line(text, begin, end, char, bounds)
        begin = end + 1
    return tuple(found)


def _placed(raw: object, text: str, char: Callable[[int], int]) -> bool:
    """Whether the words of a page were placed one by one, without space signs between them."""
    words = text.split()
    if sum(map(len, words)) > LONG_WORDS * max(1, len(words)):
        return True
    spaces = list(islice((at for at, sign in enumerate(text) if sign == " "), SAMPLE))
    made = sum(pdfium.FPDFText_IsGenerated(raw, char(at)) == 1 for at in spaces)
    return bool(spaces) and made >= GENERATED * len(spaces)


def _in_line(
    text: str, begin: int, end: int, char: Callable[[int], int], bounds: Callable[[int], Bounds | None]
) -> list[int]:
    """Gaps as wide as a space between two signs of one word; in print that is spaced out they must be wider still."""
    gaps: list[tuple[int, float]] = []
    before: Bounds | None = None
    height = 0.0
    for at in range(begin, end):
        own = None if text[at].isspace() else bounds(char(at))
        if own is not None and before is not None:
            height = max(height, own[3] - own[1])
            upright = min(own[3], before[3]) - max(own[1], before[1]) > 0.5 * (own[3] - own[1])
            if upright:
                gaps.append((at, own[0] - before[2]))
        before = own
    if not gaps:
        return []
    usual = max(0.0, median(gap for _, gap in gaps))
    # The loose box is about 1.2 times as high as the print is large.
    limit = usual + SPACE * height / 1.2
    return [at for at, gap in gaps if gap > limit and (text[at].isalnum() or text[at] in _OPENING)]
