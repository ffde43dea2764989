"""Which passages that only the learned reader recognised count, given what shows that their criterion applies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tenderscan.model.match import Claim, Stance
from tenderscan.model.rule import Fusion

UNSURE = "unsure"
"""The reason of a near miss that was only half recognised."""

RESEMBLES = "resembles"
"""The reason of a near miss that is only the nearest there is: it is told of a criterion that is missing, not else."""


def counted(claims: Iterable[Claim], fusion: Fusion, ground: str = "assumed", *, applies: bool = True) -> list[Claim]:
    """The claims on one criterion; a recognised passage that is not sure enough becomes a near miss.

    Below `near` it only resembles the criterion, which tells nothing unless the criterion is missing.
    Where nothing shows that the criterion applies, a passage must be the surer (rules/readers/fusion.yaml, `take`).
    """
    least = fusion.take(ground, applies=applies)
    return [_unsure(claim, fusion.near) if _too_unsure(claim, least) else claim for claim in claims]


def _too_unsure(claim: Claim, least: float) -> bool:
    return claim.reader == "learned" and not claim.dropped and (claim.probability or 0.0) < least


def _unsure(claim: Claim, near: float) -> Claim:
    """A near miss; a passage that hardly resembles the criterion is only the nearest there is."""
    reason = UNSURE if (claim.probability or 0.0) >= near else RESEMBLES
    return replace(claim, stance=Stance.MENTIONS, reasons=(), gaps=(), dropped=reason)
