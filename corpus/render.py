"""Renders every third tender of tenders/sources/ as a PDF or a Word file in tenders/documents/, as buyers have them.

A development tool. The Markdown of these tenders is looser than that of sources/: no front matter, lines that stand for
themselves, bold lines for headings. `python corpus/render.py` writes all; the same source gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from part import Part

TENDERS = Path(__file__).parent / "tenders"
ITEM = re.compile(r"(?:[-*•]|\d+[.)]|[a-z]\)) +")
RULE = re.compile(r"\|?[\s:|-]+\|?$")
BOLD = re.compile(r"\*\*(.+?)\*\*:?$")
MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w|[.,;:])[*_](?!\w)")
LONGEST_TITLE = 90


def parts(text: str) -> Iterator[Part]:
    """The pieces of a tender's Markdown."""
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        said = line.strip()
        if said.startswith("|"):
            if not RULE.fullmatch(said):
                rows.append(tuple(_plain(cell) for cell in said.strip("|").split("|")))
            continue
        if rows:
            yield Part("table", rows=_even(rows))
            rows = []
        if heading := re.match(r"(#+) +(.*)", said):
            yield Part("heading", _plain(heading.group(2)), min(3, max(2, len(heading.group(1)))))
        elif (bold := BOLD.fullmatch(said)) and len(said) < LONGEST_TITLE:
            yield Part("heading", _plain(bold.group(1)), 3)
        elif said and not re.fullmatch(r"[-*_ ]{3,}", said):
            item = ITEM.match(said)
            bullet = item is not None and said[0] in "-*•"
            yield Part("item" if bullet else "paragraph", _plain(said[item.end() :] if bullet and item else said))


def _even(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows of one length each: short ones are filled."""
    most = max(len(row) for row in rows)
    return tuple(row + ("",) * (most - len(row)) for row in rows)


def _plain(text: str) -> str:
    return MARKS.sub("", text.strip().removeprefix(">").strip())


def escaped(part: Part) -> Part:
    """A part whose signs mean themselves to the writer of PDF files."""
    rows = tuple(tuple(escape(cell, quote=False) for cell in row) for row in part.rows)
    return Part(part.kind, escape(part.text, quote=False), part.level, rows, part.box)


def render(source: Path, target: Path) -> None:
    """Write one tender as its target's ending says."""
    from pdf_file import write_pdf
    from word_file import write_word

    found = list(parts(source.read_text(encoding="utf-8")))
    words = [part.text for part in found if part.text]
    meta: dict[str, Any] = {"title": words[1][:60], "authority": words[0][:60], "language": language(source.stem)}
    if target.suffix == ".pdf":
        write_pdf(meta, [escaped(part) for part in found], target)
    else:
        write_word(meta, found, target)


def language(tender: str) -> str:
    """The language in which a tender's label says that it is written."""
    label = (TENDERS / "labels" / f"{tender}.yaml").read_text(encoding="utf-8")
    return re.search(r"^language: *(\w+)", label, re.M)[1]  # type: ignore[index]


def main() -> None:
    """Render all sources, each as the file that its label names."""
    for source in sorted((TENDERS / "sources").glob("*.md")):
        label = (TENDERS / "labels" / f"{source.stem}.yaml").read_text(encoding="utf-8")
        render(source, TENDERS / "documents" / f"{source.stem}.{'pdf' if f'{source.stem}.pdf' in label else 'docx'}")


if __name__ == "__main__":
    main()
