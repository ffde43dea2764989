"""Which dossiers a command is asked to check: takes paths and options, gives each with its id and files.

With `--each` a folder is walked, and every document in it is a dossier whose id is its path.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tenderscan.errors import UsageError
from tenderscan.settings.load import Settings
from tenderscan.settings.patterns import any_names
from tenderscan.sources.dossier.archive import ZIPS
from tenderscan.sources.dossier.file import LARGEST, SourceFile, is_junk
from tenderscan.sources.names import visible
from tenderscan.sources.readers.formats import DOCUMENTS

STDIN = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True)
class AskedDossier:
    """One dossier of a run: its id (the path from the working folder, where it lies under it) and its files.

    `name` is what `{name}` in a report's file stands for: its path from the folder that is walked, without the ending.
    """

    id: str
    paths: tuple[Path, ...]
    given: tuple[SourceFile, ...] = ()
    name: str = ""


def asked_dossiers(
    paths: Sequence[Path], settings: Settings, *, each: bool, stdin_name: str | None = None
) -> tuple[AskedDossier, ...]:
    """The dossiers that a command line names, in its order. Raises UsageError for standard input beside other paths."""
    if Path(STDIN) in paths:
        if len(set(paths)) > 1:
            raise UsageError('"-" (standard input) cannot be mixed with other paths.', "Name one of them.")
        given = standard_input(stdin_name)
        return (AskedDossier(from_here(given.path or Path(given.name)), (), (given,), Path(given.name).stem),)
    if not each:
        return (AskedDossier("", tuple(paths), name=_stem(sorted(paths)[0])),)
    found: dict[Path, AskedDossier] = {}
    for path in paths:
        for one in _each(path):
            if not _excluded(one.paths[0], settings):
                found.setdefault(one.paths[0].absolute(), one)
    return tuple(found.values())


def standard_input(name: str | None) -> SourceFile:
    """What stands on standard input as a file; `name` tells its format and the path it would have."""
    path = Path(name) if name else None
    data = sys.stdin.buffer.read(LARGEST)
    return SourceFile(visible(path.name) if path else "stdin", path, data, named=True)


def from_here(path: Path, folder: Path | None = None) -> str:
    """A path from the working folder, where it lies under it; else from `folder`, else its name alone."""
    for root in (Path.cwd(), folder):
        try:
            if root is not None:
                return path.resolve().relative_to(root.resolve()).as_posix()
        except (ValueError, OSError):
            continue
    return path.name


def walk(folder: Path) -> Iterator[Path]:
    """The documents under a folder, sorted; hidden files, ours, and links that lead out of it are left alone."""
    root = folder.resolve()
    found = [Path(at) / name for at, _, names in os.walk(folder) for name in names]
    for path in sorted(found, key=lambda each: each.as_posix()):
        name = path.relative_to(folder).as_posix()
        if is_junk(name) or PurePosixPath(name).suffix.lower() not in DOCUMENTS | ZIPS:
            continue
        if path.is_file() and path.resolve().is_relative_to(root):
            yield path


def _each(path: Path) -> Iterator[AskedDossier]:
    if not path.is_dir():
        yield AskedDossier(visible(from_here(path)), (path,), name=_stem(path))
        return
    inside = [
        AskedDossier(
            visible(from_here(file, path)), (file,), name=visible(file.relative_to(path).with_suffix("").as_posix())
        )
        for file in walk(path)
    ]
    if not inside:
        raise UsageError(f"there is no document in {path.as_posix()}.", "Name a folder that holds some.")
    yield from inside


def _stem(path: Path) -> str:
    return visible(path.resolve().stem)


def _excluded(path: Path, settings: Settings) -> bool:
    if settings.file is None or not settings.exclude:
        return False
    return any_names(settings.exclude, path.resolve(), settings.file.resolve().parent)


def named(dossier: AskedDossier, sentence: str) -> str:
    """A sentence on a dossier that begins with its id: the path is in every message."""
    if not dossier.id:
        return sentence
    leaf = PurePosixPath(dossier.id).name
    for sign in (": ", " "):
        # Readers know a file by its last name.
        if sentence.startswith(leaf + sign):
            return dossier.id + sentence.removeprefix(leaf)
    return sentence if dossier.id in sentence else f"{dossier.id}: {sentence}"
