"""Reports over HTTP: a dossier's result in any format, the tender with its clauses, and what is set aside as a file."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from tenderscan.check import CheckResult
from tenderscan.reports.registry import FORMATS
from tenderscan.sources.names import plain_name
from tenderscan.suggest.model import Suggestion
from tenderscan.web.access import Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.api.suggested import Wanted, suggestion_of
from tenderscan.web.aside import BESIDE, suppressions_text
from tenderscan.web.kept import KeptDossier, material_of
from tenderscan.web.refused import RefusedError
from tenderscan.web.work import Work, result_of

router = APIRouter(prefix="/api/dossiers/{name}", tags=["reports"])

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
_TYPES = {
    "text": ("txt", "text/plain"),
    "json": ("json", "application/json"),
    "html": ("html", "text/html"),
    "markdown": ("md", "text/markdown"),
    "csv": ("csv", "text/csv"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "sarif": ("sarif", "application/sarif+json"),
    "junit": ("xml", "application/xml"),
    "github": ("txt", "text/plain"),
    "gitlab": ("json", "application/json"),
    "concise": ("txt", "text/plain"),
    "pdf": ("pdf", "application/pdf"),
    "docx": ("docx", DOCX),
}
"""The ending and the media type of each format."""

FormatName = Literal[
    "text", "json", "html", "markdown", "csv", "xlsx", "sarif", "junit", "github", "gitlab", "concise", "pdf", "docx"
]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for _, kind in _TYPES.values()}}
}


@router.get("/report", response_class=Response, responses={**problems(404, 409, 422), **_FILE})
def fetch_report(name: str, request: Request, owner: Owner, format: FormatName = "json") -> Response:
    """The report as the command line writes it: JSON as docs/reports.md describes, or a file for people."""
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    work: Work = request.app.state.work
    result = result_of(dossier)
    ending, kind = _TYPES[format]
    content = FORMATS[format].content(material_of(result, dossier.options.password, work.drawing))
    return _file(content, f"{_stem(dossier)}-tenderscan.{ending}", kind)


@router.get(
    "/suggestion",
    response_class=Response,
    responses={
        **problems(404, 409, 422),
        200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in (DOCX, ZIP)}},
    },
)
def fetch_suggestion(name: str, request: Request, owner: Owner, level: Wanted = "required") -> Response:
    """The tender with the clauses that it lacks: Word files with tracked changes, an annex for other files.

    One file is a Word file, several are a ZIP. What was set aside is left out.
    """
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    work: Work = request.app.state.work
    files = _files(suggestion_of(dossier, work, level), result_of(dossier))
    if not files:
        raise RefusedError(409, "There is nothing to put in.", "No gap at this level has a clause.")
    if len(files) == 1:
        [(shown, content)] = files.items()
        return _file(content, PurePosixPath(shown).name, DOCX)
    return _file(_packed(files), f"{_stem(dossier)}-tenderscan.zip", ZIP)


@router.get("/suppressions", response_class=Response, responses={**problems(404)})
def fetch_suppressions(name: str, request: Request, owner: Owner) -> Response:
    """What is set aside, as a tenderscan-suppress.toml to keep beside the tender."""
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    return _file(suppressions_text(dossier.aside).encode(), BESIDE, "application/toml")


def _files(suggestion: Suggestion, result: CheckResult) -> dict[str, bytes]:
    """The files of a suggestion by names that lead nowhere."""
    found = {plain_name(name): data for name, data in suggestion.files.items()}
    if suggestion.annex is not None:
        stem = PurePosixPath(plain_name(result.report.dossier.name)).stem or "tender"
        names = (f"{stem} - annex{'+' * times}.docx" for times in range(99))
        found[next(name for name in names if name not in found)] = suggestion.annex
    return found


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _stem(dossier: KeptDossier) -> str:
    return PurePosixPath(plain_name(dossier.name)).stem or "tender"


def _file(content: bytes, name: str, kind: str) -> Response:
    """A file to be saved: never shown as a page of this server, whatever it holds."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=kind, headers=headers)
