"""Patterns of paths, as a configuration writes them: takes a folder and patterns, says which paths they name.

`*` is a part of one name, `**` any number of folders, `{a,b}` one of several. A folder stands for all that lies in it.
Paths are written with "/" and counted from the folder of the configuration, never by their last name alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath


def names(pattern: str, path: Path, root: Path) -> bool:
    """Whether a pattern that counts from `root` names the path, or a folder above it; both are absolute."""
    from wcmatch import glob

    try:
        inner = PurePosixPath(path.relative_to(root).as_posix())
    except ValueError:
        return False
    above = [each.as_posix() for each in (inner, *inner.parents) if each.as_posix() != "."]
    wanted = _plain(pattern)
    return wanted == "." or any(glob.globmatch(each, wanted, flags=_flags()) for each in above)


def found(pattern: str, root: Path) -> bool:
    """Whether there is a file under `root` that the pattern names; hidden ones are never documents."""
    from wcmatch import glob

    wanted = _plain(pattern)
    if (root / wanted).is_file():
        return True
    matches = (root / each for each in glob.iglob(wanted, root_dir=str(root), flags=_flags() & ~glob.DOTMATCH))
    return any(path.is_file() or any(inner.is_file() for inner in path.rglob("*")) for path in matches)


def any_names(patterns: Iterable[str], path: Path, root: Path) -> bool:
    """Whether one of the patterns names the path."""
    return any(names(pattern, path, root) for pattern in patterns)


def _plain(pattern: str) -> str:
    return PurePosixPath(pattern.replace("\\", "/")).as_posix()


def _flags() -> int:
    from wcmatch import glob

    # The same on every system: a repository is shared.
    return int(glob.GLOBSTAR | glob.BRACE | glob.DOTMATCH | glob.CASE)
