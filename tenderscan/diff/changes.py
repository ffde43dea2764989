"""What became of each criterion between two versions of a tender.

Verdicts are ranked by what the tender asks: met above weak, weak above missing, missing above contradicted, since to
waive is worse than to be silent; not applicable ranks with missing. From below weak to weak or met is *gained*, the way
back is *lost*; every other rise is *strengthened*, every other fall *weakened*. With the same verdict, gaps and
reasons that were only closed strengthen and those that were only opened weaken. Lots are compared one by one where
they differ, and the gravest change counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tenderscan.lexicon.fold import WORD_PATTERN, fold
from tenderscan.model.report import Evidence, Finding, Level, Report, VerdictKind


class Kind(StrEnum):
    """What became of a criterion; `unclear` where a version could not be read well enough to say."""

    LOST = "lost"
    WEAKENED = "weakened"
    UNCLEAR = "unclear"
    GAINED = "gained"
    STRENGTHENED = "strengthened"
    REWORDED = "reworded"
    APPLIES = "applies"
    APPLIES_NO_LONGER = "applies-no-longer"
    SAME = "same"


FAILING = (Kind.LOST, Kind.WEAKENED, Kind.UNCLEAR)
"""Changes of a required criterion that fail; what may have been lost unseen is one of them."""

_RANKS = {
    VerdictKind.CONTRADICTED: 0,
    VerdictKind.MISSING: 1,
    VerdictKind.NOT_APPLICABLE: 1,
    VerdictKind.WEAK: 2,
    VerdictKind.MET: 3,
}
_ASKED = _RANKS[VerdictKind.WEAK]
_ABSENT = (VerdictKind.MISSING, VerdictKind.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class LotChange:
    """The verdicts on one lot, before and after; None where the version has no such lot."""

    lot: str
    old: VerdictKind | None
    new: VerdictKind | None


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion in two versions; `removed` and `added` are the passages that only one of them has."""

    kind: Kind
    old: Finding
    new: Finding
    removed: tuple[Evidence, ...]
    added: tuple[Evidence, ...]
    lots: tuple[LotChange, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether a required criterion was lost or weakened, or may have been."""
        return self.new.level is Level.REQUIRED and self.kind in FAILING


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes between two reports with the same rulebook, the gravest kinds first."""

    old: Report
    new: Report
    changes: tuple[Change, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind, required criteria first."""
        levels = list(Level)
        return tuple(sorted((c for c in self.changes if c.kind is kind), key=lambda c: levels.index(c.new.level)))

    @property
    def fails(self) -> bool:
        """Whether a required criterion was lost or weakened, or may have been."""
        return any(change.fails for change in self.changes)


def difference(old: Report, new: Report) -> Difference:
    """What became of every criterion, in the rulebook's order. Both reports must be of the same rulebook."""
    after = {finding.id: finding for finding in new.findings}
    return Difference(old, new, tuple(_change(finding, after[finding.id]) for finding in old.findings))


def _change(old: Finding, new: Finding) -> Change:
    lots = _lots(old, new)
    kind = _kind(old, new)
    if kind in (Kind.SAME, Kind.REWORDED) and lots:
        by_lot = [_by_verdict(lot.old, lot.new) for lot in lots if lot.old is not None and lot.new is not None]
        kind = min((*by_lot, kind), key=list(Kind).index)
    return Change(kind, old, new, _only(old.evidence, new.evidence), _only(new.evidence, old.evidence), lots)


def _kind(old: Finding, new: Finding) -> Kind:
    kind = _by_verdict(old.verdict, new.verdict)
    if kind is not Kind.SAME or old.verdict not in (VerdictKind.MET, VerdictKind.WEAK):
        return kind
    before, after = {*old.gaps, *old.reasons}, {*new.gaps, *new.reasons}
    opened, closed = after - before, before - after
    if opened and not closed:
        return Kind.WEAKENED
    if closed and not opened:
        return Kind.STRENGTHENED
    return Kind.SAME if _words(old.evidence) == _words(new.evidence) else Kind.REWORDED


def _by_verdict(old: VerdictKind, new: VerdictKind) -> Kind:
    if old is new:
        return Kind.SAME
    if VerdictKind.UNDECIDED in (old, new):
        known = _RANKS.get(new, 0)
        return Kind.GAINED if old is VerdictKind.UNDECIDED and known == _RANKS[VerdictKind.MET] else Kind.UNCLEAR
    if old in _ABSENT and new in _ABSENT:
        return Kind.APPLIES if old is VerdictKind.NOT_APPLICABLE else Kind.APPLIES_NO_LONGER
    before, after = _RANKS[old], _RANKS[new]
    if before < _ASKED <= after:
        return Kind.GAINED
    if after < _ASKED <= before:
        return Kind.LOST
    return Kind.STRENGTHENED if after > before else Kind.WEAKENED


def _lots(old: Finding, new: Finding) -> tuple[LotChange, ...]:
    """The lots whose verdicts are told apart in one of the versions, and differ."""
    if not old.by_lot and not new.by_lot:
        return ()
    before, after = old.by_lot or {}, new.by_lot or {}
    names = sorted({*before, *after}, key=lambda lot: (len(lot), lot))
    pairs = (
        LotChange(
            lot,
            before.get(lot, None if old.by_lot else old.verdict),
            after.get(lot, None if new.by_lot else new.verdict),
        )
        for lot in names
    )
    return tuple(pair for pair in pairs if pair.old is not pair.new)


def _only(passages: Sequence[Evidence], others: Sequence[Evidence]) -> tuple[Evidence, ...]:
    known = _words(others)
    return tuple(passage for passage in passages if _folded(passage.quote) not in known)


def _words(passages: Sequence[Evidence]) -> frozenset[str]:
    return frozenset(_folded(passage.quote) for passage in passages)


def _folded(quote: str) -> str:
    """What stays the same while a text only moves or is set anew."""
    return " ".join(fold(word) for word in WORD_PATTERN.findall(quote))
