"""Dossiers on this machine's disks: those in a folder, in a list file, or that a glob finds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tenderscan.audit.worklist import remote
from tenderscan.audit.worklist.entry import Entry, kind_of, signature, storable
from tenderscan.errors import UsageError
from tenderscan.sources.dossier.file import is_junk

LISTS = (".txt", ".lst", ".list")
"""Endings of a file that lists dossiers, one a line."""

_MAGIC = "*?["


def entries(named: str, but: frozenset[Path]) -> list[Entry]:
    """The dossiers under a folder, in a list file or that a glob finds, but for some paths. Raises UsageError."""
    path = Path(named)
    if path.is_dir():
        found = [child for child in path.iterdir() if not is_junk(child.name)]
        return [entry(child, child.name) for child in found if child.resolve() not in but]
    if path.is_file():
        return _listed(path)
    if any(sign in named for sign in _MAGIC):
        root = Path(*_fixed(path))
        paths = sorted(root.glob(path.relative_to(root).as_posix()))
        return [entry(found, found.relative_to(root).as_posix()) for found in paths if found.resolve() not in but]
    raise UsageError(f"there is no folder {named}.", "Name a folder of dossiers, a list, or a glob in quotes.")


def entry(path: Path, name: str) -> Entry:
    """A path as a dossier."""
    folder = path.is_dir()
    return Entry(storable(name), str(path.resolve()), kind_of(path.name, folder=folder), _signature(path, folder))


def _listed(path: Path) -> list[Entry]:
    if path.suffix.lower() not in LISTS:
        what = f"{path.as_posix()} is a file, and an audit needs many dossiers."
        raise UsageError(
            what, "Name the folder it lies in, or a list of dossiers that ends in .txt; check reads one dossier."
        )
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="surrogateescape").splitlines()
    except OSError as error:
        raise UsageError(f"{path.as_posix()} cannot be read ({error.strerror}).", "Check who may read it.") from error
    found: list[Entry] = []
    for line in filter(None, (line.strip() for line in lines)):
        if remote.is_url(line):
            found.append(remote.entry(line))
            continue
        place = path.parent / line
        if not place.exists():
            raise UsageError(f'{path.as_posix()} names "{line}", which is not there.', "Correct the list.")
        found.append(entry(place, Path(line).as_posix()))
    return found


def _fixed(path: Path) -> list[str]:
    """The first parts of a glob, in which nothing stands for something else."""
    parts: list[str] = []
    for part in path.parts[:-1]:
        if any(sign in part for sign in _MAGIC):
            break
        parts.append(part)
    return parts


def _signature(path: Path, folder: bool) -> str:
    try:
        return signature(_files(path) if folder else [_stat(path, path.name)])
    except OSError:
        return ""


def _files(folder: Path) -> Iterator[tuple[str, object, object]]:
    for at, _, names in os.walk(folder):
        for name in names:
            file = Path(at) / name
            yield _stat(file, file.relative_to(folder).as_posix())


def _stat(path: Path, name: str) -> tuple[str, object, object]:
    found = path.lstat() if path.is_symlink() and not path.exists() else path.stat()
    return name, found.st_size, found.st_mtime_ns
