"""Sentences that only sound like a criterion, or like a waiver, by their kind and in four languages."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from tenderscan.check import Checker
from tests.faults.asked import verdict
from tests.faults.conftest import Judge
from tests.faults.test_says_what_holds import ABSENT, HEADS

EQUAL, LIMITS, MONITORING = "labour.non-discrimination", "labour.subcontracting-limits", "due-diligence.monitoring"
DNSH, SOCIAL = "environment.dnsh", "labour.social-employment"

CASES = [
    # Tenderers are treated alike: no word on people at work.
    ("nl", "De ondernemers worden op gelijke voet behandeld, zonder discriminatie.", EQUAL, ABSENT),
    ("fr", "Les opérateurs économiques sont traités sur un pied d'égalité et sans discrimination.", EQUAL, ABSENT),
    ("en", "The economic operators are put on an equal footing, without discrimination.", EQUAL, ABSENT),
    ("de", "Alle Wirtschaftsteilnehmer werden ohne Diskriminierung gleich behandelt.", EQUAL, ABSENT),
    # Doors that everybody can use.
    ("nl", "Het gebouw is toegankelijk voor personen met een beperking; de aannemer plaatst een hellend vlak.", EQUAL,
     ABSENT),
    ("fr", "L'entrepreneur pose des rampes pour l'accessibilité des personnes handicapées.", EQUAL, ABSENT),
    ("en", "The contractor fits ramps in compliance with the Disability Discrimination Act.", EQUAL, ABSENT),
    ("de", "Der Auftragnehmer baut Rampen nach dem Behindertengleichstellungsgesetz ein.", EQUAL, ABSENT),
    # Whatever the degree of damp, and a colour.
    ("nl", "Ongeacht de graad van blootstelling aan water moeten de platen in alle vochtige ruimten een hoge weerstand "
     "hebben; hun kleur en herkomst staan op de fiche.", EQUAL, ABSENT),
    ("fr", "Les plaques des locaux humides, quel que soit le degré d'exposition à l'eau de chaque local et de chaque "
     "paroi, devront résister à l'humidité et porter la couleur verte.", EQUAL, ABSENT),
    ("en", "Regardless of how often a room is used and of the kind of water that it is exposed to, all boards shall "
     "resist damp and shall be of a green colour.", EQUAL, ABSENT),
    ("de", "Unabhängig davon, wie oft ein Raum genutzt wird und welchem Wasser er ausgesetzt ist, müssen die Platten "
     "feuchtebeständig sein; Herkunft und Farbe stehen auf dem Datenblatt.", EQUAL, ABSENT),
    # A change among the subcontractors is told; their number is not limited.
    ("nl", "De opdrachtnemer meldt elke wijziging op het niveau van de onderaannemers.", LIMITS, ABSENT),
    ("fr", "Le titulaire communique toute modification au niveau des sous-traitants.", LIMITS, ABSENT),
    ("en", "The contractor shall notify any change at the level of the subcontractors.", LIMITS, ABSENT),
    ("de", "Der Auftragnehmer teilt jede Änderung auf Ebene der Nachunternehmer mit.", LIMITS, ABSENT),
    # Whoever looks at the goods looks at no people.
    ("nl", "De opdrachtgever krijgt toegang tot het atelier voor controle van de materialen.", MONITORING, ABSENT),
    ("fr", "Le pouvoir adjudicateur a accès aux ateliers pour le contrôle des matériaux.", MONITORING, ABSENT),
    ("en", "The contracting authority shall have access to the workshop for inspection of materials.", MONITORING,
     ABSENT),
    ("de", "Der Auftraggeber hat Zutritt zur Werkstatt, um sich von der vertragsgemäßen Ausführung zu überzeugen.",
     MONITORING, ABSENT),
    # What is not to be harmed is no waiver: a ban holds its own "no".
    ("nl", "De aannemer mag met geen enkel onderdeel ernstige afbreuk doen aan de milieudoelstellingen van verordening "
     "(EU) 2020/852.", DNSH, ("met", "weak")),
    ("fr", "Aucune activité ne peut causer de préjudice important aux objectifs environnementaux du règlement (UE) "
     "2020/852.", DNSH, ("met", "weak")),
    ("en", "No activity may do significant harm to the environmental objectives of Regulation (EU) 2020/852.", DNSH,
     ("met", "weak")),
    ("de", "Keine Tätigkeit darf die Umweltziele der Verordnung (EU) 2020/852 erheblich beeinträchtigen.", DNSH,
     ("met", "weak", *ABSENT)),
    # Waived for this contract, wherever the words for it stand.
    ("nl", "Social return is bij deze opdracht niet van toepassing.", SOCIAL, ("contradicted",)),
    ("fr", "La clause sociale n'est pour ce marché pas applicable.", SOCIAL, ("contradicted",)),
    ("en", "Social clauses are for this contract not required.", SOCIAL, ("contradicted",)),
    ("de", "Die Sozialklausel ist bei diesem Auftrag nicht anzuwenden.", SOCIAL, ("contradicted",)),
    # No bags unless somebody asks for them: the bags are unwanted, not the demand.
    ("nl", "De leverancier levert geen plastic zakjes tenzij gevraagd door de besteller.", "environment.packaging",
     ("met", "weak", *ABSENT)),
    ("fr", "Le fournisseur ne livre aucun sachet en plastique sauf demande exigée par le service.",
     "environment.packaging", ("met", "weak", *ABSENT)),
    ("en", "No individual polybags unless requested by the ordering team.", "environment.packaging",
     ("met", "weak", *ABSENT)),
    ("de", "Keine Plastikbeutel, außer wenn sie verlangt werden.", "environment.packaging", ("met", "weak", *ABSENT)),
    # A property that a thing has not lifts nothing (r04).
    ("fr", "Origine : pierre bleue, calcaire non poreux, extraite de carrières qui détiennent un certificat.",
     "trustone.origin-declaration", ("met", "weak", *ABSENT)),
    ("en", "Origin: blue limestone, not porous, quarried in quarries that hold a certificate.",
     "trustone.origin-declaration", ("met", "weak", *ABSENT)),
    ("de", "Herkunft: Blaustein, nicht poröser Kalkstein, aus Steinbrüchen mit einem Zertifikat.",
     "trustone.origin-declaration", ("met", "weak", *ABSENT)),
    # Nobody works at night: no word on those without work.
    ("nl", "Tussen 19.00 uur en 7.00 uur wordt niet gewerkt.", SOCIAL, ABSENT),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "criterion", "right"), CASES)
def test_a_sentence_says_no_more_than_it_says(
    checker: Checker, language: str, text: str, criterion: str, right: tuple[str, ...]
) -> None:
    assert verdict(checker.check_text(f"{HEADS[language]}## 3 Uitvoering\n\n{text}"), criterion) in right


CANTEENS = [
    ("nl", "De opdracht betreft schoolmaaltijden.", "De cateraar zorgt voor de afvoer van de etensresten."),
    ("fr", "Le marché porte sur des repas scolaires.", "Le prestataire assure l'enlèvement des déchets alimentaires."),
    ("en", "The contract is for school meals.", "The caterer sees to the disposal of food waste."),
    ("de", "Der Auftrag umfasst Schulverpflegung.", "Der Auftragnehmer übernimmt die Entsorgung der Speisereste."),
]


@pytest.mark.parametrize(("language", "bought", "text"), CANTEENS)
def test_leftovers_taken_away_are_none_avoided(checker: Checker, language: str, bought: str, text: str) -> None:
    assert verdict(checker.check_text(f"{HEADS[language]}{bought}\n\n## 3\n\n{text}"), "food.waste") in ABSENT


SCORED = [
    ("nl", "| Nr. | Bepaling | Type |\n|---|---|---|\n| 1 | {} 20 punten | WENS |",
     "De behuizing bevat 25 % gerecycleerde kunststof:"),
    ("en", "| No. | Provision | Type |\n|---|---|---|\n| 1 | {} 20 points | DESIRABLE |",
     "The casing holds 25 % recycled plastic:"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "table", "text"), SCORED)
def test_a_wish_that_earns_points_counts(checker: Checker, language: str, table: str, text: str) -> None:
    with_points = checker.check_text(f"{HEADS[language]}{table.format(text)}")
    assert verdict(with_points, "circularity.recycled-content") == "met"
    bare = table.replace(" 20 punten", "").replace(" 20 points", "")
    assert (
        verdict(checker.check_text(f"{HEADS[language]}{bare.format(text)}"), "circularity.recycled-content") == "weak"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De stad zoekt een leverancier van software voor dossierbeheer.\n\nKenmerk evenement: 12345"),
        ("fr", "La ville cherche un logiciel de gestion de dossiers.\n\nIdentifiant de l'événement d'achat : 12345"),
        ("de", "Die Stadt beschafft eine Software zur Aktenverwaltung.\n\nVergabe-Event-ID: 12345"),
    ],
)
def test_the_number_of_a_procedure_buys_no_event(checker: Checker, language: str, text: str) -> None:
    """Brothers of r07."""
    result = checker.check_text(text)
    assert verdict(result, "circularity.reusable-tableware") == "not-applicable"
    assert verdict(result, "climate.fossil-advertising") in ("not-applicable", "undecided")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Communiqué de presse, 18", "Cahier des charges 2026/14 pour la fourniture de vêtements de travail"),
        ("Microsoft Word - press release 18", "Tender 2026/14 for the supply of work clothes to the city"),
        ("Pressemitteilung, 18", "Leistungsbeschreibung 2026/14 zur Lieferung von Arbeitskleidung an die Stadt"),
    ],
)
def test_what_is_bought_stands_on_the_page(judge: Judge, title: str, line: str) -> None:
    """Brothers of r15."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(72, 760, line)
    canvas.save()
    subject = judge("tender.pdf", buffer.getvalue()).report.dossier.subject
    assert subject and subject in line


TOLD = [
    (
        "nl",
        "De leverancier vermeldt of hij een zorgvuldigheidsplan voor zijn keten heeft; deze informatie telt niet mee.",
    ),
    ("fr", "Le fournisseur indique s'il dispose d'un plan de vigilance ; cette information n'est pas cotée."),
    (
        "en",
        "The supplier states whether it has a due diligence plan for its chain; this information carries no weight.",
    ),
    ("de", "Der Auftragnehmer gibt an, ob er einen Sorgfaltsplan für seine Lieferkette hat; dies wird nicht gewertet."),
]


@pytest.mark.parametrize(("language", "text"), TOLD)
def test_information_that_counts_for_nothing_waives_no_duty(checker: Checker, language: str, text: str) -> None:
    result = checker.check_text(f"{HEADS[language]}## 3\n\n{text}")
    for criterion in ("due-diligence.flow-down", "due-diligence.supply-chain"):
        assert verdict(result, criterion) in ("weak", *ABSENT)
