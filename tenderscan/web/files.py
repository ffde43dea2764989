"""Our own files that the server gives: takes a package, gives them by name with their media type."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from fastapi import Response

from tenderscan.web.refused import RefusedError

_TEXT = "; charset=utf-8"
_KINDS = {
    "html": f"text/html{_TEXT}",
    "css": f"text/css{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "json": f"application/json{_TEXT}",
    "svg": f"image/svg+xml{_TEXT}",
    "png": "image/png",
}


class OwnFiles:
    """The files of a package by name, read once: no path that a client asks for is ever opened."""

    def __init__(self, package: str) -> None:
        self._files = {
            each.name: (each.read_bytes(), _KINDS[ending])
            for each in resources.files(package).iterdir()
            if (ending := each.name.rpartition(".")[2]) in _KINDS
        }

    def answer(self, name: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        """A file. Raises RefusedError for a name that is none of ours."""
        if name not in self._files:
            raise RefusedError(404, "There is no such file.")
        content, kind = self._files[name]
        return Response(content, status, media_type=kind, headers=headers)
