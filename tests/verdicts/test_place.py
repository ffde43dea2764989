"""Where a clause goes, on small tenders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.check import Checker, CheckResult
from tenderscan.verdicts.place import Places, word_documents
from tests.reports.test_pdf import tender as pdf_tender
from tests.sources.word import p
from tests.suggest.tender import END, h, package, text

LONG = text("De aannemer meldt elke vertraging binnen de dag aan de leidend ambtenaar van het bestuur.")
TITLE = h("Bestek 2026-17: schilderwerken") + text("De gemeente laat de traphal van het gemeentehuis schilderen.")
FORM = h("Offerteformulier") + text("De ondergetekende verbindt zich ertoe de opdracht uit te voeren tegen deze prijs.")


def where(checker: Checker, tmp_path: Path, body: str, criterion: str, *, apart: bool = False) -> tuple[str, str, str]:
    """(the section's heading, the heading a new one looks like, the title of a new chapter)."""
    path = tmp_path / "bestek.docx"
    path.write_bytes(package(body + END))
    result = checker.check_paths([path])
    spot = places(result).spot(next(c for c in result.rulebook.criteria if c.id == criterion), (), apart=apart)
    assert spot is not None
    structured = result.structured[0]
    return structured.heading(spot.section), spot.like.text if spot.like else "", spot.title


def places(result: CheckResult) -> Places:
    words = {
        language: {key.removeprefix("provision."): found for key, found in lists.items()}
        for language, lists in result.rulebook.structure.items()
    }
    criteria = {criterion.id: criterion for criterion in result.rulebook.criteria}
    return Places(result.structured, result.claims, criteria, words, word_documents(result.structured))


def chapter(title: str, *inner: str) -> str:
    return h(title) + "".join(h(each, 2) + LONG for each in inner)


def test_a_chapter_with_subsections_gets_one_more(checker: Checker, tmp_path: Path) -> None:
    body = TITLE + chapter("Uitvoeringsvoorwaarden", "4.1 Termijn", "4.2 Werf") + FORM
    assert where(checker, tmp_path, body, "labour.ilo-conventions") == ("Uitvoeringsvoorwaarden", "4.2 Werf", "")


def test_beside_a_section_of_fines_in_a_chapter_without_a_name(checker: Checker, tmp_path: Path) -> None:
    body = TITLE + chapter("Deel B – Werken", "B.1 Termijn", "B.2 Straffen", "B.3 Varia") + FORM
    assert where(checker, tmp_path, body, "labour.ilo-conventions")[:2] == ("Deel B – Werken", "B.3 Varia")


def test_an_award_criterion_goes_into_its_own_section(checker: Checker, tmp_path: Path) -> None:
    body = TITLE + chapter("Procedure", "2.1 Indienen", "2.2 Gunningscriteria", "2.3 Vragen") + FORM
    assert where(checker, tmp_path, body, "environment.award-criterion")[0] == "2.2 Gunningscriteria"


def test_the_first_word_of_a_provision_is_enough(checker: Checker, tmp_path: Path) -> None:
    body = TITLE + chapter("Procedure", "2.1 Indienen", "2.2 Gunning", "2.3 Vragen") + FORM
    assert where(checker, tmp_path, body, "environment.award-criterion")[0] == "2.2 Gunning"


def test_clauses_go_beside_their_kin(checker: Checker, tmp_path: Path) -> None:
    asked = text(
        "De opdrachtnemer eerbiedigt de Universele Verklaring van de Rechten van de Mens en bewijst dat elk jaar."
    )
    body = TITLE + h("Planning") + LONG + h("Sociale afspraken") + asked + FORM
    assert where(checker, tmp_path, body, "labour.ilo-conventions")[0] == "Sociale afspraken"


def test_else_a_chapter_of_its_own_before_the_forms(checker: Checker, tmp_path: Path) -> None:
    body = TITLE + h("Planning") + LONG + FORM
    section, _, title = where(checker, tmp_path, body, "labour.ilo-conventions")
    assert (section, title) == ("Planning", "Uitvoeringsvoorwaarden")
    body = TITLE + chapter("Uitvoeringsvoorwaarden", "4.1 Termijn", "4.2 Werf") + FORM
    assert where(checker, tmp_path, body, "labour.ilo-conventions", apart=True)[2] == "Uitvoeringsvoorwaarden"


def test_a_line_of_the_contents_is_no_section(checker: Checker, tmp_path: Path) -> None:
    contents = p("Inhoudsopgave", marks="<w:b/>") + p("Uitvoeringsvoorwaarden ………………………… 4", marks="<w:b/>")
    body = TITLE + contents + chapter("Uitvoeringsvoorwaarden", "4.1 Termijn", "4.2 Werf") + FORM
    assert where(checker, tmp_path, body, "labour.ilo-conventions")[1] == "4.2 Werf"


@pytest.mark.parametrize(
    ("name", "goes"),
    [("vragen en antwoorden.docx", False), ("offerteformulier.docx", False), ("bestek deel 2.docx", True)],
)
def test_a_tender_in_pdf_is_continued_in_its_own_parts_only(
    checker: Checker, tmp_path: Path, name: str, goes: bool
) -> None:
    pdf_tender(tmp_path / "bestek.pdf")
    (tmp_path / name).write_bytes(package(LONG + LONG + END))
    result = checker.check_paths([tmp_path])
    found = [result.structured[n].document.path for n in word_documents(result.structured)]
    assert found == ([name] if goes else [])


def test_answers_alone_take_no_clause(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "vragen en antwoorden.docx"
    path.write_bytes(package(LONG + LONG + END))
    assert word_documents(checker.check_paths([path]).structured) == []
