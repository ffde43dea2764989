"""One run of an audit: plan, hand out, keep; takes a store, a work list and an engine, gives how it ended.

The store is the truth. A dossier is leased before it is handed out and settled in the transaction that keeps its
result, so the run may end at any instant and the next one goes on from there.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from tenderscan.audit.engine import Engine, Lost
from tenderscan.audit.identity import Identity, inputs_of, reading_key, settings_of
from tenderscan.audit.moment import now
from tenderscan.audit.plan import Planned, plan, tried
from tenderscan.audit.store.alone import alone
from tenderscan.audit.store.open import Store
from tenderscan.audit.store.read import packed_reading
from tenderscan.audit.store.write import (
    begin_run,
    end_run,
    keep_codebook,
    keep_outcome,
    keep_texts,
    lease,
    put_back,
)
from tenderscan.audit.task import FAILED, SAME, Failure, Outcome, Task
from tenderscan.audit.worklist.entry import Entry
from tenderscan.check import Checker, CheckOptions

ATTEMPTS = 3
"""Times that a dossier is tried whose worker was lost."""

LOOK = 1.0
"""Seconds after which progress is reported though nothing was finished."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: dossiers in all, done and failed before it, done, failed, put back and pages in it."""

    total: int
    before: int
    failed_before: int
    done: int = 0
    failed: int = 0
    unchanged: int = 0
    from_text: int = 0
    put_back: int = 0
    pages: int = 0
    seconds: float = 0.0
    last_failure: str = ""

    @property
    def left(self) -> int:
        """Dossiers that still wait."""
        return self.total - self.before - self.failed_before - self.done - self.failed

    @property
    def seconds_left(self) -> float | None:
        """How long what is left takes at this run's rate, or None before anything is done."""
        over = self.done + self.failed
        return self.left * self.seconds / over if over and self.seconds else None


@dataclass(frozen=True)
class RunOptions:
    """What a run is told: how to check, what to retry, what names tell, how long a dossier may take (seconds)."""

    check: CheckOptions = field(default_factory=CheckOptions)
    retry: tuple[str, ...] = ()
    names: str | None = None
    rehash: bool = False
    seconds: float = 3600.0
    attempts: int = ATTEMPTS


def run(
    store: Store,
    entries: Sequence[Entry],
    options: RunOptions,
    engine: Callable[[], Engine],
    told: Callable[[Progress], None] = lambda progress: None,
) -> Progress:
    """Do what is to be done. `told` hears of progress; `engine` is started only where there is work.

    Raises StoreError where the store cannot be used, and what Checker raises for wrong rules or options.
    """
    with alone(store):
        with Checker(options.check) as checker:
            identity = Identity.of(checker)
            keep_codebook(store, checker.rulebook)
        number = begin_run(store, identity, json.dumps(settings_of(options.check), default=str))
        state = "stopped"
        try:
            wanted = plan(store, entries, identity, options.check, options.retry, options.names, options.rehash)
            progress = Progress(len(entries), wanted.done, wanted.failed)
            told(progress)
            if wanted.work:
                progress = _Run(store, identity, options, number, told, progress).through(wanted.work, engine)
            state = "done"
            return progress
        finally:
            end_run(store, number, state)


class _Run:
    """The loop of a run: hands out leased tasks, keeps what comes back."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        options: RunOptions,
        number: int,
        told: Callable[[Progress], None],
        progress: Progress,
    ) -> None:
        self._store, self._identity, self._options, self._number = store, identity, options, number
        self._told, self._progress = told, progress
        self._at_work: dict[int, tuple[Planned, int]] = {}
        self._waiting: deque[tuple[Planned, int]] = deque()
        self._began = time.monotonic()

    def through(self, work: Sequence[Planned], start: Callable[[], Engine]) -> Progress:
        """Do all work; each dossier with the number of attempts before this one."""
        self._waiting.extend((item, 0) for item in work)
        engine = start()
        try:
            while self._waiting or self._at_work:
                self._hand_out(engine)
                for found in engine.wait(LOOK):
                    if isinstance(found, Lost):
                        self._lost(found)
                    else:
                        self._keep(found)
                self._tell()
        finally:
            engine.close()
        return self._progress

    def _hand_out(self, engine: Engine) -> None:
        free = max(0, engine.capacity() - len(self._at_work))
        batch = [self._waiting.popleft() for _ in range(min(free, len(self._waiting)))]
        lease(self._store, [item.task.dossier for item, _ in batch], self._number, now(self._options.seconds))
        for item, before in batch:
            self._at_work[item.task.dossier] = (item, before)
            engine.submit(self._task(item, before + 1))

    def _task(self, item: Planned, attempt: int) -> Task:
        task = replace(item.task, attempt=attempt)
        if item.stored:
            key = reading_key(task.entry.name, task.content, self._identity.reading)
            return replace(task, packed=packed_reading(self._store, key))
        return task

    def _keep(self, outcome: Outcome) -> None:
        item, _ = self._at_work.pop(outcome.dossier, (None, 0))
        if item is None:
            # A cluster may answer twice: what is settled stays settled.
            return
        keep_texts(self._store, item.task.entry.name, outcome)
        more = {
            "inputs": inputs_of(item.task.entry.name, outcome.content, item.way),
            "rules": self._identity.rules,
            "tool": self._identity.tool,
            "rulebook": self._identity.rulebook,
            "profile": self._identity.profile,
            "ocr": self._options.check.ocr,
            "engine": self._identity.engine,
            "settings": json.dumps(
                {**settings_of(item.task.options), "as_of_else": item.task.fallback_day}, default=str
            ),
        }
        keep_outcome(self._store, outcome, self._number, item.task.entry.signature, tried(item), more)
        self._count(outcome)

    def _lost(self, lost: Lost) -> None:
        item, before = self._at_work.pop(lost.task.dossier, (None, 0))
        if item is None:
            return
        attempt = before + 1
        if attempt < self._options.attempts and lost.failure.status != "too-slow":
            put_back(self._store, lost.task.dossier, self._number, attempt, lost.failure)
            self._waiting.append((item, attempt))
            self._progress = replace(self._progress, put_back=self._progress.put_back + 1)
            return
        reason = f"{lost.failure.reason} (attempt {attempt} of {self._options.attempts})"
        self._keep_failure(item, Failure(lost.failure.status, lost.failure.path, reason))

    def _keep_failure(self, item: Planned, failure: Failure) -> None:
        outcome = Outcome(item.task.dossier, FAILED, failure=failure)
        keep_outcome(self._store, outcome, self._number, item.task.entry.signature, tried(item), {})
        self._count(outcome)

    def _count(self, outcome: Outcome) -> None:
        p = self._progress
        if outcome.state == FAILED:
            said = f"{outcome.failure.path}: {outcome.failure.reason}" if outcome.failure else ""
            self._progress = replace(p, failed=p.failed + 1, last_failure=said)
            return
        self._progress = replace(
            p,
            done=p.done + 1,
            unchanged=p.unchanged + (outcome.state == SAME),
            from_text=p.from_text + bool(outcome.result.get("from_stored_text")),
            pages=p.pages + int(outcome.result.get("pages", 0)),
        )

    def _tell(self) -> None:
        self._progress = replace(self._progress, seconds=time.monotonic() - self._began)
        self._told(self._progress)
