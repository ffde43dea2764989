"""How far a word of force reaches: the scopes of cues, after ConText (Harkema and others, 2009).

The rules give each scope by name in rules/signals/any.yaml, and a language may have its own beside its words
(docs/rule-format.md, "Scopes"). Code names a scope by the enum below, never a distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Side = Literal["before", "after", "both"]
"""Where a cue stands, seen from what it is about."""


class Scoped(StrEnum):
    """What a cue does to its target, by the scope's name in the rules."""

    WAIVED = "waived"
    NEGATED_DEMAND = "negated-demand"
    REFUSED = "refused"
    DENIED = "denied"
    LACKING = "lacking"
    WISHED = "wished"
    GOVERNED = "governed"
    PERMITTED = "permitted"
    FORBIDDEN = "forbidden"
    BUYER_MAY = "buyer-may"
    DONE_WITHOUT = "done-without"
    LOT_NUMBERS = "lot-numbers"
    LOT_EXCEPTED = "lot-excepted"


@dataclass(frozen=True, slots=True)
class CueScope:
    """How far the cues of some signals reach.

    `cues` are signals; `side` is where the cue stands, seen from its target; `reach` is how many tokens may stand
    between. `ends` are signals and `marks` are signs that end the reach where they stand between; a cue that shares
    a token with one of the signals `pseudo` only looks like one. `apart` means that cue and target share no token.
    """

    cues: tuple[str, ...] = ()
    side: Side = "both"
    reach: int = 0
    ends: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    pseudo: tuple[str, ...] = ()
    apart: bool = False


NOWHERE = CueScope()
"""The scope of what the rules give none: it has no cues."""
