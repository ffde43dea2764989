"""An award criterion is weighed by percentages and points, not by other numbers."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Milieu is een gunningscriterium en telt voor 20 punten.", "met"),
        ("Milieu is een gunningscriterium en telt voor 15 %.", "met"),
        ("Les aspects environnementaux sont un critère d'attribution qui vaut vingt points.", "met"),
        ("Milieu is een gunningscriterium; de nota telt hoogstens 10 bladzijden van 300 g papier.", "weak"),
        ("Ökologische Gesichtspunkte sind ein Zuschlagskriterium. Das Konzept hat höchstens zwölf Seiten.", "weak"),
    ],
)
def test_a_number_of_pages_is_no_weight(checker: Checker, text: str, verdict: str) -> None:
    report = checker.check_text(text).report
    assert next(f for f in report.findings if f.id == "environment.award-criterion").verdict == verdict


def test_a_row_that_refuses_to_drop_a_demand_lifts_nothing(checker: Checker) -> None:
    text = (
        "Bestek voor werkkledij\n\nDe leverancier legt de gedragscode op aan zijn onderaannemers.\n\n"
        "| Nr. | Vraag | Antwoord |\n| --- | --- | --- |\n"
        "| 1 | Kan de eis van een gedragscode voor onderaannemers worden geschrapt? Onze leveranciers hebben er geen. "
        "| Neen, de eis van de gedragscode blijft. |\n"
    )
    report = checker.check_text(text).report
    assert next(f for f in report.findings if f.id == "due-diligence.flow-down").verdict == "met"


def test_nobody_may_is_no_permission(checker: Checker) -> None:
    text = "No cotton from a farm where child labour was found may end up in the uniforms; the supplier submits proof."
    report = checker.check_text(text, applicable=frozenset({"human-rights.forced-labour-products"})).report
    assert next(f for f in report.findings if f.id == "human-rights.forced-labour-products").verdict == "met"
