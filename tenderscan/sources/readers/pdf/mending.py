"""Lines of a page as a person reads them: words drawn out of order, large capitals, numbers of lines in the margin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tenderscan.model.document import Box, Element, ElementKind, Origin

LEVEL = 2.0
"""Points by which pieces of one line may stand higher or lower."""

CLOSE, TOUCHING = 0.7, 0.12
"""Gap between pieces of one line, in sizes of their print, up to which they belong together, or are one word."""

SPACE = 0.4
"""Times the height of print up to which a gap is a space between words."""

LARGE = 1.7
"""Times the size of what follows from which a capital is one that begins a chapter."""

FEWEST_NUMBERS, COUNTED = 8, 0.75
"""Numbered lines from which numbers are those of lines, and the share of a page's lines that carry one."""

FEWEST_SPARSE, HANGING = 3, 6.0
"""Numbers of every fifth line from which they count lines, and the points by which they stand in the margin."""

_LAST_NUMBER = re.compile(r"(?:(?<=\S)\s+|^\s*)(\d{1,4})\s*$")
_NUMBER = re.compile(r"^\s*(\d{1,4})(?:\s+(?=\S)|\s*$)")
_CAPITAL = re.compile(r"^[^\W\d_]{1,2}$")


def mended(found: Sequence[Element]) -> list[Element]:
    """The lines of one page, mended; the words stay those of the file."""
    return _with_capitals(_without_numbers(_downwards(_in_order(list(found)))))


def _is_line(element: Element) -> bool:
    """Whether an element is a line of print that lies level."""
    box = element.box
    if element.kind is not ElementKind.LINE or element.origin is not Origin.BODY or box is None:
        return False
    return len(element.text.strip()) <= 2 or box.bottom - box.top <= 2 * (box.x1 - box.x0)


def _in_order(found: list[Element]) -> list[Element]:
    """Pieces that stand side by side on one line and were drawn in another order, as that line."""
    lines = [at for at, element in enumerate(found) if _is_line(element)]
    rows = [row for row in _rows(found, lines) if len(row) > 1]
    scattered = [row for row in rows if any(_apart(found, before, after) for before, after in pairwise(row))]
    if not scattered:
        return found
    taken = {at for row in scattered for at in row}
    # Rows under one another that were drawn together stand where the first of their pieces stood.
    first = min(taken)
    made = [_joined([found[at] for at in row]) for row in sorted(scattered, key=lambda row: _top(found[row[0]]))]
    between = {at for at in lines if first < at < max(taken)}
    near = ({at for row in rows for at in row} | between) - taken
    done: list[Element] = []
    for at, element in enumerate(found):
        if at == first:
            done += made
        if at not in taken:
            done.append(element)
    return _by_top(done, made) if near else done


def _apart(found: Sequence[Element], before: int, after: int) -> bool:
    """Whether two pieces of a line were drawn in another order, or other lines between them.

    A label in the middle of its cell stands beside a line too, but a space further off.
    """
    if after < before:
        return True
    left, right = found[before].box, found[after].box
    if after == before + 1 or left is None or right is None:
        return False
    return right.x0 - left.x1 <= SPACE * (right.bottom - right.top)


def _by_top(done: list[Element], made: list[Element]) -> list[Element]:
    """Lines among the mended ones, by their height: those that were drawn whole stand between them."""
    top, bottom = min(map(_top, made)), max(map(_top, made))
    left, right = min(e.box.x0 for e in made if e.box), max(e.box.x1 for e in made if e.box)
    inside = [
        at
        for at, e in enumerate(done)
        if _is_line(e) and e.box and top - LEVEL <= e.box.top <= bottom + LEVEL and left <= e.box.x0 < right
    ]
    ordered = sorted((done[at] for at in inside), key=lambda e: (_top(e), e.box.x0 if e.box else 0.0))
    for at, element in zip(inside, ordered, strict=True):
        done[at] = element
    return done


def _top(element: Element) -> float:
    return element.box.top if element.box else 0.0


def _rows(found: Sequence[Element], lines: Sequence[int]) -> Iterator[list[int]]:
    """Pieces that stand close to one another at one height, from left to right."""
    ordered = sorted(lines, key=lambda at: (round(_middle(found[at]) / 4), found[at].box.x0))  # type: ignore[union-attr]
    row: list[int] = []
    for at in ordered:
        if row and not _beside(found[row[-1]], found[at]):
            yield row
            row = []
        row.append(at)
    if row:
        yield row


def _middle(element: Element) -> float:
    return (element.box.top + element.box.bottom) / 2 if element.box else 0.0


def _beside(left: Element, right: Element) -> bool:
    if left.box is None or right.box is None or abs(_middle(left) - _middle(right)) > LEVEL:
        return False
    heights = sorted((left.box.bottom - left.box.top, right.box.bottom - right.box.top))
    height = heights[1]
    if height >= LARGE * heights[0]:
        # A capital that is set over several lines is beside all of them.
        return False
    return -0.2 * height <= right.box.x0 - left.box.x1 <= CLOSE * height


def _joined(pieces: Sequence[Element]) -> Element:
    text = pieces[0].text.rstrip()
    for before, piece in pairwise(pieces):
        if before.box is None or piece.box is None:
            continue
        gap = piece.box.x0 - before.box.x1
        text += ("" if gap < TOUCHING * (piece.box.bottom - piece.box.top) else " ") + piece.text.strip()
    boxes = [piece.box for piece in pieces if piece.box is not None]
    box = Box(
        boxes[0].page,
        min(b.x0 for b in boxes),
        min(b.top for b in boxes),
        max(b.x1 for b in boxes),
        max(b.bottom for b in boxes),
    )
    return replace(
        pieces[0], text=text, box=box, size=max(p.size for p in pieces), bold=all(piece.bold for piece in pieces)
    )


