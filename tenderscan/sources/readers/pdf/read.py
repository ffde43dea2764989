"""PDF: lines with boxes, sizes and weights from pdfium; tables where they matter; pages that gave no text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.errors import UnreadableError
from tenderscan.lexicon.fold import fold
from tenderscan.model.document import Document, Element, UnreadPage
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.progress import tell
from tenderscan.sources.readers.pdf.doubt import with_second_reading
from tenderscan.sources.readers.pdf.fields import with_fields
from tenderscan.sources.readers.pdf.frame import PageFrame
from tenderscan.sources.readers.pdf.lines import lines
from tenderscan.sources.readers.pdf.mending import mended
from tenderscan.sources.readers.pdf.rulings import Grid, grids, picture_share
from tenderscan.sources.readers.pdf.scans import SCAN, attachments, with_ocr
from tenderscan.sources.readers.pdf.struck import STRUCK
from tenderscan.sources.readers.pdf.tables import by_geometry, with_tables
from tenderscan.sources.readers.pdf.xfa import UNREAD, with_form

FEWEST_LETTERS = 20
"""A page with fewer letters than this and a picture over much of it was not read."""

PICTURE_SHARE = 0.25
"""Share of the page that pictures must cover to be taken for a scan."""

MOST_PAGES_TOLD = 20
"""Pages that one sentence names."""

GARBLED_SHARE = 0.3
"""Share of signs without meaning (private use, unknown, control) from which text is garbled."""

_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1b]")


def read_pdf(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a PDF. Raises UnreadableError where it is encrypted, broken or has too many pages."""
    pdf = _open(data, path, options)
    try:
        return _read(pdf, data, path, options)
    finally:
        pdf.close()


