"""Documents that are not judged because another of the dossier stands for them, and what a report says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tenderscan.model.document import Rejection
from tenderscan.model.match import Claim, Stance
from tenderscan.model.rule import Criterion
from tenderscan.model.section import StructuredDocument
from tenderscan.model.twin import SAME_TEXT, Twin
from tenderscan.verdicts.advice import Reader


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A document that is not judged: its twin, and the criteria that only it asks (of an older version)."""

    twin: Twin
    path: str
    other: str
    only: tuple[str, ...] = ()


def uncounted(
    found: Sequence[Twin], documents: Sequence[StructuredDocument], claims: Iterable[Claim]
) -> tuple[Uncounted, ...]:
    """The twins that are set aside. A copy of which the rules find something else than of the other is judged too."""
    live = [claim for claim in claims if not claim.dropped]
    result = []
    for twin in found:
        own, other = ([c for c in live if c.place.document == number] for number in (twin.document, twin.other))
        if twin.kind == SAME_TEXT and _said(own) != _said(other):
            continue
        asked = {c.criterion for c in other if c.stance is Stance.ASKS}
        only = dict.fromkeys(c.criterion for c in own if c.stance is Stance.ASKS and c.criterion not in asked)
        path, kept = (documents[number].document.path for number in (twin.document, twin.other))
        result.append(Uncounted(twin, path, kept, tuple(sorted(only))))
    return tuple(result)


def told(aside: Iterable[Uncounted], criteria: Iterable[Criterion], reader: Reader) -> tuple[Rejection, ...]:
    """What the report says of each: the document that stands for it, and what only the older version asked."""
    titles = {criterion.id: criterion.title for criterion in criteria}
    result = []
    for item in aside:
        twin = item.twin
        reason = reader.say(f"set-aside.{twin.kind}", other=item.other, own=twin.own, newer=twin.newer)
        if item.only:
            named = "; ".join(reader.of(titles[criterion]) for criterion in item.only if criterion in titles)
            reason = f"{reason} {reader.say('set-aside.only-older', titles=named)}"
        result.append(Rejection(item.path, reason, may_hold_text=False))
    return tuple(result)


def _said(claims: Iterable[Claim]) -> frozenset[tuple[str, Stance, tuple[str, ...]]]:
    return frozenset((claim.criterion, claim.stance, claim.reasons) for claim in claims)
