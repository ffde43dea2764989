"""The role of a document in its dossier: by its file, its name, its title, and its content where these say nothing."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tenderscan.model.document import Document, Element, ElementKind
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, structure

WORDS = StructureWords.of(load_rulebook().structure)
PLAIN = "De stoelen zijn van hout en hebben vier poten, die men kan vervangen.\n\n"


def role(name: str, text: str) -> str:
    return structure(read_text(text, name), WORDS).role


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bestek_stoelen.docx", "specification"),
        ("02 technische bepalingen.pdf", "technical-part"),
        ("meetstaat-v2.xlsx", "inventory"),
        ("Offerteformulier.docx", "tender-form"),
        ("UEA.pdf", "espd"),
        ("nota van inlichtingen 1.pdf", "clarification"),
        ("grondplan.pdf", "plan"),
        ("gunningsverslag.pdf", "award-report"),
        ("verwerkersovereenkomst.pdf", "contract"),
        ("rapport d'analyse des offres.pdf", "award-report"),
        ("Bieterfragen.docx", "clarification"),
        ("document.pdf", "specification"),
    ],
)
def test_the_name_tells(name: str, expected: str) -> None:
    assert role(name, PLAIN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "De volgende inschrijvers hebben een offerte ingediend: Stoelman en Houtvrouw.\n\n"
            "Het college besluit de opdracht te gunnen aan Houtvrouw.",
            "award-report",
        ),
        (
            "Les offres suivantes ont été reçues : Bois et Chaises.\n\nLe marché a été attribué à la société Bois.",
            "award-report",
        ),
        ("The following tenders were received: two.\n\nThe contract was awarded to Woodman.", "award-report"),
        ("Folgende Angebote sind eingegangen: zwei.\n\nDer Zuschlag wurde erteilt an Holz.", "award-report"),
        # One such phrase is not enough: a specification may tell what the law says.
        ("Na het onderzoek van de ontvangen offertes kiest het bestuur de beste offerte.", "specification"),
        (
            "Vraag 1: Mag het ijzer zijn?\n\nAntwoord: Neen.\n\nVraag 2: Mag het blik zijn?\n\nAntwoord: Ja.\n\n"
            "Vraag 3: Mag het goud zijn?\n\nAntwoord: Ja.",
            "clarification",
        ),
        ("Vraag 1: Mag het ijzer zijn?\n\nAntwoord: Neen.\n\n" + PLAIN * 8, "specification"),
        ("De ondergetekende:\n\nHandelsnaam of benaming:\n\nAdres:", "tender-form"),
        (PLAIN * 30 + "De ondergetekende:\n\nHandelsnaam of benaming:\n\nAdres:", "specification"),
        ("Gegevens over de ondernemer\n\nUniform Europees Aanbestedingsdocument\n\nNaam:", "espd"),
    ],
)
def test_the_content_tells_where_name_and_title_say_nothing(text: str, expected: str) -> None:
    assert role("document (3).txt", f"Stoelen\n\n{text}") == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (("Post", "Hoeveelheid", "Eenheidsprijs"), "inventory"),
        (("Nr", "Eis", "Bewijs"), "specification"),
        (("Menge", "Gesamtpreis", ""), "inventory"),
    ],
)
def test_a_table_of_quantities_and_prices_is_an_inventory_and_one_of_demands_is_not(
    header: tuple[str, ...], expected: str
) -> None:
    rows = tuple(
        Element(
            f"{n} | stoel {n} | x", ElementKind.TABLE_ROW, cells=(str(n), f"stoel {n}", "x"), header=header, table=1
        )
        for n in range(6)
    )
    assert structure(Document("blad.xlsx", "0" * 64, "x", rows), WORDS).role == expected


def test_what_an_award_report_says_of_the_winner_is_no_demand() -> None:
    clause = "De opdrachtnemer leeft in de hele keten de IAO-basisconventies na en bezorgt elk jaar een auditverslag."
    report = (
        "Volgende offertes werden ontvangen: twee, van Stoelman en van Houtvrouw.\n\n"
        f"{clause}\n\nHet college besluit de opdracht te gunnen aan Houtvrouw."
    )
    with Checker() as checker:
        result = checker.check_text(report, name="document.txt").report
        asked = checker.check_text(clause, name="document.txt").report
    assert [d.role for d in result.dossier.documents] == ["award-report"]
    # A result asks for nothing any more: it is not judged at all. The clause by itself is a demand.
    assert (result.dossier.kind, result.findings) == ("award-notice", ())
    assert [f.verdict.value for f in asked.findings if f.id == "labour.ilo-conventions"] == ["met"]
