"""Known gaps of one or more dossiers: written once, so that later runs fail only on new ones.

An entry holds digests of the criterion and the words of its passages, folded and without spaces and line ends, and no
place: it survives text that moves or is set anew. A gap without a passage is known by criterion and dossier alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenderscan.errors import SettingsError
from tenderscan.model.acceptance import BaselineComparison, KnownGap
from tenderscan.model.report import Finding, Level, Report, VerdictKind
from tenderscan.settings.tables import check, read
from tenderscan.verdicts.evidence import fingerprint

SCHEMA = "tenderscan-baseline-1"

_RANK = {VerdictKind.CONTRADICTED.value: 0, VerdictKind.MISSING.value: 1, VerdictKind.WEAK.value: 2}
"""Gaps from the gravest to the least; what could not be judged is no gap yet and is never known."""


@dataclass(frozen=True)
class Baseline:
    """The known gaps of a file; `file` is where it stands, and dossiers are named from its folder."""

    file: Path
    gaps: tuple[KnownGap, ...] = ()

    def name(self, paths: Sequence[Path]) -> str:
        """How a dossier is named in this file: its paths, from the folder of the file where they lie under it."""
        root = self.file.resolve().parent
        return " + ".join(sorted(_from(path.resolve(), root, path) for path in paths))

    def compare(self, report: Report, dossier: str) -> BaselineComparison:
        """The gaps of a report that are new, those known, and entries that no longer are a gap."""
        own = [gap for gap in self.gaps if gap.dossier == dossier]
        current = gaps(report, dossier)
        known = [gap for gap in current if any(_covers(entry, gap) for entry in own)]
        stale = [entry for entry in own if not any(_covers(entry, gap) for gap in current)]
        new = [gap for gap in current if gap not in known]
        return BaselineComparison(
            self.file.name,
            tuple(gap.criterion for gap in new),
            tuple(gap.criterion for gap in known),
            tuple(dict.fromkeys(entry.criterion for entry in stale)),
        )

    def with_gaps(self, found: Iterable[KnownGap], dossiers: Iterable[str]) -> Baseline:
        """The baseline with these dossiers written anew; entries of dossiers that are gone are left out."""
        anew = frozenset(dossiers)
        kept = [gap for gap in self.gaps if gap.dossier not in anew and self._is_there(gap.dossier)]
        every = sorted((*kept, *found), key=lambda gap: (gap.dossier, gap.criterion, gap.fingerprint))
        return Baseline(self.file, tuple(every))

    def _is_there(self, dossier: str) -> bool:
        root = self.file.resolve().parent
        return all((root / name).exists() for name in dossier.split(" + "))


def gaps(report: Report, dossier: str) -> tuple[KnownGap, ...]:
    """What a profile expects and the dossier does not hold, less what is set aside, in the rulebook's order."""
    return tuple(
        KnownGap(dossier, f.id, f.verdict.value, f.fingerprint, _passages(f))
        for f in report.findings
        if f.verdict.value in _RANK and f.level is not Level.OPTIONAL and f.suppressed is None
    )


def _passages(finding: Finding) -> tuple[str, ...]:
    telling = [p for p in finding.evidence if finding.verdict is not VerdictKind.CONTRADICTED or p.stance == "waives"]
    return tuple(dict.fromkeys(fingerprint(finding.id, [passage.quote]) for passage in telling))


def _covers(entry: KnownGap, gap: KnownGap) -> bool:
    """Whether a gap was known: graver before, or the same with a passage that stayed; no waiver may be new."""
    if entry.criterion != gap.criterion or _RANK[entry.verdict] > _RANK[gap.verdict]:
        return False
    if _RANK[entry.verdict] < _RANK[gap.verdict] or gap.verdict == VerdictKind.MISSING.value:
        return True
    if gap.verdict == VerdictKind.CONTRADICTED.value:
        return set(gap.passages) <= set(entry.passages)
    return entry.fingerprint == gap.fingerprint or bool(set(entry.passages) & set(gap.passages))


def read_baseline(path: Path) -> Baseline:
    """The known gaps of a file. Raises SettingsError where it is absent, or no baseline."""
    if not path.is_file():
        raise SettingsError(
            f"the baseline {path.as_posix()} is not there.", f"Write it first: --write-baseline {path.as_posix()}."
        )
    try:
        data: Any = json.loads(read(path))
    except json.JSONDecodeError as error:
        raise SettingsError(
            f"{path.as_posix()} is no JSON ({error}).", "Write it anew with --write-baseline."
        ) from error
    check(data, "baseline", path.as_posix())
    found = (KnownGap(**{**each, "passages": tuple(each["passages"])}) for each in data["gaps"])
    return Baseline(path, tuple(found))


def baseline_text(baseline: Baseline, rulebook: str) -> str:
    """The file's text, in a stable order; no day and no machine."""
    entries = [
        {
            "dossier": gap.dossier,
            "criterion": gap.criterion,
            "verdict": gap.verdict,
            "fingerprint": gap.fingerprint,
            "passages": list(gap.passages),
        }
        for gap in baseline.gaps
    ]
    return json.dumps({"schema": SCHEMA, "rulebook": rulebook, "gaps": entries}, ensure_ascii=False, indent=1) + "\n"


def _from(path: Path, root: Path, given: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return given.name or path.name
