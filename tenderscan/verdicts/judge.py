"""Every criterion's verdict on a dossier: claims weighed, lots told apart, absence checked for coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.match import Claim, Stance
from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.verdicts.advice import advice, because, why
from tenderscan.verdicts.applicability import Applicability, applicability, in_order
from tenderscan.verdicts.case import Case
from tenderscan.verdicts.complete import lacking
from tenderscan.verdicts.confidence import confidence, group
from tenderscan.verdicts.decide import Decision, decide, worst
from tenderscan.verdicts.evidence import (
    MOST_EVIDENCE,
    MOST_NEAR_MISSES,
    evidence,
    fingerprint,
    near_miss,
    shown,
)
from tenderscan.verdicts.fusion import RESEMBLES, company, counted
from tenderscan.verdicts.precedence import ranking
from tenderscan.verdicts.proof import proof_chain
from tenderscan.verdicts.references import outdated_message
from tenderscan.verdicts.translations import Translations


def judge(case: Case) -> tuple[Finding, ...]:
    """One finding for every criterion, in the rulebook's order."""
    by_criterion: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.matches.claims:
        by_criterion[claim.criterion].append(claim)
    verdicts: dict[str, VerdictKind] = {}
    findings: dict[str, Finding] = {}
    statutory = frozenset(criterion.id for criterion in case.criteria if criterion.statutory)
    both = company(case.matches.claims, statutory)
    for criterion in in_order(case.criteria):
        ground = applicability(criterion, case.purchase, verdicts, statutory)
        finding = _finding(criterion, by_criterion[criterion.id], ground, case, len(both - {criterion.id}))
        verdicts[criterion.id] = finding.verdict
        findings[criterion.id] = finding
    return tuple(findings[criterion.id] for criterion in case.criteria)


def weighed(criterion: Criterion, claims: Sequence[Claim], case: Case) -> Decision:
    """The decision on one criterion that applies, from claims on it."""
    ground = Applicability(True, "assumed")
    readable = not (case.unread(criterion) or case.lacks(criterion))
    return _weigh(counted(claims, case.fusion), ground, case, readable=readable)[0]


def _finding(criterion: Criterion, claims: Sequence[Claim], ground: Applicability, case: Case, seen: int) -> Finding:
    blind, lacks = case.unread(criterion), case.lacks(criterion)
    claims = counted(claims, case.fusion, ground.ground, applies=ground.applies, seen=seen)
    decision, by_lot = _weigh(claims, ground, case, readable=not (blind or lacks))
    incomplete = bool(lacks) and decision.verdict is VerdictKind.UNDECIDED
    decision = _in_one_language(decision, claims, case)
    kept = shown(decision.claims, MOST_EVIDENCE)
    passages = tuple(evidence(claim, case.documents) for claim in kept)
    speaks = decision.verdict in (VerdictKind.MET, VerdictKind.WEAK)
    outdated = outdated_message(decision.claims, case.lapsed) if speaks else None
    dropped = sorted((c for c in claims if c.dropped), key=lambda c: (-c.strength, c.place))
    near = [claim for claim in dropped if claim.dropped != RESEMBLES]
    if decision.verdict not in (VerdictKind.MISSING, VerdictKind.UNDECIDED):
        dropped = near
    basis = group(decision, near, ground.ground, doubtful=_doubtful(decision, case))
    return Finding(
        id=criterion.id,
        theme=criterion.theme,
        title=case.reader.of(criterion.title),
        level=case.levels.get(criterion.id, Level.OPTIONAL),
        verdict=decision.verdict,
        why=lacking(lacks, case.completeness.kind, case.reader) if incomplete else why(decision, blind, case.reader),
        matters=case.reader.of(criterion.why),
        reasons=decision.reasons,
        gaps=(*decision.gaps, "outdated-reference") if outdated else decision.gaps,
        confidence=confidence(basis),
        basis=basis,
        fingerprint=fingerprint(criterion.id, (p.quote for p in passages)),
        by_lot=by_lot,
        evidence=passages,
        near_misses=tuple(near_miss(c, case.documents) for c in shown(dropped, MOST_NEAR_MISSES)),
        applies_because=because(ground, decision, case.reader),
        outdated=outdated,
        advice=None if incomplete else advice(criterion, decision, case.reader),
        chain=proof_chain(criterion, decision, case.documents),
        incomplete=incomplete,
    )


def _weigh(
    claims: Sequence[Claim], ground: Applicability, case: Case, *, readable: bool
) -> tuple[Decision, dict[str, VerdictKind] | None]:
    """The decision for the dossier, and the verdict by lot where lots differ."""
    rank = ranking(case.documents)

    def weigh(chosen: Sequence[Claim], lot: str = "") -> Decision:
        applies = ground.covers(lot) if lot else ground.applies
        # What is asked of all lots is asked of one that buys no such thing too, but in vain.
        chosen = [c for c in chosen if c.lots] if lot and ground.lots and not applies else chosen
        return decide(chosen, rank, applies=applies, readable=readable)

    told_apart = any(claim.lots and not claim.dropped for claim in claims)
    if len(case.lots) < 2 or not (told_apart or ground.lots):
        return weigh(claims), None
    by_lot = {lot.id: weigh([c for c in claims if not c.lots or lot.id in c.lots], lot.id) for lot in case.lots}
    by_lot = {lot: found for lot, found in by_lot.items() if found.verdict is not VerdictKind.NOT_APPLICABLE} or by_lot
    verdicts = {lot: decision.verdict for lot, decision in by_lot.items()}
    if len(set(verdicts.values())) == 1:
        return weigh(claims), verdicts if len(verdicts) < len(case.lots) else None
    verdict = worst(verdicts.values())
    telling = next(decision for decision in by_lot.values() if decision.verdict is verdict)
    everything = telling.claims + tuple(c for c in weigh(claims).claims if c not in telling.claims)
    return Decision(verdict, everything, telling.reasons, telling.gaps), verdicts


def _in_one_language(decision: Decision, claims: Sequence[Claim], case: Case) -> Decision:
    """Translations counted once; versions that differ in force stand together at the head, as a gap."""
    live = [claim for claim in claims if not claim.dropped]
    if len(live) < 2 or not decision.claims:
        return decision
    translations = Translations(case.documents)
    differing = translations.differing(live)
    once = translations.once(decision.claims)
    if not differing:
        return replace(decision, claims=once)
    first = tuple(dict.fromkeys(claim for pair in differing for claim in pair))
    if decision.verdict is VerdictKind.CONTRADICTED:
        first = tuple(sorted(first, key=lambda claim: claim.stance is not Stance.WAIVES))
    softer = {other for _, other in differing}
    elsewhere = any("not-binding" in claim.reasons for claim in live if claim not in softer)
    gaps = tuple(gap for gap in decision.gaps if gap != "weakened-elsewhere" or elsewhere)
    rest = tuple(claim for claim in once if claim not in first)
    return replace(decision, claims=first + rest, gaps=(*gaps, "language-versions-differ"))


def _doubtful(decision: Decision, case: Case) -> bool:
    """Whether the verdict rests on a page that was hard to read, or its absence on a dossier that has some."""
    if decision.verdict is VerdictKind.MISSING:
        return any(document.document.doubtful_pages for document in case.documents)
    if not decision.claims:
        return False
    place = decision.claims[0].place
    document = case.documents[place.document]
    return document.blocks[place.block].page in document.document.doubtful_pages
