"""Pictures of pages read by Tesseract, where it is installed: lines with boxes, and how sure the reading is.

The program is called, not a binding (measurements.md, section 5); one thread each, so that pages are read side by side.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

from tenderscan.sources.readers.scan.ocr_cache import kept

DPI = 200
"""Dots an inch at which pages are rendered: 99.9 % of words found (measurements.md)."""

LANGUAGES = ("nld", "fra", "eng", "deu")
"""Tesseract's names of the languages that tenders are read in."""

SECONDS = 90
"""Time that one page may take."""

LEAST_SURE = 20.0
"""A word that Tesseract is less sure of, from 0 to 100, is dirt on the page."""

UPRIGHT = 70.0
"""A page read with less sureness than this is tried turned."""

INSTALL = "Install Tesseract with nld, fra, eng and deu, and check again."
"""What to do where it is absent."""

_PLACES = (
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
    "C:/Program Files/Tesseract-OCR/tesseract.exe",
    "C:/Program Files (x86)/Tesseract-OCR/tesseract.exe",
)


@dataclass(frozen=True, slots=True)
class Engine:
    """Tesseract as it is installed: where, which version, which of our languages."""

    program: str
    version: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line that was recognised: its text, its box in dots of the picture, and its sureness from 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: float


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was recognised on a picture; `sure` is the mean over its words, 0 where there are none."""

    lines: tuple[OcrLine, ...]
    sure: float


@cache
def engine() -> Engine | None:
    """Tesseract as installed on this machine with at least one of our languages, or None."""
    named = os.environ.get("TENDERSCAN_TESSERACT")
    program = named or shutil.which("tesseract") or next((p for p in _PLACES if Path(p).is_file()), None)
    if program is None:
        return None
    version, listed = _said(program, "--version"), _said(program, "--list-langs")
    there = tuple(language for language in LANGUAGES if language in listed.split())
    return Engine(program, version.split("\n")[0], there) if there else None


def recognise(png: bytes, found: Engine) -> OcrPage:
    """What stands on a picture, kept between runs by its content. A page that cannot be read gives no lines."""
    key = hashlib.sha256(b"\0".join([png, found.version.encode(), "+".join(found.languages).encode()])).hexdigest()
    return _page(kept(key, lambda: _tsv(png, found)))


def _tsv(png: bytes, found: Engine) -> str:
    command = [found.program, "stdin", "stdout", "-l", "+".join(found.languages), "--dpi", str(DPI), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=png,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")


def _page(tsv: str) -> OcrPage:
    """Tesseract's table of words as lines, in its reading order."""
    words: dict[tuple[str, ...], list[tuple[str, int, int, int, int, float]]] = defaultdict(list)
    for row in tsv.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        sure = float(cells[10])
        if sure < LEAST_SURE:
            continue
        left, top, width, height = (int(cell) for cell in cells[6:10])
        words[tuple(cells[1:5])].append((cells[11].strip(), left, top, left + width, top + height, sure))
    lines = tuple(
        OcrLine(
            " ".join(word[0] for word in row),
            min(word[1] for word in row),
            min(word[2] for word in row),
            max(word[3] for word in row),
            max(word[4] for word in row),
            round(fmean(word[5] for word in row), 1),
        )
        for row in words.values()
    )
    every = [word[5] for row in words.values() for word in row]
    return OcrPage(lines, round(fmean(every), 1) if every else 0.0)


def _said(program: str, option: str) -> str:
    try:
        done = subprocess.run(
            [program, option], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")
