"""One dossier that a server keeps: its files in memory, what the user chose, how far it is, and its result."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from tenderscan.acceptance.apply import set_aside
from tenderscan.check import CheckResult
from tenderscan.messages import messages
from tenderscan.model.acceptance import Suppression
from tenderscan.options import CheckOptions
from tenderscan.reports.material import Material
from tenderscan.sources.dossier.file import SourceFile
from tenderscan.sources.dossier.reading import ReadDossier
from tenderscan.sources.progress import Progress
from tenderscan.web.drawing.process import DrawingProcess


class State(StrEnum):
    """How far a dossier is."""

    WAITING = "waiting"
    READING = "reading"
    JUDGING = "judging"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


WORKING = frozenset({State.WAITING, State.READING, State.JUDGING})


@dataclass
class KeptDossier:
    """One dossier of one owner; what several threads change is changed under `lock`.

    `revision` grows with every new result. `aside` are the gaps that the user set aside. `size` is that of its files
    in bytes.
    """

    id: str
    owner: str
    files: tuple[SourceFile, ...]
    options: CheckOptions
    size: int
    aside: tuple[Suppression, ...] = ()
    state: State = State.WAITING
    progress: Progress | None = None
    fault: str = ""
    read: ReadDossier | None = None
    judged: CheckResult | None = None
    revision: int = 0
    touched: float = field(default_factory=time.monotonic)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def name(self) -> str:
        """The dossier's name, as the user knows it."""
        return self.files[0].name if self.files else self.id

    def touch(self) -> None:
        """Somebody asked for it."""
        self.touched = time.monotonic()

    def result(self) -> CheckResult | None:
        """The result with what is set aside; None before there is one. Raises SettingsError for an unknown id."""
        with self.lock:
            if self.judged is None:
                return None
            report = set_aside(self.judged.report, self.aside, date.today()) if self.aside else self.judged.report
            said = messages(report.language)
            rejected = tuple(replace(item, reason=said.say(item.reason)) for item in report.dossier.rejected)
            report = replace(report, dossier=replace(report.dossier, rejected=rejected))
            return replace(self.judged, report=report)


def material_of(result: CheckResult, password: str | None, drawing: DrawingProcess) -> Material:
    """What reports on a result are made of; pictures of pages are drawn in their process."""
    return Material(
        report=result.report,
        texts=result.rulebook.texts_in(result.report.language),
        criteria=result.rulebook.criteria,
        structured=result.structured,
        originals=result.originals,
        cut=drawing.cut,
        everything=True,
        password=password,
        region=result.region,
    )


def size_of(files: Sequence[SourceFile]) -> int:
    """Bytes of files that are in memory."""
    return sum(len(file.data or b"") for file in files)
