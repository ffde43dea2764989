"""The work list: takes what the user named (a folder, a list, a glob, a URL), gives the dossiers in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fnmatch import fnmatchcase
from pathlib import Path

from tenderscan.audit.worklist import local, remote
from tenderscan.audit.worklist.entry import Entry
from tenderscan.errors import UsageError

__all__ = ["Entry", "dossiers", "fetched"]

fetched: Callable[[Entry, Path], Path] = remote.fetched


def dossiers(named: str, only: Collection[str] = (), but: Collection[Path] = ()) -> tuple[Entry, ...]:
    """The dossiers under what was named, by name; `only` are globs of names, `but` paths that are no dossiers.

    Raises UsageError where there is none, and where two have one name.
    """
    found = remote.entries(named) if remote.is_url(named) else local.entries(named, frozenset(but))
    names: dict[str, Entry] = {}
    for entry in found:
        if entry.name in names and names[entry.name] != entry:
            raise UsageError(f'two dossiers are called "{entry.name}".', "Rename one of them.")
        names[entry.name] = entry
    chosen = [entry for name, entry in sorted(names.items()) if not only or _wanted(name, only)]
    if not chosen:
        what = f"no dossier in {named} fits --only." if names else f"there is no dossier in {named}."
        raise UsageError(what, "Every file, sub-folder or ZIP directly in the folder is one.")
    return tuple(chosen)


def _wanted(name: str, only: Collection[str]) -> bool:
    return any(fnmatchcase(name, pattern) or name == pattern for pattern in only)
