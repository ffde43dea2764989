"""Award criteria out of the rows of a table: which column names them, which weighs them, and for which lot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tenderscan.model.award import AwardGroup, AwardItem
from tenderscan.model.section import Block
from tenderscan.structure.award.items import ItemReader, label_depth
from tenderscan.structure.layout.paragraphs import NUMBER
from tenderscan.structure.outline.sections import lot_id
from tenderscan.structure.words import plain

FEWEST = 2
"""Rows that make a table of criteria."""

_LOT_COLUMN = re.compile(r"^[^\W\d]+\s+(?=\d)")
_FIRST_PART = re.compile(r"(?<=[^\W\d])\s?[.:;]\s")
_ASPECTS = re.compile(r"\(([^()]+)\)\s*$")
_COMMA = re.compile(r"\s*,\s*")

FEWEST_ASPECTS = 3
"""Aspects in brackets that share one weight between them; fewer may be another name of the criterion."""

_LOT_NUMBER = re.compile(r"\d{1,3}")
_MOST_LOTS = 40
"""Lots that one column may speak for."""


@dataclass(frozen=True)
class _Columns:
    """Where names, names of parts and weights stand; one weight column for each lot where lots differ."""

    name: int
    part: int | None
    weights: tuple[tuple[int, tuple[str, ...]], ...]


def table_groups(rows: Sequence[Block], read: ItemReader, context: str, cued: bool) -> Iterator[AwardGroup]:
    """The award criteria of one table, for each lot where its columns differ; nothing where it is another table."""
    header = rows[0].header
    cells = [tuple(row.text[start:end].strip() for start, end in row.cells) for row in rows]
    if not header and cells:
        header, rows, cells = cells[0], rows[1:], cells[1:]
    else:
        kept = [(row, own) for row, own in zip(rows, cells, strict=True) if own != tuple(header)]
        rows, cells = [row for row, _ in kept], [own for _, own in kept]
    headed = any(read.says("weight-heading", head) for head in header)
    cued = cued or any(read.says("cue", head) for head in header)
    if not cued or not cells:
        return
    columns = _columns(header, cells, read)
    if columns is None:
        return
    for column, lots in columns.weights:
        items, total = _items(rows, cells, columns, column, read, headed)
        if len(items) >= FEWEST and sum(item.value is not None for item in items) >= 1:
            yield AwardGroup(tuple(items), lots or rows[0].lots, context=context, total=total, cued=cued)


def _columns(header: Sequence[str], cells: Sequence[tuple[str, ...]], read: ItemReader) -> _Columns | None:
    width = max(len(row) for row in cells)
    numeric = [c for c in range(width) if _share(cells, c, lambda cell: read.number(cell) is not None) >= 0.5]
    lots = [(c, own) for c in numeric if c < len(header) and (own := _lots(header[c], read))]
    headed = [c for c in numeric if c < len(header) and read.says("weight-heading", header[c])]
    texts = [c for c in range(width) if _share(cells, c, _lettered) >= 0.3 and c not in numeric]
    sub = next((c for c in texts if c < len(header) and read.says("sub-heading", header[c])), None)
    names = [c for c in texts if c != sub]
    named = next((c for c in names if c < len(header) and read.says("name-heading", header[c])), None)
    name = named if named is not None else next(iter(names), sub)
    weights = [c for c in headed or numeric if c != 0 or not texts or headed]
    if name is None or not weights:
        return None
    chosen = tuple(lots) if len(lots) > 1 else ((weights[-1], ()),)
    return _Columns(name, sub if sub != name else None, chosen)


def _lots(head: str, read: ItemReader) -> tuple[str, ...]:
    """The lots of a column by its head: "Lot 2", "Lots 1 to 3", "Percelen 1 en 4"; none for any other head."""
    opening = _LOT_COLUMN.match(head)
    if not opening:
        return ()
    found = list(_LOT_NUMBER.finditer(head, opening.end()))
    joins = [plain(head[left.end() : right.start()]).strip() for left, right in pairwise(found)]
    if any(len(join.split()) > 3 for join in joins) or head[found[-1].end() :].strip(" )."):
        return ()
    numbers = [int(found[0].group())]
    for join, number in zip(joins, found[1:], strict=True):
        last = int(number.group())
        ranging = join in ("-", "\u2013") or read.is_range(join)
        numbers += range(numbers[-1] + 1, last + 1) if ranging and last - numbers[-1] < _MOST_LOTS else [last]
    return tuple(lot_id(str(number)) for number in dict.fromkeys(numbers))


def _items(
    rows: Sequence[Block],
    cells: Sequence[tuple[str, ...]],
    columns: _Columns,
    column: int,
    read: ItemReader,
    headed: bool,
) -> tuple[list[AwardItem], float | None]:
    """The criteria with the numbers of one column, and the total as printed."""
    items: list[AwardItem] = []
    outer: set[str] = set()
    total: float | None = None
    for row, own in zip(rows, cells, strict=True):
        first, part = _cell(own, columns.name), _cell(own, columns.part)
        weight = read.number(_cell(own, column))
        if read.is_total(first) or (not first and not part) or any(read.is_total(cell) for cell in own if cell):
            total = weight[0] if weight else total
            continue
        if part and first and read.name(first) not in outer:
            items.append(_item(row, first, None, 0, read))
            outer.add(items[-1].name)
        text = part or first
        depth = 1 if part else _depth(row, own, first, read)
        if read.is_criterion(_name(text, read)) and (weight or headed):
            found = _with_aspects(_item(row, text, weight, depth, read), text, read)
            items += found
            outer |= set() if depth else {found[0].name}
    return items, total


def _name(text: str, read: ItemReader) -> str:
    """What a cell calls its criterion: its words up to the first full stop or colon."""
    return read.name(_FIRST_PART.split(text)[0]) or read.name(text)


def _with_aspects(item: AwardItem, text: str, read: ItemReader) -> list[AwardItem]:
    """A criterion, and the aspects that its brackets list without numbers: none of them has the criterion's weight."""
    found = _ASPECTS.search(text)
    aspects = [read.name(part) for part in _COMMA.split(found[1])] if found else []
    if not found or len(aspects) < FEWEST_ASPECTS or any(c.isdigit() for c in found[1]) or item.kind:
        return [item]
    whole = replace(item, said=f"{text[: found.start()]}{text[found.end() :]}".strip())
    return [whole, *(replace(item, name=a, value=None, unit="", depth=item.depth + 1, said=a) for a in aspects if a)]


