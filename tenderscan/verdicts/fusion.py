"""Which passages count that only one of the readers saw, given what else both see and whether the criterion applies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tenderscan.model.match import Claim, Stance
from tenderscan.model.rule import Fusion

UNSURE = "unsure"
"""The reason of a near miss that was only half recognised."""

RESEMBLES = "resembles"
"""The reason of a near miss that is only the nearest there is: it is told of a criterion that is missing, not else."""


OTHER = "other-subject"
"""The reason of a near miss of the words' of which the learned reader is sure that it speaks of something else."""


def company(claims: Iterable[Claim], statutory: frozenset[str]) -> frozenset[str]:
    """The criteria that both readers see in a dossier; statutory ones, which stand in every form, are none."""
    return frozenset(claim.criterion for claim in claims if _seen_by_both(claim) and claim.criterion not in statutory)


def _seen_by_both(claim: Claim) -> bool:
    return claim.reader == "both" and not claim.dropped and claim.stance is not Stance.MENTIONS


def counted(
    claims: Iterable[Claim], fusion: Fusion, ground: str = "assumed", *, applies: bool = True, seen: int = 0
) -> list[Claim]:
    """The claims on one criterion; a recognised passage that is not sure enough becomes a near miss.

    Below `near` it only resembles the criterion, which tells nothing unless the criterion is missing.
    The fewer other criteria both readers see (`seen`), and where nothing shows that the criterion applies, the surer a
    passage must be, and the sooner a find of the words' is doubted (rules/readers/fusion.yaml).
    Where both readers see the criterion itself, a passage that only resembles it says nothing beside that one.
    """
    own, claims = fusion.among(ground, seen), list(claims)
    least = own.applies if applies else own.otherwise
    if any(map(_seen_by_both, claims)):
        least = max(least, fusion.near)
    return [_kept(claim, fusion.near, own.doubt, least) for claim in claims]


def _kept(claim: Claim, near: float, doubt: float, least: float) -> Claim:
    if _too_unsure(claim, least):
        return _unsure(claim, near)
    if claim.rival and not claim.dropped and (claim.probability or 0.0) < doubt:
        return replace(claim, dropped=OTHER)
    return claim


def _too_unsure(claim: Claim, least: float) -> bool:
    return claim.reader == "learned" and not claim.dropped and (claim.probability or 0.0) < least


def _unsure(claim: Claim, near: float) -> Claim:
    """A near miss; a passage that hardly resembles the criterion is only the nearest there is."""
    reason = UNSURE if (claim.probability or 0.0) >= near else RESEMBLES
    return replace(claim, stance=Stance.MENTIONS, reasons=(), gaps=(), dropped=reason)
