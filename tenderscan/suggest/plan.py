"""Which change answers which need, and where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from tenderscan.check import CheckResult
from tenderscan.model.match import Claim, Place, Stance
from tenderscan.model.report import VerdictKind
from tenderscan.model.section import BlockKind, SectionKind
from tenderscan.suggest.model import Amendment, Clause, Insertion, Need, Plan
from tenderscan.verdicts import Places, Spot, same_company, word_documents

SOFT = "not-binding"
"""The reason of a weak claim that wishes for what a clause demands: both cannot stand in one contract."""

_OWN_WORDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


@dataclass(frozen=True)
class Planner:
    """Plans the changes to a dossier.

    `fits` says whether a passage can be struck in its file, `holds` whether a spot was found in it. Passages in `kept`
    are not touched, clauses of criteria in `apart` go to a chapter of their own: what checking again has taught.
    `listed` are the blocks (document, block) of printed lists of award criteria, which are recounted, never struck.
    """

    result: CheckResult
    places: Places
    fits: Callable[[Amendment], bool]
    holds: Callable[[Spot], bool]
    kept: Collection[Place] = ()
    apart: Collection[str] = ()
    listed: Collection[tuple[int, int]] = ()

    def plan(self, needs: Sequence[Need], clauses: Sequence[Clause], left: Sequence[Clause]) -> Plan:
        """The plan: waivers struck, weak passages replaced where that reads well, all else put in where it belongs."""
        by_need = {clause.need.criterion.id: clause for clause in clauses}
        left_out = {need.criterion.id for clause in left for need in clause.serves}
        amendments: list[Amendment] = []
        replaced: set[str] = set()
        for need in needs:
            clause = by_need.get(need.criterion.id)
            for claim in need.waivers:
                amendment = Amendment(claim, (need,), self._in_place(claim, need, clause, replaced))
                replaced |= {need.criterion.id} if amendment.clause else set()
                amendments.append(amendment)
            if clause is not None and need.weak is not None and need.criterion.id not in left_out:
                in_place = self._in_place(need.weak, need, clause, replaced)
                if in_place is not None and self.fits(Amendment(need.weak, (need,))):
                    replaced.add(need.criterion.id)
                    amendments.append(Amendment(need.weak, (need,), in_place))
        amendments = _merged(amendments)
        done = [a for a in amendments if a.claim.place not in self.kept and not self._listed(a.claim) and self.fits(a)]
        told = [a for a in amendments if a not in done]
        served = {a.clause.need.criterion.id for a in done if a.clause is not None}
        insertions, annexed = self._put([c for c in clauses if c.need.criterion.id not in served])
        answered = [need for each in insertions for need in each.clause.serves]
        done += [each for each in self._softer(answered, done) if self.fits(each)]
        return Plan(tuple(insertions), tuple(done), tuple(annexed), tuple(left), tuple(told))

    def _put(self, clauses: Sequence[Clause]) -> tuple[list[Insertion], list[Clause]]:
        insertions, annexed = [], []
        for clause in clauses:
            need = clause.need
            lots = _lacking(need)
            own = need.criterion.id in self.apart
            spot = self.places.spot(need.criterion, lots, apart=own)
            if spot is not None and self.holds(spot):
                insertions.append(Insertion(clause, spot))
            else:
                annexed.append(clause)
        return insertions, annexed

    def _in_place(self, claim: Claim, need: Need, clause: Clause | None, replaced: Collection[str]) -> Clause | None:
        """The clause, if it may stand where the passage stands: as a text of its own in a part that binds."""
        structured = self.result.structured[claim.place.document]
        block = structured.blocks[claim.place.block]
        section = structured.sections[block.section]
        if clause is None or need.criterion.id in replaced or claim.place in self.kept:
            return None
        if need.criterion.id in self.apart or "buyer-policy" in claim.reasons or not self._own_text(claim):
            return None
        if claim.stance is Stance.WEAKENS and self._shared(claim, need):
            return None
        provisions = need.criterion.provisions
        speaks = section.provision.value if section.provision else provisions[0]
        return clause if speaks in provisions and not section.lots else None

    def _softer(self, answered: Sequence[Need], done: Sequence[Amendment]) -> list[Amendment]:
        """Sentences that wish for what clauses put in elsewhere demand, where they say nothing else that counts."""
        needs = {need.criterion.id: need for need in answered}
        # That equivalents of a label are accepted goes with the label that is named.
        own = {key for key, each in self.places.criteria.items() if each.nature != "label-equivalence"}
        live = [c for c in self.result.claims if not c.dropped and c.stance is not Stance.MENTIONS]
        live = [c for c in live if c.criterion in own]
        found: list[Amendment] = []
        for claim in live:
            if claim.stance is not Stance.WEAKENS or claim.criterion not in needs or not wishes(claim):
                continue
            company = [other for other in live if same_company(claim, other)]
            lone = all(other.stance is Stance.WEAKENS and other.criterion in needs for other in company)
            taken = any(same_company(claim, each.claim) for each in (*done, *found))
            if lone and not taken and claim.place not in self.kept and self._own_text(claim):
                wanted = dict.fromkeys(other.criterion for other in company)
                found.append(Amendment(claim, tuple(needs[each] for each in wanted), softer=True))
        return found

    def _own_text(self, claim: Claim) -> bool:
        """Whether a passage stands as a text of its own in a part of a Word file that binds."""
        structured = self.result.structured[claim.place.document]
        block = structured.blocks[claim.place.block]
        plain = structured.sections[block.section].kind is SectionKind.PLAIN
        spoken = block.kind in _OWN_WORDS and block.lead_in is None and not block.question and not block.answer
        word = claim.place.document in word_documents(self.result.structured)
        return word and plain and spoken and block.ticked is None and not self._listed(claim)

    def _listed(self, claim: Claim) -> bool:
        return (claim.place.document, claim.place.block) in self.listed

    def _shared(self, claim: Claim, need: Need) -> bool:
        """Whether the passage also carries another criterion, which would be lost with it."""
        return any(
            other.criterion != need.criterion.id
            and not other.dropped
            and other.stance in (Stance.ASKS, Stance.WEAKENS)
            and same_company(claim, other)
            for other in self.result.claims
        )


def wishes(claim: Claim) -> bool:
    """Whether a weak claim wishes for the thing in words that the rules know: a demand for it says the opposite."""
    return SOFT in claim.reasons and claim.reader != "learned"


def _merged(amendments: Sequence[Amendment]) -> list[Amendment]:
    """One change for passages that share words: the longest of them, for all its needs."""
    found: list[Amendment] = []
    for each in sorted(amendments, key=lambda a: (a.claim.place.document, a.claim.place.block, a.claim.place.start)):
        last = found[-1] if found else None
        if last is not None and same_company(last.claim, each.claim):
            longest = max(last.claim, each.claim, key=lambda claim: claim.place.end - claim.place.start)
            needs = last.needs + tuple(need for need in each.needs if need not in last.needs)
            found[-1] = Amendment(longest, needs, last.clause or each.clause)
        else:
            found.append(each)
    return found


def _lacking(need: Need) -> tuple[str, ...]:
    """The lots that lack the criterion, where lots differ."""
    passing = (VerdictKind.MET, VerdictKind.NOT_APPLICABLE)
    by_lot: Mapping[str, VerdictKind] = need.finding.by_lot or {}
    return tuple(lot for lot, verdict in by_lot.items() if verdict not in passing)
