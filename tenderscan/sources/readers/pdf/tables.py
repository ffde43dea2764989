"""Tables of a PDF as rows: by the drawn lines on every page, by pdfplumber where a table matters."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tenderscan.model.document import Box, Element, ElementKind, Origin
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.rulings import Grid

FILLED = 0.4
"""Share of cells that must hold words; a frame around text is no table."""

Cells = list[list[list[Element]]]


def by_geometry(found: Sequence[Element], tables: Sequence[Grid]) -> list[Element]:
    """The elements of a page with the lines inside ruled tables put into rows."""
    elements = list(found)
    for number, grid in enumerate(tables, 1):
        inside = [e for e in elements if _is_text(e) and e.box is not None and grid.holds(e.box)]
        rows = _rows(inside, grid)
        if not _is_table(rows):
            continue
        at = elements.index(inside[0])
        rest = [e for e in elements if not any(e is cell for cell in inside)]
        before = sum(1 for e in elements[:at] if not any(e is cell for cell in inside))
        elements = rest[:before] + _elements([_texts(row) for row in rows], number, inside, grid) + rest[before:]
    return elements


def _is_text(element: Element) -> bool:
    return element.kind is ElementKind.LINE and element.origin is Origin.BODY


def _rows(inside: Sequence[Element], grid: Grid) -> Cells:
    rows: Cells = [[[] for _ in range(len(grid.xs) - 1)] for _ in range(len(grid.ys) - 1)]
    for element in inside:
        box = element.box
        if box is None:
            continue
        row = _slot((box.top + box.bottom) / 2, grid.ys)
        column = _slot(min((box.x0 + box.x1) / 2, box.x0 + 12), grid.xs)
        rows[row][column].append(element)
    return [row for row in rows if any(row)]


def _slot(value: float, edges: Sequence[float]) -> int:
    for at in range(len(edges) - 1):
        if value < edges[at + 1]:
            return at
    return len(edges) - 2


def _is_table(rows: Cells) -> bool:
    cells = [cell for row in rows for cell in row]
    columns = [any(row[at] for row in rows) for at in range(len(rows[0]))] if rows else []
    filled = sum(1 for cell in cells if cell)
    return len(rows) >= 2 and sum(columns) >= 2 and filled >= FILLED * len(cells)


def _texts(row: Sequence[Sequence[Element]]) -> list[str]:
    return [" ".join(_unbroken([line.text for line in cell])) for cell in row]


def _unbroken(texts: Iterable[str]) -> list[str]:
    """The lines of a cell; a hyphen that ends one is left to the structure stage, with its line end."""
    joined: list[str] = []
    for text in texts:
        if joined and joined[-1].endswith("-"):
            joined[-1] = f"{joined[-1]}\n{text}"
        else:
            joined.append(text)
    return joined


def _elements(rows: Sequence[Sequence[str]], table: int, inside: Sequence[Element], grid: Grid | None) -> list[Element]:
    """Rows as elements; the first is the header where it looks like one."""
    page = inside[0].page
    header = tuple(rows[0]) if _is_header(rows) else ()
    boxes = _boxes(rows, inside, grid)
    return [
        Element(
            " | ".join(cell or " " for cell in row).strip(),
            ElementKind.TABLE_ROW,
            page=page,
            box=boxes[at],
            size=inside[0].size,
            cells=tuple(row),
            header=header if at else (),
            table=table,
        )
        for at, row in enumerate(rows)
        if any(row)
    ]


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """A header names its columns: no empty cell but perhaps the first, no figures, short words."""
    first = rows[0]
    named = [cell for cell in first if cell.strip()]
    figures = sum(1 for cell in named if cell.strip()[:1].isdigit())
    return len(rows) > 1 and len(named) >= max(2, len(first) - 1) and not figures and max(map(len, named)) < 60


def _boxes(rows: Sequence[Sequence[str]], inside: Sequence[Element], grid: Grid | None) -> list[Box | None]:
    by_row: dict[int, list[Box]] = defaultdict(list)
    if grid is not None:
        kept = list(_with_index(inside, grid))
        for at, boxes in enumerate(kept):
            by_row[at] = boxes
    return [_around(by_row[at]) if by_row[at] else None for at in range(len(rows))]


def _with_index(inside: Sequence[Element], grid: Grid) -> list[list[Box]]:
    grouped: dict[int, list[Box]] = defaultdict(list)
    for element in inside:
        if element.box is not None:
            grouped[_slot((element.box.top + element.box.bottom) / 2, grid.ys)].append(element.box)
    return [grouped[row] for row in sorted(grouped)]


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(b.x0 for b in boxes),
        min(b.top for b in boxes),
        max(b.x1 for b in boxes),
        max(b.bottom for b in boxes),
    )


def with_tables(data: bytes, elements: Sequence[Element], pages: Sequence[int], options: ReadOptions) -> list[Element]:
    """The elements with the tables of some pages read by pdfplumber, which knows merged cells.

    pdfplumber is imported here, because it costs a page's full parse and most dossiers need few.
    """
    if not pages:
        return list(elements)
    import pdfplumber

    found = list(elements)
    try:
        with pdfplumber.open(io.BytesIO(data), password=options.password or "") as pdf:
            for number in pages:
                page = pdf.pages[number - 1]
                for table in page.find_tables():
                    found = _replaced(found, number, table)
                page.close()
    except Exception:  # pdfminer raises what it likes on a damaged file; the rows by geometry stand
        return found
    return found


def _replaced(found: list[Element], number: int, table: object) -> list[Element]:
    """The rows of one table of pdfplumber's in place of what was read there, if it holds all its words."""
    x0, top, x1, bottom = table.bbox  # type: ignore[attr-defined]
    area = Grid((x0, x1), (top, bottom))
    inside = [
        e for e in found if e.page == number and e.origin is Origin.BODY and e.box is not None and area.holds(e.box)
    ]
    rows = [[_one_line(cell) for cell in row] for row in table.extract()]  # type: ignore[attr-defined]
    rows = [row for row in rows if any(row)]
    filled = [[[cell] if cell else [] for cell in row] for row in rows]
    if not inside or not _is_table(filled) or not _holds_all(rows, inside):  # type: ignore[arg-type]
        return found
    at = next(i for i, e in enumerate(found) if e is inside[0])
    rest = [e for e in found if not any(e is other for other in inside)]
    before = sum(1 for e in found[:at] if not any(e is other for other in inside))
    boxes = [Box(number, *row.bbox) for row in table.rows]  # type: ignore[attr-defined]
    made = _elements(rows, inside[0].table or 1, inside, None)
    if len(boxes) == len(made):
        made = [_with_box(element, box) for element, box in zip(made, boxes, strict=True)]
    return rest[:before] + made + rest[before:]


def _with_box(element: Element, box: Box) -> Element:
    return replace(element, box=box)


def _one_line(cell: str | None) -> str:
    return " ".join(_unbroken((cell or "").split("\n")))


def _holds_all(rows: Sequence[Sequence[str]], inside: Sequence[Element]) -> bool:
    """Whether the table has about the letters that were read there: words glued or lost show so."""
    own = sum(ch.isalnum() for row in rows for cell in row for ch in cell)
    read = sum(ch.isalnum() for e in inside for ch in e.text)
    spaces = sum(cell.count(" ") + 1 for row in rows for cell in row if cell)
    words = sum(len(e.text.replace("|", " ").split()) for e in inside)
    # Tick boxes of forms and symbol fonts are known to the lines alone.
    ticks = [sum(text.count(sign) for sign in "☐☒☑") for text in (" ".join(e.text for e in inside), str(rows))]
    return ticks[0] == ticks[1] and abs(own - read) <= 0.02 * read + 2 and abs(spaces - words) <= 0.1 * words + 2
