"""Sentences of a PDF over page breaks, around notes and initials, beside line numbers, drawn in whatever order."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.faults.asked import AROUND, CLAUSE, FLOW_DOWN, quotes, verdict
from tests.faults.conftest import Judge

LEFT, WIDTH, TOP, STEP = 72, 450, 760, 15
FILLER = {
    "nl": "De levering gebeurt op werkdagen tussen acht en zestien uur op het adres dat de bestelling vermeldt.",
    "fr": "La livraison a lieu les jours ouvrables entre huit et seize heures à l’adresse indiquée sur la commande.",
    "en": "Deliveries are made on working days between eight and sixteen hours at the address on the order.",
    "de": "Geliefert wird an Werktagen zwischen acht und sechzehn Uhr an die in der Bestellung genannte Anschrift.",
}


def lines(text: str, width: float = WIDTH) -> list[str]:
    return list(simpleSplit(text, "Helvetica", 11, width))


class Paper:
    """A PDF that is written line by line, with what stands at the head and foot of each page."""

    def __init__(self, furniture: Callable[[Canvas, int], None] | None = None) -> None:
        self.memory = io.BytesIO()
        self.canvas = Canvas(self.memory)
        self.furniture = furniture
        self.number, self.y = 1, float(TOP)
        self._head()

    def _head(self) -> None:
        self.y = float(TOP)
        if self.furniture:
            self.furniture(self.canvas, self.number)
        self.canvas.setFont("Helvetica", 11)

    def page(self) -> None:
        self.canvas.showPage()
        self.number += 1
        self._head()

    def put(self, text: str, x: float = LEFT, size: float = 11, font: str = "Helvetica") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)
        self.canvas.setFont("Helvetica", 11)
        self.y -= STEP

    def paragraph(self, text: str) -> None:
        for line in lines(text):
            self.put(line)
        self.y -= 9

    def done(self) -> bytes:
        self.canvas.save()
        return self.memory.getvalue()


def plain(canvas: Canvas, number: int) -> None:
    del canvas, number


def foot(canvas: Canvas, number: int) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(250, 30, f"pagina {number} van 2")


def head_and_foot(canvas: Canvas, number: int) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(LEFT, 810, "Stad Voorbeeld - dienst aankoop")
    canvas.drawString(400, 810, "Bestek 2026/14")
    canvas.drawString(LEFT, 30, f"versie 3                {number}/2")


def large_head(canvas: Canvas, number: int) -> None:
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(LEFT, 800, "BESTEK WERKKLEDIJ")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(300, 30, str(number))


def noted(canvas: Canvas, number: int) -> None:
    foot(canvas, number)
    if number == 1:
        canvas.setFont("Helvetica", 8)
        canvas.line(LEFT, 92, LEFT + 140, 92)
        canvas.drawString(
            LEFT, 80, "1 De toelichting staat op de website van de gemeente en maakt geen deel uit van het"
        )
        canvas.drawString(LEFT, 70, "bestek zelf.")


FURNITURE = [plain, foot, head_and_foot, large_head, noted]


def broken(language: str, text: str, at: int, furniture: Callable[[Canvas, int], None]) -> bytes:
    """A paragraph of which `at` lines stand on the first page and the rest on the second one."""
    paper = Paper(furniture)
    paper.paragraph(AROUND[language])
    while paper.y > 320:
        paper.paragraph(FILLER[language])
    rows = lines(text, 300)
    paper.y = 110 + STEP * at
    for row in rows[:at]:
        paper.put(row)
    paper.page()
    for row in rows[at:]:
        paper.put(row)
    paper.y -= 9
    paper.paragraph(FILLER[language])
    paper.paragraph(AROUND[language])
    return paper.done()


@pytest.mark.parametrize("furniture", FURNITURE, ids=lambda way: way.__name__)
@pytest.mark.parametrize("language", CLAUSE)
@pytest.mark.parametrize("at", [1, 2])
def test_a_sentence_runs_over_a_page_break(
    judge: Judge, language: str, at: int, furniture: Callable[[Canvas, int], None]
) -> None:
    result = judge("a.pdf", broken(language, CLAUSE[language], at, furniture))
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"
    assert CLAUSE[language] in quotes(result)


WAIVED = {
    "nl": "De verplichting van de opdrachtnemer om de acht IAO-basisconventies na te leven in de hele keten, met een "
    "jaarlijks verslag door een onafhankelijke derde, wordt bij deze opdracht niet gesteld en is niet vereist.",
    "fr": "L’obligation pour l’adjudicataire de respecter les huit conventions fondamentales de l’OIT dans toute la "
    "chaîne d’approvisionnement, avec un rapport annuel d’un tiers indépendant, n’est pas exigée pour ce marché.",
    "en": "The obligation of the contractor to comply with the eight ILO core conventions throughout the supply chain, "
    "with a yearly report by an independent third party, is not required for the purposes of this contract.",
    "de": "Die Pflicht des Auftragnehmers, die acht ILO-Kernarbeitsnormen in der gesamten Lieferkette einzuhalten und "
    "jährlich den Bericht eines unabhängigen Dritten vorzulegen, wird für diesen Auftrag nicht verlangt.",
}


@pytest.mark.parametrize("furniture", FURNITURE, ids=lambda way: way.__name__)
@pytest.mark.parametrize("language", CLAUSE)
def test_a_waiver_stands_on_the_next_page(
    judge: Judge, language: str, furniture: Callable[[Canvas, int], None]
) -> None:
    rows = lines(WAIVED[language], 300)
    assert verdict(judge("a.pdf", broken(language, WAIVED[language], len(rows) - 1, furniture))) == "contradicted"


AFTER = {
    "nl": "Deze voorwaarde is niet van toepassing op deze opdracht.",
    "fr": "Cette condition n’est pas d’application pour ce marché.",
    "en": "This requirement does not apply to this contract.",
    "de": "Diese Anforderung gilt für diesen Auftrag nicht.",
}


@pytest.mark.parametrize("furniture", [foot, head_and_foot, noted], ids=lambda way: way.__name__)
@pytest.mark.parametrize("language", CLAUSE)
def test_a_sentence_that_waives_opens_the_next_page(
    judge: Judge, language: str, furniture: Callable[[Canvas, int], None]
) -> None:
    text = f"{CLAUSE[language]} {AFTER[language]}"
    rows = lines(text, 300)
    at = next(i for i in range(len(rows), 0, -1) if len(" ".join(rows[:i])) <= len(CLAUSE[language]) + 1)
    assert verdict(judge("a.pdf", broken(language, text, at, furniture))) == "contradicted"


def test_a_paragraph_that_ended_is_not_joined_with_the_next_page(judge: Judge) -> None:
    paper = Paper(foot)
    paper.y = 120
    paper.paragraph(CLAUSE["nl"])
    paper.page()
    paper.paragraph(FILLER["nl"])
    assert CLAUSE["nl"] in quotes(judge("a.pdf", paper.done()))


def noted_words(text: str, mark: str, after: str, small: float, raised: float) -> bytes:
    """The text with the mark of a note behind a word, small and raised, and the note under it."""
    paper = Paper(foot)
    paper.paragraph(AROUND["nl"])
    first, rest = text.split(after, 1)
    for row in lines(first + after):
        paper.put(row)
    paper.y += STEP
    x = LEFT + paper.canvas.stringWidth(lines(first + after)[-1], "Helvetica", 11)
    paper.canvas.setFont("Helvetica", small)
    paper.canvas.drawString(x, paper.y + raised, mark)
    x += paper.canvas.stringWidth(mark, "Helvetica", small)
    paper.canvas.setFont("Helvetica", 11)
    here = lines(rest.strip(), WIDTH - (x - LEFT) - 20)[0]
    paper.canvas.drawString(x + (0 if rest[0] in ",.;" else 3), paper.y, here)
    paper.y -= STEP
    for row in lines(rest.strip()[len(here) :].strip()):
        paper.put(row)
    paper.canvas.setFont("Helvetica", 8)
    paper.canvas.drawString(LEFT, 80, f"{mark} Zie de website van de gemeente.")
    return paper.done()


@pytest.mark.parametrize("mark", ["1", "12", "3)", "(4)", "[2]", "*"])
@pytest.mark.parametrize(("small", "raised"), [(7, 4), (6.5, 5), (8, 3)])
@pytest.mark.parametrize("after", ["basisconventies", "keten"])
def test_the_mark_of_a_note_is_no_part_of_its_word(
    judge: Judge, mark: str, small: float, raised: float, after: str
) -> None:
    result = judge("a.pdf", noted_words(CLAUSE["nl"], mark, after, small, raised))
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"
    assert CLAUSE["nl"] in quotes(result)


def initial(text: str, size: float, rows: int, together: bool) -> bytes:
    """The text with a first letter of several lines' height."""
    paper = Paper(foot)
    paper.paragraph(AROUND["nl"])
    paper.y -= size / 2
    letter, rest = text[0], text[1:]
    wide = paper.canvas.stringWidth(letter, "Times-Roman", size) + 3
    beside = simpleSplit(rest, "Helvetica", 11, WIDTH - wide)
    down = STEP * (rows - 1)
    if not together:
        paper.canvas.setFont("Times-Roman", size)
        paper.canvas.drawString(LEFT, paper.y - down, letter)
    left = rest
    for _ in range(rows):
        row = simpleSplit(left, "Helvetica", 11, WIDTH - wide)[0]
        paper.put(row, LEFT + wide)
        left = left[len(row) :].strip()
    for row in lines(left) if left else ():
        paper.put(row)
    if together:
        paper.canvas.setFont("Times-Roman", size)
        paper.canvas.drawString(LEFT, paper.y + STEP * (1 + len(lines(left)) if left else 1), letter)
    del beside
    return paper.done()


