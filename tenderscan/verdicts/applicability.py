"""Whether a criterion is a fair thing to ask of this tender, and what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from tenderscan.model.match import Trace
from tenderscan.model.report import VerdictKind
from tenderscan.model.rule import Applies, Criterion

SIGNS = {"title": 1, "subject": 1, "inventory": 1, "specification": 4}
"""How often a thing must stand where, before the tender is taken to buy it; a demand alone never tells."""


@dataclass(frozen=True)
class Purchase:
    """What is known of what the tender buys."""

    cpv: tuple[str, ...]
    languages: tuple[str, ...]
    traces: tuple[Trace, ...]
    assumed: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a criterion applies; `ground` is always, cpv, bought, when, named, asked, assumed or none.

    `shown_by` is the code, words or criterion that shows it.
    """

    applies: bool
    ground: str
    shown_by: str = ""


def applicability(criterion: Criterion, purchase: Purchase, verdicts: Mapping[str, VerdictKind]) -> Applicability:
    """The first ground on which the criterion applies, in a fixed order."""
    applies = criterion.applies
    if criterion.id in purchase.assumed:
        return Applicability(True, "assumed")
    if applies.languages and not set(applies.languages) & set(purchase.languages[:1]):
        return Applicability(False, "none")
    if applies.always:
        return Applicability(True, "always")
    return (
        _by_cpv(applies, purchase.cpv)
        or _by_signs(applies.bought, purchase.traces, SIGNS, "bought")
        or _by_signs(applies.named, purchase.traces, {**SIGNS, "specification": 1, "demand": 1}, "named")
        or _by_others(applies, verdicts)
        or Applicability(False, "none")
    )


def _by_cpv(applies: Applies, codes: Iterable[str]) -> Applicability | None:
    for code in codes:
        if any(code.startswith(prefix.rstrip("0")) for prefix in applies.not_cpv):
            continue
        if any(code.startswith(prefix.rstrip("0") or prefix) for prefix in applies.cpv):
            return Applicability(True, "cpv", code)
    return None


def _by_signs(
    concepts: tuple[str, ...], traces: tuple[Trace, ...], signs: Mapping[str, int], ground: str
) -> Applicability | None:
    chosen = [trace for trace in traces if trace.concept in concepts]
    counts = Counter(trace.where for trace in chosen)
    enough = [where for where, least in signs.items() if counts[where] >= least]
    if not enough:
        return None
    first = min((t for t in chosen if t.where == enough[0]), key=lambda t: t.place)
    return Applicability(True, ground, first.text)


def _by_others(applies: Applies, verdicts: Mapping[str, VerdictKind]) -> Applicability | None:
    for pattern in applies.when:
        for criterion, verdict in verdicts.items():
            if fnmatchcase(criterion, pattern) and verdict.value in applies.when_verdicts:
                return Applicability(True, "when", criterion)
    return None


def in_order(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """The criteria with those first on which others depend; a cycle is a lint error and is cut here."""
    pending = list(criteria)
    done: list[Criterion] = []
    while pending:
        free = [c for c in pending if not _depends(c, pending)] or pending[:1]
        done += free
        pending = [c for c in pending if c not in free]
    return tuple(done)


def _depends(criterion: Criterion, others: Iterable[Criterion]) -> bool:
    return any(
        fnmatchcase(other.id, pattern)
        for other in others
        if other.id != criterion.id
        for pattern in criterion.applies.when
    )
