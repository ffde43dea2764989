"""Award criteria weighed: points as percent, parts under their whole, one table a lot, the share of sustainability."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tenderscan.model.award import AwardGroup, AwardItem
from tenderscan.model.document import Lot
from tenderscan.model.match import Claim, Stance
from tenderscan.model.report import AwardTable, Finding, VerdictKind, Weight
from tenderscan.model.rule import Criterion
from tenderscan.model.section import Provision

FEWEST_LOTS = 2
"""Lots that divide a tender."""

LOW = 5.0
"""Percent under which a criterion hardly decides who wins."""

_CLOSE = 0.6
"""Points by which a sum may miss for rounding."""

_WHOLES = (10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
"""Sums to which buyers let points add up."""

Rewards = Callable[[AwardItem], bool]


@dataclass(frozen=True)
class _Node:
    """A criterion with its parts."""

    item: AwardItem
    parts: tuple[_Node, ...] = ()

    @property
    def value(self) -> float | None:
        if self.item.value is not None:
            return self.item.value
        own = [part.value for part in self.parts]
        return sum(v for v in own if v is not None) if own and None not in own else None


def rewarded(
    items: Sequence[AwardItem], claims: Iterable[Claim], criteria: Iterable[Criterion]
) -> frozenset[AwardItem]:
    """The award criteria that reward what the rulebook asks; claim and criterion meet by the number of the block.

    Rules count that are about the award, and duties that may sit among award criteria, though not for a price or a
    cost; statutory baselines are no merit.
    """
    counting = {c.id: c.nature for c in criteria if not c.statutory and _of_award(c)}
    told = (Stance.ASKS, Stance.WEAKENS)
    found = {
        items[c.place.block]
        for c in claims
        if c.stance in told
        and not c.dropped
        and c.criterion in counting
        and (counting[c.criterion] == "award" or items[c.place.block].kind not in ("price", "cost"))
    }
    return frozenset(found)


def _of_award(criterion: Criterion) -> bool:
    return criterion.nature == "award" or (criterion.nature == "duty" and Provision.AWARD in criterion.provisions)


def award_tables(
    groups: Sequence[AwardGroup], lots: Sequence[Lot], rewarding: frozenset[AwardItem]
) -> tuple[AwardTable, ...]:
    """The award criteria of each lot, from the most complete list that speaks for it; no table where none does."""
    rewards = rewarding.__contains__
    named = {lot for group in groups for lot in group.lots}
    if len(lots) < FEWEST_LOTS < len(named) + 1:
        lots = [Lot(lot) for lot in sorted(named, key=lambda lot: (len(lot), lot))]
    tables = []
    for lot in lots:
        own = [group for group in groups if not group.lots or lot.id in group.lots]
        if own:
            best = min(own, key=lambda group: _rank(group, lot))
            tables.append(_table(lot.id, best, own, rewards))
    return tuple(tables)


def _rank(group: AwardGroup, lot: Lot) -> tuple[bool, bool, bool, bool, int]:
    nodes = nested(group)
    values = [node.value for node in nodes]
    complete = None not in values and abs(sum(v for v in values if v is not None) - 100) <= _CLOSE
    weighed = any(value is not None for value in values)
    return not weighed, not complete, lot.id not in group.lots, group.notice, -len(nodes)


def nested(group: AwardGroup) -> tuple[_Node, ...]:
    """The criteria with their sub-criteria: by indentation or numbering where there is any, else where sums match."""
    if any(item.depth for item in group.items) and group.items[0].depth == min(i.depth for i in group.items):
        return _by_depth(group.items)
    values = [item.value for item in group.items]
    whole = group.total or 100.0
    if None not in values and sum(v for v in values if v is not None) > whole + _CLOSE:
        summed = _by_sums(group.items, whole)
        if summed:
            return summed
    return tuple(_Node(item) for item in group.items)


def _by_depth(items: Sequence[AwardItem]) -> tuple[_Node, ...]:
    least = items[0].depth
    starts = [at for at, item in enumerate(items) if item.depth <= least] + [len(items)]
    return tuple(
        _Node(items[start], _by_depth(items[start + 1 : stop]) if stop > start + 1 else ())
        for start, stop in pairwise(starts)
    )


def _by_sums(items: Sequence[AwardItem], whole: float) -> tuple[_Node, ...]:
    """Parts are recognised by their sum: each run of criteria that adds up to the one before it."""
    nodes: list[_Node] = []
    at = 0
    while at < len(items):
        value, total, stop = items[at].value or 0.0, 0.0, at + 1
        while stop < len(items) and total < value - 1e-9:
            total += items[stop].value or 0.0
            stop += 1
        parts = items[at + 1 : stop] if abs(total - value) <= 1e-6 and stop - at > 2 else ()
        nodes.append(_Node(items[at], tuple(_Node(part) for part in parts)))
        at = stop if parts else at + 1
    reached = sum(node.value or 0.0 for node in nodes)
    fits = any(abs(reached - each) <= _CLOSE for each in (whole, *_WHOLES))
    return tuple(nodes) if fits else ()


def _table(lot: str, group: AwardGroup, own: Sequence[AwardGroup], rewards: Rewards) -> AwardTable:
    nodes = tuple(_with_parts(node, group, own) for node in nested(group))
    if len(nodes) == 1 and nodes[0].item.kind in ("price", "cost") and nodes[0].value is None:
        # The price alone decides.
        nodes = (replace(nodes[0], item=replace(nodes[0].item, value=100.0, unit="percent")),)
    points = sum(node.value or 0.0 for node in nodes)
    percents = all(node.item.unit == "percent" for node in nodes if node.value is not None)
    # Numbers that are no per cents, or that the text sums to another whole, are shares of their own sum.
    scale = 1.0 if percents or not points else 100.0 / points
    weights = tuple(_weight(node, scale, rewards) for node in nodes)
    share = _share(weights)
    return AwardTable(lot, weights, share, _remarks(weights, share, group.ordered), group.ordered)


def _with_parts(node: _Node, group: AwardGroup, own: Sequence[AwardGroup]) -> _Node:
    """A criterion whose parts are listed elsewhere, under a heading or lead-in with its name."""
    if node.parts or len(node.item.name) < 4:
        return node
    for other in own:
        named = node.item.name.casefold() in other.context.casefold()
        if other is group or other.notice or not named:
            continue
        total = sum(item.value or 0.0 for item in other.items)
        if node.value is not None and min(abs(total - node.value), abs(total - 100)) <= _CLOSE and total:
            return replace(node, parts=nested(other))
    return node


def _weight(node: _Node, scale: float, rewards: Rewards) -> Weight:
    value = node.value
    inner = [part.value or 0.0 for part in node.parts]
    part_scale = scale
    if value is not None and inner and sum(inner) and abs(sum(inner) - value) > _CLOSE:
        # Parts that do not add up to their whole are shares of it.
        part_scale = scale * value / sum(inner)
    parts = tuple(_weight(part, part_scale, rewards) for part in node.parts)
    percent = round(value * scale, 2) if value is not None else None
    return Weight(node.item.name, percent, node.item.page, rewards(node.item), parts, node.item.kind)


def _share(weights: Iterable[Weight]) -> float | None:
    """Percent of the award that rewards sustainability; None where no weights tell."""
    listed = tuple(weights)
    if all(weight.percent is None for weight in listed):
        return None
    found = [weight for top in listed for weight in rewarding(top)]
    known = [weight.percent for weight in found if weight.percent is not None]
    return None if found and not known else round(sum(known, 0.0), 2)


def rewarding(weight: Weight) -> tuple[Weight, ...]:
    """The criteria that reward sustainability in a criterion: itself, or those of its parts that do."""
    parts = tuple(found for part in weight.parts for found in rewarding(part))
    if weight.sustainability and not (parts and all(part.percent is not None for part in parts)):
        return (weight,)
    return parts


def _remarks(weights: Sequence[Weight], share: float | None, ordered: bool) -> tuple[str, ...]:
    found = [weight for top in weights for weight in rewarding(top)]
    if not found:
        return ("none-sustainable",)
    if ordered or any(weight.percent is None for weight in found):
        return ("no-weight",)
    return ("low-weight",) if share is not None and share < LOW else ()


def with_weights(
    findings: Iterable[Finding], tables: Sequence[AwardTable], criteria: Iterable[Criterion]
) -> tuple[Finding, ...]:
    """Findings on award criteria, with the gap `low-weight` where in some lot all that rewards counts under 5 %."""
    awarded = {criterion.id for criterion in criteria if criterion.nature == "award"}
    low = any("low-weight" in table.remarks for table in tables)
    return tuple(
        replace(f, gaps=(*f.gaps, "low-weight")) if low and f.id in awarded and f.verdict is VerdictKind.MET else f
        for f in findings
    )
