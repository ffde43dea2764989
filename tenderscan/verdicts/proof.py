"""The proof chain of a finding: obligation, proof asked, who checks, consequence; each with the words that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from tenderscan.model.match import Claim, Link, Stance
from tenderscan.model.report import ChainStep, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.model.section import Provision, StructuredDocument
from tenderscan.model.signal import Signal, Step
from tenderscan.verdicts.decide import Decision

_STEPS = (
    (Step.PROOF, (Step.PROOF, Step.SELF_DECLARATION)),
    (Step.CHECK, (Step.CHECK,)),
    (Step.SANCTION, (Step.SANCTION,)),
)


def proof_chain(
    criterion: Criterion, decision: Decision, documents: Sequence[StructuredDocument]
) -> tuple[ChainStep, ...]:
    """The four steps for a duty that is met or weak, in their order; nothing for other verdicts and natures.

    A step is held by the first passage that has it, a proof before a self-declaration.
    """
    told = decision.verdict in (VerdictKind.MET, VerdictKind.WEAK)
    if not told or criterion.statutory or criterion.nature != "duty" or not decision.claims:
        return ()
    if decision.claims[0].provision is Provision.AWARD:
        # What is only weighed in the award is not asked of anyone.
        return ()
    asked = any(claim.stance is Stance.ASKS for claim in decision.claims)
    duty = ChainStep("obligation", asked, _cue(decision.claims[0]) if asked else "")
    return (duty, *(_step(name, steps, decision.claims, documents) for name, steps in _STEPS))


def _step(
    name: str, steps: Sequence[str], claims: Sequence[Claim], documents: Sequence[StructuredDocument]
) -> ChainStep:
    links = [link for step in steps for claim in claims for link in claim.chain if link.step == step]
    if not links:
        return ChainStep(name, False)
    return _shown(name, links[0], documents)


def _shown(name: str, link: Link, documents: Sequence[StructuredDocument]) -> ChainStep:
    document = documents[link.place.document]
    block = document.blocks[link.place.block]
    weaker = link.step if link.step != name else ""
    return ChainStep(name, True, link.text, document.document.path, block.page, document.heading(block.section), weaker)


def _cue(claim: Claim) -> str:
    return next((cue.text for cue in claim.cues if cue.signal in (Signal.OBLIGATION, Signal.CONTRACTOR)), "")
