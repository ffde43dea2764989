"""A dossier out of paths: files, folders and ZIPs, in a stable order, whatever the order they were named in."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath

from tenderscan.errors import TenderscanError, UnreadableError
from tenderscan.model.document import Document, Dossier, Rejection

DEEPEST = 2
"""ZIPs within ZIPs that are opened."""

_NO_CLAUSE = "Files of this kind hold no clauses; it was not read."

MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 5_000, 1_000_000_000, 200
"""Limits of a ZIP: its members, the unpacked size of those that may hold text, and how often that is the packed one."""

SMALL = 10_000_000
"""Members up to this size are opened whatever their ratio: blank forms pack very well."""

_ATTACHED = "/attached/"
_SAYS_UTF8 = 0x800
_OFFICE = "[Content_Types].xml"
_JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_WORDLESS = frozenset(
    {".ttf", ".otf", ".woff", ".mp3", ".mp4", ".wav", ".avi", ".mov", ".exe", ".dll", ".dwg", ".dxf", ".dgn"}
    | {".ifc", ".rvt", ".skp", ".p7s", ".sig", ".css", ".js", ".ico", ".log"}
)
_SELDOM = frozenset({".json"})
"""Files that are read, for they may be notices; one that is none holds no clause."""


@dataclass(frozen=True)
class SourceFile:
    """A file of a dossier: its name in it, its bytes or where they are, and whether the user named it."""

    name: str
    path: Path | None
    data: bytes | None = None
    named: bool = False

    def read(self) -> bytes:
        """The file's bytes. Raises UnreadableError where the system does not give them."""
        if self.data is not None:
            return self.data
        try:
            return self.path.read_bytes() if self.path else b""
        except OSError as error:
            raise UnreadableError(f"{self.name} cannot be opened ({_why(error)}).", "Check the file.") from error


@dataclass(frozen=True)
class Collected:
    """The files of a dossier in order, and those that were rejected before they were read."""

    name: str
    files: tuple[SourceFile, ...]
    rejected: tuple[Rejection, ...]


def collect(paths: Sequence[Path]) -> Collected:
    """All files under the paths; a path that is not there is rejected, as the user named it."""
    files: list[SourceFile] = []
    rejected: list[Rejection] = []
    for path in sorted(set(paths), key=lambda p: p.as_posix()):
        for item in _under(path):
            if isinstance(item, Rejection):
                rejected.append(item)
            else:
                files.append(item)
    files = _distinct(sorted(files, key=lambda f: (f.name, f.path.as_posix() if f.path else "")))
    return Collected(_name(paths), tuple(files), tuple(sorted(rejected, key=lambda r: r.path)))


def _name(paths: Sequence[Path]) -> str:
    """The dossier's name: that of its only path, or the first one's folder."""
    ordered = sorted(paths, key=lambda p: p.as_posix())
    if not ordered:
        return "dossier"
    first = ordered[0]
    if len(ordered) == 1:
        return first.name or first.resolve().name
    return first.parent.name or first.resolve().parent.name


def _under(path: Path) -> Iterator[SourceFile | Rejection]:
    try:
        folder, file, there = path.is_dir(), path.is_file(), path.exists()
    except OSError as error:
        yield Rejection(path.as_posix(), f"It cannot be opened ({_why(error)}). Check who may read it.", named=True)
        return
    if folder:
        yield from _folder(path)
    elif file:
        yield from _file(SourceFile(path.name, path, named=True))
    elif there:
        yield Rejection(path.as_posix(), "It is neither a file nor a folder. Name a document.", named=True)
    else:
        yield Rejection(path.as_posix(), "There is no such file or folder. Check the path.", named=True)


def _folder(folder: Path) -> Iterator[SourceFile | Rejection]:
    """All files under a folder; links are followed only where they stay in it."""
    closed: list[OSError] = []
    root = folder.resolve()
    found = [Path(at) / name for at, _, names in os.walk(folder, onerror=closed.append) for name in names]
    for path in sorted(found, key=lambda p: p.as_posix()):
        name = path.relative_to(folder).as_posix()
        if _is_junk(name) or not path.is_file():
            continue
        if path.resolve().is_relative_to(root):
            yield from _file(SourceFile(name, path))
        else:
            yield Rejection(name, "It is a link that leads out of the folder. Put the file itself there.")
    for error in closed:
        at = Path(str(error.filename))
        name = at.relative_to(folder).as_posix() if at.is_relative_to(folder) else at.name
        yield Rejection(name, f"The folder cannot be opened ({_why(error)}). Check who may read it.")


def _why(error: OSError) -> str:
    return (error.strerror or "an error").lower()


def _is_junk(name: str) -> bool:
    parts = PurePosixPath(name).parts
    last = parts[-1].lower()
    hidden = any(part.startswith(".") for part in parts) or "__MACOSX" in parts
    return hidden or last in _JUNK or last.startswith("~$")


