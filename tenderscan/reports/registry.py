"""The formats of `check`: a new one is a module with a `write` function, and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from tenderscan.reports.mark import marked
from tenderscan.reports.material import Material


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name; its module is imported when the first report is written.

    The module's `write(material)` gives text, or bytes where `binary` holds. `bom` begins a file with the mark
    by which spreadsheets know UTF-8.
    """

    name: str
    module: str
    binary: bool = False
    bom: bool = False

    def text(self, material: Material) -> str:
        """The report as text. Raises TypeError for a binary format."""
        written = self._write(material)
        if isinstance(written, bytes):
            raise TypeError(f"{self.name} is no text")
        return written

    def content(self, material: Material) -> bytes:
        """The report as the bytes of a file."""
        written = self._write(material)
        if isinstance(written, bytes):
            return written
        return written.encode("utf-8-sig" if self.bom else "utf-8", "replace")

    def _write(self, material: Material) -> str | bytes:
        module = import_module(f"tenderscan.reports.{self.module}")
        written = cast("str | bytes", module.write(material))
        return written if isinstance(written, bytes) else marked(self.name, written)


FORMATS = {
    each.name: each
    for each in (
        Format("text", "text"),
        Format("json", "json"),
        Format("html", "html.write"),
        Format("markdown", "markdown"),
        Format("csv", "csv", bom=True),
        Format("xlsx", "xlsx", binary=True),
        Format("sarif", "sarif"),
        Format("junit", "junit"),
        Format("github", "github"),
        Format("pdf", "pdf.write", binary=True),
        Format("docx", "word", binary=True),
    )
}
"""Every format by its name, in the order in which help names them."""