def _open(data: bytes, path: str, options: ReadOptions) -> pypdfium2.PdfDocument:
    if not data.strip():
        raise UnreadableError(f"{path} is empty.", "Check that it was saved or copied in full.")
    try:
        pdf = pypdfium2.PdfDocument(data, password=options.password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            if options.password:
                raise UnreadableError(f"{path} does not open with this password.", "Give its own one.") from error
            raise UnreadableError(f"{path} is encrypted.", "Give its password with --password.") from error
        raise UnreadableError(f"{path} is broken or no PDF.", "Open it and save it anew as PDF.") from error
    if len(pdf) > options.max_pages:
        count = len(pdf)
        pdf.close()
        raise UnreadableError(f"{path} has {count} pages.", "Split it into parts of fewer pages.")
    if len(pdf) == 0:
        pdf.close()
        raise UnreadableError(f"{path} has no pages.", "Open it and save it anew as PDF.")
    return pdf


def _read(pdf: pypdfium2.PdfDocument, data: bytes, path: str, options: ReadOptions) -> Document:
    elements: list[Element] = []
    unread: list[UnreadPage] = []
    sizes: list[tuple[float, float]] = []
    ruled: dict[int, tuple[Grid, ...]] = {}
    left_out: dict[int, set[str]] = {}
    _init_forms(pdf)
    for index in range(len(pdf)):
        tell(index, len(pdf))
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            unread.append(UnreadPage(index + 1, "the page is broken"))
            sizes.append((0.0, 0.0))
            continue
        try:
            frame = PageFrame.of(page, index + 1)
            held = grids(page, frame)
            gone: set[str] = set()
            found, why = _page(page, frame, held, gone)
            if gone:
                left_out[index + 1] = gone
            sizes.append((frame.width, frame.height))
            if why:
                unread.append(UnreadPage(index + 1, why))
            if held and found:
                if not gone:
                    ruled[index + 1] = held
                found = by_geometry(found, held)
            elements += found
        finally:
            page.close()
    elements = with_tables(data, elements, _cued(elements, ruled, options), options)
    elements, form = with_form(elements, pdf)
    warnings = (*_said(left_out), *((form,) if form else ()))
    document = _document(pdf, data, path, elements, unread, sizes)
    document = replace(document, warnings=warnings, cut=form if form == UNREAD else "")
    document = with_second_reading(document, pdf, data, options, frozenset(left_out))
    return with_ocr(document, pdf, options)


def _said(left_out: Mapping[int, set[str]]) -> tuple[str, ...]:
    """A sentence for each reason for which words were left out, with the pages."""
    said = []
    for why in sorted({why for found in left_out.values() for why in found}):
        pages = [str(page) for page, found in sorted(left_out.items()) if why in found]
        told = ", ".join(pages[:MOST_PAGES_TOLD]) + (" …" if len(pages) > MOST_PAGES_TOLD else "")
        kind = "Struck text" if why == STRUCK else f"Text that nobody sees ({why})"
        said.append(f"{kind} was left out on page {told}.")
    return tuple(said)


def _document(
    pdf: pypdfium2.PdfDocument,
    data: bytes,
    path: str,
    elements: Sequence[Element],
    unread: Sequence[UnreadPage],
    sizes: Sequence[tuple[float, float]],
) -> Document:
    return Document(
        path,
        hashlib.sha256(data).hexdigest(),
        "application/pdf",
        tuple(_numbered(elements)),
        pages=len(pdf),
        unread=tuple(unread),
        title=_title(pdf),
        page_sizes=tuple(sizes),
        attachments=attachments(pdf),
    )


def _init_forms(pdf: pypdfium2.PdfDocument) -> None:
    """Let pdfium know of form fields, whose values are not in the page's text."""
    try:
        if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
            pdf.init_forms()
    except pypdfium2.PdfiumError:
        return


def _page(
    page: pypdfium2.PdfPage, frame: PageFrame, held: tuple[Grid, ...], left_out: set[str]
) -> tuple[list[Element], str]:
    """The lines of a page, and why it is unread (or nothing); `left_out` gathers why words were left out."""
    found = with_fields(mended(list(lines(page, frame, held, left_out))), page, frame)
    text = "".join(e.text for e in found)
    letters = sum(1 for _ in islice(filter(str.isalnum, text), FEWEST_LETTERS))
    if letters < FEWEST_LETTERS and picture_share(page, frame) >= PICTURE_SHARE:
        return found, SCAN
    if _garbled(text):
        return [], "the text of the page is garbled (its font has no table of letters)"
    return found, ""


def _garbled(text: str) -> bool:
    signs = len("".join(text.split()))
    return signs > FEWEST_LETTERS and len(_MEANINGLESS.findall(text)) > GARBLED_SHARE * signs


def _cued(elements: Sequence[Element], ruled: dict[int, tuple[Grid, ...]], options: ReadOptions) -> list[int]:
    """Pages for pdfplumber: a word says that the table matters, and its cells are merged; as many as allowed.

    Where every ruling runs through, pdfplumber finds the same cells (measurements.md), at thirty times the cost.
    """
    cued: list[int] = []
    for page in sorted(page for page, held in ruled.items() if not all(grid.regular for grid in held)):
        text = fold(" ".join(e.text for e in elements if e.page == page))
        if any(f" {cue} " in f" {text} " for cue in options.table_cues):
            cued.append(page)
    return cued[: options.max_table_pages]


def _numbered(elements: Sequence[Element]) -> Iterator[Element]:
    """Tables numbered through the document; a table that runs over a page keeps its number and header."""
    number = 0
    last: tuple[int | None, int | None] = (None, None)
    for element in elements:
        if element.table is None:
            yield element
            continue
        key = (element.page, element.table)
        if key != last:
            number, last = number + 1, key
        yield replace(element, table=number)


def _title(pdf: pypdfium2.PdfDocument) -> str | None:
    """The title of the metadata, unless it is a file name or a program's."""
    try:
        title = str(pdf.get_metadata_value("Title")).strip()
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return None
    if (
        len(title) < 8
        or "." in title[-6:]
        or title.lower().lstrip("(").startswith(("microsoft", "untitled", "free powerpoint"))
    ):
        return None
    return title
