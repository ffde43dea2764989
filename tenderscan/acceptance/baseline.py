"""Known gaps of one or more dossiers, and what these met: later runs fail on new gaps and on what is lost.

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
from tenderscan.model.acceptance import BaselineComparison, KnownGap, KnownMet
from tenderscan.model.report import Finding, Level, Report, VerdictKind
from tenderscan.settings.tables import check, read
from tenderscan.verdicts.evidence import fingerprint

SCHEMA = "tenderscan-baseline-1"

_RANK = {VerdictKind.CONTRADICTED.value: 0, VerdictKind.MISSING.value: 1, VerdictKind.WEAK.value: 2}
"""Gaps from the gravest to the least; what could not be judged is no gap yet and is never known."""


@dataclass(frozen=True)
class Baseline:
    """The known gaps of a file and what was met then; `file` is where it stands, dossiers are named from its folder."""

    file: Path
    gaps: tuple[KnownGap, ...] = ()
    met: tuple[KnownMet, ...] = ()

    def name(self, paths: Sequence[Path]) -> str:
        """How a dossier is named in this file: its paths, from the folder of the file where they lie under it."""
        root = self.file.resolve().parent
        return " + ".join(sorted(_from(path.resolve(), root, path) for path in paths))

    def compare(self, report: Report, dossier: str) -> BaselineComparison:
        """The gaps of a report that are new, those known, entries that no longer are a gap, and what is met no more."""
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
            self._lost(report, dossier),
        )

    def _lost(self, report: Report, dossier: str) -> tuple[str, ...]:
        before = {entry.criterion for entry in self.met if entry.dossier == dossier}
        holds = (f for f in report.findings if f.id in before and f.suppressed is None)
        return tuple(f.id for f in holds if f.verdict is not VerdictKind.MET)

    def gone(self) -> tuple[str, ...]:
        """Dossiers in which something was met, and whose files are no longer there."""
        dossiers = dict.fromkeys(entry.dossier for entry in self.met)
        return tuple(dossier for dossier in dossiers if not self._is_there(dossier))

    def with_gaps(self, found: Iterable[KnownGap], dossiers: Iterable[str], met: Iterable[KnownMet] = ()) -> Baseline:
        """The baseline with these dossiers written anew; entries of dossiers that are gone are left out."""
        anew = frozenset(dossiers)
        kept = [gap for gap in self.gaps if gap.dossier not in anew and self._is_there(gap.dossier)]
        every = sorted((*kept, *found), key=lambda gap: (gap.dossier, gap.criterion, gap.fingerprint))
        still = [entry for entry in self.met if entry.dossier not in anew and self._is_there(entry.dossier)]
        holding = sorted((*still, *met), key=lambda entry: (entry.dossier, entry.criterion))
        return Baseline(self.file, tuple(every), tuple(holding))

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


def met(report: Report, dossier: str) -> tuple[KnownMet, ...]:
    """What the dossier holds, whatever a profile makes of it."""
    return tuple(KnownMet(dossier, f.id) for f in report.findings if f.verdict is VerdictKind.MET and not f.lapse)


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
    return Baseline(path, tuple(found), tuple(KnownMet(**each) for each in data.get("met", ())))


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
    holding = [{"dossier": entry.dossier, "criterion": entry.criterion} for entry in baseline.met]
    whole = {"schema": SCHEMA, "rulebook": rulebook, "gaps": entries, "met": holding}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _from(path: Path, root: Path, given: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return given.name or path.name
