"""The page itself and the door to it: takes the token of a link, gives a session and our own files."""

from __future__ import annotations

from importlib import resources
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from tenderscan import __version__
from tenderscan.web.access import COOKIE, SESSION_SECONDS, Access, Owner
from tenderscan.web.api.problems import problems
from tenderscan.web.refused import RefusedError

router = APIRouter()

_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def _own() -> dict[str, tuple[bytes, str]]:
    """Our own files by name, read once: no path that a client asks for is ever opened."""
    found = {}
    for each in resources.files("tenderscan.web.page").iterdir():
        ending = f".{each.name.rpartition('.')[2]}"
        if ending in _KINDS:
            found[each.name] = (each.read_bytes(), f"{_KINDS[ending]}; charset=utf-8")
    return found


_FILES = _own()


@router.get("/", include_in_schema=False)
def page(request: Request, token: str | None = None) -> Response:
    """The page for a browser that was let in; with the right token in the link it is let in now."""
    access: Access = request.app.state.access
    if token is not None and access.opens(token):
        return _let_in(request, access)
    known = access.knows(request.cookies.get(COOKIE, ""))
    content, kind = _FILES["index.html" if known else "door.html"]
    return Response(content, 200 if known else 401, media_type=kind)


@router.post("/", include_in_schema=False)
def knock(request: Request, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """The token typed into the page at the door."""
    access: Access = request.app.state.access
    if access.opens(token.strip()):
        return _let_in(request, access)
    content, kind = _FILES["door.html"]
    return Response(content, 401, media_type=kind)


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
    if name not in _FILES:
        raise RefusedError(404, "There is no such file.")
    content, kind = _FILES[name]
    return Response(content, media_type=kind)


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
