"""Reads the files of a dossier: takes paths and a reader process, gives what was read and where its files are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from tenderscan.model.document import Document, Reading, Rejection
from tenderscan.sources.dossier.assemble import SourceFile, assemble, collect
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.options import FINAL, ORIGINAL, ReadOptions
from tenderscan.sources.progress import Progress

_OTHER = {FINAL: ORIGINAL, ORIGINAL: FINAL}


@dataclass(frozen=True)
class ReadDossier:
    """What was read of a dossier, and its files in their order."""

    reading: Reading
    files: tuple[SourceFile, ...]

    def places(self) -> dict[str, Path]:
        """Where the file of each document is, by its path in the dossier; not of what a ZIP holds."""
        return {file.name: file.path for file in self.files if file.path is not None}


def read_dossier(
    paths: Sequence[Path],
    reader: ReaderProcess,
    options: ReadOptions,
    given: Sequence[SourceFile] = (),
    listener: Callable[[Progress], None] | None = None,
) -> ReadDossier:
    """Read one dossier out of all paths and of files given as bytes. Raises as `collect` does.

    A file with tracked changes is read both ways. `listener` hears how far the reading is. Raises StoppedError where
    the reader was stopped.
    """
    reader.start()
    collected = collect(paths, options.password, given)
    others: dict[str, Document] = {}
    begun = count(1)

    def read(file: SourceFile) -> Document | Rejection:
        number = next(begun)
        # Files attached to others are seen only when these are read.
        now = Progress(file.name, number, max(number, len(collected.files)))
        tell = listener or (lambda progress: None)
        tell(now)
        found = reader.read(
            file.read(), file.name, options, lambda page, pages: tell(replace(now, page=page, pages=pages))
        )
        if isinstance(found, Document) and found.tracked:
            other = reader.read(file.read(), file.name, replace(options, markup=_OTHER[options.markup]))
            # A file that is nothing but its changes has no text without them.
            others[file.name] = other if isinstance(other, Document) else replace(found, elements=())
        return found

    dossier = assemble(collected, read)
    reader.rest()
    return ReadDossier(Reading(dossier, others), tuple(collected.files))
