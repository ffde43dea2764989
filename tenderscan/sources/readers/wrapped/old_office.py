"""Old Word and Excel files: turned into new ones by LibreOffice, where it is installed, then read as those."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.sheet.read import read_xlsx
from tenderscan.sources.readers.word.read import read_docx

SECONDS = 90
"""Time that LibreOffice may take for one file."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_ENDINGS = frozenset({".doc", ".dot", ".xls", ".xlt", ".wps", ".docx", ".xlsx", ".rtf"})
_SHEETS = "Workbook".encode("utf-16-le")


def read_old_office(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read a .doc or .xls. Raises UnreadableError where LibreOffice is absent or cannot open it."""
    program = office()
    if program is None:
        raise UnreadableError(
            f"{path} is an old Office file, which needs LibreOffice.", "Install LibreOffice, or save it as .docx."
        )
    is_sheet = _SHEETS in data and "WordDocument".encode("utf-16-le") not in data
    target = "xlsx" if is_sheet else "docx"
    made = converted(program, data, path, target)
    read = read_xlsx if is_sheet else read_docx
    document = read(made, path, options)
    media = "application/vnd.ms-excel" if is_sheet else "application/msword"
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), media_type=media)


def office() -> str | None:
    """Where LibreOffice is, or None."""
    named = os.environ.get("TENDERSCAN_SOFFICE")
    found = named or shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(program: str, data: bytes, path: str, target: str, seconds: int = SECONDS) -> bytes:
    """The file as one of another format, such as docx, xlsx or pdf.

    It is made in a folder of its own, with a profile of its own, so without macros and links. Raises UnreadableError
    where LibreOffice cannot, or takes longer than `seconds`.
    """
    # A foreign ending may be too long for a name, or mean something to the system.
    suffix = PurePosixPath(path).suffix.lower()
    suffix = suffix if suffix in _ENDINGS else ".doc"
    with tempfile.TemporaryDirectory(prefix="tenderscan-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / f"file{suffix}", Path(folder) / "out" / f"file.{target}"
        command = [
            program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", target, "--outdir", str(made.parent), str(source),
        ]  # fmt: skip
        try:
            source.write_bytes(data)
            subprocess.run(
                command, check=True, timeout=seconds, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            return made.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadableError(f"LibreOffice cannot open {path}.", "Open it and save it as .docx.") from error
