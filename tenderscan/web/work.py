"""Reads and judges dossiers beside the server's loop: takes kept dossiers, fills in how far they are and the result.

Reading is done in reader processes, several at once; judging in this process, one at a time.
"""

from __future__ import annotations

import gc
import logging
import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TypeVar

from tenderscan.check import Checker, CheckResult
from tenderscan.errors import StoppedError, TenderscanError
from tenderscan.messages import messages
from tenderscan.model.document import Document
from tenderscan.model.rule import LANGUAGES, Rulebook
from tenderscan.options import CheckOptions
from tenderscan.sources.dossier.reading import read_dossier
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.progress import Progress
from tenderscan.web.drawing.process import DrawingProcess
from tenderscan.web.kept import WORKING, KeptDossier, State
from tenderscan.web.refused import RefusedError

READERS = 2
"""Reader processes at most, each of which may take gigabytes."""

COLLECTING = (50_000, 20, 20)
"""How often memory is collected: the command line hardly does, for it ends soon; a server goes on for days."""

_LOG = logging.getLogger("tenderscan.web")
_T = TypeVar("_T")


class Work:
    """The checker of a server, its reader processes, and the dossiers that wait for them."""

    def __init__(self, options: CheckOptions = CheckOptions(), read_seconds: float = 300.0) -> None:
        """Raises RuleError and UsageError as a Checker does. `read_seconds` is the time that a file may take."""
        self.options, self._seconds = options, read_seconds
        self._checker = Checker(options)
        self._judging = threading.Lock()
        self.drawing = DrawingProcess()
        count = max(1, min(READERS, os.cpu_count() or 1))
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="dossier")
        self._readers: queue.SimpleQueue[ReaderProcess] = queue.SimpleQueue()
        self._every = [ReaderProcess() for _ in range(count)]
        for reader in self._every:
            self._readers.put(reader)
        self._busy: dict[str, ReaderProcess] = {}
        self._lock = threading.Lock()

    @property
    def rulebook(self) -> Rulebook:
        """The rules with which it judges."""
        return self._checker.rulebook

    def warm(self, languages: Sequence[str] = LANGUAGES) -> None:
        """Start the processes and learn the words of languages, so that the first dossier need not wait for them."""
        self._every[0].start()
        for language in languages:
            with self._judging, suppress(TenderscanError):
                self._checker.learn(language)
        self.drawing.start()
        # What was loaded stays: it is not looked through again whenever memory is collected.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTING)

    def close(self) -> None:
        """Stop all that is being read."""
        for reader in self._every:
            reader.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for reader in self._every:
            reader.close()
        self._checker.close()
        self.drawing.close()

    def submit(self, dossier: KeptDossier) -> Future[None]:
        """Read and judge a dossier when its turn comes."""
        return self._pool.submit(self._guarded, dossier, self._all)

    def again(self, dossier: KeptDossier) -> Future[None]:
        """Judge what was read of a dossier once more, with what the user has chosen since."""
        with dossier.lock:
            dossier.state = State.JUDGING
        return self._pool.submit(self._guarded, dossier, self._judge)

    def cancel(self, dossier: KeptDossier) -> None:
        """Stop the work on a dossier; one that is done stays as it is."""
        with dossier.lock:
            if dossier.state not in WORKING:
                return
            dossier.state = State.CANCELLED
        with self._lock:
            reader = self._busy.get(dossier.id)
            if reader is not None:
                reader.stop()

    def with_checker(self, options: CheckOptions, ask: Callable[[Checker], _T]) -> _T:
        """What a question to a checker with these options gives; one question at a time."""
        with self._judging:
            return ask(self._checker.choosing(options))

    def _guarded(self, dossier: KeptDossier, work: Callable[[KeptDossier], None]) -> None:
        """Do the work; whatever goes wrong is one sentence of this dossier, and no other's fault."""
        try:
            if dossier.state in WORKING:
                work(dossier)
        except StoppedError:
            self._end(dossier, State.CANCELLED)
        except TenderscanError as error:
            self._end(dossier, State.FAILED, messages(_language(dossier)).say(error.sentence()))
        except MemoryError:
            self._end(dossier, State.FAILED, messages(_language(dossier)).say("It takes too much memory."))
        except Exception as error:
            # The class alone: a message may hold what stands in the tender.
            _LOG.error("a dossier could not be judged (%s)", type(error).__name__, exc_info=_LOG.isEnabledFor(10))
            said = messages(_language(dossier)).say("It could not be judged. Save the files anew, and try again.")
            self._end(dossier, State.FAILED, said)

    def _end(self, dossier: KeptDossier, state: State, fault: str = "") -> None:
        with dossier.lock:
            if dossier.state in WORKING:
                dossier.state, dossier.fault = state, fault

    def _all(self, dossier: KeptDossier) -> None:
        with self._reader(dossier) as reader:
            if not self._goes_on(dossier, State.READING):
                return
            options = replace(dossier.options.reading(self.rulebook), seconds=self._seconds)
            dossier.read = read_dossier((), reader, options, dossier.files, _listener(dossier))
        self._judge(dossier)

    def _judge(self, dossier: KeptDossier) -> None:
        read = dossier.read
        if read is None or not self._goes_on(dossier, State.JUDGING):
            return
        with self._judging:
            result = self._checker.choosing(dossier.options).judge(read.reading)
        originals = {file.name: file.read for file in read.files}
        with dossier.lock:
            if dossier.state is State.JUDGING:
                dossier.judged = replace(result, originals=originals)
                dossier.revision += 1
                dossier.state = State.DONE

    def _goes_on(self, dossier: KeptDossier, state: State) -> bool:
        with dossier.lock:
            if dossier.state not in WORKING:
                return False
            dossier.state = state
            return True

    @contextmanager
    def _reader(self, dossier: KeptDossier) -> Iterator[ReaderProcess]:
        reader = self._readers.get()
        with self._lock:
            reader.start_anew()
            self._busy[dossier.id] = reader
        try:
            yield reader
        finally:
            with self._lock:
                del self._busy[dossier.id]
            self._readers.put(reader)


def _listener(dossier: KeptDossier) -> Callable[[Progress], None]:
    def hear(progress: Progress) -> None:
        dossier.progress = progress

    return hear


def _language(dossier: KeptDossier) -> str:
    return dossier.options.language or "en"


def result_of(dossier: KeptDossier) -> CheckResult:
    """The result of a dossier that is done. Raises RefusedError (409) for any other."""
    result = dossier.result()
    if result is None:
        said = dossier.fault or f"The dossier is {dossier.state.value}."
        raise RefusedError(409, said, "" if dossier.fault else "Ask again when it is done.")
    return result


def document_of(result: CheckResult, path: str) -> Document:
    """A document of a result by its path in the dossier. Raises RefusedError (404)."""
    found = next((each.document for each in result.structured if each.document.path == path), None)
    if found is None:
        raise RefusedError(404, "There is no such document in the dossier.")
    return found
