"""Clauses that say what follows for other articles: "penalties for breach of article 5", or for all obligations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenderscan.matching.reading import DocumentReading, Fragment

STEPS = {
    "proof": ("proof",),
    "self-declaration": ("self-declaration",),
    "check": ("check",),
    "sanction": ("sanction", "refusal"),
}
"""The signals of each step of the proof chain."""

_NUMBER = r"(?:\b[A-Z]\.)?\d{1,6}(?:\.\d{1,6})*"

LABEL = re.compile(_NUMBER)
"""An article's number: 7, 7.1, B.4."""

RANGE = re.compile(
    r"(?P<head>(?:[A-Z]\.)?(?:\d{1,6}\.)*)(?P<first>\d{1,6})"
    r"\s*\b(?:tot en met|tot|t/m|à|to|bis|through)\s*(?:(?P=head))(?P<last>\d{1,6})"
)
"""Articles from one to another: "6.4 to 6.10"."""

WIDEST = 40
"""Articles that such a range may hold; more is no range of articles."""

_LABELS = rf"(?P<labels>{_NUMBER}(?:\s*(?:,|&|/|tot en met|through|\b[^\W\d]{{1,4}}\b)\s*{_NUMBER})*)"


def citations(reading: DocumentReading, words: Sequence[str]) -> dict[str, tuple[Fragment, ...]]:
    """The fragments that hold a step of the chain and cite an article, by its number, in the order of the text.

    Those that speak of all obligations of the contract stand under an empty number. `words` are what may stand before
    an article's number.
    """
    pattern = citing(words)
    found: dict[str, list[Fragment]] = defaultdict(list)
    for section, mates in reading.sections.items():
        heading = reading.headings.get(section)
        headed = _numbers(pattern, heading.block.text) if heading is not None else ()
        own = LABEL.search(reading.structured.sections[section].label)
        for fragment in mates:
            if not any(f"signal:{name}" in fragment.hits for names in STEPS.values() for name in names):
                continue
            for number in dict.fromkeys((*headed, *_numbers(pattern, fragment.block.text))):
                if own is None or number != own.group():
                    found[number].append(fragment)
            if "signal:general-clause" in fragment.hits and "signal:sanction" in fragment.hits:
                found[""].append(fragment)
    return {number: tuple(fragments) for number, fragments in found.items()}


def citing(words: Sequence[str]) -> re.Pattern[str]:
    """What cites articles: one of the words, then numbers."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})\s*{_LABELS}", re.IGNORECASE)


def numbers(match: re.Match[str]) -> tuple[str, ...]:
    """The numbers that a citation names, those between the ends of a range too."""
    labels = match["labels"]
    found = LABEL.findall(labels)
    for span in RANGE.finditer(labels):
        first, last = int(span["first"]), int(span["last"])
        if first < last <= first + WIDEST:
            found += [f"{span['head']}{number}" for number in range(first, last + 1)]
    return tuple(dict.fromkeys(found))


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(number for match in pattern.finditer(text) for number in numbers(match))
