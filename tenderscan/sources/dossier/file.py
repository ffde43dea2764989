"""One file of a dossier: where its bytes are, and whether a file of its kind is looked into at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tenderscan.errors import UnreadableError

LARGEST = 500_000_000
"""Bytes of a file that is read; it is asked for its size before anything of it is read."""

NO_CLAUSE = "Files of this kind hold no clauses; it was not read."

_JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
OURS = frozenset({"tenderscan.toml", "tenderscan-suppress.toml", "tenderscan-baseline.json"})
"""Files of a folder that speak to tenderscan, and not to tenderers."""
_DRAWINGS = frozenset(
    {".dwg", ".dxf", ".dgn", ".dwf", ".dwfx", ".dwl", ".dwl2", ".ifc", ".rvt", ".rfa", ".skp", ".pln", ".3dm", ".step"}
    | {".stp", ".stl", ".iges", ".igs", ".nwd", ".nwc", ".plt", ".ctb", ".shp", ".shx", ".dbf", ".prj", ".gpkg", ".las"}
    | {".laz", ".kml", ".kmz", ".gpx", ".e57", ".cpg", ".qgz", ".mxd", ".svg"}
)
"""Plans, models and maps: what is drawn there asks nothing in words."""

_WORDLESS = _DRAWINGS | frozenset(
    {".ttf", ".otf", ".ttc", ".eot", ".woff", ".woff2", ".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".flac", ".ogg", ".wma"}
    | {".avi", ".mov", ".mkv", ".webm", ".wmv", ".mpg", ".mpeg", ".exe", ".dll", ".msi", ".bat", ".cmd", ".com", ".ps1"}
    | {".sh", ".so", ".jar", ".class", ".pyc", ".p7s", ".sig", ".cer", ".crt", ".pem", ".pfx", ".css", ".js", ".map"}
    | {
        ".ico",
        ".cur",
        ".json",
        ".log",
        ".url",
        ".lnk",
        ".webloc",
        ".website",
        ".desktop",
        ".db",
        ".ini",
        ".bak",
        ".tmp",
    }
    | {".bak", ".torrent", ".iso", ".dmg", ".vcf", ".ics", ".mdb", ".accdb", ".sqlite", ".md5", ".sha256", ".sha1"}
)
"""Files that hold no clauses: drawings, links, fonts, sound, film, programs, what systems leave behind."""


_SELDOM = frozenset({".json"})
"""Files that are opened, for they may be notices; one that is none holds no clause."""


@dataclass(frozen=True)
class SourceFile:
    """A file of a dossier: its name in it, its bytes or where they are, and whether the user named it.

    `unpack` gives the bytes of a member of a ZIP that is not kept in memory.
    """

    name: str
    path: Path | None
    data: bytes | None = None
    named: bool = False
    unpack: Callable[[], bytes] | None = None

    def read(self) -> bytes:
        """The file's bytes. Raises UnreadableError where the system does not give them, or where it is too large."""
        if self.data is not None:
            return self.data
        if self.unpack is not None:
            return self.unpack()
        if self.path is None:
            return b""
        try:
            size = self.path.stat().st_size
            if size > LARGEST:
                told = f"{size / 1_000_000_000:.1f} GB"
                raise UnreadableError(f"{self.name} is too large to be read ({told}).", "Split it, or save it smaller.")
            with self.path.open("rb") as file:
                return file.read(LARGEST)
        except OSError as error:
            raise UnreadableError(f"{self.name} cannot be opened ({why(error)}).", "Check the file.") from error


def why(error: OSError) -> str:
    """What the system says is wrong, to stand in brackets."""
    return (error.strerror or "an error").lower()


def is_junk(name: str) -> bool:
    """Whether a file is one that systems and programs leave behind, and no document."""
    parts = PurePosixPath(name).parts
    last = parts[-1].lower()
    hidden = any(part.startswith(".") for part in parts) or "__MACOSX" in parts
    return hidden or last in _JUNK | OURS or last.startswith("~$")


def may_hold_text(name: str) -> bool:
    """Whether files of that ending may hold clauses."""
    return PurePosixPath(name).suffix.lower() not in _WORDLESS


def worth_reading(name: str) -> bool:
    """Whether a file of that ending is read: those that may hold clauses, and JSON, which may be a notice."""
    return may_hold_text(name) or PurePosixPath(name).suffix.lower() in _SELDOM
