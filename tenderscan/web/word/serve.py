"""The files of the task pane over HTTP, with what it may load: Word's own script besides our files."""

from __future__ import annotations

from fastapi import APIRouter, Response

from tenderscan.web.files import OwnFiles

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
_FILES = OwnFiles("tenderscan.web.word")


@router.get("/{name}")
def pane_file(name: str) -> Response:
    """A file of the pane. It needs no session: the pane asks for the token, and holds nothing of anybody."""
    return _FILES.answer(name, headers={"Content-Security-Policy": _POLICY})
