"""The languages of a dossier, out of those of its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tenderscan.model.section import StructuredDocument


def languages_of(structured: Sequence[StructuredDocument]) -> tuple[str, ...]:
    """The languages in which documents are written, the one with most words first."""
    told = {language for document in structured for language in document.languages}
    words: Counter[str] = Counter()
    for document in structured:
        for block in document.blocks:
            if block.language in told:
                words[block.language] += block.text.count(" ") + 1
    return tuple(sorted(told, key=lambda language: (-words[language], language)))
