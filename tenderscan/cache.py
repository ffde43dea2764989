"""What is dear to make and kept between runs, by content; a cache that cannot be used is done without."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs

from tenderscan import __version__


def cached(key: str, name: str, build: Callable[[], bytes]) -> bytes:
    """The bytes kept under a key and name, or those that `build` makes, which are then kept.

    The versions of the tool and of the word tables are part of the key. A folder that cannot be written
    costs time, not the run.
    """
    path = _folder() / f"{key[:24]}-{_versions()}" / f"{name}.msgpack"
    with suppress(OSError):
        return path.read_bytes()
    data = build()
    with suppress(OSError):
        _write(path, data)
    return data


def _folder() -> Path:
    chosen = os.environ.get("TENDERSCAN_CACHE")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("tenderscan"))


@lru_cache(maxsize=1)
def _versions() -> str:
    return "-".join((__version__, *(_version(name) for name in ("simplemma",))))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _write(path: Path, data: bytes) -> None:
    """Write at once or not at all: two runs may make the same file together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
