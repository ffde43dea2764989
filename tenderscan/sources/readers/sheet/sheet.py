"""A sheet before it is a document: takes what a format gives of it, and shows what both formats say alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MOST_ROWS, MOST_COLUMNS = 50_000, 200
"""Rows of a file and cells of a row that are read."""

MOST_NAMED = 12
"""Rows, columns or cells that one sentence names."""

STRUCK = "Struck text was left out."
UNSEEN = "Text that nobody sees (white, or shown by no format) was left out."


@dataclass
class Sheet:
    """A sheet to read: its name, its rows, the texts that lie on it, what to say of it, and what is not in the file."""

    name: str
    rows: Iterator[tuple[str, ...]]
    boxes: Sequence[str] = ()
    said: list[str] = field(default_factory=list)
    lacks: str = ""


def hidden(title: str, whole: bool, rows: Sequence[int]) -> list[str]:
    """What to say of a sheet or of its rows that are not shown."""
    said = [f"The hidden sheet {title} was read."] if whole else []
    if rows:
        named = ", ".join(map(str, rows[:MOST_NAMED])) + (" …" if len(rows) > MOST_NAMED else "")
        said.append(f"Hidden rows of the sheet {title} were read: {named}.")
    return said


def lacking(title: str, cells: Sequence[str]) -> str:
    """What to say of cells whose formulas have no value in the file; nothing where there are none."""
    if not cells:
        return ""
    named = ", ".join(cells[:MOST_NAMED]) + (" …" if len(cells) > MOST_NAMED else "")
    return f"Values of formulas are not in the file ({title}: {named}): open it in Excel and save it."
