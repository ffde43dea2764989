"""The visual lines of a PDF page, with box, font size and weight, from pdfium's text page.

pdfium's traps (measurements.md): the index in the text is not the index of the character; at a hyphen at a line's end
it joins two lines and leaves a mark; an empty page gives nothing at all.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from tenderscan.model.document import Box, Element
from tenderscan.sources.readers.pdf.frame import PageFrame
from tenderscan.sources.readers.pdf.rulings import Grid
from tenderscan.sources.readers.pdf.sizes import initials, note_marks
from tenderscan.sources.readers.pdf.spaces import Bounds, lost_spaces
from tenderscan.sources.readers.pdf.struck import STRUCK, struck
from tenderscan.sources.readers.pdf.unseen import unseen

MARKS = "\ufffe\x02"
"""What pdfium puts where a hyphen ended a line."""

BOLD = 600
"""Font weight from which print is bold."""

COLUMN_GAP = 2.2
"""A gap in a line of more than so many times its font size divides columns or cells."""

LINES_AT_GUTTER, NARROWER = 6, 0.35
"""Lines whose wide gaps lie over each other where columns are divided; what part of such a gap divides others there."""

HOLE = 1.0
"""Times its font size from which a gap is a hole, on a page whose words were drawn in an order of their own."""

_ENDS = re.compile(r"\r\n|\n|\r|[\ufffe\x02]")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi|-bd|,b", re.IGNORECASE)
_TICKS = {"\uf06f": "☐", "\uf0a8": "☐", "\uf071": "☐", "\uf0fe": "☒", "\uf0fd": "☒", "\uf078": "☒", "\uf052": "☑"}
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "•", "\uf02d": "-", "\uf0fc": "✓", "\u007f": "•"}
_PRIVATE = str.maketrans({**_TICKS, **_BULLETS})


def lines(
    page: pypdfium2.PdfPage, frame: PageFrame, tables: tuple[Grid, ...] = (), left_out: set[str] | None = None
) -> Iterator[Element]:
    """The lines of a page in the order of the file, without what nobody sees and what is struck.

    A line that a wide gap or a table's column line divides comes in its parts. `left_out` gathers why words were.
    """
    text_page = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text_page.raw)
        if count <= 0:
            return
        gone = {
            **unseen(page, text_page.raw, count, frame),
            **dict.fromkeys(struck(page, text_page.raw, count), STRUCK),
        }
        reader = _Reader(text_page.raw, count, frame, tables, gone)
        if left_out is not None:
            left_out |= reader.left_out
        found = list(reader.lines())
        if reader.find_gutters() or reader.find_holes(found):
            found = list(reader.lines())
        yield from _downward(found) if reader.downward > 0 else found
    finally:
        text_page.close()


class _Reader:
    """Reads one text page; `text[i]` is the sign at string index i."""

    def __init__(
        self, raw: object, count: int, frame: PageFrame, tables: tuple[Grid, ...], gone: Mapping[int, str]
    ) -> None:
        self._raw, self._frame, self._tables = raw, frame, tables
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
        units = bytes(buffer)[: 2 * max(0, written - 1)]
        # Signs outside the basic plane take two units; pdfium counts units, so text is kept as units.
        self.text = units.decode("utf-16-le", errors="replace") if written else ""
        self._plain = len(self.text) * 2 == len(units)
        self._blanked: frozenset[int] = frozenset()
        self.left_out: set[str] = set()
        if gone:
            self._blank(units, gone)
        for start, stop in note_marks(raw, self.text, self._char, self._bounds):
            self.text = self.text[:start] + "\x00" * (stop - start) + self.text[stop:]
        self._initials = initials(raw, self.text, self._char)
        self._gap = COLUMN_GAP
        self.downward = 0
        self._open: list[tuple[float, float]] = []
        self._gutters: tuple[float, ...] = ()
        self._lost = lost_spaces(raw, self.text, self._char, self._bounds)

    def _blank(self, units: bytes, gone: Mapping[int, str]) -> None:
        """Put blanks for the characters that are left out; the places of all others stay."""
        signs = list(self.text)
        blanked = set()
        for char, why in gone.items():
            at = int(pdfium.FPDFText_GetTextIndexFromCharIndex(self._raw, char))
            if at >= 0 and not self._plain:
                at = len(units[: 2 * at].decode("utf-16-le", errors="replace"))
            if 0 <= at < len(signs) and not _ENDS.match(signs[at]):
                if not signs[at].isspace():
                    self.left_out.add(why)
                signs[at] = " "
                blanked.add(at)
        self.text, self._blanked = "".join(signs), frozenset(blanked)

    def find_holes(self, found: list[Element]) -> bool:
        """Whether words were drawn into the holes of other lines: then a line is parted at each of its holes."""
        rows: dict[int, list[Box]] = {}
        for box in (element.box for element in found):
            if box is not None and not _on_its_side(box):
                rows.setdefault(round(box.bottom), []).append(box)
        pairs = (pair for row in rows.values() for pair in pairwise(sorted(row, key=lambda box: box.x0)))
        if any(right.x0 < left.x1 - 2 and right.x1 < left.x1 + 2 for left, right in pairs):
            self._gap = HOLE
            return True
        return False

    def find_gutters(self) -> bool:
        """Whether the wide gaps of several lines lie over each other: narrower ones there divide columns too."""
        middles = sorted((left + right) / 2 for left, right in self._open)
        shared = [x for x in middles if sum(left < x < right for left, right in self._open) >= LINES_AT_GUTTER]
        self._gutters = tuple(x for at, x in enumerate(shared) if at == 0 or x - shared[at - 1] > 1)
        return bool(self._gutters)

    def lines(self) -> Iterator[Element]:
        """The lines in the order of the file."""
        self.downward = 0
        begin = 0
        for end in _ENDS.finditer(self.text):
            hyphen = "-" if end.group() in MARKS else ""
            yield from self._line(begin, end.start(), hyphen)
            begin = end.end()
        yield from self._line(begin, len(self.text), "")

    def _line(self, begin: int, end: int, hyphen: str) -> Iterator[Element]:
        raw = self.text[begin:end]
        stripped = raw.strip()
        if not stripped:
            return
        begin += len(raw) - len(raw.lstrip())
        end = begin + len(stripped)
        first, last = self._char(begin), self._char(end - 1)
        if first < 0 or last < 0:
            return
        box = self._span(first, last)
        if _on_its_side(box):
            self.downward += 1 if self._runs_down(first, last) else -1
        size, bold = self._font(first, last)
        cuts = self._gaps(begin, end, size)
        if any(begin <= at < end for at in self._initials):
            cuts = list(self._without_initials(cuts or [(begin, end)]))
        if not cuts or box is None:
            yield self._element(self._spaced(begin, end) + hyphen, box, size, bold)
            return
        for number, (start, stop) in enumerate(cuts):
            part = self.text[start:stop].strip()
            if not part:
                continue
            start += len(self.text[start:stop]) - len(self.text[start:stop].lstrip())
            ends = self._spaced(start, start + len(part)) + (hyphen if number == len(cuts) - 1 else "")
            ends_at = self._char(start + len(part) - 1)
            span = self._span(self._char(start), ends_at)
            own = self._font(ends_at, ends_at) if start in self._initials else (size, bold)
            yield self._element(ends, span, *own)

    def _element(self, text: str, box: Box | None, size: float, bold: bool) -> Element:
        clean = text.translate(_PRIVATE).replace("\x00", "")
        if clean.endswith("\u2010"):
            # Some programs break words with this sign; the next stages know a broken word by "-".
            clean = f"{clean[:-1]}-"
        return Element(clean, page=self._frame.number, box=box, size=size, bold=bold)

    def _spaced(self, begin: int, end: int) -> str:
        """A stretch of the text with the spaces that were lost in it."""
        edges = [begin, *(at for at in self._lost if begin < at < end), end]
        return " ".join(self.text[start:stop] for start, stop in pairwise(edges))

    def _char(self, at: int) -> int:
        if not self._plain:
            at = len(self.text[:at].encode("utf-16-le")) // 2
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, at))

    def _bounds(self, char: int) -> Bounds | None:
        rectangle = pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, char, rectangle):
            return None
        return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top

    def _span(self, first: int, last: int) -> Box | None:
        a, b = self._bounds(first), self._bounds(last)
        if a is None or b is None:
            return None
        return self._frame.box(min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))

    def _runs_down(self, first: int, last: int) -> bool:
        """Whether print on its side is read from the top down."""
        a, b = self._bounds(first), self._bounds(last)
        return bool(a and b) and self._frame.box(*a).top < self._frame.box(*b).top  # type: ignore[misc]

    def _font(self, first: int, last: int) -> tuple[float, bool]:
        middle = (first + last) // 2
        size = float(pdfium.FPDFText_GetFontSize(self._raw, middle))
        bounds = self._bounds(middle)
        if size <= 1.5 and bounds is not None:
            # The size stands in the text matrix of such files: the height of the loose box is nearer.
            size = abs(bounds[3] - bounds[1]) * 0.85
        weight = pdfium.FPDFText_GetFontWeight(self._raw, middle)
        return round(size, 1), weight >= BOLD or self._bold_name(middle)

    def _bold_name(self, char: int) -> bool:
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        size = pdfium.FPDFText_GetFontInfo(self._raw, char, buffer, 128, flags)
        return bool(size) and bool(_BOLD_NAME.search(buffer.value.decode("utf-8", errors="replace")))

    def _gaps(self, begin: int, end: int, size: float) -> list[tuple[int, int]]:
        """Parts of a line that wide gaps divide, as string ranges; none where there is no such gap.

        Only spaces are looked at: two calls for each, and most lines have a dozen.
        """
        cuts: list[tuple[int, int]] = []
        start = begin
        limit = self._gap * max(size, 6.0)
        if not self._tables and not self._gutters and not self._may_have_gap(begin, end, limit):
            return []
        for at in range(begin + 1, end - 1):
            if self.text[at] not in " \t" or self.text[at + 1] in " \t":
                continue
            solid = self._solid(at, begin)
            if self._blanked and any(place in self._blanked for place in range(solid, at + 1)):
                continue
            before = self._bounds(self._char(solid))
            after = self._bounds(self._char(at + 1))
            if before and after and self._divides(before, after, limit):
                cuts.append((start, at))
                start = at + 1
        return [*cuts, (start, end)] if cuts else []

    def _without_initials(self, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The parts of a line, letters that are set over several lines apart."""
        for begin, end in parts:
            here = sorted(at for at in self._initials if begin <= at < end)
            edges = sorted({begin, end, *here, *(at + 1 for at in here)})
            yield from pairwise(edges)

    def _divides(self, before: Bounds, after: Bounds, limit: float) -> bool:
        """Whether two words stand in two columns, cells or lines: pdfium sometimes runs a page's lines together."""
        if after[0] - before[2] > limit:
            self._open.append((before[2], after[0]))
            return True
        close = after[0] - before[2] <= limit * NARROWER
        between = not close and any(before[2] - 1 < x < after[0] + 1 for x in self._gutters)
        return between or self._ruled(before, after) or _next_line(before, after)

    def _may_have_gap(self, begin: int, end: int, limit: float) -> bool:
        """Whether pdfium's own rectangles of the line leave such a gap: two calls for most lines."""
        first, last = self._char(begin), self._char(end - 1)
        count = pdfium.FPDFText_CountRects(self._raw, first, last - first + 1)
        if count < 2:
            return False
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        spans, lowest = [], 0.0
        for at in range(count):
            if pdfium.FPDFText_GetRect(self._raw, at, left, top, right, bottom):
                spans.append((left.value, right.value))
                if at and top.value < lowest:
                    return True
                lowest = bottom.value
        spans.sort()
        reach = spans[0][1] if spans else 0.0
        for start, stop in spans[1:]:
            if start - reach > 0.7 * limit:
                return True
            reach = max(reach, stop)
        return False

    def _ruled(self, before: Bounds, after: Bounds) -> bool:
        """Whether a column line of a table runs between two signs."""
        left, right = self._frame.box(*before), self._frame.box(*after)
        return any(
            grid.holds(left) and grid.holds(right) and any(left.x1 - 2 <= x <= right.x0 + 2 for x in grid.xs)
            for grid in self._tables
        )

    def _solid(self, at: int, begin: int) -> int:
        while at > begin and self.text[at].isspace():
            at -= 1
        return at


def _next_line(before: Bounds, after: Bounds) -> bool:
    """Whether a word stands lower than the one before it, and further left."""
    return after[3] < before[1] + 0.2 * (before[3] - before[1]) and after[0] < before[0]


def _on_its_side(box: Box | None) -> bool:
    """Whether a line is much higher than wide: print that is turned by a quarter."""
    return box is not None and box.bottom - box.top > 4 * (box.x1 - box.x0)


def _downward(found: list[Element]) -> Iterator[Element]:
    """Lines that are read from the top down, the rightmost first; pdfium turns them round."""
    run: list[Element] = []
    for element in found:
        if _on_its_side(element.box):
            run.append(element)
            continue
        yield from sorted(run, key=_from_right)
        run = []
        yield element
    yield from sorted(run, key=_from_right)


def _from_right(element: Element) -> float:
    return -element.box.x0 if element.box else 0.0
