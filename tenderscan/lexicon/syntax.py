"""The word syntax of the rule files, as docs/rule-format.md describes it: takes what a rule writes, gives pieces.

Everything that reads a written word goes through here: compiling, linting, and showing it to a reader.

    =EMS  ==iLO  *loon*  loon*  *loon  leeft ... na  legt ...2 op  (faire|eerlijke) steen  IAO-conventie
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from tenderscan.lexicon.fold import WORD_PATTERN, fold
from tenderscan.model.rule import Word

WIDEST_GAP = 12
"""Tokens that "..." may span where no number is given: a separable verb's bracket in a long sentence."""

RootMode = Literal["contains", "prefix", "suffix"]

_ROOT_MODES: tuple[RootMode, ...] = ("contains", "prefix", "suffix")
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
_GAP = re.compile(r"\.\.\.(\d*)")
_GAPS_SHOWN = re.compile(r"\s*\.\.\.\d*\s*")
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_NOT_REQUIRED = re.compile(r"[-\u2010\u2011'\u2019\"\u201c\u201d\u00ab\u00bb]")


class Run(NamedTuple):
    """Words and marks that stand next to one another, as written; `varies` where they may be inflected."""

    words: tuple[str, ...]
    varies: bool


class Root(NamedTuple):
    """A folded root that one word contains, begins with or ends in; a word that holds one of `unless` is another."""

    mode: RootMode
    text: str
    unless: tuple[str, ...] = ()

    def matches(self, folded: str) -> bool:
        """Whether a folded word holds the root and none of the words to skip."""
        return self.stands_in(folded) and not any(stop in folded for stop in self.unless)

    def stands_in(self, folded: str) -> bool:
        """Whether a folded word holds the root where the mode wants it."""
        if self.mode == "contains":
            return self.text in folded
        return folded.startswith(self.text) if self.mode == "prefix" else folded.endswith(self.text)


Piece = Run | Root


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a written word: its pieces in order, and before each but the first the tokens it may leave out.

    `text` is what is read, with its alternatives chosen.
    """

    text: str
    pieces: tuple[Piece, ...]
    gaps: tuple[int, ...]


def word(raw: str | Mapping[str, Any]) -> Word:
    """A word of a rule file: a text, or a mapping of `word` and the list `not`."""
    if not isinstance(raw, str):
        base = word(str(raw["word"]))
        return Word(base.text, base.mode, tuple(str(stop) for stop in raw.get("not", ())))
    text = raw.strip()
    if text.startswith("=="):
        return Word(text[2:].strip(), "cased")
    if text.startswith("="):
        return Word(text[1:].strip(), "exact")
    if "*" in text and not any(mark in text for mark in " (|."):
        return Word(text.strip("*"), _root_mode(text))
    return Word(text)


def words(raw: Iterable[str | Mapping[str, Any]]) -> tuple[Word, ...]:
    """All words of a list in a rule file."""
    return tuple(word(item) for item in raw)


def unfold(text: str) -> list[str]:
    """Every text that the alternatives in round brackets allow."""
    found = _ALTERNATIVES.search(text)
    if not found:
        return [" ".join(text.split())]
    head, tail = text[: found.start()], text[found.end() :]
    return [t for option in found.group(1).split("|") for t in unfold(head + option + tail)]


def readings(written: Word) -> Iterator[Reading]:
    """Every reading of a word, its hyphens taken as spaces; a reading without pieces is left out."""
    for text in unfold(written.text):
        yield from _reading(text, written)


def spellings(written: Word) -> Iterator[Reading]:
    """`readings`, and beside each with a hyphen the one without it: "milieuzorg-systeem", "milieuzorgsysteem"."""
    for text in unfold(written.text):
        yield from _reading(text, written)
        closed = _INNER_HYPHEN.sub("", text)
        if closed != text and written.mode not in _ROOT_MODES:
            yield from _reading(closed, written)


def shown(written: Word) -> str:
    """A word as a reader may see it: its first alternative, a gap as an ellipsis."""
    text = _GAPS_SHOWN.sub(" … ", unfold(written.text)[0])
    roots = {"contains": f"…{text}…", "prefix": f"{text}…", "suffix": f"…{text}"}
    return roots.get(written.mode) or text.replace("*", "…")


def _reading(text: str, written: Word) -> Iterator[Reading]:
    if written.mode in _ROOT_MODES:
        yield Reading(text, (_root(text, written.mode, written),), ())
        return
    pieces: list[Piece] = []
    gaps: list[int] = []
    gap = 0
    for part in _parts(text, written):
        if isinstance(part, int):
            gap = part
            continue
        if pieces:
            gaps.append(gap)
        pieces.append(part)
        gap = 0
    if pieces:
        yield Reading(text, tuple(pieces), tuple(gaps))


def _parts(text: str, written: Word) -> Iterator[Piece | int]:
    """Runs of words as long as they go, roots, and gaps as numbers."""
    run: list[str] = []
    for raw in text.split():
        gap = _GAP.fullmatch(raw)
        if not gap and "*" not in raw:
            run += _required(raw)
            continue
        if run:
            yield Run(tuple(run), written.mode == "phrase")
            run = []
        yield int(gap.group(1) or WIDEST_GAP) if gap else _root(raw, _root_mode(raw), written)
    if run:
        yield Run(tuple(run), written.mode == "phrase")


def _root(raw: str, mode: RootMode, written: Word) -> Root:
    return Root(mode, fold(raw.strip("*").replace("-", "")), tuple(fold(stop) for stop in written.unless))


def _root_mode(raw: str) -> RootMode:
    if raw.startswith("*"):
        return "contains" if raw.endswith("*") else "suffix"
    return "prefix"


def _required(raw: str) -> list[str]:
    """The words and marks that must stand in a text; hyphens, apostrophes and quotes need not."""
    return [part for part in WORD_PATTERN.findall(raw) if not _NOT_REQUIRED.fullmatch(part)]
