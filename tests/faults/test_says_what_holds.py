"""Brothers of the files `rNN-…`: the same kinds of fault in other languages and words."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tests.faults.asked import verdict

ILO, UNIONS = "labour.ilo-conventions", "labour.freedom-of-association"
ABSENT = ("missing", "not-applicable", "undecided")
HEADS = {
    "nl": "# Bestek schoonmaak\n\nDe opdracht betreft de schoonmaak van het stadhuis. De opdrachtnemer factureert.\n\n",
    "fr": "# Cahier des charges\n\nLe marché a pour objet le nettoyage. Le titulaire émet une facture par mois.\n\n",
    "en": "# Request for proposals\n\nThe City seeks a contractor to clean its offices. Payment is monthly.\n\n",
    "de": "# Leistungsbeschreibung\n\nDer Auftragnehmer reinigt die Räume. Die Rechnung wird monatlich gezahlt.\n\n",
}

CASES = [
    # Personal data, not human rights (r01).
    ("nl", "## Persoonsgegevens\n\nDe opdrachtnemer waarborgt de rechten van de betrokkene. Bij schending van deze "
     "bepalingen kan de overeenkomst worden verbroken.", "human-rights.conventions", ABSENT),
    ("en", "## Data protection\n\nThe contractor guarantees the rights of the data subject. In case of breach of these "
     "provisions the contract may be terminated.", "due-diligence.sanction", ABSENT),
    ("de", "## Datenschutz\n\nDer Auftragnehmer gewährleistet die Rechte der betroffenen Person. Bei Verstoß gegen "
     "diese Bestimmungen kann der Vertrag gekündigt werden.", "due-diligence.sanction", ABSENT),
    # An age that is not reached lifts no duty (r02).
    ("nl", "## Kinderarbeid\n\nDe opdrachtnemer leeft de fundamentele IAO-conventies na. Hij neemt geen personen in "
     "dienst die niet de vereiste leeftijd hebben volgens de IAO-conventies 138 en 182.", ILO, ("met",)),
    ("en", "## Child labour\n\nThe contractor shall comply with the ILO core conventions. It shall not employ people "
     "who have not reached the age required by ILO conventions 138 and 182.", ILO, ("met",)),
    ("de", "## Kinderarbeit\n\nDer Auftragnehmer hält die ILO-Kernarbeitsnormen ein; er beschäftigt keine Personen, "
     "die das nach den ILO-Übereinkommen 138 und 182 vorgeschriebene Alter nicht erreicht haben.", ILO, ("met",)),
    # A roof that is tried for tightness keeps no rain (r05).
    ("fr", "## Toit\n\nLes toitures végétalisées sont mises sous eau après pose pour vérifier l'étanchéité.",
     "climate.water", ABSENT),
    ("en", "## Roof\n\nThe green roofs are flooded when laid to check their watertightness.", "climate.water", ABSENT),
    ("de", "## Dach\n\nDie Gründächer werden nach dem Einbau unter Wasser gesetzt, um die Dichtheit zu prüfen.",
     "climate.water", ABSENT),
    # The contractor's own delegate speaks for no workers (r09).
    ("nl", "## Stukken\n\nWie werknemers detacheert, bezorgt het stuk dat zijn vertegenwoordiger in België aanduidt.",
     UNIONS, ABSENT),
    ("en", "## Papers\n\nA contractor who posts workers hands in the paper that names its representative in Ireland.",
     UNIONS, ABSENT),
    ("de", "## Unterlagen\n\nWer Arbeitnehmer entsendet, legt das Schreiben vor, das seinen Vertreter in Deutschland "
     "bestimmt.", UNIONS, ABSENT),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "criterion", "right"), CASES)
def test_a_brother_gets_the_right_answer(
    checker: Checker, language: str, text: str, criterion: str, right: tuple[str, ...]
) -> None:
    assert verdict(checker.check_text(HEADS[language] + text), criterion) in right


@pytest.mark.parametrize(
    "text",
    [
        "Pagina 3 van 12\n\nBestek voor de levering van stoelen\n\nDe opdracht duurt vier jaar.",
        "Page 2 sur 9\n\nBestek voor de levering van stoelen\n\nDe opdracht duurt vier jaar.",
        "1 1. Inleiding ............ 4\n\nBestek voor de levering van stoelen\n\nDe opdracht duurt vier jaar.",
    ],
)
def test_a_page_foot_or_contents_is_no_subject(checker: Checker, text: str) -> None:
    assert checker.check_text(text).report.dossier.subject == "Bestek voor de levering van stoelen"
