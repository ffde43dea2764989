"""What a check gives: a report, and what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tenderscan.model.document import Dossier, Reading
from tenderscan.model.match import Claim
from tenderscan.model.region import LINED, Region
from tenderscan.model.report import Change, Evidence, Finding, Report
from tenderscan.model.rule import Rulebook
from tenderscan.model.section import StructuredDocument
from tenderscan.sources.elements.encoding import decode
from tenderscan.sources.positions import Positions


@dataclass(frozen=True)
class CheckResult:
    """A report, and what it was made of.

    `reading` is what `Checker.judge` takes to judge the same again. `originals` reads a document's bytes again, by
    its path; `files` says where its file is, not of what a ZIP holds; `changes` finds the shortest edits that turn a
    verdict.
    """

    report: Report
    claims: tuple[Claim, ...]
    structured: tuple[StructuredDocument, ...]
    rulebook: Rulebook
    dossier: Dossier = field(repr=False)
    reading: Reading | None = field(default=None, repr=False)
    originals: Mapping[str, Callable[[], bytes]] = field(default_factory=dict, repr=False)
    files: Mapping[str, Path] = field(default_factory=dict, repr=False)
    changes: Callable[[Finding], tuple[Change, ...]] = field(default=lambda finding: (), repr=False)

    def region(self, passage: Evidence) -> Region | None:
        """Line and column of a passage in its Markdown or text file; None in files that have no lines."""
        positions = self._positions.get(passage.document)
        return positions.region(passage.start, passage.end) if positions is not None else None

    @cached_property
    def _positions(self) -> Mapping[str, Positions]:
        texts = [document for document in self.dossier.documents if document.media_type in LINED]
        # What a blank file held is nothing: it was judged without being read.
        here = [document for document in texts if document.path in self.originals]
        return {each.path: Positions(decode(self.originals[each.path]()), each.text, each.media_type) for each in here}
