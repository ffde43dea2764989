"""Where a document says what is bought."""

from __future__ import annotations

import pytest

from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, structure
from tenderscan.structure.outline.subject import printed_codes

WORDS = StructureWords.of(load_rulebook().structure)


def told(text: str) -> list[str]:
    document = structure(read_text(text, "t.txt"), WORDS)
    return [block.text for block in document.blocks if block.id in document.subject]


@pytest.mark.parametrize(
    "sentence",
    [
        "Voorwerp van de opdracht: het leveren van stoelen aan de scholen van de gemeente.",
        "Le présent marché a pour objet la fourniture de chaises aux écoles de la commune.",
        "The Council wishes to establish a framework for chairs and tables in its schools.",
        "Gegenstand der Ausschreibung ist die Lieferung von Stühlen an die Schulen der Stadt.",
    ],
)
def test_a_sentence_that_names_the_subject(sentence: str) -> None:
    long = "Dit bestek is opgemaakt door de dienst aankopen en geldt voor alle inschrijvers die eraan deelnemen."
    assert told(f"{long}\n\n{sentence}\n\nIets anders staat in deze laatste en tamelijk lange zin.") == [sentence]


def test_a_cover_ends_with_running_text() -> None:
    text = (
        "Gemeente Hazelbeke\n\nLevering van stoelen\n\n"
        "De inschrijver dient zijn offerte in op het platform en voegt er alle bijlagen bij.\n\nKasten en tafels"
    )
    assert told(text) == ["Gemeente Hazelbeke", "Levering van stoelen"]


def test_the_section_that_bears_its_name() -> None:
    text = (
        "Bestek\n\nDe inschrijver dient zijn offerte in op het platform en voegt er alle bijlagen bij.\n\n"
        "1. Voorwerp van de opdracht\n\nStoelen en kasten.\n\n2. Uitvoering\n\nTafels.\n"
    )
    document = structure(read_text(text, "t.txt"), WORDS)
    found = [block.text for block in document.blocks if block.id in document.subject]
    assert "Stoelen en kasten." in found
    assert "Tafels." not in found


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["CPV 39113000-7 en 39130000-2"], ("39113000", "39130000")),
        (["CPV-code:", "45233222-1", "Bel 03123456"], ("45233222",)),
        (["Ondernemingsnummer 45233222"], ()),
        (["Code CPV : 00000000"], ()),
        (["CPV 391130001"], ()),
    ],
)
def test_printed_codes(lines: list[str], codes: tuple[str, ...]) -> None:
    assert printed_codes(lines, WORDS) == codes


def test_the_first_line_of_a_plain_text_is_its_title() -> None:
    document = structure(
        read_text("Levering van stoelen voor de school\n\nDe opdracht duurt vier jaar.", "t.txt"), WORDS
    )
    assert document.title == "Levering van stoelen voor de school"
