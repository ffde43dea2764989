"""Signs of symbol fonts that mean something in a form: empty boxes, ticked boxes, ticks."""

from __future__ import annotations

EMPTY, CROSSED, CHECKED, TICK, CROSS = "☐", "☒", "☑", "✓", "✗"

_WINGDINGS = {
    **dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), EMPTY),
    **dict.fromkeys((0x78, 0xFD), CROSSED),
    0xFE: CHECKED,
    0xFC: TICK,
    0xFB: CROSS,
}
_WINGDINGS_2 = {
    **dict.fromkeys((0x2A, 0x30, 0xA3), EMPTY),
    **dict.fromkeys((0x51, 0x53, 0x54), CROSSED),
    0x52: CHECKED,
    0x50: TICK,
    0x4F: CROSS,
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_PRIVATE = 0xF000
OTHER = "•"
"""Stands for any other sign of a symbol font."""


def sign(code: int, font: str) -> str:
    """What a character of a symbol font shows; codes of the private area are the font's own plus F000."""
    own = code - _PRIVATE if code >= _PRIVATE else code
    return _FONTS.get(font.strip().lower(), {}).get(own, OTHER)


def is_symbol_font(font: str) -> bool:
    """Whether letters set in this font show as signs."""
    return font.strip().lower() in _FONTS


def translated(text: str, font: str) -> str:
    """A run's text as it shows: all of it where the font is one of symbols, else only private characters."""
    if is_symbol_font(font):
        return "".join(ch if ch.isspace() else sign(ord(ch), font) for ch in text)
    if not any(_PRIVATE <= ord(ch) <= _PRIVATE + 0xFF for ch in text):
        return text
    # A private character whose font is lost was typed in Wingdings, the font Word's own dialogue offers.
    return "".join(sign(ord(ch), "wingdings") if _PRIVATE <= ord(ch) <= _PRIVATE + 0xFF else ch for ch in text)
