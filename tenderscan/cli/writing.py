"""Files that are written whole or not at all: a failure half-way leaves the old one as it was."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tenderscan.errors import UsageError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it; the folders it needs are made.

    What is no file (a pipe, a terminal) is written to as it is. Raises UsageError where the system does not let it.
    """
    try:
        # A link stays a link: what it points to is written anew.
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _beside(target, content)
    except OSError as error:
        reason = (error.strerror or "an error").lower()
        raise UsageError(f"{path.as_posix()} cannot be written ({reason}).", "Choose another file.") from error


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A file beside one that is to be written: it takes that one's place when all went well, else it is gone.

    It has the same ending, and the folders it needs are made. What is no file is given as it is. Raises OSError.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_file():
        yield target
        return
    handle, name = tempfile.mkstemp(prefix=".tenderscan-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _beside(target: Path, content: bytes) -> None:
    with beside(target) as part, part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _mode(target: Path) -> int:
    """Who may read the file: as before, or as the system lets new files be read."""
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
