"""What a dossier holds, over HTTP: its documents as they were read, and pictures of their pages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from tenderscan.web.access import Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.api.schema import DocumentText
from tenderscan.web.api.told import text_of
from tenderscan.web.kept import KeptDossier
from tenderscan.web.refused import RefusedError
from tenderscan.web.work import Work, document_of, result_of

router = APIRouter(prefix="/api/dossiers/{name}", tags=["documents"])

PDF = "application/pdf"
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/text", responses=problems(404, 409, 422))
def read_document(
    name: str, request: Request, owner: Owner, document: Annotated[str, Query(max_length=1000)]
) -> DocumentText:
    """A document as it was read, by its path in the dossier; offsets of evidence refer to this text."""
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    return text_of(document_of(result_of(dossier), document))


@router.get("/page", response_class=Response, responses={**problems(404, 409, 422), **_PICTURE})
def draw_page(
    name: str,
    request: Request,
    owner: Owner,
    document: Annotated[str, Query(max_length=1000)],
    page: Annotated[int, Query(ge=1, le=100_000)],
    width: Annotated[int, Query(ge=100, le=2400)] = 1000,
) -> Response:
    """A page of a PDF as a picture so many pixels wide; boxes of evidence are in points of `page_sizes`."""
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    work: Work = request.app.state.work
    result = result_of(dossier)
    found = document_of(result, document)
    read = result.originals.get(document)
    if found.media_type != PDF or read is None or page > len(found.page_sizes):
        raise RefusedError(404, "There is no such page.", "Only pages of PDFs are drawn.")
    picture = work.drawing.page(read(), page, width, dossier.options.password)
    if picture is None:
        raise RefusedError(404, "The page cannot be drawn.", "Open the file itself.")
    return Response(picture, media_type="image/png")
