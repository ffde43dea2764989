"""Lines of a page mended: numbers in the margin, large capitals, words drawn out of order."""

from __future__ import annotations

from tenderscan.model.document import Box, Element
from tenderscan.sources.readers.pdf.mending import mended


def line(text: str, top: float, x0: float = 60, width: float | None = None, size: float = 11) -> Element:
    wide = width if width is not None else 5.0 * len(text)
    return Element(text, page=1, box=Box(1, x0, top, x0 + wide, top + size), size=size)


def texts(*found: Element) -> list[str]:
    return [element.text for element in mended(found)]


def test_numbers_that_count_the_lines_are_no_text() -> None:
    counted = [line(f"{number} de aannemer levert", 40 + 16 * number) for number in range(1, 12)]
    assert set(texts(*counted)) == {"de aannemer levert"}
    apart = [line(text, 40 + 16 * n, x) for n in range(1, 12) for text, x in ((str(n), 30), ("de aannemer", 60))]
    assert set(texts(*apart)) == {"de aannemer"}


def test_numbers_of_chapters_and_contents_stay() -> None:
    contents = []
    for number in range(1, 12):
        contents.append(line(f"{number} Hoofdstuk ........ {number}", 40 + 40 * number))
        contents += [line("Onder een", 52 + 40 * number)] * (number % 3)
    assert sum(text[:1].isdigit() for text in texts(*contents)) == 11
    few = [line(f"{number} Prijs", 40 + 16 * number) for number in range(1, 6)]
    assert texts(*few)[0] == "1 Prijs"


def test_a_large_capital_belongs_to_its_word() -> None:
    assert texts(line("D", 100, 60, 20, 34), line("e aannemer levert.", 102, 83)) == ["De aannemer levert."]
    assert texts(line("A", 100, 60, 10), line("e aannemer", 100, 83)) == ["A", "e aannemer"]


def test_words_drawn_out_of_order_are_one_line() -> None:
    pieces = [line("levert", 100, 115, 30), line("De", 100, 60, 12), line("aannemer", 100, 75, 37)]
    assert texts(*pieces) == ["De aannemer levert"]
    cells = [line("Prijs", 100, 300, 30), line("Eis", 100, 60, 20)]
    assert texts(*cells) == ["Prijs", "Eis"]
