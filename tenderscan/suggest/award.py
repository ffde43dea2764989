"""Award criteria that still add up: takes a report and a plan, gives the rows that yield points to a new criterion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tenderscan.model.award import AwardGroup, AwardItem
from tenderscan.model.report import AwardTable, Report, Weight
from tenderscan.model.section import Block, BlockKind, Provision, StructuredDocument
from tenderscan.suggest.model import Clause, Edited, NewRow, Plan, Recount

WHOLE = 100.0
"""What the shares of one lot add up to, in percent."""

SHARE, LEAST = 20.0, 5.0
"""Percent that a new award criterion gets, and the least that is worth a row."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LABEL = re.compile(r"^(?P<before>\(?(?:\d+\.)*)(?P<number>\d+)(?P<after>[.):°]*)$")
_CLOSED = re.compile(r"[^()\d]{0,24}\)")
_UNIT = re.compile(r"\s?(?:%|[^\W\d]*)")


@dataclass(frozen=True)
class Lists:
    """The lists of award criteria of one Word document of a dossier, by the document's number."""

    document: int
    structured: StructuredDocument
    groups: tuple[AwardGroup, ...]


def printed(lists: Sequence[Lists]) -> frozenset[tuple[int, int]]:
    """The blocks (document, block) of lists that print more than one weight."""
    weighed = [(each, g) for each in lists for g in each.groups if sum(i.value is not None for i in g.items) > 1]
    return frozenset(
        (each.document, item.block) for each, group in weighed for item in group.items if item.block is not None
    )


def rows_to_cut(report: Report, plan: Plan) -> tuple[tuple[str, Weight], ...]:
    """The lots whose shares were whole before an award criterion was put in, each with the row to take its points from.

    That row is the heaviest one that does not reward sustainability. A table whose shares are not all known, or that
    did not add up before, tells nothing.
    """
    clauses = [each.clause for each in plan.insertions] + list(plan.annexed)
    if not any(clause.need.criterion.nature == "award" for clause in clauses):
        return ()
    found = ((table.lot, _heaviest(table.weights)) for table in report.award if whole(table))
    return tuple((lot, row) for lot, row in found if row is not None)


def whole(table: AwardTable) -> bool:
    """Whether all shares of a lot are known and add up."""
    shares = [weight.percent for weight in table.weights]
    known = [share for share in shares if share is not None]
    return bool(shares) and len(known) == len(shares) and abs(sum(known) - WHOLE) < 1


def _heaviest(weights: Sequence[Weight]) -> Weight | None:
    """The row that yields points: one without parts if its share allows, so that no part has to yield as well."""
    others = [weight for weight in weights if not weight.sustainability]
    flat = [weight for weight in others if not weight.parts and (weight.percent or 0.0) > SHARE]
    return max(flat or others, key=lambda weight: weight.percent or 0.0, default=None)


def still_open(rows: Sequence[tuple[str, Weight]], plan: Plan, after: Report) -> tuple[tuple[str, Weight], ...]:
    """Of the lots that had to make room those whose list does not add up once all changes are accepted."""
    made = {lot for recount in plan.recounts for lot in recount.lots}
    good = {table.lot for table in after.award if whole(table) and any(w.sustainability for w in table.weights)}
    return tuple((lot, row) for lot, row in rows if lot not in made & good)


def recounts(report: Report, lists: Sequence[Lists], title: str) -> tuple[Recount, ...]:
    """How the printed lists of a dossier make room for a criterion of that title; nothing for a list that cannot.

    One list serves all lots that it is printed for. The row gives a fifth of the whole, or half of itself where it has
    no more than that.
    """
    found: dict[tuple[int, int], Recount] = {}
    for table in report.award:
        row = _heaviest(table.weights) if whole(table) else None
        if row is None or row.parts:
            continue
        for each in lists:
            for group in each.groups:
                made = _recount(table, row, group, each, title)
                if made is not None:
                    key = (made.document, made.edits[0].start)
                    lots = (*found[key].lots, table.lot) if key in found else (table.lot,)
                    found[key] = replace(made, lots=lots)
    return tuple(found.values())


def fitting(clause: Clause, recount: Recount) -> Clause:
    """The clause with the points that the list gives it, out of the list's own whole."""
    given, total = f"{recount.points:g}", f"{recount.total:g}"
    figures = {f"{SHARE:g}": given, f"{WHOLE:g}": total}
    text = re.sub(r"(?<![\d.,])\d+(?![\d]|[.,]\d|\s?%)", lambda found: figures.get(found[0], found[0]), clause.text)
    return replace(clause, text=text)


