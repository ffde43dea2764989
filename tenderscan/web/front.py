"""The page itself and the door to it: takes the token of a link, gives a session and our own files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from tenderscan import __version__
from tenderscan.web.access import COOKIE, SESSION_SECONDS, Access, Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.files import OwnFiles
from tenderscan.web.refused import RefusedError

router = APIRouter()

_FILES = OwnFiles("tenderscan.web.page")


@router.get("/", include_in_schema=False)
def page(request: Request, token: str | None = None) -> Response:
    """The page for a browser that was let in; with the right token in the link it is let in now."""
    access: Access = request.app.state.access
    if token is not None and access.opens(token):
        return _let_in(request, access)
    known = access.knows(request.cookies.get(COOKIE, ""))
    return _FILES.answer("index.html") if known else _FILES.answer("door.html", 401)


@router.post("/", include_in_schema=False)
def knock(request: Request, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """The token typed into the page at the door."""
    access: Access = request.app.state.access
    if access.opens(token.strip()):
        return _let_in(request, access)
    return _FILES.answer("door.html", 401)


def _let_in(request: Request, access: Access) -> Response:
    """To the page, without the token in its address: it would stay in the browser's history."""
    answer = RedirectResponse("/", 303)
    old = request.cookies.get(COOKIE, "")
    answer.set_cookie(
        COOKIE,
        old if access.knows(old) else access.let_in(),
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@router.get("/own/{name}", include_in_schema=False)
def own_file(name: str) -> Response:
    """A file of the page."""
    return _FILES.answer(name)


@router.get("/api/health", tags=["server"])
async def say_health() -> dict[str, str]:
    """That a tenderscan serves here, and its version; the only answer that needs no token."""
    return {"name": "tenderscan", "version": __version__}


@router.post("/api/leave", status_code=204, tags=["server"], responses=problems())
def leave(request: Request, owner: Owner) -> Response:
    """The page is closed: unless it comes back within a minute, its dossiers are dropped."""
    request.app.state.shelf.leave(owner)
    return Response(status_code=204)


@router.post("/api/stop", status_code=202, tags=["server"], responses=problems(404))
def stop(request: Request, owner: Owner) -> JSONResponse:
    """Stop the server; only where it serves this machine alone."""
    if request.app.state.stop is None:
        raise RefusedError(404, "This server is not stopped from a page.", "Ask who runs it.")
    request.app.state.stop()
    return JSONResponse({}, 202)
