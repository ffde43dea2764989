"""Pages of a PDF whose text may be wrong: recognised by cheap signs, read a second time, and mended or left in doubt.

Spaces that are lost or in every word are read again by pdfplumber's words; letters that make no words, and what
pdfplumber does not mend, by Tesseract where it is installed. The bounds lie far beyond what the pages of real tenders
in four languages show.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from unicodedata import normalize

import pypdfium2

from tenderscan.model.document import Box, Document, Element
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.scans import drawn, merged
from tenderscan.sources.readers.scan.ocr import engine
from tenderscan.sources.readers.scan.scans import Scan, recognised

FEWEST = 200
"""Letters of a page from which its text can be doubted."""

LONGEST_WORD, GLUED = 30, 0.15
"""Letters of a word from which it is taken for several, and the share of a page's letters in such words."""

SINGLE = 0.35
"""Share of a page's letters that stand alone, from which its words are spaced out."""

USUAL, COMMON = frozenset("eainrtso"), 0.5
"""The commonest letters of European languages, and the share of them under which a page's letters stand for others.

It is 0.59 and more on every page of the tenders that were measured, 0.2 to 0.3 where letters are shifted.
"""

AGREED = 0.7
"""Share of words that two readings have in common from which they agree."""

MOST_PAGES = 30
"""Pages that are read a second time; on more of them the doubt stays."""

GAP = 2.2
"""A gap in a line of more than so many times its size divides columns or cells."""

SPACES, LETTERS = "spaces", "letters"

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{4,}")


def doubt(text: str) -> str:
    """What is wrong with a page's text by its looks: spaces, letters, or nothing."""
    words = _TOKEN.findall(text)
    letters = sum(map(len, words))
    if letters < FEWEST:
        return ""
    glued = sum(len(word) for word in words if len(word) > LONGEST_WORD)
    alone = sum(len(word) == 1 and word.isalpha() for word in words)
    if glued >= GLUED * letters or alone >= SINGLE * letters:
        return SPACES
    latin = [sign for word in _LATIN.findall(text) for sign in normalize("NFD", word.casefold()) if sign.isalpha()]
    common = sum(sign in USUAL for sign in latin)
    return LETTERS if len(latin) >= FEWEST and common < COMMON * len(latin) else ""


def with_second_reading(
    document: Document,
    pdf: pypdfium2.PdfDocument,
    data: bytes,
    options: ReadOptions,
    drawn_only: frozenset[int] = frozenset(),
) -> Document:
    """The document with its doubtful pages read again: mended, cleared, or named in `doubtful_pages`.

    Pages of `drawn_only` are not given to pdfplumber, which knows nothing of what is not seen there.
    """
    texts = _by_page(document.elements)
    signs = {number: sign for number, text in texts.items() if (sign := doubt(text))}
    if not signs:
        return document
    spaced = [number for number, sign in signs.items() if sign == SPACES and number not in drawn_only]
    again = spaced[:MOST_PAGES]
    mended = {number: found for number, found in _plumbed(data, again, options) if not doubt(_text(found))}
    left = [number for number in signs if number not in mended]
    seen, cleared = _recognised(pdf, texts, left, options)
    still = [number for number in left if number not in seen and number not in cleared]
    return replace(
        document,
        elements=tuple(merged(document, {**mended, **seen})),
        doubtful_pages=tuple(sorted({*document.doubtful_pages, *still})),
        warnings=(*document.warnings, *_said({**mended, **seen}, still)),
    )


def _recognised(
    pdf: pypdfium2.PdfDocument, texts: Mapping[int, str], pages: Sequence[int], options: ReadOptions
) -> tuple[dict[int, tuple[Element, ...]], set[int]]:
    """Pages that Tesseract reads well, with what it read; and those on which it reads what stood there already."""
    found = engine() if options.ocr != "never" and pages else None
    if found is None:
        return {}, set()
    scans = (Scan(number, partial(drawn, pdf, number)) for number in pages[:MOST_PAGES])
    result = recognised(scans, found, options.ocr_seconds)
    read = {number: items for number, items in result.elements.items() if number not in result.poor and items}
    agreed = {number for number, items in read.items() if _agree(texts[number], _text(items))}
    better = {n: items for n, items in read.items() if n not in agreed and _fills(items) and not doubt(_text(items))}
    return better, agreed


def _plumbed(data: bytes, pages: Sequence[int], options: ReadOptions) -> Iterator[tuple[int, tuple[Element, ...]]]:
    """The lines of some pages out of pdfplumber's words; pages on which it fails are left out."""
    if not pages:
        return
    # Half a second to load, and seldom needed.
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException

    try:
        with pdfplumber.open(io.BytesIO(data), password=options.password or "") as pdf:
            for number in pages:
                page = pdf.pages[number - 1]
                words = page.extract_words(x_tolerance_ratio=0.15, use_text_flow=True, extra_attrs=["size"])
                yield number, tuple(_lines(words, number))
                page.close()
    except (PDFException, ValueError, KeyError, TypeError, IndexError, AssertionError):
        return


def _lines(words: Sequence[Mapping[str, Any]], number: int) -> Iterator[Element]:
    run: list[Mapping[str, Any]] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            yield _line(run, number)
            run = []
        run.append(word)
    if run:
        yield _line(run, number)


def _goes_on(last: Mapping[str, Any], word: Mapping[str, Any]) -> bool:
    level = abs(float(word["bottom"]) - float(last["bottom"])) < 0.4 * float(last["size"])
    return level and -1.0 <= float(word["x0"]) - float(last["x1"]) < GAP * float(last["size"])


def _line(run: Sequence[Mapping[str, Any]], number: int) -> Element:
    edges = [(float(w["x0"]), float(w["top"]), float(w["x1"]), float(w["bottom"])) for w in run]
    box = Box(
        number,
        round(min(e[0] for e in edges), 2),
        round(min(e[1] for e in edges), 2),
        round(max(e[2] for e in edges), 2),
        round(max(e[3] for e in edges), 2),
    )
    return Element(" ".join(str(w["text"]) for w in run), page=number, box=box, size=round(float(run[0]["size"]), 1))


def _by_page(elements: Sequence[Element]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for element in elements:
        if element.page is not None:
            found.setdefault(element.page, []).append(element.text)
    return {number: "\n".join(texts) for number, texts in found.items()}


def _text(elements: Sequence[Element]) -> str:
    return "\n".join(element.text for element in elements)


def _fills(elements: Sequence[Element]) -> bool:
    """Whether enough was recognised to stand for a page of text."""
    return sum(map(len, _WORD.findall(_text(elements)))) >= FEWEST


def _agree(one: str, other: str) -> bool:
    words, others = (Counter(word.casefold() for word in _WORD.findall(text)) for text in (one, other))
    return sum((words & others).values()) >= AGREED * max(1, sum(words.values()))


def _said(mended: Mapping[int, object], still: Sequence[int]) -> tuple[str, ...]:
    said = []
    if mended:
        said.append(f"The text of {len(mended)} pages was unclear and was read a second time, in another way.")
    if still:
        said.append(f"The text of {len(still)} pages may be wrong (its spaces or letters are not clear).")
    return tuple(said)
