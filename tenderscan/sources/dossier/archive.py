"""The files in a ZIP or a signed container, read in memory: nothing is written, so no name can lead anywhere."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from tenderscan.containers.zip import TooLargeError, open_zip, unpacked
from tenderscan.errors import TenderscanError, UnreadableError
from tenderscan.model.document import Rejection
from tenderscan.sources.dossier.file import LARGEST, NO_CLAUSE, SourceFile, is_junk, may_hold_text, why, worth_reading
from tenderscan.sources.names import plain_name

ZIPS = frozenset({".zip", ".asice", ".asics", ".sce", ".scs"})
"""Endings of files that are opened for what they hold: ZIPs, and containers of signed documents (ETSI EN 319 162)."""

DEEPEST = 2
"""ZIPs within ZIPs that are opened."""

MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 5_000, 2_000_000_000, 200
"""Limits of a ZIP with those in it: members, bytes of those that may hold text, and how often the packed ones."""

MOST_HELD = 300_000_000
"""Bytes of members that are kept in memory; what comes after them is unpacked when it is read."""

SMALL = 10_000_000
"""Members up to this size are opened whatever their ratio: blank forms pack very well."""

SLOWEST = 50_000_000
"""Bytes of an encrypted member: opening one is slow."""

_SAYS_UTF8 = 0x800
_AES = 99
_WORD, _OPEN_DOCUMENT = "[Content_Types].xml", "application/vnd.oasis.opendocument"
_FAULTS = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)


class Unpacking:
    """Opens one ZIP with the ZIPs in it; they share its limits."""

    def __init__(self, password: str | None = None) -> None:
        self._password = password.encode("utf-8") if password else None
        self._members = MOST_MEMBERS
        self._bytes = MOST_BYTES
        self._held = MOST_HELD

    def members(self, source: SourceFile, depth: int = 1) -> Iterator[SourceFile | Rejection]:
        """The files in a ZIP. Raises UnreadableError where it is broken or holds too much."""
        with _opened(source) as file:
            try:
                archive = open_zip(file)
            except TooLargeError as error:
                raise _too_much(source) from error
            except zipfile.BadZipFile as error:
                raise UnreadableError(f"{source.name} is broken or no ZIP.", "Download it again.") from error
            with archive:
                if _is_document(archive):
                    # A Word file that was given a ZIP's name is one document.
                    yield source
                    return
                yield from self._inside(archive, source, depth)

    def _inside(self, archive: zipfile.ZipFile, source: SourceFile, depth: int) -> Iterator[SourceFile | Rejection]:
        infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
        self._members -= len(infos)
        self._bytes -= sum(info.file_size for info in infos if may_hold_text(info.filename))
        if self._members < 0 or self._bytes < 0:
            raise _too_much(source)
        signed = PurePosixPath(source.name).suffix.lower() != ".zip"
        for info in infos:
            if not (signed and (info.filename.startswith("META-INF/") or info.filename == "mimetype")):
                yield from self._member(archive, info, source, depth)
        if not infos:
            yield Rejection(source.name, "The ZIP is empty.", named=source.named, may_hold_text=False)

    def _member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: SourceFile, depth: int
    ) -> Iterator[SourceFile | Rejection]:
        inside = plain_name(_member_name(info))
        name = inside if depth == 1 else f"{source.name}/{inside}"
        if not inside or is_junk(inside):
            return
        refused = self._refused(info, name)
        if refused is not None:
            yield refused
            return
        suffix = PurePosixPath(name).suffix.lower()
        nested = suffix in ZIPS and depth <= DEEPEST
        if not nested and info.file_size > self._held and source.path is not None and depth == 1:
            yield SourceFile(name, None, unpack=lambda: self._again(source, info, name))
            return
        try:
            data = self._unpacked(archive, info, name)
            self._held -= len(data)
            if nested:
                yield from self.members(SourceFile(name, None, data), depth + 1)
            else:
                yield SourceFile(name, None, data)
        except TenderscanError as error:
            yield Rejection(name, error.sentence())

    def _refused(self, info: zipfile.ZipInfo, name: str) -> Rejection | None:
        """Why a member is not unpacked, or None."""
        if info.flag_bits & 1 and info.compress_type == _AES:
            return Rejection(name, "It is encrypted in a way that is not read. Unpack the ZIP with its password first.")
        if info.flag_bits & 1 and self._password is None:
            return Rejection(name, "It is encrypted within the ZIP. Give its password with --password.")
        if not worth_reading(name):
            return Rejection(name, NO_CLAUSE, may_hold_text=False)
        if info.file_size > LARGEST or (info.flag_bits & 1 and info.file_size > SLOWEST):
            return Rejection(name, "It is too large to be read. Split it, or save it smaller.")
        if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
            return Rejection(name, "It unpacks to far more than it should. Check where it comes from.")
        return None

    def _unpacked(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
        try:
            return unpacked(archive, info, LARGEST, self._password)
        except NotImplementedError as error:
            what = f"{name} is packed in a way that is not read."
            raise UnreadableError(what, "Unpack the ZIP and name its folder.") from error
        except _FAULTS as error:
            if info.flag_bits & 1:
                raise UnreadableError(f"{name} does not open with this password.", "Give its own one.") from error
            raise UnreadableError(f"{name} is broken within the ZIP.", "Download the ZIP again.") from error

    def _again(self, source: SourceFile, info: zipfile.ZipInfo, name: str) -> bytes:
        """A member that was not kept, out of its ZIP."""
        with _opened(source) as file:
            try:
                with open_zip(file) as archive:
                    return self._unpacked(archive, info, name)
            except zipfile.BadZipFile as error:
                raise UnreadableError(f"{name} is broken within the ZIP.", "Download the ZIP again.") from error


def _opened(source: SourceFile) -> IO[bytes]:
    """A ZIP where it lies: it is never read as a whole."""
    if source.data is not None or source.path is None:
        return io.BytesIO(source.read())
    try:
        return source.path.open("rb")
    except OSError as error:
        raise UnreadableError(f"{source.name} cannot be opened ({why(error)}).", "Check the file.") from error


def _is_document(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    if _WORD in names:
        return True
    try:
        return "mimetype" in names and unpacked(archive, "mimetype", 200).startswith(_OPEN_DOCUMENT.encode("ascii"))
    except (*_FAULTS, NotImplementedError):
        return False


def _too_much(source: SourceFile) -> UnreadableError:
    return UnreadableError(f"{source.name} holds too much.", "Unpack it and check a part of it.")


def _member_name(info: zipfile.ZipInfo) -> str:
    """The member's name; many programs write UTF-8 without saying so."""
    if info.flag_bits & _SAYS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
