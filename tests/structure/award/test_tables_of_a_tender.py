"""Award criteria out of tables, lists, sentences and notices, by lot and in four languages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as Word
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tenderscan.check import Checker
from tenderscan.model.report import AwardTable, Weight

Row = tuple[str, float | None]


def tops(table: AwardTable) -> list[Row]:
    return [(w.name, w.percent) for w in table.weights]


def parts(weight: Weight) -> list[Row]:
    return [(w.name, w.percent) for w in weight.parts]


def read(checker: Checker, text: str) -> tuple[AwardTable, ...]:
    return checker.check_text(text).report.award


LISTS = {
    "nl": (
        "Bestek\n\nGunningscriteria\n\nDe opdracht wordt gegund op basis van:\n"
        "1. Prijs: 120 punten\n2. Plan van aanpak: 50 punten\n3. Milieuprestatie van de voertuigen: 30 punten",
        [("Prijs", 60), ("Plan van aanpak", 25), ("Milieuprestatie van de voertuigen", 15)],
        15,
    ),
    "fr": (
        "Cahier des charges\n\nCritères d'attribution\n\nLe marché est attribué sur la base des critères suivants : "
        "60 % pour le prix, 30 % pour la méthode et 10 % pour la performance environnementale.",
        [("Prix", 60), ("Méthode", 30), ("Performance environnementale", 10)],
        10,
    ),
    "en": (
        "Invitation\n\nAward criteria\n\nTenders are evaluated on the basis of the following award criteria: price "
        "(55%), staffing (25%) and the environmental impact of deliveries (20%).",
        [("Price", 55), ("Staffing", 25), ("Environmental impact of deliveries", 20)],
        20,
    ),
    "de": (
        "Vergabeunterlagen\n\nZuschlagskriterien\n\nDer Zuschlag wird auf Grundlage folgender Kriterien erteilt:\n"
        "- Preis (70 von 100 Punkten)\n- Konzept (10 von 100 Punkten)\n- Umweltverträglichkeit (20 von 100 Punkten)",
        [("Preis", 70), ("Konzept", 10), ("Umweltverträglichkeit", 20)],
        20,
    ),
}


@pytest.mark.parametrize("language", LISTS)
def test_lists_and_sentences_in_four_languages(checker: Checker, language: str) -> None:
    text, expected, share = LISTS[language]
    (table,) = read(checker, text)
    assert tops(table) == expected
    assert table.sustainability_percent == share


def test_parts_stand_under_their_whole_and_count_once(checker: Checker) -> None:
    (table,) = read(
        checker,
        "Bestek\n\nGunningscriteria\n\n1. Prijs: 50 punten\n2. Kwaliteit: 50 punten\n2.1 Opleiding: 30 punten\n"
        "2.2 Duurzaamheid van de verpakking: 20 punten",
    )
    assert tops(table) == [("Prijs", 50), ("Kwaliteit", 50)]
    assert parts(table.weights[1]) == [("Opleiding", 30), ("Duurzaamheid van de verpakking", 20)]
    assert table.sustainability_percent == 20


def test_parts_without_labels_are_told_by_their_sum(checker: Checker) -> None:
    (table,) = read(
        checker,
        "Bestek\n\nGunningscriteria\n\n- Prijs: 40 punten\n- Kwaliteit: 60 punten\n- Planning: 35 punten\n"
        "- Ploeg: 25 punten",
    )
    assert tops(table) == [("Prijs", 40), ("Kwaliteit", 60)]
    assert parts(table.weights[1]) == [("Planning", 35), ("Ploeg", 25)]


@pytest.mark.parametrize(
    "text",
    [
        "Bestek\n\nDe gunningscriteria zijn, in dalende volgorde van belang: prijs, kwaliteit, milieuzorg.",
        "Marché\n\nLes critères d'attribution sont, par ordre décroissant d'importance : prix, qualité, environnement.",
        "Tender\n\nThe award criteria are, in descending order of importance: price, quality, sustainability.",
        "Vergabe\n\nDie Zuschlagskriterien sind in absteigender Reihenfolge: Preis, Qualität, Umweltschutz.",
    ],
)
def test_an_order_of_importance_is_no_weight(checker: Checker, text: str) -> None:
    (table,) = read(checker, text)
    assert [percent for _, percent in tops(table)] == [None, None, None]
    assert table.ordered
    assert table.sustainability_percent is None
    assert table.remarks == ("no-weight",)


def test_under_five_per_cent_is_remarked_in_table_and_finding(checker: Checker) -> None:
    report = checker.check_text(
        "Bestek\n\nGunningscriteria\n\n- Prijs: 96 punten\n- Milieuprestatie van de offerte: 4 punten"
    ).report
    assert report.award[0].remarks == ("low-weight",)
    finding = next(f for f in report.findings if f.id == "environment.award-criterion")
    assert "low-weight" in finding.gaps


def test_lots_have_tables_of_their_own(checker: Checker) -> None:
    found = read(
        checker,
        "Cahier des charges\n\nCritères d'attribution\n\nLot 1 : nettoyage\n\n- Prix : 70 points\n"
        "- Qualité : 30 points\n\nLot 2 : vitres\n\n- Prix : 80 points\n- Performance environnementale : 20 points",
    )
    assert {t.lot: t.sustainability_percent for t in found} == {"1": 0, "2": 20}


@pytest.mark.parametrize(
    "text",
    [
        "Bestek\n\nGunningscriteria\n\nDe offertes krijgen een score:\n"
        "- uitstekend: 10 punten\n- voldoende: 5 punten\n- slecht: 0 punten",
        "Bestek\n\nBetaling\n\n- voorschot: 30 %\n- oplevering: 70 %",
        "Bestek\n\nGunning\n\nDe inschrijver met de laagste prijs krijgt 60 punten, de andere minder dan 60 punten.",
        "Specification\n\nRequirements\n\nThe paper contains 70 % recycled fibre and 30 % certified fibre.",
    ],
)
def test_other_numbers_are_no_award_criteria(checker: Checker, text: str) -> None:
    assert read(checker, text) == ()


ROWS = [
    ["Nr.", "Gunningscriterium", "Perceel 1", "Perceel 2"],
    ["1", "Prijs", "60", "50"],
    ["2", "Plan van aanpak", "40", "20"],
    ["3", "Duurzaamheid van het transport", "", "30"],
    ["", "Totaal", "100", "100"],
]


def test_a_pdf_table_with_a_column_for_each_lot(checker: Checker, tmp_path: Path) -> None:
    style = getSampleStyleSheet()
    table = Table(ROWS)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    story = [
        Paragraph("Bestek kantoormateriaal", style["Title"]),
        Paragraph("De stad koopt kantoormateriaal voor al haar diensten, in twee percelen.", style["Normal"]),
        Paragraph("4 Gunningscriteria", style["Heading1"]),
        Paragraph("De offertes worden beoordeeld op basis van de volgende gunningscriteria.", style["Normal"]),
        Spacer(1, 12),
        table,
    ]
    path = tmp_path / "bestek.pdf"
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    found = {t.lot: t for t in checker.check_paths([path]).report.award}
    assert tops(found["1"]) == [("Prijs", 60), ("Plan van aanpak", 40)]
    assert tops(found["2"]) == [("Prijs", 50), ("Plan van aanpak", 20), ("Duurzaamheid van het transport", 30)]
    assert found["2"].sustainability_percent == 30
    assert found["2"].weights[0].page == 1


def test_a_word_table_with_a_column_of_parts(checker: Checker, tmp_path: Path) -> None:
    word = Word()
    word.add_heading("Règlement de la consultation", 0)
    word.add_heading("Critères d'attribution", 1)
    rows = [
        ("Critère", "Sous-critère", "Pondération"),
        ("Prix", "", "50 %"),
        ("Valeur technique", "Méthodologie", "30 %"),
        ("Valeur technique", "Gestion environnementale des déchets", "20 %"),
    ]
    table = word.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    held = io.BytesIO()
    word.save(held)
    path = tmp_path / "reglement.docx"
    path.write_bytes(held.getvalue())
    (found,) = checker.check_paths([path]).report.award
    assert tops(found) == [("Prix", 50), ("Valeur technique", 50)]
    assert parts(found.weights[1]) == [("Méthodologie", 30), ("Gestion environnementale des déchets", 20)]
    assert found.sustainability_percent == 20


BARE_HEADINGS = {
    "nl": ("# Bestek", "1.3 Gunning", "Criterium | Gewicht", "Prijs", "Duurzame logistiek", "Termijn"),
    "fr": ("# Cahier des charges", "1.5 Attribution", "Critère | Points", "Prix", "Logistique durable", "Délai"),
    "en": ("# Invitation to tender", "1.5 Award", "Criterion | Points", "Price", "Sustainable logistics", "Time"),
    "de": ("# Leistungsbeschreibung", "1.5 Zuschlag", "Kriterium | Punkte", "Preis", "Nachhaltige Logistik", "Frist"),
}


@pytest.mark.parametrize("language", BARE_HEADINGS)
def test_a_heading_of_one_word_heads_the_award(checker: Checker, tmp_path: Path, language: str) -> None:
    title, heading, head, price, green, time = BARE_HEADINGS[language]
    path = tmp_path / "tender.md"
    rows = f"| {head} |\n|---|---|\n| {price} | 65 |\n| {green} | 25 |\n| {time} | 10 |"
    path.write_text(f"{title}\n\n## {heading}\n\n{rows}\n", encoding="utf-8")
    (table,) = checker.check_paths([path]).report.award
    assert [percent for _, percent in tops(table)] == [65, 25, 10]
    assert table.sustainability_percent == 25


RANGES = {
    "nl": ("Criterium | Percelen 1 tot 3 | Perceel 4", "Prijs", "Duurzaam transport", "Gunningscriteria"),
    "fr": ("Critère | Lots 1 à 3 | Lot 4", "Prix", "Transport durable", "Critères d'attribution"),
    "en": ("Criterion | Lots 1 to 3 | Lot 4", "Price", "Sustainable transport", "Award criteria"),
    "de": ("Kriterium | Lose 1 bis 3 | Los 4", "Preis", "Nachhaltige Logistik", "Zuschlagskriterien"),
}


@pytest.mark.parametrize("language", RANGES)
def test_a_column_may_speak_for_several_lots(checker: Checker, language: str) -> None:
    head, price, green, title = RANGES[language]
    rows = f"| {head} |\n|---|---|---|\n| {price} | 70 | 85 |\n| {green} | 30 | - |\n| Service | - | 15 |"
    found = {table.lot: tops(table) for table in read(checker, f"# Tender\n\n## {title}\n\n{rows}")}
    assert found == {
        **{lot: [(price, 70), (green, 30)] for lot in ("1", "2", "3")},
        "4": [(price, 85), ("Service", 15)],
    }


def test_an_aspect_in_brackets_has_not_the_weight_of_its_criterion(checker: Checker) -> None:
    rows = (
        "| Criterium | Gewicht |\n|---|---|\n| Prijs | 65 |\n"
        "| Plan van aanpak (organisatie, logistiek, omgaan met duurzaamheid, personeel) | 25 |\n| Termijn | 10 |"
    )
    (table,) = read(checker, f"Bestek\n\nGunningscriteria\n\n{rows}")
    assert tops(table) == [("Prijs", 65), ("Plan van aanpak", 25), ("Termijn", 10)]
    assert table.sustainability_percent is None
    assert table.remarks == ("no-weight",)


def test_a_long_row_is_called_by_its_first_words(checker: Checker) -> None:
    rows = (
        "| Critère | Points |\n|---|---|\n| Prix | 85 |\n| Installations nouvelles : part du volume livrée au moyen "
        "d’un contrat à long terme avec des parcs solaires mis en service après le 1er janvier 2026 | 15 |"
    )
    (table,) = read(checker, f"Cahier des charges\n\nCritères d\u2019attribution\n\n{rows}")
    assert tops(table) == [("Prix", 85), ("Installations nouvelles", 15)]
