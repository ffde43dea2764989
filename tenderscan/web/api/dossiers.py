"""Dossiers over HTTP: sent, followed, corrected, set aside, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from fastapi import APIRouter, Request, Response

from tenderscan.acceptance.suppressions import checked
from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Suppression
from tenderscan.options import CheckOptions
from tenderscan.rulebook.load.cpv import check_cpv
from tenderscan.web.access import Owner
from tenderscan.web.api.asked import options_of
from tenderscan.web.api.problems import problems
from tenderscan.web.api.schema import Corrections, DossierState
from tenderscan.web.api.told import aside_of, state_of
from tenderscan.web.api.upload import received
from tenderscan.web.kept import WORKING, KeptDossier, size_of
from tenderscan.web.limits import Limits
from tenderscan.web.refused import RefusedError
from tenderscan.web.shelf import Shelf
from tenderscan.web.work import Work

router = APIRouter(prefix="/api/dossiers", tags=["dossiers"])

_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
                        "language": {"type": "string", "description": "Of the report: nl, fr, en or de."},
                        "country": {"type": "string", "description": "Whose law and words, such as be-vlg."},
                        "profile": {"type": "string", "description": "What the buyer expects."},
                        "cpv": {"type": "string", "description": "CPV codes of what is bought, with commas."},
                        "password": {"type": "string", "description": "Opens encrypted files."},
                        "ocr": {"type": "string", "description": "Scanned pages: auto, never or force."},
                    },
                }
            }
        },
    }
}


@router.post("", status_code=202, responses=problems(400, 408, 413, 415, 422, 503), openapi_extra=_FORM)
async def send_dossier(request: Request, owner: Owner) -> DossierState:
    """Send the files of one tender (PDF, Word, ZIP …); they are read and judged when their turn comes.

    A `tenderscan-suppress.toml` among them sets gaps aside.
    """
    app = request.app.state
    shelf: Shelf = app.shelf
    work: Work = app.work
    limits: Limits = app.limits
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.dossier:
        most = limits.dossier // 1_000_000
        raise RefusedError(413, f"The files are larger than {most} MB together.", "Send a part of them.")
    with shelf.arriving() as more:
        sent = await received(request, limits, more)
        options = options_of(
            work.options,
            work.rulebook,
            language=sent.one("language"),
            country=sent.one("country"),
            profile=sent.one("profile"),
            cpv=sent.several("cpv"),
            password=sent.one("password"),
            ocr=sent.one("ocr"),
        )
        _known(sent.aside, work)
        dossier = shelf.add(
            lambda name: KeptDossier(name, owner, sent.files, options, size_of(sent.files), aside=sent.aside)
        )
    work.submit(dossier)
    return state_of(dossier)


@router.get("/{name}", responses=problems(404))
async def follow_dossier(name: str, request: Request, owner: Owner) -> DossierState:
    """How far a dossier is: waiting, reading (by page), judging, done, failed or cancelled."""
    return state_of(request.app.state.shelf.get(name, owner))


@router.delete("/{name}", status_code=204, responses=problems(404))
def drop_dossier(name: str, request: Request, owner: Owner) -> Response:
    """Stop the work on a dossier and forget its files and its result."""
    request.app.state.shelf.drop(name, owner)
    return Response(status_code=204)


@router.patch("/{name}", status_code=202, responses=problems(404, 409, 422))
def correct_dossier(name: str, corrections: Corrections, request: Request, owner: Owner) -> DossierState:
    """Correct what was recognised, choose another language, or set gaps aside; the files are not read again."""
    work: Work = request.app.state.work
    dossier: KeptDossier = request.app.state.shelf.get(name, owner)
    given = corrections.model_fields_set
    options = _corrected(dossier.options, corrections, work) if given - {"aside"} else dossier.options
    aside = dossier.aside
    if "aside" in given:
        aside = aside_of(corrections.aside or ())
        _known(aside, work)
    with dossier.lock:
        if dossier.state in WORKING or dossier.read is None:
            raise RefusedError(409, "The dossier is not read yet.", "Ask again when it is done.")
        if aside != dossier.aside:
            dossier.aside = aside
            dossier.revision += 1
        if options == dossier.options:
            return state_of(dossier)
        dossier.options = options
        work.again(dossier)
        return state_of(dossier)


def _corrected(options: CheckOptions, corrections: Corrections, work: Work) -> CheckOptions:
    """The options with what was corrected: null is what the documents show."""
    given = corrections.model_dump(exclude_unset=True, exclude={"aside"})
    given = {name: tuple(value or ()) if name == "cpv" else value for name, value in given.items()}
    # Asked with nothing as its base, so that null is null, and refused as an upload would be.
    options_of(
        CheckOptions(), work.rulebook, language=corrections.language, country=corrections.country,
        profile=corrections.profile, cpv=corrections.cpv or (),
    )  # fmt: skip
    if "cpv" in given:
        given["cpv"] = tuple(check_cpv(code) for code in given["cpv"])
    return replace(options, **given)


def _known(aside: Sequence[Suppression], work: Work) -> None:
    """Refuse to set aside what no criterion is. Raises RefusedError (422)."""
    ids = [criterion.id for criterion in work.rulebook.criteria]
    for each in aside:
        if not any(fnmatchcase(name, each.criterion) for name in ids):
            raise RefusedError(422, f'There is no criterion "{each.criterion}".', "See GET /api/choices.")
    try:
        checked(aside)
    except SettingsError as error:
        raise RefusedError(422, str(error), error.advice) from error
