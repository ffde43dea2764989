"""What a source of a tender is made of: the pieces that the builders of PDF and Word files set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A piece of a source: title, heading, item, table, paragraph or contents; `box` is " ", "x" or "" for none."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    box: str = ""
