"""The proof chain: beside the passage, in its section, in clauses elsewhere that cite its article."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tenderscan.model.report import Finding

DUTY = "De opdrachtnemer leeft de IAO-basisconventies na in de hele keten."
HEAD = "Bestek\n\n5 Uitvoeringsvoorwaarden\n\n5.1 Arbeidsrechten\n\n"


def found(checker: Checker, text: str, criterion: str = "labour.ilo-conventions") -> Finding:
    return next(f for f in checker.check_text(text).report.findings if f.id == criterion)


def lacking(finding: Finding) -> set[str]:
    return {step.step for step in finding.chain if not step.held}


def test_the_bare_duty_lacks_all_that_follows(checker: Checker) -> None:
    finding = found(checker, HEAD + DUTY)
    assert finding.verdict == "met"
    assert finding.gaps == ("no-proof", "no-check", "no-sanction")
    assert [step.step for step in finding.chain] == ["obligation", "proof", "check", "sanction"]
    assert lacking(finding) == {"proof", "check", "sanction"}


@pytest.mark.parametrize(
    ("more", "steps"),
    [
        (" Hij legt jaarlijks een verslag voor.", {"check", "sanction"}),
        ("\n\n8 Sancties\n\n8.1 Sancties bij niet-naleving van artikel 5\n\nPer inbreuk geldt een boete van 500 euro.",
         {"proof", "check"}),
        ("\n\n8 Sancties\n\nVoor een schending van de artikelen 4 en 5.1 geldt een boete van 500 euro.",
         {"proof", "check"}),
        ("\n\n8 Sancties\n\nBij inbreuk op de bepalingen van dit bestek geldt een boete van 500 euro.",
         {"proof", "check"}),
        ("\n\n8 Sancties\n\nSancties bij niet-naleving van artikel 7: een boete van 500 euro per inbreuk.",
         {"proof", "check", "sanction"}),
        ("\n\n6 Betaling\n\nWie te laat levert, betaalt een boete van 500 euro.", {"proof", "check", "sanction"}),
        ("\n\nDe dienst Financiën is het aanspreekpunt.\n\nDe kantoren zijn open van 9 tot 17 uur.\n\n"
         "Deze verplichtingen worden nagekeken door een onafhankelijke derde.", {"proof", "sanction"}),
    ],
)  # fmt: skip
def test_steps_are_found_near_and_by_reference(checker: Checker, more: str, steps: set[str]) -> None:
    assert lacking(found(checker, HEAD + DUTY + more)) == steps


def test_the_step_says_where_it_stands(checker: Checker) -> None:
    text = HEAD + DUTY + "\n\n8.1 Sancties bij niet-naleving van artikel 5\n\nPer inbreuk geldt een boete van 500 euro."
    sanction = found(checker, text).chain[3]
    assert (sanction.quote, sanction.section) == ("boete", "8.1 Sancties bij niet-naleving van artikel 5")


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("De opdrachtnemer leeft de IAO-basisconventies na bij zijn rechtstreekse leveranciers.", "first-tier-only"),
        ("L'adjudicataire respecte les conventions fondamentales de l'OIT chez ses fournisseurs directs.",
         "first-tier-only"),
        ("The Contractor complies with the ILO core conventions at its direct suppliers.", "first-tier-only"),
        ("Der Auftragnehmer hält die ILO-Kernarbeitsnormen bei seinen unmittelbaren Zulieferern ein.",
         "first-tier-only"),
        ("De opdrachtnemer leeft de IAO-basisconventies na; een verklaring op eer volstaat.", "self-declaration-only"),
    ],
)  # fmt: skip
def test_other_gaps(checker: Checker, text: str, gap: str) -> None:
    finding = found(checker, text)
    assert finding.verdict in ("met", "weak")
    assert gap in finding.gaps


@pytest.mark.parametrize(("text", "lacks"), [
    ("De koffie draagt het Fairtrade-keurmerk.", True),
    ("De koffie draagt het Fairtrade-keurmerk of een gelijkwaardig keurmerk.", False),
])  # fmt: skip
def test_a_label_without_equivalents(checker: Checker, text: str, lacks: bool) -> None:
    finding = found(checker, text, "fair-trade.food-and-drink")
    assert ("no-or-equivalent" in finding.gaps) is lacks


@pytest.mark.parametrize(
    ("text", "criterion", "held"),
    [
        ("Les produits de colonies illégales sont refusés ; l'étiquette dit le lieu exact.",
         "human-rights.conflict-areas", False),
        ("In den Nähereien können die Beschäftigten gemeinsam verhandeln, ohne dass ihnen gekündigt wird.",
         "labour.freedom-of-association", False),
        ("In den Nähereien können die Beschäftigten gemeinsam verhandeln; sonst wird der Vertrag gekündigt.",
         "labour.freedom-of-association", True),
    ],
)  # fmt: skip
def test_neither_a_ban_nor_a_denial_is_a_sanction(checker: Checker, text: str, criterion: str, held: bool) -> None:
    report = {f.id: f for f in checker.check_text(text).report.findings}
    assert report[criterion].verdict == "met"
    assert ("sanction" not in lacking(report[criterion])) is held
    assert (report["due-diligence.sanction"].verdict == "met") is held
