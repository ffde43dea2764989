"""What follows a breach of articles that are cited by their number speaks of what those articles ask."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tenderscan.model.report import Finding

NL = """Bestek

5 Uitvoeringsvoorwaarden

5.1 Arbeidsrechten

De opdrachtnemer leeft de IAO-basisconventies na in de hele keten.

5.2 Levertermijn

De opdrachtnemer levert binnen tien werkdagen na de bestelling.

5.3 Verpakking

De verpakking is stevig en draagt het bestelnummer.

9 Straffen

"""
DE = """Leistungsbeschreibung

B.4 Soziale Bedingungen

Der Auftragnehmer hält die ILO-Kernarbeitsnormen in der gesamten Lieferkette ein.

B.5 Lieferfristen

Der Auftragnehmer liefert binnen zehn Werktagen nach der Bestellung.

B.9 Folgen

"""


def sanction(checker: Checker, text: str) -> Finding:
    return next(f for f in checker.check_text(text).report.findings if f.id == "due-diligence.sanction")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (NL + "Wie artikel 5.1 schendt, betaalt een boete van 500 euro.", "met"),
        (NL + "Bij een inbreuk op de artikelen 5.1 tot 5.3 geldt een straf van 500 euro.", "met"),
        (NL + "Bij een inbreuk op artikel 5 geldt een straf van 500 euro.", "met"),
        (NL + "Bij een inbreuk op artikel 5.3 geldt een straf van 500 euro.", "missing"),
        (NL + "Bij een inbreuk op artikel 5.1 van de wet van 17 juni 2016 geldt een straf van 500 euro.", "missing"),
        (NL + "Bij een inbreuk op artikel 7 geldt een straf van 500 euro.", "missing"),
        (DE + "Für Verstöße gegen die Bestimmungen B.4 oder B.5 wird eine Vertragsstrafe von 500 Euro fällig.", "met"),
        (DE + "Für Verstöße gegen die Bestimmung B.5 wird eine Vertragsstrafe von 500 Euro fällig.", "missing"),
    ],
)
def test_a_penalty_is_about_what_the_cited_article_asks(checker: Checker, text: str, verdict: str) -> None:
    assert sanction(checker, text).verdict == verdict


def test_the_cue_names_the_citation(checker: Checker) -> None:
    finding = sanction(checker, NL + "Wie artikel 5.1 schendt, betaalt een boete van 500 euro.")
    assert finding.evidence[0].quote == "Wie artikel 5.1 schendt, betaalt een boete van 500 euro."
