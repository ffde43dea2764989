"""Dossiers on other machines, by the URLs that fsspec knows (s3://, abfs://, file://); fetched one at a time."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec

from tenderscan.audit.worklist.entry import FOLDER, Entry, kind_of, signature, storable
from tenderscan.errors import MissingPartError, UnreadableError, UsageError
from tenderscan.sources.dossier.file import is_junk

_URL = re.compile(r"^[a-z][a-z0-9+.-]+:(//|:)", re.IGNORECASE)
_MAGIC = "*?["
_CHANGED = ("ETag", "etag", "LastModified", "last_modified", "mtime", "updated", "created")
"""What file systems call the time or version of a file."""


def is_url(named: str) -> bool:
    """Whether a name is a URL rather than a path."""
    return bool(_URL.match(named))


def entries(url: str) -> list[Entry]:
    """The dossiers directly in the folder at a URL, or that it finds where it is a glob. Raises UsageError."""
    system, path = opened(url)
    try:
        if any(sign in path for sign in _MAGIC) and not system.exists(path):
            found = list(system.glob(path, detail=True).values())
        else:
            found = list(system.ls(path, detail=True))
    except FileNotFoundError as error:
        raise UsageError(f"there is no folder {url}.", "Check the URL.") from error
    except Exception as error:  # each file system raises errors of its own
        raise UsageError(f"{url} cannot be listed ({_said(error)}).", "Check the URL and your access to it.") from error
    listed = [info for info in found if not is_junk(PurePosixPath(info["name"]).name)]
    return [_entry(system, info) for info in listed if info["name"].rstrip("/") != path.rstrip("/")]


def entry(url: str) -> Entry:
    """What is at a URL as a dossier. Raises UsageError where nothing is."""
    system, path = opened(url)
    try:
        return _entry(system, system.info(path))
    except FileNotFoundError as error:
        raise UsageError(f"there is nothing at {url}.", "Check the URL.") from error


def fetched(item: Entry, into: Path) -> Path:
    """A dossier on this machine: where it is, or where it was fetched to under `into`. Raises UnreadableError."""
    if not is_url(item.location):
        return Path(item.location)
    system, path = opened(item.location)
    target = into / PurePosixPath(path.rstrip("/")).name
    try:
        if item.kind == FOLDER:
            for source in system.find(path):
                file = target / PurePosixPath(source).relative_to(path)
                file.parent.mkdir(parents=True, exist_ok=True)
                system.get_file(source, str(file))
        else:
            system.get_file(path, str(target))
    except Exception as error:  # each file system raises errors of its own
        raise UnreadableError(f"{item.location} cannot be fetched ({_said(error)}).", "Try again.") from error
    return target


def opened(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it. Raises MissingPartError, UsageError."""
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        protocol = url.partition(":")[0]
        raise MissingPartError(f"{protocol}:// needs a package that is not installed.", f"{error}.") from error
    except Exception as error:  # each file system raises errors of its own
        raise UsageError(f"{url} cannot be opened ({_said(error)}).", "Check the URL and your access to it.") from error
    return system, str(path)


def _entry(system: Any, info: dict[str, Any]) -> Entry:
    path = str(info["name"]).rstrip("/")
    folder = info["type"] == "directory"
    inside = system.find(path, detail=True) if folder else {path: info}
    files = [(name.removeprefix(path), each.get("size"), _changed(each)) for name, each in inside.items()]
    name = PurePosixPath(path).name
    return Entry(storable(name), system.unstrip_protocol(path), kind_of(name, folder=folder), signature(files))


def _changed(info: dict[str, Any]) -> str:
    return next((str(info[name]) for name in _CHANGED if info.get(name) is not None), "")


def _said(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