def _downwards(found: list[Element]) -> list[Element]:
    """Lines of a paragraph that were drawn from below, from above."""
    done: list[Element] = []
    run: list[Element] = []
    for element in found:
        if run and not _is_above(element, run[-1]):
            done += reversed(run)
            run = []
        run.append(element)
    return [*done, *reversed(run)]


def _is_above(line: Element, below: Element) -> bool:
    """Whether a line stands right above the one that was drawn before it, and begins where that one does."""
    if not (_is_line(line) and _is_line(below)) or line.box is None or below.box is None:
        return False
    step = below.box.top - line.box.top
    same = abs(line.box.x0 - below.box.x0) <= LEVEL and abs(line.size - below.size) <= LEVEL / 4
    return same and LEVEL < step <= 2 * (below.box.bottom - below.box.top)


def _without_numbers(found: list[Element]) -> list[Element]:
    """The lines without the numbers that count them: one for each line, or for every second, fifth or tenth."""
    for pattern in (_NUMBER, _LAST_NUMBER):
        lines = [at for at, element in enumerate(found) if _is_line(element)]
        numbered = [
            (place, at, int(hit[1])) for place, at in enumerate(lines) if (hit := pattern.search(found[at].text))
        ]
        left, right = _margins([found[at] for at in lines])
        hanging = {at for _, at, _ in numbered if _hangs(found[at], left, right, last=pattern is _LAST_NUMBER)}
        counting = _sparse([item for item in numbered if item[1] in hanging])
        if pattern is _NUMBER:
            counting |= _counting(numbered, len(lines))
        if not counting:
            continue
        done: list[Element] = []
        for at, element in enumerate(found):
            if at not in counting:
                done.append(element)
            elif rest := pattern.sub("", element.text, count=1).strip():
                box = element.box if at not in hanging else _inside(element.box, left, right)
                done.append(replace(element, text=rest, box=box))
        found = done
    return found


def _margins(lines: Sequence[Element]) -> tuple[float, float]:
    """Where most lines begin, and where the longest ones of those end."""
    boxes = [line.box for line in lines if line.box is not None]
    if not boxes:
        return 0.0, 0.0
    lefts = Counter(round(box.x0) for box in boxes)
    rights = sorted(box.x1 for box in boxes)
    return float(max(lefts, key=lambda x: (lefts[x], -x))), rights[int(0.6 * len(rights))]


def _hangs(line: Element, left: float, right: float, *, last: bool) -> bool:
    """Whether a line reaches into the margin on the side of its number."""
    if line.box is None:
        return False
    return line.box.x1 >= right + HANGING if last else line.box.x0 <= left - HANGING


def _inside(box: Box | None, left: float, right: float) -> Box | None:
    """The box of a line without the number in its margin."""
    if box is None or box.x1 <= left or box.x0 >= right:
        return box
    return replace(box, x0=max(box.x0, left), x1=box.x1 if box.x0 < left else min(box.x1, right))


def _sparse(numbered: Sequence[tuple[int, int, int]]) -> set[int]:
    """The lines of which every fifth or tenth carries its number in the margin."""
    for step in (5, 10):
        steady = all(b[2] - a[2] == step and abs(b[0] - a[0] - step) <= 1 for a, b in pairwise(numbered))
        if len(numbered) >= FEWEST_SPARSE and steady and all(number % step == 0 for _, _, number in numbered):
            return {at for _, at, _ in numbered}
    return set()


def _counting(numbered: Sequence[tuple[int, int, int]], lines: int) -> set[int]:
    """The lines whose first number counts them: numbers that rise as the lines do, on most of the lines."""
    if len(numbered) < FEWEST_NUMBERS:
        return set()
    for step in (1, 2, 5, 10):
        run = [numbered[0]]
        for item in numbered[1:]:
            if item[2] == run[-1][2] + step:
                run.append(item)
            elif len(run) < 3:
                run = [item]
        if len(run) < FEWEST_NUMBERS:
            continue
        # Numbers of lines stand on every line, or every fifth; those of a list or of contents skip some.
        steady = all(b[0] - a[0] in (step, 2 * step) for a, b in pairwise(run))
        covered = run[-1][0] - run[0][0] + 1
        if steady and covered >= COUNTED * lines:
            return {at for _, at, _ in run}
    return set()


def _with_capitals(found: list[Element]) -> list[Element]:
    """A capital that is set over several lines begins the first word of the line beside it."""
    capitals = [at for at, element in enumerate(found) if _is_line(element) and _CAPITAL.match(element.text.strip())]
    gone = set()
    for at in capitals:
        beside = [i for i, line in enumerate(found) if i != at and i not in capitals and _begins(found[at], line)]
        if beside:
            first = min(beside, key=lambda i: _top(found[i]))
            found[first] = replace(found[first], text=found[at].text.strip() + found[first].text.lstrip())
            gone.add(at)
    return [element for at, element in enumerate(found) if at not in gone]


def _begins(capital: Element, line: Element) -> bool:
    if not (_is_line(capital) and _is_line(line)) or capital.box is None or line.box is None:
        return False
    letters = _CAPITAL.match(capital.text.strip())
    beside = capital.box.top - 0.3 * capital.size <= line.box.top <= capital.box.bottom and (
        -2 <= line.box.x0 - capital.box.x1 <= max(line.size, 6.0)
    )
    return bool(letters) and capital.text.strip()[:1].isupper() and capital.size >= LARGE * line.size > 0 and beside
