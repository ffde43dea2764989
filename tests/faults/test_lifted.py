"""Demands that are lifted by what stands around them: a lead-in, a cross in the column "no", a duty that is denied."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker, CheckResult
from tests.faults.asked import AROUND, CLAUSE, verdict

OTHER = {
    "nl": "De verpakking is van karton.", "fr": "L’emballage est en carton.",
    "en": "Packaging is made of cardboard.", "de": "Die Verpackung besteht aus Karton.",
}  # fmt: skip

LEADS = {
    "nl": [
        "Voor deze opdracht zijn de volgende voorwaarden uit de standaardclausules niet van toepassing:",
        "De onderstaande clausules gelden niet voor deze opdracht:",
        "Volgende bepalingen worden buiten toepassing gelaten:",
        "De hierna vermelde eisen vervallen:",
        "Niet van toepassing:",
        "Volgende eisen worden niet gesteld:",
        "Van de volgende voorwaarden wordt afgezien:",
        "De opdrachtnemer is vrijgesteld van de volgende verplichtingen:",
        "Geschrapt worden:",
        "De inschrijver hoeft niet te voldoen aan het volgende:",
        "Maken geen deel uit van deze opdracht:",
    ],
    "fr": [
        "Pour ce marché, les conditions suivantes des clauses types ne sont pas d’application :",
        "Les clauses ci-après ne s’appliquent pas au présent marché :",
        "Les dispositions suivantes sont supprimées :",
        "Il est renoncé aux exigences suivantes :",
        "Sans objet :",
        "L’adjudicataire est dispensé des obligations suivantes :",
        "Ne sont pas exigées :",
        "Il est dérogé aux clauses suivantes, qui ne sont pas applicables :",
    ],
    "en": [
        "The following standard conditions do not apply to this contract:",
        "The clauses below are disapplied:",
        "The contractor is not required to do any of the following:",
        "The following requirements are waived:",
        "Not applicable:",
        "The following provisions are deleted:",
        "The following shall not apply:",
        "There is no need for any of the following:",
    ],
    "de": [
        "Für diesen Auftrag gelten die folgenden Bedingungen der Standardklauseln nicht:",
        "Die nachstehenden Klauseln finden keine Anwendung:",
        "Folgende Anforderungen entfallen:",
        "Auf die folgenden Anforderungen wird verzichtet:",
        "Nicht anwendbar:",
        "Der Auftragnehmer ist von folgenden Pflichten befreit:",
        "Nicht verlangt wird Folgendes:",
        "Folgende Bestimmungen werden gestrichen:",
    ],
}

COLUMNS = {
    "nl": [
        ("Ja", "Neen"),
        ("Van toepassing", "Niet van toepassing"),
        ("Vereist", "Niet vereist"),
        ("Wel", "Niet"),
        ("Gevraagd", "Niet gevraagd"),
        ("J", "N"),
    ],
    "fr": [
        ("Oui", "Non"),
        ("Applicable", "Sans objet"),
        ("Exigé", "Non exigé"),
        ("Applicable", "Non applicable"),
    ],
    "en": [
        ("Yes", "No"),
        ("Applies", "Does not apply"),
        ("Required", "Not required"),
        ("Applicable", "N/A"),
        ("Y", "N"),
    ],
    "de": [
        ("Ja", "Nein"),
        ("Zutreffend", "Nicht zutreffend"),
        ("Gefordert", "Nicht gefordert"),
        ("Erforderlich", "Entfällt"),
    ],
}
"""Heads of two columns, of which the second one says no."""

DENIED = {
    "nl": [
        "De opdrachtnemer leeft de acht IAO-basisconventies bij de uitvoering van deze opdracht niet na; een "
        "auditverslag is niet vereist.",
        "De opdrachtnemer moet de acht IAO-basisconventies bij de uitvoering van deze opdracht niet naleven.",
        "De acht IAO-basisconventies worden bij deze levering niet toegepast.",
        "De opdrachtnemer past de IAO-basisconventies bij deze opdracht niet toe.",
        "De naleving van de acht IAO-basisconventies wordt in het kader van deze opdracht niet gevraagd.",
        "De acht IAO-basisconventies zijn voor deze levering in geen geval van toepassing.",
        "De opdrachtnemer is bij de uitvoering van deze opdracht niet gebonden aan de IAO-basisconventies.",
        "De IAO-basisconventies zijn, gelet op de aard van de levering, niet van toepassing.",
    ],
    "fr": [
        "L’adjudicataire ne respecte pas les huit conventions fondamentales de l’OIT lors de l’exécution du "
        "marché ; un rapport d’audit n’est pas exigé.",
        "L’adjudicataire ne doit pas respecter les huit conventions fondamentales de l’OIT.",
        "Le respect des huit conventions fondamentales de l’OIT n’est pas exigé pour ce marché.",
        "Les conventions fondamentales de l’OIT ne sont, vu la nature du marché, pas applicables.",
        "L’adjudicataire n’est pas tenu de respecter les conventions fondamentales de l’OIT.",
    ],
    "en": [
        "The contractor shall not be bound by the eight ILO core conventions when performing this contract; "
        "no audit report is required.",
        "The contractor need not comply with the eight ILO core conventions.",
        "Compliance with the ILO core conventions is, given the nature of the supplies, not required.",
        "The ILO core conventions shall not, for this contract, apply.",
        "The contractor does not have to comply with the ILO core conventions.",
    ],
    "de": [
        "Der Auftragnehmer hält die acht ILO-Kernarbeitsnormen bei der Ausführung dieses Auftrags nicht ein; "
        "ein Prüfbericht ist nicht erforderlich.",
        "Der Auftragnehmer muss die acht ILO-Kernarbeitsnormen nicht einhalten.",
        "Die Einhaltung der ILO-Kernarbeitsnormen wird für diesen Auftrag nicht verlangt.",
        "Die ILO-Kernarbeitsnormen sind, angesichts der Art der Lieferung, nicht anwendbar.",
        "Der Auftragnehmer ist an die ILO-Kernarbeitsnormen nicht gebunden.",
    ],
}

BREACHES = {
    "nl": [
        "Leeft de opdrachtnemer de IAO-basisconventies niet na, dan betaalt hij een boete van 500 euro.",
        "De opdrachtnemer leeft de acht IAO-basisconventies na. Wie ze niet naleeft, betaalt een boete.",
        "De opdrachtnemer die de IAO-basisconventies niet naleeft, betaalt een boete van 500 euro per dag.",
        "Een opdrachtnemer leeft de IAO-basisconventies niet na wanneer een audit een inbreuk vaststelt; hij "
        "betaalt dan een boete.",
    ],
    "fr": [
        "Si l’adjudicataire ne respecte pas les conventions fondamentales de l’OIT, il paie une pénalité de 500 euros.",
        "L’adjudicataire qui ne respecte pas les conventions fondamentales de l’OIT paie une pénalité.",
    ],
    "en": [
        "If the contractor does not comply with the ILO core conventions, it shall pay a penalty of EUR 500.",
    ],
    "de": [
        "Hält der Auftragnehmer die ILO-Kernarbeitsnormen nicht ein, zahlt er eine Vertragsstrafe von 500 Euro.",
    ],
}
"""What happens when a duty is not kept lifts no duty."""


def judged(checker: Checker, language: str, text: str) -> CheckResult:
    return checker.check_text(f"# X\n\n{AROUND[language]}\n\n{text}\n")


def table(head: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows))


def each(found: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in found.items() for text in texts]


@pytest.mark.parametrize(("language", "lead"), each(LEADS))
def test_a_lead_in_lifts_its_list(checker: Checker, language: str, lead: str) -> None:
    items = f"- {CLAUSE[language]}\n- {OTHER[language]}"
    assert verdict(judged(checker, language, f"{lead}\n\n{items}")) == "contradicted"


@pytest.mark.parametrize("language", LEADS)
def test_a_lead_in_that_lifts_nothing_leaves_its_list(checker: Checker, language: str) -> None:
    lead = {
        "nl": "Onverminderd de wet zijn de volgende voorwaarden van toepassing:",
        "fr": "Sans préjudice de la loi, les conditions suivantes sont d’application :",
        "en": "The following conditions apply to this contract:",
        "de": "Für diesen Auftrag gelten die folgenden Bedingungen:",
    }[language]
    assert verdict(judged(checker, language, f"{lead}\n\n- {CLAUSE[language]}\n- {OTHER[language]}")) == "met"


MARKS = ("X", "x", "☒", "✓")


@pytest.mark.parametrize(
    ("language", "yes", "no"), [(language, *heads) for language, found in COLUMNS.items() for heads in found]
)
def test_a_cross_stands_in_its_column(checker: Checker, language: str, yes: str, no: str) -> None:
    clause, other = CLAUSE[language], OTHER[language]
    mark = MARKS[len(yes) % len(MARKS)]
    refused = table(("A", yes, no), (clause, "", mark), (other, mark, ""))
    assert verdict(judged(checker, language, refused)) == "contradicted"
    asked = table(("A", yes, no), (clause, mark, ""), (other, "", mark))
    assert verdict(judged(checker, language, asked)) == "met"
    before = table((yes, no, "A"), ("", mark, clause), (mark, "", other))
    assert verdict(judged(checker, language, before)) == "contradicted"
    one = table(("A", f"{yes} / {no}"), (clause, no), (other, yes))
    assert verdict(judged(checker, language, one)) == "contradicted"


def test_a_cross_under_another_head_says_nothing(checker: Checker) -> None:
    for head in ("Perceel 1", "Bijlage", "Te controleren"):
        assert verdict(judged(checker, "nl", table(("Eis", head), (CLAUSE["nl"], "X")))) == "met"


@pytest.mark.parametrize(("language", "text"), each(DENIED))
def test_a_duty_that_is_denied_is_waived(checker: Checker, language: str, text: str) -> None:
    assert verdict(judged(checker, language, text)) == "contradicted"


@pytest.mark.parametrize(("language", "text"), each(BREACHES))
def test_a_duty_that_is_broken_is_not_waived(checker: Checker, language: str, text: str) -> None:
    assert verdict(judged(checker, language, text)) != "contradicted"
