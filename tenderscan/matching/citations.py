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

LABEL = re.compile(r"\d+(?:\.\d+)*")
"""An article's number."""

_LABELS = r"(?P<labels>\d+(?:\.\d+)*(?:\s*(?:,|&|/|\b[^\W\d]{1,3}\b)\s*\d+(?:\.\d+)*)*)"


def citations(reading: DocumentReading, words: Sequence[str]) -> dict[str, tuple[Fragment, ...]]:
    """The fragments that hold a step of the chain and cite an article, by its number, in the order of the text.

    Those that speak of all obligations of the contract stand under an empty number. `words` are what may stand before
    an article's number.
    """
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})\s*{_LABELS}", re.IGNORECASE)
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


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(number for match in pattern.finditer(text) for number in LABEL.findall(match["labels"]))