def _recount(table: AwardTable, row: Weight, group: AwardGroup, lists: Lists, title: str) -> Recount | None:
    top = [item for item in group.items if item.depth == min(i.depth for i in group.items)]
    if [item.name for item in top] != [weight.name for weight in table.weights] or None in [i.value for i in top]:
        return None
    item = top[[weight.name for weight in table.weights].index(row.name)]
    total = sum(i.value or 0.0 for i in top)
    value = item.value or 0.0
    points = round(total * SHARE / WHOLE)
    if value <= points:
        points = round(value / 2)
    if points < total * LEAST / WHOLE or any(i.block is None for i in group.items):
        return None
    blocks = lists.structured.blocks
    own = _number(blocks[item.block or 0], item)
    last = max(top, key=lambda i: (i.block or 0, _after(blocks[i.block or 0], i)))
    new = _new_row(blocks[last.block or 0], last, [i for i in top if i.block == last.block], points, title)
    if own is None or new is None:
        return None
    left = f"{value - points:g}"
    edits = [Edited(item.block or 0, *own, left)]
    edits += [Edited(*place, left) for place in _said_again(lists.structured, item, value)]
    return Recount((table.lot,), lists.document, row.name, value, points, total, tuple(edits), new)


def _number(block: Block, item: AwardItem) -> tuple[int, int] | None:
    """Where an item's number stands in its block: behind its name, else in front of it."""
    places = [m.span() for m in _NUMBER.finditer(block.text) if _float(m[0]) == item.value]
    at = block.text.casefold().find(item.name.casefold()[:12])
    end = at + len(item.name)
    behind = [place for place in places if at >= 0 and place[0] >= end]
    if block.cells:
        # The weight stands in a cell that holds little else.
        own = [p for p in behind or places if any(s <= p[0] and p[1] <= e and e - s <= 24 for s, e in block.cells)]
        return own[-1] if own else None
    return behind[0] if behind else places[-1] if len(places) == 1 else None


def _after(block: Block, item: AwardItem) -> int:
    place = _number(block, item)
    return place[1] if place else 0


def _new_row(block: Block, item: AwardItem, beside: Sequence[AwardItem], points: float, title: str) -> NewRow | None:
    """A row, line or part of a sentence like the one of the last criterion, for the new one."""
    place = _number(block, item)
    if place is None:
        return None
    said = f"{points:g}"
    if block.cells:
        cells = [block.text[start:end] for start, end in block.cells]
        own = next(n for n, (start, end) in enumerate(block.cells) if start <= place[0] and place[1] <= end)
        start = block.cells[own][0]
        number = cells[own][: place[0] - start] + said + cells[own][place[1] - start :]
        name = next((n for n, cell in enumerate(cells) if n != own and item.name.casefold() in cell.casefold()), None)
        if name is None:
            return None
        texts = [number if n == own else title if n == name else _next(cell) for n, cell in enumerate(cells)]
        return NewRow(block.id, tuple(texts))
    if len(beside) > 1:
        rest = block.text[place[1] :]
        opened = "(" in block.text[: place[0]].casefold().rpartition(item.name.casefold())[2]
        unit = _CLOSED.match(rest) if opened else _UNIT.match(rest)
        if unit is None:
            return None
        added = f", {title[:1].lower() + title[1:]} {'(' if opened else ''}{said}{unit[0].rstrip()}"
        return NewRow(block.id, (added,), place[1] + len(unit[0].rstrip()))
    at = block.text.casefold().find(item.name.casefold())
    if at < 0 or block.kind is BlockKind.HEADING:
        return None
    line = block.text[:at] + title + block.text[at + len(item.name) : place[0]] + said + block.text[place[1] :]
    if len(block.text.split()) > len(item.name.split()) + 8:
        return None
    return NewRow(block.id, (line.removeprefix(block.label).strip() if block.label else line,))


def _next(cell: str) -> str:
    """The label of the next row ("2." gives "3."); any other cell stays open."""
    found = _LABEL.match(cell.strip())
    return f"{found['before']}{int(found['number']) + 1}{found['after']}" if found else ""


def _said_again(structured: StructuredDocument, item: AwardItem, value: float) -> Iterator[tuple[int, int, int]]:
    """Places that speak of the same row's points again, such as the rule by which they are given."""
    word = item.name.casefold()
    for block in structured.blocks:
        section = structured.sections[block.section]
        if block.id == item.block or Provision.AWARD not in (block.provision, section.provision):
            continue
        if word in block.text.casefold() or word in section.title.casefold():
            for found in _NUMBER.finditer(block.text):
                if _float(found[0]) == value:
                    yield block.id, *found.span()


def _float(raw: str) -> float:
    return float(raw.replace(",", "."))
