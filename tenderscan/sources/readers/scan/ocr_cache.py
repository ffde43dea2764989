"""What was recognised once, by the content of the picture; a folder that cannot be used is done without."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import platformdirs


def kept(key: str, make: Callable[[], str]) -> str:
    """The text kept under a key, or what `make` gives, which is then kept unless it is empty."""
    path = _folder() / key[:2] / f"{key}.tsv"
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8")
    text = make()
    if text:
        with suppress(OSError):
            _write(path, text)
    return text


def _folder() -> Path:
    chosen = os.environ.get("TENDERSCAN_CACHE")
    return (Path(chosen) if chosen else Path(platformdirs.user_cache_dir("tenderscan"))) / "ocr"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)
