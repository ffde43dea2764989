"""The tender as a PDF with highlights and notes at the evidence, bookmarks, and results in front."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenderscan.errors import TenderscanError, UnreadableError, UsageError
from tenderscan.model.own import OWN_REPORT
from tenderscan.model.report import DocumentSummary, Finding, VerdictKind
from tenderscan.reports.material import FAILING, Material, asked
from tenderscan.reports.pdf.front import SCHEME, front
from tenderscan.reports.pdf.marks import add_mark, marks, user_point

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import IndirectObject

PDF = "application/pdf"
ORDER = (*FAILING, VerdictKind.MET)
"""Verdicts as bookmarks list them."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A document within the file: its name, its first page (from 0) and how large its pages are shown."""

    path: str
    first: int
    sizes: tuple[tuple[float, float], ...]


def write(material: Material) -> bytes:
    """All PDFs of the dossier in one file, with a front page. Raises UsageError where the dossier has no PDF.

    A PDF that cannot be taken apart is left out and named on the front page. The same input gives the same bytes.
    """
    with _quiet():
        readers, left_out = _readers(material)
        if not readers:
            raise UsageError(
                "this tender has no PDF that can be annotated.",
                "Use --format docx=FILE, which makes a Word file of any tender.",
            )
        try:
            return _annotated(material, readers, left_out)
        except _damage() as error:
            raise UnreadableError(
                "the tender's PDF cannot be annotated: it is damaged.", "Use --format html=FILE or --format docx=FILE."
            ) from error


def _annotated(material: Material, readers: Mapping[str, PdfReader], left_out: list[str]) -> bytes:
    # pypdf and reportlab take a third of a second to import, which other formats need not wait for.
    from pypdf import PdfReader

    paths = [document.path for document in material.report.dossier.documents if document.path in readers]
    cover = PdfReader(io.BytesIO(front(material, paths, left_out)))
    writer, parts = _joined(readers, paths, cover, material)
    _link(writer, len(cover.pages), parts)
    for mark in marks(material, paths):
        part = parts[mark.document]
        if mark.page <= len(part.sizes):
            add_mark(writer, writer.pages[part.first + mark.page - 1], mark, part.sizes[mark.page - 1])
    _bookmarks(writer, material, parts)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf tells every oddity of a file on standard error, which is no concern of who reads the report."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _damage() -> tuple[type[Exception], ...]:
    """What pypdf raises where a file is not as it should be."""
    from pypdf.errors import PyPdfError

    return (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, NotImplementedError)


def _readers(material: Material) -> tuple[dict[str, PdfReader], list[str]]:
    """The dossier's PDFs by path, and those that could not be opened."""
    readers, left_out = {}, []
    for document in material.report.dossier.documents:
        if document.media_type != PDF:
            continue
        try:
            readers[document.path] = _open(document, material)
        except TenderscanError:
            left_out.append(document.path)
    return readers, left_out


def _open(document: DocumentSummary, material: Material) -> PdfReader:
    from pypdf import PdfReader

    read = material.originals.get(document.path)
    data = read() if read is not None else b""
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise UnreadableError(f"{document.path} has changed since it was read.", "Check it again.")
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not (reader.decrypt(material.password or "") or reader.decrypt("")):
            raise UnreadableError(f"{document.path} is locked.", "Give its password with --password.")
        if len(reader.pages) != document.pages:
            raise UnreadableError(f"{document.path} is broken.", "Open it and save it anew.")
    except _damage() as error:
        raise UnreadableError(f"{document.path} is broken.", "Open it and save it anew.") from error
    return reader


