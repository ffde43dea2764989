"""What a server takes at most: sizes in bytes, times in seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server; what goes beyond one is refused in one sentence, and nothing of it is kept.

    `dossier` bounds the bytes of one upload, `kept` those of all uploads together, with what is still coming in.
    `waiting` bounds the dossiers that are read or wait for it, `dossiers` those that are kept. `idle` is the time
    after which a dossier that nobody asked for is dropped; `left` that after its page was closed; `silent` the time
    that a client may be silent in the middle of an upload. `read` is the time that one file may take to be read.
    """

    files: int = 200
    dossier: int = 300_000_000
    kept: int = 1_500_000_000
    waiting: int = 60
    dossiers: int = 120
    text: int = 200_000
    idle: float = 3_600.0
    left: float = 60.0
    silent: float = 60.0
    read: float = 300.0
