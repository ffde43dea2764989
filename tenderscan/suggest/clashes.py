"""What goes against a clause once it is put in: takes a checked dossier and a plan, gives the passages to settle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from tenderscan.check import CheckResult
from tenderscan.model.match import Claim, Place, Stance, Trace
from tenderscan.model.rule import Criterion
from tenderscan.model.section import BlockKind, Provision, SectionKind, StructuredDocument
from tenderscan.model.signal import Signal
from tenderscan.suggest.model import Clash, Need, Plan
from tenderscan.suggest.plan import wishes
from tenderscan.verdicts import same_company

_DENIED = frozenset(signal.target for signal in (Signal.NEGATION, Signal.WITHOUT, Signal.REFUSAL, Signal.EXCEPTION))
_SPOKEN = frozenset({"specification", "technical-part", "contract", "inventory", "other"})
_DEMANDS = frozenset({Provision.TECHNICAL, Provision.PERFORMANCE})
_SILENT = frozenset({SectionKind.CONTENTS, SectionKind.DEFINITIONS, SectionKind.LEGISLATION, SectionKind.POLICY})
_HEADS = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.CONTENTS_ENTRY})

Find = Callable[[Sequence[StructuredDocument], Collection[str]], Sequence[Trace]]
"""Finds concepts of the rules in documents."""


def clashes(result: CheckResult, plan: Plan, find: Find) -> tuple[Clash, ...]:
    """The passages that no change of the plan strikes and that go against a clause it puts in, in reading order.

    A softer wish for the same thing; and a line that asks for a thing that the clause rules out (`clashes` of its
    rule), where the line belongs to the inventory, a table or the demands and nothing in it denies the thing.
    """
    clauses = [each.clause for each in plan.insertions] + [a.clause for a in plan.amendments if a.clause]
    needs = {need.criterion.id: need for clause in clauses for need in (clause.need, *clause.serves)}
    struck = [amendment.claim for amendment in plan.amendments]
    found = [*_weaker(result, needs, struck), *_things(result, needs, struck, find)]
    return tuple(sorted(dict.fromkeys(found), key=lambda clash: (clash.place, clash.criterion)))


def _weaker(result: CheckResult, needs: Mapping[str, Need], struck: Sequence[Claim]) -> Iterator[Clash]:
    told: list[Claim] = list(struck)
    for claim in result.claims:
        need = needs.get(claim.criterion)
        soft = claim.stance is Stance.WEAKENS and not claim.dropped and wishes(claim)
        if need is not None and soft and not any(same_company(claim, other) for other in told):
            told.append(claim)
            yield Clash("weaker", claim.place, need.finding.title, claim.criterion)


def _things(result: CheckResult, needs: Mapping[str, Need], struck: Sequence[Claim], find: Find) -> Iterator[Clash]:
    ruled_out: dict[str, list[Criterion]] = {}
    for need in needs.values():
        for concept in need.criterion.clashes:
            ruled_out.setdefault(concept, []).append(need.criterion)
    if not ruled_out:
        return
    traces = find(result.structured, {*ruled_out, *_DENIED})
    denied = {_block(trace.place) for trace in traces if trace.concept in _DENIED}
    claimed = {(_block(claim.place), claim.criterion) for claim in result.claims if not claim.dropped}
    gone = {_block(claim.place) for claim in struck}
    seen: set[tuple[tuple[int, int], str]] = set()
    for trace in traces:
        block = _block(trace.place)
        if block in denied or block in gone or not _asks(result.structured[block[0]], block[1]):
            continue
        for criterion in ruled_out.get(trace.concept, ()):
            key = (block, criterion.id)
            if key not in claimed and key not in seen:
                seen.add(key)
                yield Clash("thing", trace.place, needs[criterion.id].finding.title, criterion.id)


def _asks(structured: StructuredDocument, number: int) -> bool:
    """Whether a block is a line of the inventory, a row, or stands among the demands."""
    block = structured.blocks[number]
    section = structured.sections[block.section]
    if structured.role not in _SPOKEN or block.kind in _HEADS or section.kind in _SILENT:
        return False
    listed = structured.role == "inventory" or section.kind is SectionKind.INVENTORY
    return listed or block.kind is BlockKind.TABLE_ROW or bool({block.provision, section.provision} & _DEMANDS)


def _block(place: Place) -> tuple[int, int]:
    return place.document, place.block