def _joined(
    readers: Mapping[str, PdfReader], paths: list[str], cover: PdfReader, material: Material
) -> tuple[PdfWriter, dict[str, _Part]]:
    """The front page and all documents in one writer; the first one whole, with its forms and its outline."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=readers[paths[0]])
    writer.merge(0, cover, import_outline=False)
    for path in paths[1:]:
        writer.append(readers[path], import_outline=True)
    writer.pdf_header = max(readers[path].pdf_header for path in paths)
    writer.metadata = None
    writer.add_metadata(
        {"/Title": material.title, "/Keywords": OWN_REPORT, "/Producer": "tenderscan", "/Creator": "tenderscan"}
    )
    shown = {each.document.path: each.document.page_sizes for each in material.structured}
    parts, first = {}, len(cover.pages)
    for path in paths:
        count = len(readers[path].pages)
        sizes = shown.get(path, ())
        parts[path] = _Part(path, first, sizes if len(sizes) == count else _sizes(readers[path]))
        first += count
    return writer, parts


def _sizes(reader: PdfReader) -> tuple[tuple[float, float], ...]:
    """Width and height of all pages as shown."""
    found = []
    for page in reader.pages:
        width, height = float(page.cropbox.width), float(page.cropbox.height)
        found.append((height, width) if page.rotation % 180 else (width, height))
    return tuple(found)


def _link(writer: PdfWriter, count: int, parts: Mapping[str, _Part]) -> None:
    """Turn the links of the front page into links to the pages they name."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NullObject

    paths = list(parts)
    for page in writer.pages[:count]:
        for held in page.get("/Annots", ()):
            link = held.get_object()
            action = link.get("/A")
            target = str(action.get_object().get("/URI", "")) if action is not None else ""
            if not target.startswith(SCHEME) or not isinstance(link, DictionaryObject):
                continue
            number, shown, top = target.removeprefix(SCHEME).split("/")
            part = parts[paths[int(number)]]
            to = writer.pages[part.first + int(shown) - 1]
            x, y = user_point(to, part.sizes[int(shown) - 1], 0.0, max(0.0, float(top) - 40))
            del link["/A"]
            assert to.indirect_reference is not None
            where = (to.indirect_reference, NameObject("/XYZ"), FloatObject(x), FloatObject(y), NullObject())
            link[NameObject("/Dest")] = ArrayObject(where)


def _bookmarks(writer: PdfWriter, material: Material, parts: Mapping[str, _Part]) -> None:
    """Results by verdict in front of the outline that the documents have."""
    root = writer.get_outline_root()
    before = root.get("/First")
    before = before.indirect_reference if before is not None and hasattr(before, "indirect_reference") else before
    results = writer.add_outline_item(
        title=material.say("report.summary"), page_number=0, before=before, bold=True, is_open=True
    )
    for verdict in ORDER:
        group = [f for f in asked(material.report) if f.verdict is verdict]
        if not group:
            continue
        title = f"{material.say(f'verdict.{verdict.value}')} ({len(group)})"
        parent = writer.add_outline_item(title=title, page_number=0, parent=results, is_open=False)
        for finding in group:
            _bookmark(writer, finding, parent, parts)
    if len(parts) > 1:
        for part in parts.values():
            writer.add_outline_item(title=part.path, page_number=part.first)


def _bookmark(writer: PdfWriter, finding: Finding, parent: IndirectObject, parts: Mapping[str, _Part]) -> None:
    from pypdf.generic import Fit

    item = None
    for part, page, top in _targets(finding, parts):
        shown = writer.pages[part.first + page - 1]
        x, y = user_point(shown, part.sizes[page - 1], 0.0, max(0.0, top - 40))
        fit = Fit.xyz(left=x, top=y)
        if item is None:
            number = part.first + page - 1
            item = writer.add_outline_item(
                title=finding.title, page_number=number, parent=parent, fit=fit, is_open=False
            )
    if item is None:
        writer.add_outline_item(title=finding.title, page_number=0, parent=parent)


def _targets(finding: Finding, parts: Mapping[str, _Part]) -> Iterator[tuple[_Part, int, float]]:
    for passage in finding.evidence:
        part = parts.get(passage.document)
        if part is not None and passage.boxes and passage.boxes[0].page <= len(part.sizes):
            yield part, passage.boxes[0].page, passage.boxes[0].top
