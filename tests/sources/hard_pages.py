"""Pages that are hard to read, drawn by reportlab from words of our own, each with its text in reading order."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
_WORDS = (
    "de stenen komen per schip aan in de haven en worden daar gelost op de kade voor zij verder gaan naar de stad "
    "waar een ploeg ze nakijkt telt en stapelt naast het plein zodat niemand erover kan struikelen bij regen of wind "
    "terwijl de klerk alles noteert in een boek dat later naar het archief gaat om er tien jaar te blijven"
).split()


PLAIN_PROSE = (
    "De stenen komen per schip aan in de haven en worden gelost op de kade voordat zij verder gaan naar de stad. "
    "Een ploeg telt en stapelt ze naast het plein zodat niemand erover kan struikelen bij regen of wind. "
    "De klerk noteert alles in een boek dat later naar het archief gaat om er tien jaar te blijven. "
    "Wie het boek wil inzien vraagt de sleutel aan de portier van het stadhuis en tekent een briefje."
)


def prose(start: int, count: int) -> list[str]:
    """So many words, each marked with its place, so that no two are alike."""
    return [f"{word}{start + at}" for at, word in enumerate(islice(cycle(_WORDS), count))]


def _pdf(draw: Callable[[Canvas], None]) -> bytes:
    memory = io.BytesIO()
    canvas = Canvas(memory, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    return memory.getvalue()


def _lines(words: list[str], width: float, canvas: Canvas) -> list[str]:
    lines, line = [], ""
    for word in words:
        longer = f"{line} {word}".strip()
        if canvas.stringWidth(longer, "Helvetica", 10) > width and line:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def columns(count: int, *, by_row: bool = False, heading: bool = True) -> tuple[bytes, list[str]]:
    """A page of so many columns under a heading; `by_row` writes it row by row, as some programs do."""
    gap, left, right = 18.0, 60.0, 60.0
    width = (WIDTH - left - right - gap * (count - 1)) / count
    told: list[str] = ["Artikel", "4", "Levering", "van", "de", "stenen", "op", "het", "plein"] if heading else []

    def draw(canvas: Canvas) -> None:
        if heading:
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(left, HEIGHT - 80, " ".join(told))
        canvas.setFont("Helvetica", 10)
        placed = []
        for column in range(count):
            words = prose(1000 * (column + 1), 400 // count)
            told.extend(words)
            for row, line in enumerate(_lines(words, width, canvas)):
                placed.append((row, column, line))
        if by_row:
            placed.sort()
        for row, column, line in placed:
            canvas.drawString(left + column * (width + gap), HEIGHT - 110 - 13 * row, line)
        canvas.showPage()

    data = _pdf(draw)
    return data, told


def table_over_pages(rows: int = 60) -> tuple[bytes, list[list[str]]]:
    """A ruled table that runs over two pages, with its header on both."""
    header = ["Nr", "Eis aan de steen", "Bewijs"]
    body = [[str(n), f"De steen{n} is recht en glad", f"attest{n}"] for n in range(1, rows + 1)]
    edges = [60, 100, 360, 520]

    def draw(canvas: Canvas) -> None:
        left = list(body)
        while left:
            canvas.setFont("Helvetica", 10)
            here, left = [header, *left[:35]], left[35:]
            for at, cells in enumerate(here):
                top = HEIGHT - 80 - 18 * at
                for x, cell in zip(edges, cells, strict=False):
                    canvas.drawString(x + 3, top - 13, cell)
                canvas.line(edges[0], top, edges[-1], top)
            bottom = HEIGHT - 80 - 18 * len(here)
            canvas.line(edges[0], bottom, edges[-1], bottom)
            for x in edges:
                canvas.line(x, HEIGHT - 80, x, bottom)
            canvas.showPage()

    return _pdf(draw), [header, *body]


def rotated(turn: int) -> tuple[bytes, list[str]]:
    """A page of prose that is shown turned by so many degrees."""
    told = prose(1, 160)

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        _turned(canvas, turn)
        canvas.setFont("Helvetica", 10)
        for row, line in enumerate(_lines(told, 420, canvas)):
            canvas.drawString(70, HEIGHT - 90 - 14 * row, line)
        canvas.showPage()

    return _pdf(draw), told


def sideways(turn: int) -> tuple[bytes, list[str]]:
    """A page that is shown upright, with prose printed on its side."""
    told = prose(1, 160)

    def draw(canvas: Canvas) -> None:
        move, by = {90: ((WIDTH, 0), 90), 270: ((0, HEIGHT), -90)}[turn]
        canvas.translate(*move)
        canvas.rotate(by)
        canvas.setFont("Helvetica", 10)
        for row, line in enumerate(_lines(told, 420, canvas)):
            canvas.drawString(70, WIDTH - 90 - 14 * row, line)
        canvas.showPage()

    return _pdf(draw), told


def _turned(canvas: Canvas, turn: int) -> None:
    """Print so that it stands upright on a page that is shown turned by so many degrees.

    reportlab swaps the sides of a page that is turned by a quarter.
    """
    move = {90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn]
    canvas.translate(*move)
    canvas.rotate({90: 90, 180: 180, 270: -90}[turn])


def tight(spaced: float) -> tuple[bytes, list[str]]:
    """Words placed one by one without space signs, so many points apart, as programs that justify do."""
    told = prose(1, 200)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        x, top = 70.0, HEIGHT - 90
        for word in told:
            wide = canvas.stringWidth(word, "Helvetica", 10)
            if x + wide > 300:
                x, top = 70.0, top - 13
            canvas.drawString(x, top, word)
            x += wide + spaced
        canvas.showPage()

    return _pdf(draw), told


def ligatures() -> tuple[bytes, list[str]]:
    """Words set with ligatures."""
    _vera()

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        canvas.drawString(70, HEIGHT - 90, "De \ufb01jne \ufb02uit en de certi\ufb01caten van de steen")
        canvas.showPage()

    return _pdf(draw), "De fijne fluit en de certificaten van de steen".split()


def spaced_out() -> bytes:
    """A page on which a space sign stands between all letters."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for row, line in enumerate(_lines(list("".join(PLAIN_PROSE.split())), 400, canvas)):
            canvas.drawString(70, HEIGHT - 90 - 13 * row, line)
        canvas.showPage()

    return _pdf(draw)


def wrong_letters(monkeypatch: Any, ttfonts: Any) -> bytes:
    """A page that shows plain prose, and whose font says that each letter is the next one."""
    _vera()
    plain = ttfonts.makeToUnicodeCMap
    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", lambda name, subset: plain(name, [_next(c) for c in subset]))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        for row, line in enumerate(_lines(PLAIN_PROSE.split(), 400, canvas)):
            canvas.drawString(70, HEIGHT - 90 - 18 * row, line)
        canvas.showPage()

    return _pdf(draw)


def _next(code: int) -> int:
    return code + 1 if chr(code).isalpha() and chr(code).isascii() else code


def _vera() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
