"""Files that a client sends: takes a multipart body piece by piece, gives files in memory and the fields beside them.

Nothing is written to a disk, and a name that a client gives leads nowhere: it is for show only.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import Suppression
from tenderscan.sources.dossier.file import SourceFile
from tenderscan.sources.names import plain_name
from tenderscan.web.aside import BESIDE, suppressions_in
from tenderscan.web.limits import Limits
from tenderscan.web.refused import RefusedError

MOST_FIELDS, LONGEST_FIELD = 60, 4_000
"""Fields beside the files, and the bytes of one."""


class _InMemory(MultiPartParser):
    """Starlette's parser, which never spools to a disk: `arriving` bounds what comes."""

    spool_max_size = 2**62


@dataclass(frozen=True)
class Sent:
    """What a client sent: files, fields by name, and what a file of suppressions among them sets aside."""

    files: tuple[SourceFile, ...]
    fields: dict[str, list[str]]
    aside: tuple[Suppression, ...] = ()

    def one(self, name: str) -> str | None:
        """A field that is there once; None where it is absent or empty."""
        return next((value.strip() for value in self.fields.get(name, ()) if value.strip()), None)

    def several(self, name: str) -> list[str]:
        """A field that may be there several times, or hold several with commas."""
        return [part.strip() for value in self.fields.get(name, ()) for part in value.split(",") if part.strip()]


async def received(request: Request, limits: Limits, more: Callable[[int], None]) -> Sent:
    """Receive a form. Raises RefusedError where it is no form, too large, too slow, or broken off."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise RefusedError(415, "Files are sent as multipart/form-data.", 'Name the field "files".')
    parser = _InMemory(
        request.headers,
        _measured(request, limits, more),
        max_files=limits.files,
        max_fields=MOST_FIELDS,
        max_part_size=LONGEST_FIELD,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        status = 413 if "exceeded" in error.message or "Too many" in error.message else 400
        raise RefusedError(status, f"The form cannot be read: {error.message.rstrip('.')}.") from error
    except (ClientDisconnect, TimeoutError) as error:
        raise RefusedError(408, "The upload was broken off.", "Send the files again.") from error
    except (KeyError, ValueError, LookupError) as error:
        raise RefusedError(400, "The form cannot be read.", "Send it as multipart/form-data.") from error
    try:
        return await _sent(form)
    finally:
        await form.close()


async def _measured(request: Request, limits: Limits, more: Callable[[int], None]) -> AsyncGenerator[bytes, None]:
    """The pieces of the body as they come, counted; a client that sends next to nothing for long is given up."""
    pieces = request.stream().__aiter__()
    while True:
        begun = time.monotonic()
        try:
            piece = await asyncio.wait_for(anext(pieces), limits.silent)
        except StopAsyncIteration:
            return
        more(len(piece))
        yield piece
        if time.monotonic() - begun > limits.silent:
            raise TimeoutError


async def _sent(form: FormData) -> Sent:
    files: list[SourceFile] = []
    fields: dict[str, list[str]] = {}
    aside: tuple[Suppression, ...] = ()
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            fields.setdefault(name, []).append(value)
            continue
        data = await value.read()
        shown = plain_name(value.filename or "") or "file"
        if PurePosixPath(shown).name == BESIDE:
            try:
                aside += suppressions_in(data)
            except SettingsError as error:
                raise RefusedError(422, str(error), error.advice) from error
        elif value.filename or data:
            files.append(SourceFile(shown, None, data, named=True))
    if not files:
        raise RefusedError(422, "No file was sent.", 'Name the field "files".')
    return Sent(tuple(files), fields, aside)
