"""Documents that hold more than is judged: takes where each was left, gives them with what follows as unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.document import Document, UnreadPage
from tenderscan.model.match import Left
from tenderscan.model.section import StructuredDocument

_CUT = (
    "It holds more sentences than are judged; what comes after its paragraph {number:,} was not judged. "
    "Split it into parts."
)
_PAGE = "the file holds more sentences than are judged; split it into parts"


def unjudged(documents: Sequence[StructuredDocument], left: Sequence[Left]) -> tuple[StructuredDocument, ...]:
    """The documents, of which those that were left have their rest as unread, so that nothing there is missing."""
    found = list(documents)
    for rest in left:
        structured = found[rest.document]
        number = structured.blocks[rest.block].number - 1
        found[rest.document] = replace(structured, document=_unread(structured.document, rest.page, number))
    return tuple(found)


def _unread(document: Document, page: int | None, paragraphs: int) -> Document:
    if page is None or document.pages is None:
        said = _CUT.format(number=paragraphs)
        return replace(document, cut=f"{document.cut} {said}".strip(), warnings=(*document.warnings, said))
    known = {found.number: found for found in document.unread}
    late = {number: UnreadPage(number, _PAGE) for number in range(page, document.pages + 1)}
    return replace(document, unread=tuple(one for _, one in sorted({**late, **known}.items())))
