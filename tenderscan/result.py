"""What a check gives: a report, and what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tenderscan.model.document import Dossier, Reading
from tenderscan.model.match import Claim
from tenderscan.model.report import Change, Finding, Report
from tenderscan.model.rule import Rulebook
from tenderscan.model.section import StructuredDocument


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
