"""Where a passage stands in its Markdown or text file: takes the file and what was read of it.

Readers drop marks (emphasis, links, comments, front matter) and join lines, so offsets of the text read are no offsets
of the file. The passage's words are looked for in the file: the same words, as often as they stood before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tenderscan.model.region import Region

LONGEST = 12
"""Words by which the beginning of a passage, and its end, are known."""

_WORD = re.compile(r"\w+")
_COMMENT = re.compile(r"<!--\s*tenderscan:.*?-->", re.DOTALL)
_NO_TEXT = re.compile(
    r"\A---\r?\n.*?\r?\n(?:---|\.\.\.)\r?\n|<!--.*?-->|(?<=\])\([^()\s]*(?:\s+\"[^\"]*\")?\)|^ {0,3}\[[^\]]+\]:[^\n]*$",
    re.DOTALL | re.MULTILINE,
)
"""Front matter, comments, the targets of links, and lines that define such targets."""


class Positions:
    """The lines of one file, beside the text that was read of it."""

    def __init__(self, source: str, read: str, media_type: str = "text/markdown") -> None:
        """`source` is the file as decoded, `read` the `text` of its document, `media_type` that of the file."""
        self._source = source
        # What no reader takes for text is blanked out, so that every offset stays.
        kept = _NO_TEXT.sub(_blank, source) if media_type == "text/markdown" else _COMMENT.sub(_blank, source)
        self._lines = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", source))]
        self._here = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(kept)]
        self._there = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(read)]
        self._words = [word for _, _, word in self._here]
        self._read = [word for _, _, word in self._there]

    def region(self, start: int, end: int) -> Region | None:
        """The place of offsets [start, end) of the text read; None where its words are not found in the file."""
        own = [number for number, (begin, stop, _) in enumerate(self._there) if stop > start and begin < end]
        if not own:
            return None
        first = self._find(own[:LONGEST], at_end=False)
        if first is None:
            return None
        last = self._find(own[-LONGEST:], at_end=True)
        begin = self._here[first][0]
        stop = self._here[last][1] if last is not None and last >= first else self._here[first][1]
        # The sign that ends the sentence belongs to it.
        while stop < len(self._source) and self._source[stop] in ".!?;:)»”\"'":
            stop += 1
        return Region(*self._at(begin), *self._at(stop))

    def _find(self, words: Sequence[int], *, at_end: bool) -> int | None:
        """The word of the file that is the first (or last) of these words of the text read, known by its neighbours."""
        for length in range(len(words), 0, -1):
            run = words[-length:] if at_end else words[:length]
            wanted = [self._read[number] for number in run]
            before = sum(1 for number in _places(self._read, wanted) if number < run[0])
            found = _places(self._words, wanted)
            if found:
                begin = found[min(before, len(found) - 1)]
                return begin + length - 1 if at_end else begin
        return None

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if ch == "\n" else " " for ch in match[0])


def _places(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    length, first = len(wanted), wanted[0]
    return [n for n, word in enumerate(words) if word == first and list(words[n : n + length]) == list(wanted)]
