"""The one demand that these files make or do not make, in four languages, and what became of it."""

from __future__ import annotations

from tenderscan.check import CheckResult

ILO, FLOW_DOWN = "labour.ilo-conventions", "due-diligence.flow-down"

CLAUSE = {
    "nl": "De opdrachtnemer leeft de acht IAO-basisconventies na in de hele keten en legt jaarlijks een auditverslag "
    "voor.",
    "fr": "L’adjudicataire respecte les huit conventions fondamentales de l’OIT dans toute la chaîne "
    "d’approvisionnement et remet chaque année un rapport d’audit.",
    "en": "The contractor shall comply with the eight ILO core conventions throughout the supply chain and shall "
    "submit an audit report every year.",
    "de": "Der Auftragnehmer hält die acht ILO-Kernarbeitsnormen in der gesamten Lieferkette ein und legt jährlich "
    "einen Prüfbericht vor.",
}  # fmt: skip

AROUND = {
    "nl": "Deze opdracht betreft de levering van werkkledij aan de stad. De levering gebeurt binnen dertig dagen.",
    "fr": "Le présent marché vise la fourniture de vêtements de travail. La livraison a lieu dans les trente jours.",
    "en": "This contract is for the supply of work clothes to the city. Delivery takes place within thirty days.",
    "de": "Dieser Auftrag betrifft die Lieferung von Arbeitskleidung an die Stadt. Geliefert wird in dreißig Tagen.",
}


def verdict(result: CheckResult, criterion: str = ILO) -> str:
    """The verdict on a criterion."""
    return str(next(finding.verdict for finding in result.report.findings if finding.id == criterion))


def quotes(result: CheckResult, criterion: str = ILO) -> list[str]:
    """The quotes that stand for a criterion."""
    finding = next(finding for finding in result.report.findings if finding.id == criterion)
    return [passage.quote for passage in finding.evidence]


def said(result: CheckResult) -> str:
    """Everything that the report says of what was not read or is not seen."""
    dossier = result.report.dossier
    warnings = (warning for document in dossier.documents for warning in document.warnings)
    return " ".join((*warnings, *(item.reason for item in dossier.rejected)))
