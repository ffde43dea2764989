"""The Common Procurement Vocabulary of 2008: the codes there are, their names, and those nearest to one."""

from __future__ import annotations

import gzip
import textwrap
from collections.abc import Iterable
from functools import cache

from tenderscan.errors import UsageError
from tenderscan.rulebook.load.locate import rules_folder

MOST = 3
"""Codes offered."""

_CODES = "cpv-2008.tsv.gz"
_COLUMNS = ("en", "nl", "fr", "de")
_LETTERS = 40
"""Letters of a CPV name that tell which code it is."""


def check_cpv(code: str, language: str = "en") -> str:
    """The eight digits of a CPV code; a check digit is taken off.

    Raises UsageError for what is no code of the Common Procurement Vocabulary (2008), with the nearest ones.
    """
    digits, _, _ = code.strip().partition("-")
    known = cpv_names(language)
    if digits in known:
        return digits
    if not digits.isascii() or not digits.isdecimal():
        raise UsageError(f'"{code}" is no CPV code.', "Give its eight digits, such as 45233222.")
    near = "; ".join(
        f"{found} {textwrap.shorten(known[found], _LETTERS, placeholder=' …')}" for found in _near(digits, known)
    )
    raise UsageError(f'"{code}" is no code of the CPV list.', f"The nearest are: {near}.")


def _near(digits: str, known: Iterable[str]) -> list[str]:
    """The codes that begin with most of the digits, the broadest first."""
    codes = sorted(known)
    for length in range(min(len(digits), 8), 0, -1):
        alike = [code for code in codes if code.startswith(digits[:length])]
        if alike:
            return sorted(alike, key=lambda code: (-_zeros(code), abs(int(code) - int(digits.ljust(8, "0")[:8]))))[
                :MOST
            ]
    return codes[:MOST]


def _zeros(code: str) -> int:
    """How broad a code is: its zeros at the end."""
    return len(code) - len(code.rstrip("0"))


@cache
def cpv_names(language: str) -> dict[str, str]:
    """The names of all codes in a language, by their eight digits."""
    column = _COLUMNS.index(language) + 1 if language in _COLUMNS else 1
    with gzip.open(rules_folder() / _CODES, "rt", encoding="utf-8") as file:
        next(file)
        rows = (line.rstrip("\n").split("\t") for line in file)
        return {row[0][:8]: row[column] for row in rows}
