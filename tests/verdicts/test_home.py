"""Where a tender is from, by which profile it is judged, and whose law and words it is answered with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.model.document import Dossier
from tenderscan.model.report import Advice, Report, VerdictKind
from tenderscan.result import CheckResult
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.verdicts.advice import Reader
from tenderscan.verdicts.advice import advice as advice_on
from tenderscan.verdicts.decide import Decision

SHOWN = {
    "be-vlg": "Op deze opdracht is de wet van 17 juni 2016 inzake overheidsopdrachten van toepassing.",
    "be-wal": "Le marché est soumis à la loi du 17 juin 2016. Le collège communal de Namur attribue le marché.",
    "be-bru": "Le marché est soumis à la loi du 17 juin 2016. Actiris, Région de Bruxelles-Capitale.",
    "be": "De FOD Financiën plaatst deze opdracht volgens de wet van 17 juni 2016.",
    "nl": "Op deze aanbesteding is de Aanbestedingswet 2012 van toepassing; de ARVODI-2018 gelden.",
    "fr": "Le marché est soumis au code de la commande publique. Le CCAP prime sur le CCTP.",
    "de": "Es gilt das GWB. Auskünfte: Stadt Musterhausen, Telefon +49 30 123456.",
    "at": "Diese Ausschreibung unterliegt dem BVergG 2018.",
    "ch": "Es gilt die IVöB. Die Unterlagen stehen auf simap.",
    "lu": "Le marché est soumis à la loi modifiée du 8 avril 2018 sur les marchés publics.",
    "ie": "This competition is governed by S.I. 284/2016 and published on etenders.gov.ie.",
    "uk": "This procurement is governed by the Procurement Act 2023.",
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def judged(checker: Checker, text: str, **chosen: object) -> CheckResult:
    checker.options = replace(CheckOptions(), **chosen)  # type: ignore[arg-type]
    return checker.check_dossier(Dossier("x", (read_text(text, "x.txt"),)))


def report(checker: Checker, text: str, **chosen: object) -> Report:
    return judged(checker, text, **chosen).report


def advice(found: CheckResult, criterion: str) -> Advice:
    """What is told where the criterion is missing: the texts are too short to be tenders that miss anything."""
    own = next(each for each in found.rulebook.criteria if each.id == criterion)
    language = found.report.language
    reader = Reader(language, found.report.dossier.languages[0], found.rulebook.texts_in(language))
    told = advice_on(own, Decision(VerdictKind.MISSING, ()), reader)
    assert told is not None
    return told


@pytest.mark.parametrize("place", SHOWN)
def test_a_place_is_told_and_decides_the_profile(checker: Checker, place: str) -> None:
    found = report(checker, SHOWN[place])
    home = found.dossier.home
    assert (home.region or home.country) == place
    assert found.dossier.country == place[:2]
    assert home.shown_by and not home.chosen
    assert found.profile == checker.rulebook.places[place].profile


@pytest.mark.parametrize(
    "text",
    [
        "De opdrachtnemer levert de stoelen in de maand mei en stelt daarna de factuur op.",
        "Le prestataire nettoie les bureaux deux fois par semaine.",
        "Der Auftragnehmer liefert die Stühle im Monat Mai.",
        "The Contractor shall deliver the chairs in May.",
        "The law of 17 June 2016 and the Aanbestedingswet 2012 differ.",
    ],
)
def test_where_nothing_tells_it_says_so_and_asks(checker: Checker, text: str) -> None:
    found = report(checker, text)
    assert found.dossier.country is None and found.dossier.home.region is None
    assert "--country" in found.dossier.home.told
    assert found.profile == "eu-minimum"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Règlement de la consultation. Le marché est régi par le décret n° 2-12-349. Acte d'engagement.", "ma"),
        ("L'appel d'offres est publié au BOMOP; le prix est libellé en dinars algériens.", "dz"),
        ("State of Alaska, Department of Health: offerors must comply with the Americans with Disabilities Act.", "us"),
        ("Earnest Money Deposit: two lakhs. The Government of India buys chairs.", "in"),
    ],
)
def test_a_country_whose_law_is_not_in_the_rules_is_told_and_lends_no_other_its_law(
    checker: Checker, text: str, country: str
) -> None:
    found = judged(checker, text)
    home = found.report.dossier.home
    assert (home.country, found.report.profile) == (country, "eu-minimum")
    own = found.rulebook.texts_in(found.report.language)
    assert own["report.country-without-law"] in home.told
    cited = {source.jurisdiction for criterion in found.rulebook.criteria for source in criterion.sources}
    assert cited == {"int"}


def test_a_capital_named_is_no_region(checker: Checker) -> None:
    court = "De Raad van State in Brussel is bevoegd voor beroepen tegen deze beslissing."
    assert report(checker, f"{SHOWN['be-vlg']} {court}").dossier.home.region == "be-vlg"
    assert report(checker, f"{SHOWN['be-vlg']} Leefmilieu Brussel betaalt.").dossier.home.region == "be-bru"


def test_the_user_knows_better(checker: Checker) -> None:
    found = report(checker, SHOWN["be-vlg"], country="nl")
    assert (found.dossier.country, found.profile, found.dossier.home.chosen) == ("nl", "nl-mvoi", True)
    found = report(checker, SHOWN["be-vlg"], country="nl", profile="minimum")
    assert found.profile != "minimum"  # a checker keeps the profile that it was made with


def test_a_named_profile_goes_before_the_country() -> None:
    with Checker(CheckOptions(profile="minimum")) as named:
        assert report(named, SHOWN["fr"]).profile == "minimum"


def test_clauses_speak_as_the_country_does(checker: Checker) -> None:
    belgian, french = (
        advice(judged(checker, SHOWN[place]), "labour.ilo-conventions").clause for place in ("be-wal", "fr")
    )
    assert "l'adjudicataire respecte" in belgian and "le titulaire respecte" in french
    assert "titulaire" not in belgian and "adjudicataire" not in french
    swiss = judged(checker, SHOWN["ch"] + " Der Auftragnehmer reinigt die Schulen.")
    assert all("ß" not in criterion.clause["de"] for criterion in swiss.rulebook.criteria)


def test_only_the_union_and_the_own_country_are_cited(checker: Checker) -> None:
    german = advice(judged(checker, SHOWN["de"]), "labour.ilo-conventions").source
    assert "GWB" in german and "2016" not in german
    british = advice(judged(checker, SHOWN["uk"]), "labour.ilo-conventions").source
    assert "Procurement Act 2023" in british and "2014/24" not in british


def test_a_source_is_cited_in_the_language_of_the_reader(checker: Checker) -> None:
    told = advice(judged(checker, SHOWN["be-vlg"], language="fr"), "environment.award-criterion").source
    assert "loi du 17 juin 2016 relative aux marchés publics, art. 81" in told


def test_a_concession_rests_on_the_law_of_concessions(checker: Checker) -> None:
    text = "Bestek: concessie voor de uitbating van een cafetaria\n\n" + SHOWN["be-vlg"]
    found = judged(checker, text)
    assert found.report.dossier.home.concession
    cited = advice(found, "labour.ilo-conventions").source
    assert "concessieovereenkomsten" in cited and "inzake overheidsopdrachten" not in cited


def test_services_are_asked_no_production_sites(checker: Checker) -> None:
    cleaning = judged(checker, SHOWN["be-vlg"], cpv=("90910000",))
    chairs = judged(checker, SHOWN["be-vlg"], cpv=("39110000",))
    assert "productielocaties" not in advice(cleaning, "labour.ilo-conventions").clause
    assert "productielocaties" in advice(chairs, "labour.ilo-conventions").clause
