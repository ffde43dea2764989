"""Letters that may be shown: what a terminal, a spreadsheet or XML would obey or refuse becomes a sign."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

_T = TypeVar("_T")

SIGN = "\ufffd"
"""Stands for a letter that must not be shown as it is."""

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""Controls (C0 without tab and line feed, C1), marks without a shape or that turn the writing, halves of letters."""

_SOFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Marks that only say where a line may break or letters join: nothing is lost with them."""


def fit(text: str) -> str:
    """A text that every format can hold and no terminal obeys; tabs and line feeds stay.

    A carriage return is a line end. Marks for line breaks are left out; every other unfit letter becomes SIGN.
    """
    if (text.isascii() and text.isprintable()) or not _UNFIT.search(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub(SIGN, _SOFT.sub("", lines))


def fit_line(text: str) -> str:
    """`fit`, on one line: a line end or tab is shown as SIGN too, for names and whatever must not break a line."""
    return text if text.isascii() and text.isprintable() else re.sub(r"[\t\n\x85\u2028\u2029]", SIGN, fit(text))


def fitting(value: _T) -> _T:
    """A value with all its texts fit: frozen dataclasses, tuples and mappings of texts, whatever their depth.

    What holds no unfit text comes back as it is.
    """
    return _fitting(value)  # type: ignore[return-value]


def _fitting(value: object) -> object:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, tuple):
        made = tuple(map(_fitting, value))
        return value if all(new is old for new, old in zip(made, value, strict=True)) else made
    if isinstance(value, Mapping):
        found = {key: _fitting(held) for key, held in value.items()}
        return value if all(found[key] is held for key, held in value.items()) else found
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        changed = {name: new for name, old in held.items() if (new := _fitting(old)) is not old}
        return replace(value, **changed) if changed else value
    return value
