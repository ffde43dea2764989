"""Lines of messages: the marks of replies taken off, and lines that were folded to be sent joined again (RFC 3676)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"^(?:\s{0,3}>)+ ?")
_NUMBER = re.compile(r"^\s*>\s*[\d=]")
_SIGNATURE = "-- "


def unquoted(lines: Sequence[str]) -> list[str]:
    """Lines without the ">" of replies, where two or more in a row have it; a lone "> 50 %" is a comparison."""
    marked = [bool(_MARK.match(line)) and not _NUMBER.match(line) for line in lines]
    found: list[str] = []
    inside = False
    for at, line in enumerate(lines):
        near = any(marked[other] for other in (at - 1, at + 1) if 0 <= other < len(lines))
        inside = bool(_MARK.match(line)) and (marked[at] or inside) and (near or inside)
        found.append(_MARK.sub("", line) if inside else line)
    return found


def unfolded(lines: Sequence[str], *, joined: bool) -> list[str]:
    """Lines of flowed text as they were written: a blank at a line's end says that the next one goes on.

    `joined` where that blank is no part of the text (DelSp), and so stands in the midst of a word.
    """
    found: list[str] = []
    open_: str | None = None
    for line in lines:
        mark = _MARK.match(line)
        depth = mark.group().count(">") if mark else 0
        body = line[mark.end() :] if mark else line
        body = body[1:] if body.startswith(" ") else body
        if open_ is not None and depth == _depth(found[-1]):
            found[-1] += body
        else:
            found.append(f"{'>' * depth} {body}" if depth else body)
        open_ = None
        if body.endswith(" ") and body != _SIGNATURE:
            open_ = body
            if joined:
                found[-1] = found[-1][:-1]
    return found


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))
