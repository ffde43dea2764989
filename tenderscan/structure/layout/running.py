"""Running heads, feet and page numbers: what stands at the same height of many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from tenderscan.lexicon.fold import fold
from tenderscan.model.document import Document, Element, ElementKind, Origin
from tenderscan.structure.words import StructureWords

EDGE = 0.13
"""Share of a page's height at its top and foot in which running words stand."""

SHARE, FEWEST = 0.35, 3
"""Share of the pages, and least number of them, on which the same words make a running head."""

_DIGITS = re.compile(r"\d+")


def running(document: Document, words: StructureWords) -> dict[int, str]:
    """The elements to set aside, each with its reason."""
    found: dict[int, str] = {}
    edges = [(i, e) for i, e in enumerate(document.elements) if _at_edge(document, e)]
    pages: dict[str, set[int]] = defaultdict(set)
    for _, element in edges:
        pages[_masked(element)].add(element.page or 0)
    numbers = _page_number_pattern(words.get("page-word"))
    total = document.pages or 1
    for index, element in edges:
        # A document of two pages shows its head and foot twice.
        if len(pages[_masked(element)]) >= max(min(FEWEST, max(2, total)), SHARE * total):
            found[index] = "running head or foot"
        elif numbers.match(fold(element.text).strip()):
            found[index] = "page number"
    for index, element in enumerate(document.elements):
        if element.origin in (Origin.HEADER, Origin.FOOTER):
            found[index] = "running head or foot"
    return found


def _at_edge(document: Document, element: Element) -> bool:
    if element.kind is not ElementKind.LINE or element.box is None or not document.page_sizes:
        return False
    height = document.page_sizes[element.box.page - 1][1]
    return element.box.bottom < EDGE * height or element.box.top > (1 - EDGE) * height


def _masked(element: Element) -> str:
    """The words with digits masked, and the height they stand at, in steps of six points."""
    band = round((element.box.top if element.box else 0) / 6)
    return f"{band}:{_DIGITS.sub('#', fold(element.text)).strip()}"


def _page_number_pattern(page_words: Iterable[str]) -> re.Pattern[str]:
    named = "|".join(sorted(map(re.escape, page_words), key=len, reverse=True)) or "page"
    numbered = rf"({named})\W*\d+(\W*[a-z]{{0,4}}\W*\d+)?|\d+\s*/\s*\d+"
    return re.compile(rf"^[\W_]*(\d{{1,4}}|{numbered})[\W_]*$")


def commonest_height(document: Document) -> float:
    """The font size of most letters: what the body is set in; 0 where no sizes are known."""
    letters: Counter[float] = Counter()
    for element in document.elements:
        letters[round(element.size, 1)] += len(element.text)
    return letters.most_common(1)[0][0] if letters else 0.0
