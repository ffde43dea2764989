"""Lines of text: paragraphs, list items and rows; hard-wrapped prose is joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from tenderscan.model.document import Element, ElementKind
from tenderscan.sources.elements.rows import Row, row_elements

_BULLET = re.compile(r"^\s*(?P<label>[-*•–—▪◦·●○■➢]|\(?\d{1,2}[.)°]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])(?P<after>\s+)\S")
_NUMBERED = re.compile(r"^\s*(\d+(\.\d+)*\.?|[A-Z](\.\d+)+|§\s*\d+|[IVXLC]+\.)\s+\S")
_TABLE_RULE = re.compile(r"^\s*(?:\|\s*)?(?::?-{2,}:?\s*\|\s*)+(?::?-{2,}:?)?\s*$")
_BAR = re.compile(r"\s\|\s|\s\|$")
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|·{4,})\s*\d{1,4}\s*$")
_ITEM = re.compile(r"\n[^\S\n]*(?:[-•–*☐☑☒]|\(?[a-z0-9]{1,2}[.)])\s")
_RULE = re.compile(r"^\s*([=\-_*~#])\1{3,}\s*$")
_HEAD = "table-head"
_BOXES = "☐☒☑□■✓✗✔"
NARROWEST, WIDEST = 50, 130
"""Width of hard-wrapped prose in letters; a file with longer lines has a paragraph on each."""

FEWEST_WORDS = 4
"""Words of a line that is no label before a break, but the beginning of a sentence."""

LONGEST_ENTRY = 200
"""Letters of an entry in a table of contents."""


def is_contents_entry(text: str) -> bool:
    """Whether a line is an entry of a table of contents: leaders, then a page number."""
    return len(text) <= LONGEST_ENTRY and bool(_CONTENTS.search(text))


def typed_items(text: str, label: str = "", depth: int = 0) -> list[Element]:
    """The lines of a paragraph as elements of their own, if some of them are items of a list; else none.

    Where the paragraph is an item itself, with its label in front, what follows lies one deeper.
    """
    if not _ITEM.search(text):
        return []
    first, *others = elements(text.split("\n"))
    if not label:
        return [first, *others]
    deeper = [replace(e, level=depth + 1) if e.kind is ElementKind.LIST_ITEM else e for e in others]
    return [replace(first, kind=ElementKind.LIST_ITEM, label=label, level=depth), *deeper]


def joined_at_breaks(lines: Sequence[str]) -> list[str]:
    """Lines that breaks within a paragraph divide, with those joined again that go on with a sentence.

    A break ends a sentence only where the line before reads as ended: by its mark, or because it is too short to be
    anything but a label. Empty lines, items, numbers, boxes and rows stay apart.
    """
    found: list[str] = []
    for line in lines:
        if found and _runs_on(found[-1], line):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
    return found


def _runs_on(before: str, line: str) -> bool:
    last, here = before.rstrip(), line.strip()
    if not last or not here or last.endswith((".", ":", ";", "?", "!", "|")) or "\t" in before + line:
        return False
    if _BULLET.match(line) or _NUMBERED.match(line) or here[0] in _BOXES or " | " in f"{before} {line}":
        return False
    acronym = here[:2].isupper() or not here[0].isalpha()
    return (
        here[0].islower()
        or (len(last.split()) >= FEWEST_WORDS and not _BULLET.match(before))
        or (acronym and len(last.split()) > 1)
    )


def elements(lines: Sequence[str]) -> list[Element]:
    """Lines as elements: wrapped lines of one paragraph together, rows, items and headings apart."""
    rows = _row_lines(lines)
    widths = _widths(lines)
    found: list[Element] = []
    run: list[str] = []
    for at, line in enumerate(lines):
        if _TABLE_RULE.match(line) and at > 0 and rows[at - 1]:
            found += [replace(row, field=_HEAD) for row in _close(run, True)]
            continue
        if _RULE.match(line):
            found += _close(run, False, underlined=line.strip()[0])
            continue
        wrapped = at > 0 and not rows[at] and not rows[at - 1] and _goes_on(lines[at - 1], line, widths[at], run)
        if not wrapped:
            found += _close(run, at > 0 and rows[at - 1])
        if line.strip():
            run.append(line)
    found += _close(run, bool(rows) and rows[-1])
    return _in_tables(found)


def _widths(lines: Sequence[str]) -> list[int]:
    """For each line the width at which its text was wrapped, if it was: few lines are longer.

    A run of four lines or more tells its own width; shorter ones have that of the whole text.
    """
    whole = _width(lines, 0.95)
    widths: list[int] = []
    for _, group in groupby(lines, key=lambda line: bool(line.strip())):
        run = list(group)
        widths += [_width(run, 0.9) if len(run) >= 4 else whole] * len(run)
    return widths


def _width(lines: Sequence[str], share: float) -> int:
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return lengths[round(share * (len(lengths) - 1))] if lengths else 0


def _row_lines(lines: Sequence[str]) -> list[bool]:
    """Which lines are rows: those with bars between cells, and neighbours with tabs between as many."""
    tabs = [_tabs(line) for line in lines]
    by_tab = [False] * len(lines)
    for at, (first, second) in enumerate(pairwise(tabs)):
        if first and first == second:
            by_tab[at] = by_tab[at + 1] = True
    return [
        bool(line.strip()) and not is_contents_entry(line) and (tabbed or bool(_BAR.search(line)))
        for line, tabbed in zip(lines, by_tab, strict=True)
    ]


def _tabs(line: str) -> int:
    """Tabs between words; the one after a list label divides no cells."""
    bullet = _BULLET.match(line) or _NUMBERED.match(line)
    body = line.strip()
    count = body.count("\t")
    if bullet and count == 1:
        return 0
    return count


def _goes_on(before: str, line: str, width: int, run: Sequence[str]) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    last, here = before.rstrip(), line.strip()
    if not here or not last or _BULLET.match(line) or here[0] in _BOXES or is_contents_entry(before):
        return False
    if last.endswith(("-", "\u00ad")) and here[:1].islower():
        return True
    if run and _BULLET.match(run[0]) and _indent(line) > _indent(run[0]) + 1:
        return True
    if _NUMBERED.match(line) or last.endswith((".", ":", ";", "?", "!")):
        return False
    if here[:1].islower():
        return True
    if here[:2].isupper() and not here.isupper() and len(last.split()) >= FEWEST_WORDS:
        # An acronym: a line of several words that no mark ends goes on with it.
        return True
    # The next word would not have fitted on the line: it was broken by the margin, not by its writer.
    full = len(last) + 1 + len(here.split(maxsplit=1)[0]) > width
    return full and NARROWEST <= len(last) <= WIDEST and width <= WIDEST


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _close(run: list[str], row: bool, underlined: str = "") -> list[Element]:
    if not run:
        return []
    lines = list(run)
    run.clear()
    text = "\n".join(line.strip() for line in lines)
    if row:
        return [Element(text, ElementKind.TABLE_ROW, cells=_cells(text))]
    if underlined and len(lines) == 1 and not _BULLET.match(text):
        return [Element(text, ElementKind.HEADING, level=1 if underlined == "=" else 2)]
    if is_contents_entry(text):
        return [Element(text, ElementKind.PARAGRAPH, field="toc")]
    bullet = _BULLET.match(text)
    if bullet:
        depth = 1 + min(2, _indent(lines[0].expandtabs(4)) // 3)
        return [Element(text, ElementKind.LIST_ITEM, label=bullet["label"], level=depth)]
    return [Element(text, ElementKind.PARAGRAPH)]


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a row; bars at its ends are its frame."""
    if not _BAR.search(text):
        return tuple(cell.strip() for cell in text.split("\t"))
    inner = text.strip()
    inner = inner[1:] if inner.startswith("| ") else inner
    inner = inner[:-1] if inner.endswith(" |") else inner
    return tuple(cell.strip() for cell in re.split(r"(?<=\s)\|(?=\s)", inner))


def _in_tables(found: Sequence[Element]) -> list[Element]:
    """Rows that follow one another and have as many cells are one table."""
    done: list[Element] = []
    table = 0
    for is_row, group in groupby(found, key=lambda e: e.kind is ElementKind.TABLE_ROW):
        if not is_row:
            done += group
            continue
        for rows in _alike(list(group)):
            table += 1
            done += row_elements([Row(row.cells, marked=row.field == _HEAD) for row in rows], table)
    return done


def _alike(rows: Sequence[Element]) -> list[list[Element]]:
    """Consecutive rows whose number of cells differs by one at most."""
    tables: list[list[Element]] = []
    for row in rows:
        if tables and abs(len(tables[-1][0].cells) - len(row.cells)) <= 1:
            tables[-1].append(row)
        else:
            tables.append([row])
    return tables
