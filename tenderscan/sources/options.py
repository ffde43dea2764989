"""What a reader may be told."""

from __future__ import annotations

from dataclasses import dataclass

FINAL, ORIGINAL = "final", "original"
"""A file with tracked changes: all of them accepted, or all rejected."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    `table_cues` are folded words that make a PDF table worth reading with pdfplumber; `password` opens encrypted
    files; `max_table_pages` bounds the pages given to pdfplumber, `seconds` the time one file may take. `ocr` is auto
    (pages without usable text are recognised), never, or force (all pages are); `ocr_seconds` is the time beside.
    `memory` in bytes is what the reader process may hold, with the programs it starts.
    `heading_styles`, `contents_styles` and `title_styles` are names of paragraph styles, folded to lower case; those of
    headings and contents have a number after them. The defaults are what Word writes whatever its language.
    `markup` says whether tracked changes are read as accepted (final) or as rejected (original).
    """

    table_cues: tuple[str, ...] = ()
    password: str | None = None
    max_table_pages: int = 12
    max_pages: int = 20_000
    seconds: float = 300.0
    ocr: str = "auto"
    ocr_seconds: float = 900.0
    memory: int = 2_500_000_000
    markup: str = FINAL
    heading_styles: tuple[str, ...] = ("heading",)
    contents_styles: tuple[str, ...] = ("toc",)
    title_styles: tuple[str, ...] = ("title",)


def tracked_warnings(tracked: bool, options: ReadOptions) -> tuple[str, ...]:
    """What a reader of the report should know of a file with tracked changes."""
    read = "original" if options.markup == ORIGINAL else "final"
    return (f"The file has tracked changes; the {read} text was read.",) if tracked else ()
