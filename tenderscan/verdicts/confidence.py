"""How often a verdict like this one was right: confidence out of counts that were measured on labelled tenders."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from tenderscan.model.match import Claim, Stance
from tenderscan.model.report import VerdictKind
from tenderscan.verdicts.decide import Decision

WEIGHT = 6.0
"""Judgements that the rate of the whole verdict counts for beside those of the group."""

UNSURE = 0.9
"""Confidence below which a person is asked to look: more than one judgement in ten like it was wrong."""

UNDECIDED = 0.5
STRONG = 0.85
"""Strength of a claim from which something says outright that it binds."""

Counts = Mapping[str, tuple[int, int]]
"""For each group, how many of its judgements were right, and how many there were."""


def group(decision: Decision, dropped: Sequence[Claim], ground: str, *, doubtful: bool) -> str:
    """The name of the group of judgements that a decision belongs to, for which accuracy was measured.

    A name is the verdict and what separates safe judgements from unsafe ones: for `met`, whether a passage binds
    explicitly and whether one or several ask; for `weak`, its first reason; for `missing`, what showed that the
    criterion applies (`ground`) and whether there are near misses; for `not-applicable`, the near misses alone.
    `doubtful` judgements, which rest on a page that was hard to read, form groups of their own.
    """
    verdict = decision.verdict
    near = "near-misses" if dropped else "clear"
    if verdict is VerdictKind.MET:
        asks = [claim for claim in decision.claims if claim.stance is Stance.ASKS]
        strong = any(claim.strength >= STRONG for claim in asks)
        parts = ["binding" if strong else "plain", "several" if len(asks) > 1 else "single"]
        if all(claim.reader == "learned" for claim in asks):
            # What no word named has a rate of its own, however outright it binds.
            parts = ["recognised", parts[1]]
    elif verdict is VerdictKind.WEAK:
        parts = [
            decision.reasons[0] if decision.reasons else "other",
            "several" if len(decision.claims) > 1 else "single",
        ]
    elif verdict is VerdictKind.MISSING:
        parts = [ground, near]
    elif verdict is VerdictKind.NOT_APPLICABLE:
        parts = [near]
    else:
        parts = []
    return "/".join([verdict.value, *parts, *(["doubtful"] if doubtful else [])])


def confidence(name: str, counts: Counts | None = None) -> float:
    """The share of judgements of a group that were right, drawn towards that of its verdict where they are few.

    (hits + WEIGHT · rate) / (judgements + WEIGHT), with rate = (hits + 1) / (judgements + 2) over the verdict. What
    rests on a page that was hard to read is kept under UNSURE: no labels were at hand to measure it.
    """
    known = measured() if counts is None else counts
    plain = name.removesuffix("/doubtful")
    verdict = plain.split("/")[0]
    if verdict == VerdictKind.UNDECIDED.value:
        return UNDECIDED
    own = [pair for key, pair in known.items() if key.split("/")[0] == verdict]
    rate = (sum(hits for hits, _ in own) + 1) / (sum(of for _, of in own) + 2)
    hits, of = known.get(plain, (0, 0))
    value = (hits + WEIGHT * rate) / (of + WEIGHT)
    return round(min(value, UNSURE - 0.05) if plain != name else value, 2)


@lru_cache(maxsize=1)
def measured() -> dict[str, tuple[int, int]]:
    """The counts that ship with the package (`python -m tenderscan.evaluation.calibration` makes them)."""
    text = (resources.files("tenderscan.verdicts") / "confidence.json").read_text("utf-8")
    return {name: (hits, of) for name, (hits, of) in json.loads(text)["groups"].items()}
