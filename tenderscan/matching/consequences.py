"""What a duty says of another criterion: the sanction that follows it is a sanction, wherever it stands.

So no report quotes a sanction in a duty's proof chain and calls sanctions missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from tenderscan.model.match import Claim, Cue, Link, Place, Stance
from tenderscan.model.rule import Criterion, Fusion
from tenderscan.model.section import Provision

CONSEQUENCE = "consequence-of-a-duty"
"""The alternative of a claim that rests on a link of another duty's proof chain."""

STRENGTH = 0.7
"""How sure it is that the consequence is that of the duty: as sure as that a full sentence binds."""


def consequences(found: Sequence[Claim], criteria: Iterable[Criterion], fusion: Fusion) -> Iterator[Claim]:
    """Claims on the criteria known by a step of other duties' chains (`step` in their rule files).

    A step in the passage of a duty or beside it asks; one of a duty that is weak itself, or that only cites all
    obligations of the contract, stays vague.
    What only the learned reader recognised must be as sure as it must be in a tender that shows nothing else.
    A sentence that keeps tenderers out says what follows from what they did, and nothing of a breach to come.
    """
    criteria = tuple(criteria)
    at_the_door = {
        c.id for c in criteria if Provision.EXCLUSION in c.provisions and Provision.PERFORMANCE not in c.provisions
    }
    kept_out = [c.place for c in found if c.criterion in at_the_door and c.stance is Stance.ASKS and not c.dropped]
    for criterion in criteria:
        if not criterion.step:
            continue
        said = (c for c in found if c.criterion == criterion.id and not c.dropped and _sure(c, fusion))
        told = {(c.place.document, c.place.block) for c in said}
        for claim in found:
            own = any(fnmatchcase(claim.criterion, pattern) for pattern in criterion.applies.when)
            speaks = claim.stance in (Stance.ASKS, Stance.WEAKENS) and not claim.dropped
            if not own or not speaks or not _sure(claim, fusion):
                continue
            for link in claim.chain:
                place = (link.place.document, link.place.block)
                if link.step != criterion.step or place in told:
                    continue
                if not any(_overlap(link.place, other) for other in kept_out):
                    told.add(place)
                    yield _claim(criterion, claim, link)


def _overlap(one: Place, other: Place) -> bool:
    same = (one.document, one.block) == (other.document, other.block)
    return same and one.start < other.end and other.start < one.end


def _sure(claim: Claim, fusion: Fusion) -> bool:
    return claim.reader != "learned" or (claim.probability or 0.0) >= fusion.company[0].applies


def _claim(criterion: Criterion, duty: Claim, link: Link) -> Claim:
    beside = link.how == "passage" and duty.stance is Stance.ASKS
    return Claim(
        criterion.id,
        link.place,
        Stance.ASKS if beside else Stance.WEAKENS,
        reasons=() if beside else ("vague",),
        cues=(Cue(link.step, link.text),),
        provision=duty.provision,
        lots=duty.lots,
        strength=STRENGTH,
        alternative=CONSEQUENCE,
        extra=(duty.place,),
    )
