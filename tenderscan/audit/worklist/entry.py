"""One dossier to do: where it is, and a signature of its files that changes when they do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

FILE, FOLDER, ZIP = "file", "folder", "zip"

ZIPS = (".zip", ".asice", ".asics", ".sce", ".scs")


@dataclass(frozen=True, slots=True)
class Entry:
    """A dossier by its name, its place (a path or a URL), its kind (file, folder or zip) and its signature.

    The signature is a digest of names, sizes and times of its files: it is made without opening them.
    """

    name: str
    location: str
    kind: str
    signature: str


def kind_of(name: str, *, folder: bool) -> str:
    """Whether a dossier is a folder, a ZIP or a file."""
    if folder:
        return FOLDER
    return ZIP if name.lower().endswith(ZIPS) else FILE


def signature(files: Iterable[tuple[str, object, object]]) -> str:
    """The digest of files by name, size and the time they were changed."""
    digest = hashlib.sha256()
    for name, size, changed in sorted((name, str(size), str(changed)) for name, size, changed in files):
        digest.update(f"{name}\0{size}\0{changed}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def storable(name: str) -> str:
    """A name as a database can keep it: what is no text in it is written as \\xhh."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
