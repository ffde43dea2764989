"""Which revision a document says it is: a number or a day, in its file's name or on its first page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tenderscan.model.section import StructuredDocument
from tenderscan.structure.words import StructureWords, plain

FIRST = 30
"""Blocks at the head of a document that may name its version."""

_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-_./ ](0?[1-9]|1[0-2])[-_./ ](20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Revision:
    """What a document says of its revision: numbers ("2.1" is (2, 1)), day (year-month-day), whether it was revised.

    `stem` is the name or title without all that; `said` is the version as the file gives it.
    """

    stem: str
    number: tuple[int, ...] = ()
    day: str = ""
    revised: bool = False
    said: str = ""


def revision_in_name(document: StructuredDocument, words: StructureWords) -> Revision:
    """The version in the file's name, its folder left out."""
    name = document.document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return revision_of(name, words)


def revision_in_text(document: StructuredDocument, words: StructureWords) -> Revision:
    """The version that the first page names after a word for it, with the title as the stem."""
    stem = revision_of(document.title, words).stem
    for block in document.blocks[:FIRST]:
        if len(block.text) > 200:
            continue
        found = revision_of(block.text, words)
        if found.number or (found.day and _worded(block.text, words)):
            return Revision(stem, found.number, found.day, found.revised, found.said)
    return Revision(stem)


def revision_of(text: str, words: StructureWords) -> Revision:
    """The version that a short text gives."""
    said: list[str] = []
    day, rest = _day(text, said)
    number: tuple[int, ...] = ()
    numbered = _numbered(words).search(rest)
    if numbered:
        number = tuple(int(part) for part in re.split(r"[._]", numbered["number"]))
        said.append(numbered[0].strip(" _-.("))
        rest = f"{rest[: numbered.start()]} {rest[numbered.end() :]}"
    revised = False
    for word in words.get("version.revised"):
        pattern = re.compile(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", re.IGNORECASE)
        if pattern.search(rest):
            revised = True
            said.append(word)
            rest = pattern.sub(" ", rest)
    stem = plain(re.sub(r"[\W_]+", " ", rest))
    return Revision(stem, number, day, revised, ", ".join(said))


def newer(one: Revision, other: Revision) -> bool | None:
    """Whether the first is newer than the second; None where that cannot be known."""
    if one.number and other.number and one.number != other.number:
        return one.number > other.number
    if one.day and other.day and one.day != other.day:
        return one.day > other.day
    if (one.number == other.number) and (one.day == other.day) and one.revised != other.revised:
        return one.revised
    if bool(one.number) != bool(other.number) and not (one.day or other.day):
        # A second version beside a file without a number; a first one says nothing.
        numbered = one if one.number else other
        return (numbered is one) if numbered.number[0] >= 2 else None
    return None


def _numbered(words: StructureWords) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in words.get("version.word"))
    return re.compile(
        rf"(?<![^\W\d_])(?:{names or '(?!)'})[\s._:-]{{0,3}}(?P<number>\d{{1,2}}(?:[._]\d{{1,2}})*)(?!\d)", re.I
    )


def _worded(text: str, words: StructureWords) -> bool:
    folded = f" {plain(text)} "
    return any(f" {word} " in folded for word in words.get("version.word"))


def _day(text: str, said: list[str]) -> tuple[str, str]:
    found = _YEAR_FIRST.search(text)
    if found:
        day = f"{found[1]}-{found[2]}-{found[3]}"
    else:
        found = _DAY_FIRST.search(text)
        if not found:
            return "", text
        day = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    said.append(day)
    return day, f"{text[: found.start()]} {text[found.end() :]}"
