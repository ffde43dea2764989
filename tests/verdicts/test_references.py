"""Laws that begin and end: what is told on which day, and from whose law a clause comes."""

from __future__ import annotations

import pytest

from tenderscan.check import CheckOptions, check_text
from tenderscan.model.report import Finding, Report, VerdictKind

EIGHT = (
    "The Contractor shall comply with the eight fundamental ILO conventions in its supply chain and shall submit an "
    "independent audit report each year."
)


def report(text: str, as_of: str | None = None) -> Report:
    return check_text(text, CheckOptions(as_of=as_of)).report


def cited(text: str, as_of: str) -> list[tuple[str, str]]:
    return [(reference.id, reference.status) for reference in report(text, as_of).references]


def ilo(found: Report) -> Finding:
    return next(f for f in found.findings if f.id == "labour.ilo-conventions")


def test_a_passage_that_rests_on_an_old_list_is_met_and_outdated() -> None:
    finding = ilo(report(EIGHT, "2026-11-23"))
    assert finding.verdict is VerdictKind.MET
    assert "outdated-reference" in finding.gaps
    assert finding.outdated is not None and "2022-06-10" in finding.outdated and "155 and 187" in finding.outdated


@pytest.mark.parametrize("as_of", ["2022-06-09", None])
def test_nothing_is_outdated_before_its_end_or_without_a_day(as_of: str | None) -> None:
    found = report(EIGHT, as_of)
    assert ilo(found).outdated is None and "outdated-reference" not in ilo(found).gaps
    assert found.references == ()
    assert found.undated is (as_of is None)


OLD_LAW = {
    "nl": "Op deze opdracht is de wet van 15 juni 2006 betreffende de overheidsopdrachten van toepassing.",
    "fr": "Le présent marché est soumis à la loi du 15 juin 2006 relative aux marchés publics.",
    "en": "This contract is governed by the law of 15 June 2006 on public procurement.",
    "de": "Für diesen Auftrag gilt das Gesetz vom 15. Juni 2006 über die öffentlichen Aufträge.",
}


@pytest.mark.parametrize("language", OLD_LAW)
def test_an_old_law_is_told_in_every_language(language: str) -> None:
    assert cited(OLD_LAW[language], "2017-06-29") == []
    assert cited(OLD_LAW[language], "2017-06-30") == [("be-law-2006", "outdated")]


@pytest.mark.parametrize(
    "text",
    [
        "Directive 2014/24/EU on public procurement and repealing Directive 2004/18/EC shall be complied with.",
        "De wet van 15 juni 2006 werd vervangen door de wet van 17 juni 2016 en wordt hier niet meer toegepast.",
        "L'ancienne loi du 15 juin 2006 ne concerne pas le présent marché de fournitures.",
        "Das Gesetz vom 15. Juni 2006 wurde aufgehoben und ist für diesen Auftrag nicht zu beachten.",
    ],
)
def test_a_sentence_that_says_the_law_is_past_is_no_fault(text: str) -> None:
    assert [reference for reference in cited(text, "2026-11-23") if reference[1] == "outdated"] == []


def test_a_law_that_does_not_apply_yet_is_told_and_is_not_outdated() -> None:
    text = "De leverancier bewijst dat de koffie voldoet aan de ontbossingsverordening (EU) 2023/1115."
    assert cited(text, "2026-11-23") == [("deforestation-regulation", "not-yet")]
    assert cited(text, "2026-12-30") == []
    assert all(finding.outdated is None for finding in report(text, "2026-11-23").findings)


PLAIN = {
    "nl": "De opdrachtnemer levert de stoelen in de maand mei en stelt de factuur op na de levering van het materiaal.",
    "de": "Der Auftragnehmer liefert die Stühle im Monat Mai und stellt die Rechnung nach der Lieferung des Materials.",
    "en": "The Contractor shall deliver the chairs in the month of May and send the invoice after the delivery.",
}


def test_a_source_of_later_years_is_not_offered_for_an_old_tender() -> None:
    def source(as_of: str | None) -> str:
        finding = next(f for f in report(PLAIN["nl"], as_of).findings if f.id == "due-diligence.supply-chain")
        assert finding.advice is not None
        return finding.advice.source

    assert "2024/1760" not in source("2018-01-01")
    assert "2029-07-26" in source(None)
