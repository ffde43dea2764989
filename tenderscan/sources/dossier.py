"""A dossier out of paths: files, folders and ZIPs, in a stable order, whatever the order they were named in."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tenderscan.errors import TenderscanError, UnreadableError
from tenderscan.model.document import Document, Dossier, Rejection

DEEPEST = 2
"""ZIPs within ZIPs that are opened."""

MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 5_000, 2_000_000_000, 200
"""Limits of a ZIP: its members, their unpacked size, and how often that is the packed one."""

SMALL = 10_000_000
"""Members up to this size are opened whatever their ratio: blank forms pack very well."""

_JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_WORDLESS = frozenset(
    {".ttf", ".otf", ".woff", ".mp3", ".mp4", ".wav", ".avi", ".mov", ".exe", ".dll", ".dwg", ".dxf", ".dgn"}
    | {".ifc", ".rvt", ".skp", ".p7s", ".sig", ".css", ".js", ".ico", ".json", ".log"}
)


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
            reason = (error.strerror or "an error").lower()
            raise UnreadableError(f"{self.name} cannot be opened ({reason}).", "Check the file.") from error


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
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield from _file(SourceFile(path.name, path, named=True))
    else:
        yield Rejection(path.as_posix(), "There is no such file or folder. Check the path.", named=True)


def _folder(folder: Path) -> Iterator[SourceFile | Rejection]:
    for path in sorted(folder.rglob("*"), key=lambda p: p.as_posix()):
        inside = path.resolve().is_relative_to(folder.resolve())
        if path.is_file() and inside and not _is_junk(path.relative_to(folder).as_posix()):
            yield from _file(SourceFile(path.relative_to(folder).as_posix(), path))


def _is_junk(name: str) -> bool:
    parts = PurePosixPath(name).parts
    last = parts[-1].lower()
    hidden = any(part.startswith(".") for part in parts) or "__MACOSX" in parts
    return hidden or last in _JUNK or last.startswith("~$")


def _file(source: SourceFile) -> Iterator[SourceFile | Rejection]:
    if PurePosixPath(source.name).suffix.lower() == ".zip":
        try:
            yield from _members(source.read(), source, 1)
        except TenderscanError as error:
            yield Rejection(source.name, error.sentence(), named=source.named)
    else:
        yield source


def _members(data: bytes, source: SourceFile, depth: int) -> Iterator[SourceFile | Rejection]:
    """The files in a ZIP, read in memory: nothing is written, so no name can lead out of anywhere."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise UnreadableError(f"{source.name} is broken or no ZIP.", "Download it again.") from error
    with archive:
        infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
        if len(infos) > MOST_MEMBERS or sum(i.file_size for i in infos) > MOST_BYTES:
            raise UnreadableError(f"{source.name} holds too much.", "Unpack it and check a part of it.")
        inner = len(infos) == 0
        for info in infos:
            yield from _member(archive, info, source, depth)
        if inner:
            yield Rejection(source.name, "The ZIP is empty.", named=source.named, may_hold_text=False)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: SourceFile, depth: int
) -> Iterator[SourceFile | Rejection]:
    inside = PurePosixPath(info.filename.replace("\\", "/"))
    parts = [part for part in inside.parts if part not in ("/", "..", ".")]
    name = "/".join(parts) if depth == 1 else f"{source.name}/{'/'.join(parts)}"
    if not parts or _is_junk("/".join(parts)):
        return
    if info.flag_bits & 1:
        yield Rejection(name, "It is encrypted within the ZIP. Unpack it with its password first.")
        return
    if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
        yield Rejection(name, "It unpacks to far more than it should. Check where it comes from.")
        return
    try:
        data = archive.read(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        yield Rejection(name, "It is broken within the ZIP. Download the ZIP again.")
        return
    if inside.suffix.lower() == ".zip" and depth <= DEEPEST:
        try:
            yield from _members(data, SourceFile(name, None, data), depth + 1)
        except TenderscanError as error:
            yield Rejection(name, error.sentence())
        return
    yield SourceFile(name, None, data)


def _distinct(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Files of one name from two places get numbers, in a stable order."""
    counts: dict[str, int] = {}
    found = []
    for file in files:
        count = counts[file.name] = counts.get(file.name, 0) + 1
        if count > 1:
            pure = PurePosixPath(file.name)
            file = replace(file, name=pure.with_name(f"{pure.stem} ({count}){pure.suffix}").as_posix())
        found.append(file)
    return found


def assemble(collected: Collected, read: Callable[[SourceFile], Document | Rejection]) -> Dossier:
    """The dossier of what was collected; a file whose content was read already is not read twice."""
    documents: list[Document] = []
    rejected = list(collected.rejected)
    seen: dict[str, str] = {}
    for file in collected.files:
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
            documents.append(result)
        else:
            rejected.append(replace(result, named=file.named, may_hold_text=_may_hold_text(file.name)))
    return Dossier(collected.name, tuple(documents), tuple(sorted(rejected, key=lambda r: r.path)))


def _may_hold_text(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() not in _WORDLESS