def _file(source: SourceFile) -> Iterator[SourceFile | Rejection]:
    if PurePosixPath(source.name).suffix.lower() != ".zip":
        yield source
        return
    try:
        yield from _members(source.read(), source, 1)
    except TenderscanError as error:
        yield Rejection(source.name, error.sentence(), named=source.named)


def _members(data: bytes, source: SourceFile, depth: int) -> Iterator[SourceFile | Rejection]:
    """The files in a ZIP, read in memory: nothing is written, so no name can lead out of anywhere."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise UnreadableError(f"{source.name} is broken or no ZIP.", "Download it again.") from error
    with archive:
        if _OFFICE in archive.namelist():
            # A Word file that was given a ZIP's name is one document.
            yield replace(source, data=data)
            return
        infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
        held = sum(info.file_size for info in infos if _may_hold_text(info.filename))
        if len(infos) > MOST_MEMBERS or held > MOST_BYTES:
            raise UnreadableError(f"{source.name} holds too much.", "Unpack it and check a part of it.")
        for info in infos:
            yield from _member(archive, info, source, depth)
        if not infos:
            yield Rejection(source.name, "The ZIP is empty.", named=source.named, may_hold_text=False)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: SourceFile, depth: int
) -> Iterator[SourceFile | Rejection]:
    inside = PurePosixPath(_member_name(info).replace("\\", "/"))
    parts = [part for part in inside.parts if part not in ("/", "..", ".")]
    name = "/".join(parts) if depth == 1 else f"{source.name}/{'/'.join(parts)}"
    if not parts or _is_junk("/".join(parts)):
        return
    if info.flag_bits & 1:
        yield Rejection(name, "It is encrypted within the ZIP. Unpack it with its password first.")
        return
    if not _may_hold_text(name):
        yield Rejection(name, _NO_CLAUSE, may_hold_text=False)
        return
    if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
        yield Rejection(name, "It unpacks to far more than it should. Check where it comes from.")
        return
    try:
        data = archive.read(info)
    except NotImplementedError:
        yield Rejection(name, "It is packed in a way that is not read. Unpack the ZIP and name its folder.")
        return
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        yield Rejection(name, "It is broken within the ZIP. Download the ZIP again.")
        return
    if inside.suffix.lower() == ".zip" and depth <= DEEPEST:
        try:
            yield from _members(data, SourceFile(name, None, data), depth + 1)
        except TenderscanError as error:
            yield Rejection(name, error.sentence())
        return
    yield SourceFile(name, None, data)


def _member_name(info: zipfile.ZipInfo) -> str:
    """The member's name; many programs write UTF-8 without saying so."""
    if info.flag_bits & _SAYS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


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
        try:
            digest = hashlib.sha256(file.read()).hexdigest()
        except UnreadableError as error:
            rejected.append(Rejection(file.name, error.sentence(), file.named))
            continue
        if digest in seen:
            rejected.append(Rejection(file.name, f"It is the same as {seen[digest]}.", False, False))
            continue
        seen[digest] = file.name
        result = read(file)
        if isinstance(result, Document):
            documents.append(replace(result, attachments=()))
            inner, left_out = _attached(file, result)
            pending, rejected = [*inner, *pending], [*rejected, *left_out]
        else:
            seldom = PurePosixPath(file.name).suffix.lower() in _SELDOM
            may_hold = _may_hold_text(file.name) and not seldom
            rejected.append(replace(result, named=file.named, may_hold_text=may_hold))
    return Dossier(collected.name, tuple(documents), tuple(sorted(rejected, key=lambda r: r.path)))


def _attached(file: SourceFile, document: Document) -> tuple[list[SourceFile], list[Rejection]]:
    """What hangs from a document as files of their own, as deep as ZIPs are opened, and what was left out."""
    found: list[SourceFile] = []
    left_out: list[Rejection] = []
    for item in document.attachments:
        name = f"{file.name}{_ATTACHED}{PurePosixPath(item.name.replace(chr(92), '/')).name or 'attachment'}"
        if file.name.count(_ATTACHED) >= DEEPEST:
            left_out.append(Rejection(name, "It is attached too deeply. Save it as a file of its own."))
        elif not _may_hold_text(name):
            left_out.append(Rejection(name, _NO_CLAUSE, may_hold_text=False))
        else:
            opened = list(_file(SourceFile(name, None, item.data)))
            found += [inner for inner in opened if isinstance(inner, SourceFile)]
            left_out += [inner for inner in opened if isinstance(inner, Rejection)]
    return _distinct(sorted(found, key=lambda f: f.name)), left_out


def _may_hold_text(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() not in _WORDLESS
