"""What a worker is given and what it gives back; both travel between processes and machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tenderscan.audit.worklist.entry import Entry
from tenderscan.check import CheckOptions

JUDGED, SAME, FAILED = "judged", "same", "failed"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """One dossier to do. `options` are its own (its codes, its day); `fallback_day` is the day of whose law it is
    judged where its documents tell none; `settings` tell both, for the result's identity.

    `packed` is what was read of it before, or None where its files are to be read; `known` the digest of the content
    that the store has a current result for, made in the way that is asked now.
    """

    dossier: int
    entry: Entry
    options: CheckOptions
    fallback_day: str | None
    reading: str
    code: str
    attempt: int
    content: str = ""
    packed: bytes | None = field(default=None, repr=False)
    known: str = ""


@dataclass(frozen=True)
class Failure:
    """Why a dossier gave no result: status (unreadable, refused, gone, broken, killed, too-slow), where, a sentence."""

    status: str
    path: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What came of a task: judged (with rows), same (nothing changed), or failed.

    `packed` is what was read, None where it was in the store already; `texts` are document, digest and text.
    """

    dossier: int
    state: str
    content: str = ""
    failure: Failure | None = None
    result: Row = field(default_factory=dict)
    report: bytes = field(default=b"", repr=False)
    documents: tuple[Row, ...] = field(default=(), repr=False)
    findings: tuple[Row, ...] = field(default=(), repr=False)
    evidence: tuple[Row, ...] = field(default=(), repr=False)
    facts: tuple[Row, ...] = field(default=(), repr=False)
    packed: bytes | None = field(default=None, repr=False)
    texts: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    seconds: float = 0.0
    memory: int = 0
