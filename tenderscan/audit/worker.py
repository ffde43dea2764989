"""What a worker does with one task: reads or takes what was read, judges, and makes rows. Warm between tasks."""

from __future__ import annotations

import json
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from tenderscan.audit.identity import content_digest, judging_digest, reading_key
from tenderscan.audit.kept import pack_reading, unpack_reading
from tenderscan.audit.metadata.notice import notice_facts
from tenderscan.audit.rows import document_rows, evidence_rows, finding_rows, result_row
from tenderscan.audit.task import FAILED, JUDGED, SAME, Failure, Outcome, Task
from tenderscan.audit.worklist import fetched
from tenderscan.check import Checker, CheckOptions, CheckResult
from tenderscan.errors import NothingToJudgeError, StoreError, TenderscanError, UnreadableError
from tenderscan.reports.json import as_data

LARGEST_NOTICE = 20_000_000
"""Bytes of a file that is looked into for a notice's data."""

_NOTICES = (".xml", ".json")

_lock = threading.Lock()
_warm: dict[tuple[str | None, tuple[Path, ...], str], Checker] = {}


def do(task: Task) -> Outcome:
    """Do one task; what goes wrong with a dossier is an outcome, never an error. One at a time in a process."""
    with _lock:
        began = time.monotonic()
        try:
            outcome = _done(task)
        except StoreError:
            # Not the dossier's fault: the whole run must stop.
            raise
        except NothingToJudgeError as error:
            outcome = _failed(task, "unreadable", error.sentence())
        except UnreadableError as error:
            outcome = _failed(task, "gone", error.sentence())
        except TenderscanError as error:
            outcome = _failed(task, "refused", error.sentence())
        except FileNotFoundError:
            outcome = _failed(task, "gone", "It is not there any more. Put it back, or leave it out.")
        except OSError as error:
            outcome = _failed(task, "gone", f"It cannot be opened ({(error.strerror or 'an error').lower()}).")
        except Exception as error:  # a fault of ours must not end the audit of the other dossiers
            outcome = _failed(
                task, "broken", f"tenderscan broke on it ({type(error).__name__}: {error}). Please report it."
            )
        return replace(outcome, seconds=time.monotonic() - began, memory=psutil.Process().memory_info().rss)


def rest() -> None:
    """Close the checkers, with their readers."""
    for checker in _warm.values():
        checker.close()
    _warm.clear()


def _done(task: Task) -> Outcome:
    if judging_digest() != task.code:
        raise StoreError("this worker runs another version of tenderscan.", "Install the same one on every machine.")
    checker = _checker(task.options)
    if task.packed is not None:
        return _judged(task, checker, task.content)
    with _placed(task) as path:
        content = content_digest(path)
        if content == task.known:
            return Outcome(task.dossier, SAME, content)
        return _judged(task, checker, content, path)


def _checker(options: CheckOptions) -> Checker:
    key = (options.profile, options.rules, options.reader)
    if key not in _warm:
        _warm[key] = Checker(options)
    return _warm[key]


@contextmanager
def _placed(task: Task) -> Iterator[Path]:
    """The dossier on this machine, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="tenderscan-") as folder:
        yield fetched(task.entry, Path(folder))


def _judged(task: Task, checker: Checker, content: str, path: Path | None = None) -> Outcome:
    checker.options = replace(task.options, as_of=task.options.as_of or task.fallback_day)
    if path is not None:
        result = checker.check_paths([path])
    elif task.packed is not None:
        result = checker.judge(unpack_reading(task.packed))
    else:
        raise ValueError("a task without files and without a reading")
    published = result.report.dossier.published
    if task.options.as_of is None and published and published != checker.options.as_of and result.reading is not None:
        # The day was not known before it was read: its notice tells it.
        checker.options = replace(task.options, as_of=None)
        result = replace(checker.judge(result.reading), originals=result.originals)
    return _outcome(task, content, result, from_stored_text=path is None)


def _outcome(task: Task, content: str, result: CheckResult, *, from_stored_text: bool) -> Outcome:
    report = as_data(result.report)
    reading = result.reading
    documents = reading.dossier.documents if reading else result.dossier.documents
    packed = None if from_stored_text or reading is None else pack_reading(reading)
    return Outcome(
        dossier=task.dossier,
        state=JUDGED,
        content=content,
        result={
            **result_row(report),
            "content": content,
            "reading": reading_key(task.entry.name, content, task.reading),
            "from_stored_text": from_stored_text,
        },
        report=zlib.compress(json.dumps(report, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")),
        documents=tuple(document_rows(report)),
        findings=tuple(finding_rows(report)),
        evidence=tuple(evidence_rows(report, documents)),
        facts=tuple(_facts(report, result)) if not from_stored_text else (),
        packed=packed,
        texts=() if packed is None else tuple((d.path, d.sha256, d.text) for d in documents),
    )


def _facts(report: Mapping[str, Any], result: CheckResult) -> Iterator[Mapping[str, str]]:
    """What the notices say, and what the report itself found in the text."""
    told: dict[str, str] = {}
    for name, read in sorted(result.originals.items()):
        if name.lower().endswith(_NOTICES):
            try:
                data = read()
            except TenderscanError:
                continue
            found = notice_facts(data, name) if len(data) <= LARGEST_NOTICE else {}
            told = {**found, **told}
    dossier = report["dossier"]
    if told:
        more = {"authority": dossier["authority"], "date": dossier["published"], "country": dossier.get("country")}
        told = {**{field: value for field, value in more.items() if value}, **told}
    yield from ({"field": field, "source": "notice", "value": value} for field, value in told.items())
    text = {"subject": dossier["subject"], "cpv": " ".join(dossier["cpv"]), "country": dossier.get("country")}
    yield from ({"field": field, "source": "text", "value": value} for field, value in text.items() if value)


def _failed(task: Task, status: str, reason: str) -> Outcome:
    return Outcome(task.dossier, FAILED, failure=Failure(status, task.entry.location, reason))