@pytest.mark.parametrize(("size", "rows"), [(26, 2), (40, 3), (33, 2)])
@pytest.mark.parametrize("language", CLAUSE)
@pytest.mark.parametrize("together", [False, True], ids=["drawn first", "drawn last"])
def test_an_initial_is_the_first_letter_of_its_word(
    judge: Judge, size: float, rows: int, language: str, together: bool
) -> None:
    text = f"{CLAUSE[language]} {FILLER[language]}"
    result = judge("a.pdf", initial(text, size, rows, together))
    assert verdict(result) == "met"
    assert CLAUSE[language] in quotes(result)


def numbered(step: int, x: float, gray: bool, restart: bool, columns: bool = False) -> bytes:
    """A text with numbers of lines in the margin, each `step` lines."""
    paper = Paper(foot)
    count = 1
    for text in (AROUND["nl"], FILLER["nl"], CLAUSE["nl"], FILLER["nl"], AROUND["nl"], *[FILLER["nl"]] * 6):
        for row in lines(text):
            if count % step == 0:
                paper.canvas.setFont("Helvetica", 8)
                paper.canvas.setFillGray(0.5 if gray else 0)
                paper.canvas.drawRightString(x, paper.y, str(count))
                paper.canvas.setFillGray(0)
            paper.put(row)
            count += 1
        paper.y -= 8
        if restart:
            count = 1
    return paper.done()


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("x", [50, 62, 545])
@pytest.mark.parametrize("gray", [False, True])
def test_numbers_in_the_margin_are_no_part_of_the_text(judge: Judge, step: int, x: float, gray: bool) -> None:
    result = judge("a.pdf", numbered(step, x, gray, False))
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"
    assert CLAUSE["nl"] in quotes(result)


