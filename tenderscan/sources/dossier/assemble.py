"""A dossier out of paths: files, folders and ZIPs, in a stable order, whatever the order they were named in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath

from tenderscan.errors import TenderscanError, UnreadableError
from tenderscan.model.document import Document, Dossier, Rejection
from tenderscan.sources.dossier.archive import DEEPEST, ZIPS, Unpacking
from tenderscan.sources.dossier.file import NO_CLAUSE, SourceFile, is_junk, may_hold_text, why, worth_reading
from tenderscan.sources.dossier.own import OWN_TENDER, own_report
from tenderscan.sources.names import shortened, visible

__all__ = ["Collected", "SourceFile", "assemble", "collect"]

MOST_FILES = 20_000
"""Files of a dossier, with those in ZIPs and those attached to others."""

_ATTACHED = "/attached/"


@dataclass(frozen=True)
class Collected:
    """The files of a dossier in order, and those that were rejected before they were read."""

    name: str
    files: tuple[SourceFile, ...]
    rejected: tuple[Rejection, ...]


def collect(paths: Sequence[Path], password: str | None = None, given: Sequence[SourceFile] = ()) -> Collected:
    """All files under the paths, and those given as bytes; a path that is not there is rejected, as the user named it.

    ZIPs are opened, named or given; `password` opens their encrypted members.
    """
    files: list[SourceFile] = []
    rejected: list[Rejection] = []
    sources = [_file(each, password) for each in given]
    sources += [_under(path, password) for path in sorted(set(paths), key=lambda p: p.as_posix())]
    for source in sources:
        for item in source:
            if isinstance(item, Rejection):
                rejected.append(replace(item, path=visible(item.path), reason=visible(item.reason)))
            elif len(files) == MOST_FILES:
                rejected.append(Rejection(_name(paths), "It holds too many files. Check a part of it.", item.named))
                break
            else:
                files.append(replace(item, name=shortened(visible(item.name))))
    files = _distinct(sorted(files, key=lambda f: (f.name, f.path.as_posix() if f.path else "")))
    name = _name(paths) if paths or not given else visible(given[0].name)
    return Collected(name, tuple(files), tuple(sorted(rejected, key=lambda r: r.path)))


def _name(paths: Sequence[Path]) -> str:
    """The dossier's name: that of its only path, or the first one's folder."""
    ordered = sorted(paths, key=lambda p: p.as_posix())
    if not ordered:
        return "dossier"
    first = ordered[0]
    if len(ordered) == 1:
        return visible(first.name or first.resolve().name)
    return visible(first.parent.name or first.resolve().parent.name)


def _under(path: Path, password: str | None) -> Iterator[SourceFile | Rejection]:
    try:
        folder, file, there = path.is_dir(), path.is_file(), path.exists()
    except OSError as error:
        yield Rejection(path.as_posix(), f"It cannot be opened ({why(error)}). Check who may read it.", named=True)
        return
    if folder:
        yield from _folder(path, password)
    elif file:
        yield from _file(SourceFile(path.name, path, named=True), password)
    elif there:
        yield Rejection(path.as_posix(), "It is neither a file nor a folder. Name a document.", named=True)
    else:
        yield Rejection(path.as_posix(), "There is no such file or folder. Check the path.", named=True)


def _folder(folder: Path, password: str | None) -> Iterator[SourceFile | Rejection]:
    """All files under a folder; links are followed only where they stay in it."""
    closed: list[OSError] = []
    root = folder.resolve()
    found = [Path(at) / name for at, _, names in os.walk(folder, onerror=closed.append) for name in names]
    for path in sorted(found, key=lambda p: p.as_posix()):
        name = path.relative_to(folder).as_posix()
        if is_junk(name) or not path.is_file():
            continue
        if not worth_reading(name):
            yield Rejection(name, NO_CLAUSE, may_hold_text=False)
        elif path.resolve().is_relative_to(root):
            yield from _file(SourceFile(name, path), password)
        else:
            yield Rejection(name, "It is a link that leads out of the folder. Put the file itself there.")
    for error in closed:
        at = Path(str(error.filename))
        name = at.relative_to(folder).as_posix() if at.is_relative_to(folder) else at.name
        yield Rejection(name, f"The folder cannot be opened ({why(error)}). Check who may read it.")


def _file(source: SourceFile, password: str | None) -> Iterator[SourceFile | Rejection]:
    if PurePosixPath(source.name).suffix.lower() not in ZIPS:
        yield source
        return
    try:
        yield from Unpacking(password).members(source)
    except TenderscanError as error:
        yield Rejection(source.name, error.sentence(), named=source.named)


def _distinct(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Files of one name from two places get numbers, in a stable order."""
    taken = {file.name for file in files}
    seen: set[str] = set()
    found = []
    for file in files:
        if file.name in seen:
            pure = PurePosixPath(file.name)
            numbered = (pure.with_name(f"{pure.stem} ({n}){pure.suffix}").as_posix() for n in count(2))
            file = replace(file, name=next(name for name in numbered if name not in taken))
        seen.add(file.name)
        taken.add(file.name)
        found.append(file)
    return found


def assemble(collected: Collected, read: Callable[[SourceFile], Document | Rejection]) -> Dossier:
    """The dossier of what was collected; a file whose content was read already is not read twice."""
    documents: list[Document] = []
    rejected = list(collected.rejected)
    seen: dict[str, str] = {}
    pending = list(collected.files)
    while pending:
        file = pending.pop(0)
        if len(seen) == MOST_FILES:
            rejected.append(Rejection(file.name, "The dossier holds too many files. Check a part of it.", file.named))
            break
        try:
            data = file.read()
            digest = hashlib.sha256(data).hexdigest()
        except UnreadableError as error:
            rejected.append(Rejection(file.name, error.sentence(), file.named))
            continue
        if digest in seen:
            rejected.append(Rejection(file.name, f"It is the same as {seen[digest]}.", False, False))
            continue
        seen[digest] = file.name
        own = own_report(data)
        if own and not (own == OWN_TENDER and file.named):
            rejected.append(Rejection(file.name, own, file.named, may_hold_text=False))
            continue
        del data
        result = read(file)
        if isinstance(result, Document):
            documents.append(replace(result, attachments=()))
            inner, left_out = _attached(file, result)
            pending, rejected = [*inner, *pending], [*rejected, *left_out]
        else:
            rejected.append(replace(result, named=file.named, may_hold_text=may_hold_text(file.name)))
    return Dossier(collected.name, tuple(documents), tuple(sorted(rejected, key=lambda r: r.path)))


def _attached(file: SourceFile, document: Document) -> tuple[list[SourceFile], list[Rejection]]:
    """What hangs from a document as files of their own, as deep as ZIPs are opened, and what was left out."""
    found: list[SourceFile] = []
    left_out: list[Rejection] = []
    for item in document.attachments:
        name = f"{file.name}{_ATTACHED}{PurePosixPath(item.name.replace(chr(92), '/')).name or 'attachment'}"
        if file.name.count(_ATTACHED) >= DEEPEST:
            left_out.append(Rejection(name, "It is attached too deeply. Save it as a file of its own."))
        elif not worth_reading(name):
            left_out.append(Rejection(name, NO_CLAUSE, may_hold_text=False))
        else:
            opened = list(_file(SourceFile(name, None, item.data), None))
            found += [inner for inner in opened if isinstance(inner, SourceFile)]
            left_out += [inner for inner in opened if isinstance(inner, Rejection)]
    return _distinct(sorted(found, key=lambda f: f.name)), left_out
