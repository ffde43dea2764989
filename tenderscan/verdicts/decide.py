"""One verdict out of all that a dossier says of one criterion.

(1) A clarification outranks the other documents, a later one the earlier: what the last one to speak waives is
contradicted, what it asks is met.
(2) A waiver anywhere else contradicts, asked elsewhere or not.
(3) One passage that binds and is concrete makes it met; weaker repetitions are a gap.
(4) Passages that name it without force or content make it weak, for the reasons of the least weak one.
(5) None: missing where it applies, undecided where something was not read, else not applicable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tenderscan.model.match import Claim, Place, Stance
from tenderscan.model.report import VerdictKind

LEAST_WEAK = (
    "no-verification",
    "vague",
    "no-weight",
    "by-reference",
    "not-binding",
    "law-only",
    "buyer-policy",
)
"""Reasons from the one a buyer mends with a word to the one that is no demand at all."""

WORST = (
    VerdictKind.CONTRADICTED,
    VerdictKind.MISSING,
    VerdictKind.UNDECIDED,
    VerdictKind.WEAK,
    VerdictKind.MET,
)
"""Of several lots the first of these counts (contract.md)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the claims it rests on, the most telling first."""

    verdict: VerdictKind
    claims: tuple[Claim, ...] = ()
    reasons: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


def _unranked(_: Claim) -> int:
    """The rank of every claim where no document is a clarification."""
    return 0


def decide(
    claims: Iterable[Claim], rank: Callable[[Claim], int] = _unranked, *, applies: bool, readable: bool
) -> Decision:
    """The verdict on one criterion; `rank` gives which claims outrank others (0: none of them)."""
    live = [claim for claim in claims if not claim.dropped]
    waives = _of(live, Stance.WAIVES)
    asks, weakens = _of(live, Stance.ASKS), _of(live, Stance.WEAKENS)
    highest = max((rank(claim) for claim in (*waives, *asks)), default=0)

    def outranked(claim: Claim) -> bool:
        return rank(claim) != highest

    waived_last = not all(map(outranked, waives))
    asked_last = highest > 0 and not all(map(outranked, asks))
    # What speaks last comes first; among the rest the order stays, for sorting is stable.
    if waived_last or (waives and not asked_last):
        return Decision(VerdictKind.CONTRADICTED, (*sorted(waives, key=outranked), *asks, *weakens))
    if asks:
        return Decision(VerdictKind.MET, tuple(sorted(asks, key=outranked)), (), _gaps(asks, weakens))
    if weakens:
        ordered = sorted(weakens, key=_weakness)
        return Decision(VerdictKind.WEAK, tuple(ordered), ordered[0].reasons, _common(weakens))
    if not applies:
        return Decision(VerdictKind.NOT_APPLICABLE)
    return Decision(VerdictKind.MISSING if readable else VerdictKind.UNDECIDED)


def worst(verdicts: Iterable[VerdictKind]) -> VerdictKind:
    """The verdict that counts for several lots; lots to which the criterion does not apply are left out."""
    found = set(verdicts)
    return next((verdict for verdict in WORST if verdict in found), VerdictKind.NOT_APPLICABLE)


def _of(claims: Sequence[Claim], stance: Stance) -> list[Claim]:
    chosen = [claim for claim in claims if claim.stance is stance]
    return sorted(chosen, key=lambda c: (-c.strength, len(c.gaps), c.place))


def _weakness(claim: Claim) -> tuple[int, Place]:
    return min(LEAST_WEAK.index(reason) for reason in claim.reasons), claim.place


def _common(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Gaps that no passage closes, in the order of the first passage."""
    return tuple(gap for gap in claims[0].gaps if all(gap in claim.gaps for claim in claims))


def _gaps(asks: Sequence[Claim], weakens: Sequence[Claim]) -> tuple[str, ...]:
    weakened = any("not-binding" in claim.reasons for claim in weakens)
    return _common(asks) + (("weakened-elsewhere",) if weakened else ())
