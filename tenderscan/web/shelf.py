"""The dossiers that a server keeps in memory: takes them with their owners, gives each to its owner alone."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tenderscan.web.kept import WORKING, KeptDossier
from tenderscan.web.limits import Limits
from tenderscan.web.refused import RefusedError, not_there


class Shelf:
    """All dossiers of all owners. Nothing is written to a disk: what is dropped is gone."""

    def __init__(self, limits: Limits, dropped: Callable[[KeptDossier], None] = lambda dossier: None) -> None:
        """`dropped` is called with every dossier that is dropped, so that work on it ends."""
        self._limits, self._dropped = limits, dropped
        self._lock = threading.RLock()
        self._dossiers: dict[str, KeptDossier] = {}
        self._left: dict[str, float] = {}
        self._coming = 0

    def __len__(self) -> int:
        return len(self._dossiers)

    @property
    def held(self) -> int:
        """Bytes of files that are kept or still coming in."""
        with self._lock:
            return self._coming + sum(dossier.size for dossier in self._dossiers.values())

    def names(self) -> list[str]:
        """The names of all dossiers that are kept."""
        with self._lock:
            return [dossier.name for dossier in self._dossiers.values()]

    @contextmanager
    def arriving(self) -> Iterator[Callable[[int], None]]:
        """While files come in: what is called with the bytes that came.

        Raises RefusedError where it, or all that is kept, grows too large.
        """
        came = 0

        def more(size: int) -> None:
            nonlocal came
            with self._lock:
                came += size
                self._coming += size
                if came > self._limits.dossier:
                    most = self._limits.dossier // 1_000_000
                    raise RefusedError(413, f"The files are larger than {most} MB together.", "Send a part of them.")
                if self.held > self._limits.kept:
                    raise RefusedError(503, "The server holds as many files as it may.", "Close a page or try later.")

        try:
            yield more
        finally:
            with self._lock:
                self._coming -= came

    def add(self, make: Callable[[str], KeptDossier]) -> KeptDossier:
        """Keep a dossier, made with an id that nobody can guess. Raises RefusedError where too many are kept."""
        with self._lock:
            if sum(dossier.state in WORKING for dossier in self._dossiers.values()) >= self._limits.waiting:
                raise RefusedError(503, "Too many dossiers wait to be read.", "Try again in a minute.")
            if len(self._dossiers) >= self._limits.dossiers:
                raise RefusedError(503, "The server keeps as many dossiers as it may.", "Close a page or try later.")
            dossier = make(secrets.token_urlsafe(18))
            self._dossiers[dossier.id] = dossier
            return dossier

    def get(self, name: str, owner: str) -> KeptDossier:
        """The owner's dossier. Raises RefusedError (404) for one that is not there or is another's."""
        with self._lock:
            dossier = self._dossiers.get(name)
        if dossier is None or dossier.owner != owner:
            raise not_there()
        dossier.touch()
        return dossier

    def drop(self, name: str, owner: str) -> None:
        """Forget the owner's dossier. Raises RefusedError (404) as `get` does."""
        dossier = self.get(name, owner)
        self._forget([dossier])

    def leave(self, owner: str) -> None:
        """The owner's page was closed; unless the owner comes back, all that is theirs is dropped soon."""
        with self._lock:
            self._left[owner] = time.monotonic()

    def come(self, owner: str) -> None:
        """The owner is there."""
        with self._lock:
            self._left.pop(owner, None)

    def sweep(self) -> None:
        """Drop what was left, and what nobody asked for in a long time."""
        now = time.monotonic()
        with self._lock:
            gone = {owner for owner, since in self._left.items() if now - since > self._limits.left}
            old = [
                dossier
                for dossier in self._dossiers.values()
                if dossier.owner in gone or (now - dossier.touched > self._limits.idle and dossier.state not in WORKING)
            ]
            for owner in gone:
                del self._left[owner]
        self._forget(old)

    def clear(self) -> None:
        """Drop all."""
        self._forget(list(self._dossiers.values()))

    def _forget(self, dossiers: list[KeptDossier]) -> None:
        with self._lock:
            for dossier in dossiers:
                self._dossiers.pop(dossier.id, None)
        for dossier in dossiers:
            self._dropped(dossier)
