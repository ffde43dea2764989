"""Lines and columns of passages in the file as it was written, whatever marks the reader took off."""

from __future__ import annotations

import pytest

from tenderscan.model.document import Document
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.positions import Positions
from tenderscan.sources.readers.text.markdown import read_markdown
from tenderscan.sources.readers.text.plain import read_plain

FILE = """---
title: Steen en arbeid
---
# Steen en *arbeid*

<!-- tenderscan: ignore a.b: de aannemer geeft de groeve op -->
De aannemer geeft de **naam** van de [groeve](https://example.org/groeve) op.
Hij doet dat
vóór de levering.

| Wat | Bewijs |
| --- | --- |
| Steen | attest van de zagerij |

- Hij doet dat elk jaar.
- Hij doet dat
  vóór de levering.
"""


def region(document: Document, source: str, quote: str, number: int = 0) -> tuple[int, int, str]:
    """Line and column of the `number`th time that the words stand in the text read, and what stands there."""
    start = -1
    for _ in range(number + 1):
        start = document.text.index(quote, start + 1)
    found = Positions(source, document.text).region(start, start + len(quote))
    assert found is not None
    lines = source.splitlines(keepends=True)
    begin = sum(map(len, lines[: found.line - 1])) + found.column - 1
    end = sum(map(len, lines[: found.end_line - 1])) + found.end_column - 1
    return found.line, found.column, source[begin:end]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("quote", "number", "place", "words"),
    [
        ("Steen en arbeid", 0, (4, 3), "Steen en *arbeid"),
        ("De aannemer geeft de naam van de groeve op.", 0, (7, 1), "**naam** van de [groeve](https"),
        ("vóór de levering.", 0, (9, 1), "vóór de levering."),
        ("vóór de levering.", 1, (17, 3), "vóór de levering."),
        ("attest van de zagerij", 0, (13, 11), "attest van de zagerij"),
        ("Hij doet dat elk jaar.", 0, (15, 3), "Hij doet dat elk jaar."),
    ],
)
def test_a_passage_of_markdown_is_found(
    ending: str, quote: str, number: int, place: tuple[int, int], words: str
) -> None:
    source = FILE.replace("\n", ending)
    document = read_markdown(source.encode(), "a.md", ReadOptions())
    line, column, there = region(document, source, quote, number)
    assert (line, column) == place
    assert words in there


def test_a_passage_of_text_is_found_after_one_of_the_same_words() -> None:
    source = "Hij betaalt de boete.\n\nDe boete is 5 %.\nHij betaalt de boete.\n"
    document = read_plain(source.encode(), "a.txt", ReadOptions())
    assert region(document, source, "Hij betaalt de boete.", 1)[:2] == (4, 1)


def test_what_is_not_there_has_no_place() -> None:
    assert Positions("een twee", "drie vier").region(0, 4) is None
    assert Positions("een twee", "een … twee").region(4, 5) is None