def _item(row: Block, text: str, weight: tuple[float, str] | None, depth: int, read: ItemReader) -> AwardItem:
    name = _name(text, read)
    value, unit = weight if weight else (None, "")
    return AwardItem(
        name,
        value,
        "percent" if unit == "percent" else "points" if unit == "points" else "",
        row.page,
        depth,
        f"{text}. {row.text}" if len(text.split()) < 3 else text,
        row.language,
        "price" if read.says("price", name) else "",
        block=row.id,
    )


def _depth(row: Block, own: Sequence[str], text: str, read: ItemReader) -> int:
    label = next((cell for cell in own[:1] if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*\.?", cell)), "")
    found = NUMBER.match(text)
    sub = read.says("sub-heading", text.split(":")[0])
    return max(label_depth(label), label_depth(found["label"]) if found else 0, 1 if sub or text[:1] in "-–•" else 0)


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _lettered(cell: str) -> bool:
    return len(re.findall(r"[^\W\d_]", plain(cell))) >= 3


def _share(cells: Sequence[tuple[str, ...]], column: int, counts: Callable[[str], bool]) -> float:
    """Of the filled cells of a column the share that counts; 0 for a column that is mostly empty."""
    held = [row[column] for row in cells if column < len(row) and row[column]]
    good = sum(1 for cell in held if counts(cell))
    return good / len(held) if held and len(held) * 2 >= len(cells) * 0.6 else 0.0
