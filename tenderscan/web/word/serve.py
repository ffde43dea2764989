"""The files of the task pane over HTTP, with what it may load: Word's own script besides our files."""

from __future__ import annotations

from importlib import resources

from fastapi import APIRouter, Response

from tenderscan.web.refused import RefusedError

router = APIRouter(prefix="/word", include_in_schema=False)

OFFICE = "https://appsforoffice.microsoft.com"
"""Where Microsoft serves the script without which a pane cannot talk to Word; it may not be shipped with others."""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {OFFICE}",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self' https://*.officeapps.live.com https://*.office.com",
    )
)
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json"}


def _own() -> dict[str, tuple[bytes, str]]:
    """Our own files by name, read once: no path that a client asks for is ever opened."""
    found = {}
    for each in resources.files("tenderscan.web.word").iterdir():
        ending = each.name.rpartition(".")[2]
        if ending in _KINDS:
            found[each.name] = (each.read_bytes(), f"{_KINDS[ending]}; charset=utf-8")
        elif ending == "png":
            found[each.name] = (each.read_bytes(), "image/png")
    return found


_FILES = _own()


@router.get("/{name}")
def pane_file(name: str) -> Response:
    """A file of the pane. It needs no session: the pane asks for the token, and holds nothing of anybody."""
    if name not in _FILES:
        raise RefusedError(404, "There is no such file.")
    content, kind = _FILES[name]
    return Response(content, media_type=kind, headers={"Content-Security-Policy": _POLICY})
