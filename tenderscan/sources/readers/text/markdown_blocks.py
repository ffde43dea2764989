"""What some dialects of Markdown add, turned into what every one knows: tables drawn or set, admonitions, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

_GRID = re.compile(r"^\s{0,3}\+(?:[-=:]+\+)+\s*$")
_RULED = re.compile(r"^\s{0,3}-{2,}(?: +-{2,})+\s*$")
_FULL = re.compile(r"^\s{0,3}-{6,}\s*$")
_ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+"(?P<title>[^"]*)")?\s*$')
_FENCE = re.compile(r"^\s{0,3}:{3,}\s*(?:\{[^}]*\}|[\w-]+)?(?P<title>[^{}]*)$")
_ALERT = re.compile(r"^(\s{0,3}>\s*)\[![A-Z]+\]\s*")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_NOTE_TEXT = re.compile(r"^\[\^[^\]\s]{1,40}\]:\s*")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}\n]{0,200}\}\s*$")
_CODE = re.compile(r"^\s{0,3}(?:```|~~~)")


def common(text: str) -> str:
    """A text in the common Markdown: grid and multiline tables as HTML, admonitions as their own paragraphs."""
    lines = text.split("\n")
    found: list[str] = []
    at = 0
    code = False
    while at < len(lines):
        line = lines[at]
        code ^= bool(_CODE.match(line))
        end = at if code else _grid_end(lines, at) or _set_end(lines, at)
        if end > at:
            rows, heads = (_grid if _GRID.match(line) else _set)(lines[at:end])
            found += ["", _table(rows, heads), ""]
            at = end
            continue
        if not code and (marked := _ADMONITION.match(line)) is not None:
            found += ["", marked["title"] or "", ""]
            at += 1
            while at < len(lines) and (not lines[at].strip() or lines[at].startswith(("    ", "\t"))):
                found.append(lines[at].removeprefix("\t") if lines[at].startswith("\t") else lines[at][4:])
                at += 1
            continue
        found.append(line if code else _bare(line))
        at += 1
    return "\n".join(found)


def _bare(line: str) -> str:
    if (fence := _FENCE.match(line)) is not None:
        return fence["title"].strip()
    return _ATTRIBUTES.sub("", _NOTE.sub("", _NOTE_TEXT.sub("", _ALERT.sub(r"\1", line))))


def _grid_end(lines: Sequence[str], at: int) -> int:
    """The line after a table drawn with + and |, or 0 where none begins."""
    if not _GRID.match(lines[at]):
        return 0
    end = at + 1
    while end < len(lines) and lines[end].strip().startswith(("+", "|")):
        end += 1
    return end if end - at > 2 else 0


def _grid(lines: Sequence[str]) -> tuple[list[list[str]], int]:
    """The rows of a drawn table and how many of them are its head."""
    edges = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    rows: list[list[str]] = []
    heads = 0
    open_: list[list[str]] = [[] for _ in edges[1:]]
    for line in lines[1:]:
        if _GRID.match(line):
            if any(any(cell) for cell in open_):
                rows.append([" ".join(filter(None, cell)) for cell in open_])
            heads = len(rows) if "=" in line and not heads else heads
            open_ = [[] for _ in edges[1:]]
            continue
        for number, (start, stop) in enumerate(pairwise(edges)):
            open_[number].append(line[start + 1 : stop].strip(" |+-="))
    if any(any(cell) for cell in open_):
        rows.append([" ".join(filter(None, cell)) for cell in open_])
    return rows, heads


def _set_end(lines: Sequence[str], at: int) -> int:
    """The line after a table that is set in columns under a ruled line, or 0 where none begins here."""
    head = at
    if _FULL.match(lines[at]):
        head += 1
    ruled = head
    while ruled < len(lines) and ruled - head < 6 and lines[ruled].strip() and not _RULED.match(lines[ruled]):
        ruled += 1
    if ruled >= len(lines) or not _RULED.match(lines[ruled]) or (ruled == head and head > at):
        return 0
    if head == at and ruled - at > 1:
        return 0
    framed = head > at
    end = ruled + 1
    while end < len(lines) and not (_FULL.match(lines[end]) or _RULED.match(lines[end])):
        if not framed and not lines[end].strip():
            break
        end += 1
    return end + 1 if end < len(lines) and lines[end].strip() else end


def _set(lines: Sequence[str]) -> tuple[list[list[str]], int]:
    ruled = next(at for at, line in enumerate(lines) if _RULED.match(line))
    spans = [found.span() for found in re.finditer(r"-+", lines[ruled])]
    columns = [(start, spans[n + 1][0] if n + 1 < len(spans) else None) for n, (start, _) in enumerate(spans)]
    columns[0] = (0, columns[0][1])
    head = [line for line in lines[:ruled] if not _FULL.match(line)]
    body = [line for line in lines[ruled + 1 :] if not (_FULL.match(line) or _RULED.match(line))]
    framed = bool(_FULL.match(lines[0]))
    rows = [_joined(head, columns)] if head else []
    rows += [_joined(part, columns) for part in _parts(body, framed)]
    return rows, 1 if head else 0


def _parts(lines: Sequence[str], framed: bool) -> Iterator[list[str]]:
    """Rows are parted by empty lines where the table has a frame; else each line is one."""
    part: list[str] = []
    for line in lines:
        if line.strip():
            part.append(line)
        if part and (not framed or not line.strip()):
            yield part
            part = []
    if part:
        yield part


def _joined(lines: Sequence[str], columns: Sequence[tuple[int, int | None]]) -> list[str]:
    return [" ".join(filter(None, (line[start:stop].strip() for line in lines))) for start, stop in columns]


def _table(rows: Sequence[Sequence[str]], heads: int) -> str:
    parts = []
    for number, row in enumerate(rows):
        tag = "th" if number < heads else "td"
        parts.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>")
    return f"<table>{''.join(parts)}</table>"
