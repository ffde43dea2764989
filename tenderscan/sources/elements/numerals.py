"""Numbers of lists as they are printed: letters and Roman numerals, alike in Word and OpenDocument."""

from __future__ import annotations

HIGHEST = 5_000
"""A number beyond this is written in figures, whatever the list says: a damaged one may be billions."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def lettered(number: int) -> str:
    """A number from 1 as small letters: a, b … z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """A number from 1 as small Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
