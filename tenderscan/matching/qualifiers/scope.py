"""Which cues of a passage are real, and which of them reach a target: the one engine of all scopes.

What each scope is, how far it goes and what ends it stands in the rules (rules/signals/, `scopes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.model.scope import CueScope, Scoped
from tenderscan.model.signal import Signal


def cues(s: Situation, name: Scoped, span: Span | None = None) -> list[Span]:
    """The cues of a scope in the passage, or in a token range of its fragment; what only looks like one is none."""
    scope = s.scope(name)
    false = [hit for signal in scope.pseudo for hit in s.own(Signal(signal), span)]
    found = (hit for signal in scope.cues for hit in s.own(Signal(signal), span))
    return [hit for hit in found if not any(hit[0] < end and begin < hit[1] for begin, end in false)]


def reaches(s: Situation, name: Scoped, cue: Span, target: Span, over: Sequence[Span] = ()) -> bool:
    """Whether a cue reaches a target; tokens from the first to the last of `over` that stand between count for none."""
    scope = s.scope(name)
    if cue[1] <= target[0]:
        side, gap = "before", range(cue[1], target[0])
    elif target[1] <= cue[0]:
        side, gap = "after", range(target[1], cue[0])
    else:
        return scope.side == "both" and not scope.apart
    if scope.side not in ("both", side):
        return False
    between = _outside(gap, over)
    return len(between) <= scope.reach and not _ended(s, scope, between)


def reached(s: Situation, name: Scoped, target: Span, span: Span | None = None) -> list[Span]:
    """The cues of a scope that reach a target."""
    return [cue for cue in cues(s, name, span) if reaches(s, name, cue, target)]


def _ended(s: Situation, scope: CueScope, between: Sequence[int]) -> bool:
    words = s.fragment.tokens.folded
    if any(words[at] in scope.marks for at in between):
        return True
    return any(start in between for signal in scope.ends for start, _ in s.own(Signal(signal)))


def _outside(between: range, over: Sequence[Span]) -> Sequence[int]:
    """The tokens between a cue and its target, but for what is named ("geen systeem zoals X, Y of Z gevraagd")."""
    inside = [span for span in over if between.start <= span[0] and span[1] <= between.stop]
    if not inside:
        return between
    first, last = min(start for start, _ in inside), max(end for _, end in inside)
    return [at for at in between if not first <= at < last]
