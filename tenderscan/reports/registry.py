"""The formats of `check`: a new one is a module with a `write` function, and one line here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from tenderscan.reports.mark import marked
from tenderscan.reports.material import Failed, Material


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name; its module is imported when the first report is written.

    The module's `write(material)` gives text, or bytes where `binary` holds. `bom` begins a file with the mark
    by which spreadsheets know UTF-8. `many`, where it is given, is the module whose `write_many(materials, failed)`
    puts many dossiers in one report.
    """

    name: str
    module: str
    binary: bool = False
    bom: bool = False
    many: str = ""

    def text(self, material: Material) -> str:
        """The report as text. Raises TypeError for a binary format."""
        written = self._write(material)
        if isinstance(written, bytes):
            raise TypeError(f"{self.name} is no text")
        return written

    def content(self, material: Material) -> bytes:
        """The report as the bytes of a file."""
        return self._bytes(self._write(material))

    def many_text(self, materials: Sequence[Material], failed: Sequence[Failed]) -> str:
        """One report on many dossiers, and those that could not be judged, as text."""
        written = self._many(materials, failed)
        if isinstance(written, bytes):
            raise TypeError(f"{self.name} is no text")
        return written

    def many_content(self, materials: Sequence[Material], failed: Sequence[Failed]) -> bytes:
        """One report on many dossiers, and those that could not be judged, as the bytes of a file."""
        return self._bytes(self._many(materials, failed))

    def _bytes(self, written: str | bytes) -> bytes:
        if isinstance(written, bytes):
            return written
        return marked(self.name, written).encode("utf-8-sig" if self.bom else "utf-8", "replace")

    def _many(self, materials: Sequence[Material], failed: Sequence[Failed]) -> str | bytes:
        module = import_module(f"tenderscan.reports.{self.many}")
        return cast("str | bytes", module.write_many(materials, failed))

    def _write(self, material: Material) -> str | bytes:
        module = import_module(f"tenderscan.reports.{self.module}")
        return cast("str | bytes", module.write(material))


FORMATS = {
    each.name: each
    for each in (
        Format("text", "text"),
        Format("json", "json"),
        Format("html", "html.write"),
        Format("markdown", "markdown"),
        Format("csv", "csv", bom=True, many="csv"),
        Format("xlsx", "xlsx", binary=True, many="xlsx_many"),
        Format("sarif", "sarif", many="sarif"),
        Format("junit", "junit", many="junit"),
        Format("github", "github", many="github"),
        Format("gitlab", "gitlab", many="gitlab"),
        Format("concise", "concise", many="concise"),
        Format("pdf", "pdf.write", binary=True),
        Format("docx", "word", binary=True),
    )
}
"""Every format by its name, in the order in which help names them."""
