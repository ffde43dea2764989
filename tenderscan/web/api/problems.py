"""How a refusal is worded: takes errors of ours and of the framework, gives one sentence under `detail`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from tenderscan.errors import TenderscanError
from tenderscan.messages import messages
from tenderscan.model.rule import LANGUAGES
from tenderscan.web.api.schema import Problem
from tenderscan.web.refused import RefusedError

_TOLD = {
    400: "The request cannot be read.",
    401: "The token or the session is absent or wrong.",
    403: "Only the page of this server may do this.",
    404: "It is not there, or it is somebody else's.",
    408: "The upload was broken off.",
    409: "It is not done yet, or it failed.",
    413: "It is too large.",
    415: "It is not multipart/form-data.",
    422: "Something that was asked is not known.",
    503: "The server holds or does as much as it may.",
}

Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """The refusals of a route, for OpenAPI; those of access are every route's."""
    return {status: {"model": Problem, "description": _TOLD[status]} for status in sorted({401, 403, *statuses})}


def tell_problems(app: FastAPI) -> None:
    """Let every refusal and error of the app be one sentence, in the language that the client reads."""

    @app.exception_handler(RefusedError)
    async def _refused(request: Request, error: RefusedError) -> JSONResponse:
        headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
        return _said(request, error.status, error.sentence(), headers)

    @app.exception_handler(TenderscanError)
    async def _ours(request: Request, error: TenderscanError) -> JSONResponse:
        return _said(request, 422, error.sentence(), {})

    @app.exception_handler(RequestValidationError)
    async def _wrong(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return _said(request, 422, f'"{where}" is not as it should be: {first["msg"]}.', {})

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return _said(request, error.status_code, _TOLD.get(error.status_code, str(error.detail)), error.headers or {})

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> JSONResponse:
        # What happened is the log's; a trace may hold what stands in a tender.
        return _said(request, 500, "The server made a mistake. Try again.", {})


def _said(request: Request, status: int, sentence: str, headers: Any) -> JSONResponse:
    said = messages(reads(request)).say(sentence)
    return JSONResponse(Problem(detail=said).model_dump(), status_code=status, headers=dict(headers))


def reads(request: Request) -> str:
    """The language that a client reads: the first of Accept-Language that we have, else English."""
    for part in request.headers.get("accept-language", "").split(","):
        name = part.split(";")[0].strip()[:2].lower()
        if name in LANGUAGES:
            return name
    return "en"
