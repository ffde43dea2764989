"""What a dossier is, and what it lacks: told from its own words, in four languages."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tenderscan.model.completeness import Completeness, DossierKind
from tenderscan.model.rule import words_by_language
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, completeness, structure


@pytest.fixture(scope="module")
def words() -> StructureWords:
    rulebook = load_rulebook(())
    return StructureWords.of(rulebook.structure, lambda: words_by_language(rulebook))


def whole(text: str, words: StructureWords) -> Completeness:
    return completeness((structure(read_text(text, "a.txt"), words),), words)


KINDS = {
    "specification": (
        "Bestek voor schoonmaak\n\nDe opdracht betreft de schoonmaak van het stadhuis. De opdrachtnemer poetst.",
        "Cahier spécial des charges\n\nLe marché a pour objet le nettoyage. Le titulaire nettoie les bureaux.",
        "Request for Proposals\n\nThe City seeks a contractor to clean its offices. Payment follows a correct invoice.",
        "Leistungsbeschreibung\n\nDer Auftragnehmer reinigt die Räume. Die Rechnung wird in dreißig Tagen gezahlt.",
        "Page 10 of 23\n\nSupply, installation and warranty of 40 desktop computers. Payment follows an invoice.",
    ),
    "fragment": (
        "hallo",
        "Boodschappen: melk, brood, eieren, appels, kaas, en voor zondag een taart met kersen.",
        "Bonjour à tous, la réunion de demain aura lieu dans la grande salle, merci de venir à l'heure.",
        "Lorem ipsum",
        "Heute scheint die Sonne und wir gehen mit dem Hund in den Park, danach essen wir Eis.",
    ),
    "notice": (
        "Aankondiging van een opdracht\n\nDe stad zoekt een leverancier van werkkledij. De opdracht loopt drie jaar.",
        "Avis de marché\n\nLa ville cherche un fournisseur de vêtements. Le marché dure trois ans. Offres avant mai.",
        "Contract notice\n\nThe city invites tenders for work clothes. The contract runs for three years from May.",
        "Auftragsbekanntmachung\n\nDie Stadt sucht einen Lieferanten für Kleidung. Der Vertrag läuft drei Jahre.",
    ),
    "award-notice": (
        "Aankondiging van een gegunde opdracht\n\nDe opdracht voor stoelen werd gegund aan een firma uit Gent.",
        "Avis d'attribution de marché\n\nLe marché de nettoyage a été attribué à une société de Lille en mai.",
        "Results\n\nNumber of tenders received: 4. The contract was awarded to a firm in Leeds, for chairs and desks.",
        "Vergebener Auftrag\n\nAnzahl der eingegangenen Angebote: 4. Der Zuschlag ging an ein Unternehmen aus Bonn.",
    ),
    "form": (
        "Offerteformulier\n\nDe ondergetekende biedt de levering aan tegen de prijs hieronder. Inschrijver: naam.",
        "Acte d'engagement\n\nLe soussigné s'engage à exécuter le marché au prix indiqué. Nom, adresse, date.",
        "Form of Tender\n\nThe undersigned offers the supply at the price below. Tenderer: name, address, signature.",
        "Angebotsschreiben\n\nHiermit bieten wir die Leistungen zu den eingesetzten Preisen an. Bieter: Name.",
    ),
    "model": (
        "Modelovereenkomst diensten\n\nDe opdrachtgever en de opdrachtnemer komen overeen wat volgt over de prijs.",
        "Modèle de contrat de services\n\nLe pouvoir adjudicateur et le prestataire conviennent du prix et du délai.",
        "Model contract for services\n\nThe authority and the contractor agree on the price and the delivery date.",
        "Mustervertrag Dienstleistungen\n\nAuftraggeber und Auftragnehmer vereinbaren den Preis und die Lieferung.",
    ),
    "collection": (
        "\n\n".join(f"Opdrachtgever: Stad {n}\nVoorwerp: stoelen {n}\nUiterste datum: {n} mei" for n in range(1, 5)),
        "\n\n".join(f"Acheteur : Ville {n}\nObjet : chaises {n}\nDate limite : {n} mai" for n in range(1, 5)),
        "\n\n".join(f"Buyer: City of {n}\nSubject: chairs {n}\nClosing date: {n} May" for n in range(1, 5)),
        "\n\n".join(f"Vergabestelle: Stadt {n}\nGegenstand: Stühle {n}\nAngebotsfrist: {n}. Mai" for n in range(1, 5)),
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_a_dossier_is_what_its_words_say(kind: str, text: str, words: StructureWords) -> None:
    assert whole(text, words).kind.value == kind


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Technische fiche stoelen\n\nDe opdrachtnemer levert stoelen volgens de bepalingen van het bijzonder bestek. "
         "De prijs is vast.", "het bijzonder bestek"),
        ("Fiche technique\n\nLe titulaire livre des chaises. Les pénalités sont fixées par les dispositions du CCAP et "
         "le prix est ferme.", "du CCAP"),
        ("Leistungsbeschreibung\n\nDer Auftragnehmer liefert Stühle. Die Vergütung folgt § 3 der Vertragsbedingungen "
         "und wird monatlich gezahlt.", "der Vertragsbedingungen"),
        ("Specification\n\nThe contractor supplies chairs. Payment is made in accordance with the general conditions "
         "of contract.", "the general conditions of contract"),
        ("Vraag aan leveranciers\n\nDe opdracht betreft stoelen. Het bestek is nog niet beschikbaar en volgt later.",
         "Het bestek is nog niet beschikbaar en volgt later."),
        ("Early information\n\nThe contract covers chairs. There are no specifications yet; suppliers are told in May.",
         "There are no specifications yet;"),
        ("Information\n\nLe marché porte sur des chaises. Le cahier des charges n'existe pas encore, le prix non plus.",
         "Le cahier des charges n'existe pas encore, le prix non plus."),
    ],
)  # fmt: skip
def test_what_the_text_points_to_and_the_dossier_lacks(text: str, named: str, words: StructureWords) -> None:
    assert named in [lack.named for lack in whole(text, words).lacks]


@pytest.mark.parametrize(
    "text",
    [
        "Bijzonder bestek stoelen\n\nDe opdrachtnemer levert stoelen volgens het bijzonder bestek. De prijs is vast.",
        "Cahier des charges\n\nLe titulaire livre des chaises, conformément au présent cahier des charges.",
        "Bestek\n\nDe algemene voorwaarden van de inschrijver zijn niet van toepassing. De opdrachtnemer levert.",
        "Leistungsbeschreibung\n\nVertragsbedingungen des Bieters gelten nicht. Der Auftragnehmer liefert jedes Jahr."
        " Der Preis ist fest.",
        "Specification\n\nThe contractor's general conditions do not apply. The contractor supplies chairs as ordered.",
    ],
)
def test_what_a_document_is_itself_or_refuses_is_not_lacking(text: str, words: StructureWords) -> None:
    assert whole(text, words).lacks == ()


def test_what_a_notice_does_not_hold_is_undecided_and_a_result_is_not_judged() -> None:
    with Checker() as checker:
        notice = checker.check_text(KINDS["notice"][2]).report
        assert notice.dossier.kind == "notice" and not notice.dossier.complete and notice.dossier.incomplete_because
        verdicts = {finding.verdict.value for finding in notice.findings}
        assert "missing" not in verdicts and "undecided" in verdicts
        assert all(f.advice is None for f in notice.findings if f.incomplete)
        result = checker.check_text(KINDS["award-notice"][0]).report
        assert result.findings == () and result.dossier.kind == "award-notice" and result.dossier.incomplete_because


def test_a_whole_tender_lacks_nothing(words: StructureWords) -> None:
    assert whole(KINDS["specification"][0], words) == Completeness(DossierKind.SPECIFICATION)
