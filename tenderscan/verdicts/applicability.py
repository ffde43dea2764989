"""Whether a criterion is a fair thing to ask of this tender, of which lots, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tenderscan.model.report import VerdictKind
from tenderscan.model.rule import Applies, Criterion
from tenderscan.verdicts.purchase import Purchase, Sign, begins


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a criterion applies; `ground` is always, cpv, bought, when, named, asked, assumed or none.

    `shown_by` is the code, words or criterion that shows it; `lots` are those it applies to, none meaning all.
    """

    applies: bool
    ground: str
    shown_by: str = ""
    lots: frozenset[str] = frozenset()

    def covers(self, lot: str) -> bool:
        """Whether the criterion applies to a lot."""
        return self.applies and (not self.lots or lot in self.lots)


NONE = Applicability(False, "none")


def applicability(
    criterion: Criterion,
    purchase: Purchase,
    verdicts: Mapping[str, VerdictKind],
    statutory: frozenset[str] = frozenset(),
) -> Applicability:
    """The first ground on which the criterion applies, in a fixed order; a statutory baseline is never one."""
    applies = criterion.applies
    if criterion.id in purchase.assumed:
        return Applicability(True, "assumed")
    if applies.languages and not set(applies.languages) & set(purchase.languages[:1]):
        return NONE
    if any(trace.concept in applies.not_named for trace in purchase.traces):
        return NONE
    if applies.always:
        return Applicability(True, "always")
    return (
        _by_purchase(applies, purchase)
        or _by_name(applies, purchase)
        or _by_others(applies, {name: v for name, v in verdicts.items() if name not in statutory})
        or NONE
    )


def _by_purchase(applies: Applies, purchase: Purchase) -> Applicability | None:
    """By the groups that are bought and the criterion's own codes; of the lots that tell, only those that buy them."""
    signs = [sign for sign in (purchase.sign(group) for group in applies.bought) if sign is not None]
    signs += _own_codes(applies, purchase)
    if not signs:
        return None
    first = next((sign for sign in signs if sign.ground == "cpv"), signs[0])
    lots: frozenset[str] = frozenset()
    if all(sign.lots for sign in signs):
        silent = frozenset(purchase.lot_cpv) - purchase.own_lots()
        lots = frozenset(lot for sign in signs for lot in sign.lots) | silent
    return Applicability(True, first.ground, first.shown_by, lots)


def _own_codes(applies: Applies, purchase: Purchase) -> list[Sign]:
    found = []
    for code in (*purchase.cpv, *(code for codes in purchase.lot_cpv.values() for code in codes)):
        if begins(code, applies.cpv) and not begins(code, applies.not_cpv):
            lots = frozenset(lot for lot, codes in purchase.lot_cpv.items() if code in codes)
            found.append(Sign("cpv", code, lots))
    return found


def _by_name(applies: Applies, purchase: Purchase) -> Applicability | None:
    named = [trace for trace in purchase.traces if trace.concept in applies.named]
    if not named:
        return None
    return Applicability(True, "named", min(named, key=lambda t: t.place).text)


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
