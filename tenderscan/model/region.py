"""A place in a text file, as editors and CI know it."""

from __future__ import annotations

from dataclasses import dataclass

LINED = frozenset({"text/markdown", "text/plain"})
"""Media types of files whose lines a reader sees."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines and columns from 1, columns in code points; the end column is the first one after the passage."""

    line: int
    column: int
    end_line: int
    end_column: int