def test_numbers_of_items_stay(judge: Judge) -> None:
    paper = Paper(foot)
    paper.paragraph(AROUND["nl"])
    for number, text in enumerate((FILLER["nl"], CLAUSE["nl"], FILLER["nl"]), 1):
        paper.put(f"{number}.", LEFT - 14)
        paper.y += STEP
        paper.paragraph(text)
    assert verdict(judge("a.pdf", paper.done())) == "met"


def drawn(order: Callable[[Sequence[tuple[float, float, str]]], Sequence[tuple[float, float, str]]]) -> bytes:
    """The text word by word, drawn in an order of its own."""
    paper = Paper(foot)
    paper.paragraph(AROUND["nl"])
    spots = []
    for row in lines(CLAUSE["nl"]):
        x = float(LEFT)
        for word in row.split():
            spots.append((x, paper.y, word))
            x += paper.canvas.stringWidth(word + " ", "Helvetica", 11)
        paper.y -= STEP
    for x, y, word in order(spots):
        paper.canvas.drawString(x, y, word)
    paper.y -= 9
    paper.paragraph(FILLER["nl"])
    return paper.done()


ORDERS: dict[str, Callable[[Sequence[tuple[float, float, str]]], Sequence[tuple[float, float, str]]]] = {
    "backwards": lambda spots: list(reversed(spots)),
    "every other word first": lambda spots: [*spots[1::2], *spots[::2]],
    "by letters": lambda spots: sorted(spots, key=lambda spot: spot[2]),
    "from left to right": lambda spots: sorted(spots, key=lambda spot: spot[0]),
    "lines from below": lambda spots: sorted(spots, key=lambda spot: spot[1]),
}


@pytest.mark.parametrize("name", ORDERS)
def test_words_are_read_as_they_stand_and_not_as_they_are_drawn(judge: Judge, name: str) -> None:
    result = judge("a.pdf", drawn(ORDERS[name]))
    assert verdict(result) == verdict(result, FLOW_DOWN) == "met"
    assert CLAUSE["nl"] in quotes(result)
