"""How a text cites articles of its own document: "article 7", "sections 6.3 and 6.7", "articles 6.4 to 6.10"."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def citing(words: Sequence[str]) -> re.Pattern[str]:
    """What cites articles: one of the words that may stand before an article's number, then numbers."""
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
