"""Annexes that are cited: held or absent, of a law or of the dossier, forms or clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.check import Checker
from tenderscan.model.annex import CitedAnnex
from tenderscan.model.report import VerdictKind
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, cited_but_absent, structure

V = VerdictKind


@pytest.fixture(scope="module")
def words(checker: Checker) -> StructureWords:
    return StructureWords.of(checker.rulebook.structure)


def absent(words: StructureWords, text: str, *others: tuple[str, str]) -> tuple[CitedAnnex, ...]:
    documents = [read_text(text, "bestek.txt"), *(read_text(held, name) for name, held in others)]
    return cited_but_absent([structure(document, words) for document in documents], words)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("De prijzen staan in bijlage C van dit bestek.", ["Bijlage C"]),
        ("Les adresses se trouvent à l'annexe 3.", ["Annexe 3"]),
        ("Die Pläne liegen als Anlage 2 bei.", ["Anlage 2"]),
        ("The drawings are in Annex B and in Appendix 4.", ["Annex B", "Appendix 4"]),
        ("Zie bijlagen 3 en 5.", ["Bijlage 3", "Bijlage 5"]),
        ("Voir les annexes 1 à 3.", ["Annexe 1", "Annexe 2", "Annexe 3"]),
        ("De bepalingen van bijlage X van Richtlijn 2014/24/EU worden nageleefd.", []),
        ("De monsters worden getest volgens NBN EN 1341 bijlage A.", []),
        ("Les stoffen van bijlage XVII van REACH zijn verboden.", []),
        ("De ploeg wordt een bijlage bij het verslag.", []),
    ],
)
def test_citations_in_four_languages(words: StructureWords, text: str, names: list[str]) -> None:
    assert [annex.name for annex in absent(words, text)] == names


CITES = "De inschrijver vult bijlage C in.\n\nDe stad beoordeelt de offertes binnen negentig dagen na de opening."


@pytest.mark.parametrize(
    "other",
    [
        ("bijlage_C.txt", "Prijzen per stuk."),
        ("prijzen.txt", "Bijlage C - Prijslijst\n\nDe prijzen per stuk staan hieronder, in euro zonder btw."),
    ],
)
def test_a_file_or_a_heading_that_is_the_annex_holds_it(words: StructureWords, other: tuple[str, str]) -> None:
    assert absent(words, CITES) == (CitedAnnex("Bijlage C"),)
    assert absent(words, CITES, other) == ()


def test_a_list_of_annexes_holds_none(words: StructureWords) -> None:
    text = f"{CITES}\n\nLijst van bijlagen\n\nBijlage A: grondplan\nBijlage B: borgstelling\nBijlage C: prijslijst"
    assert [annex.name for annex in absent(words, text)] == ["Bijlage C", "Bijlage A", "Bijlage B"]


@pytest.mark.parametrize(
    ("text", "provisions", "matters"),
    [
        ("De sociale clausules in bijlage 4 zijn van toepassing.", ("performance-condition",), ("soc-obj",)),
        ("Les clauses environnementales figurent à l'annexe 2.", ("performance-condition",), ("env-imp",)),
        ("De technische bepalingen staan in bijlage 4.", ("technical-specification",), ()),
        ("Die Vertragsbedingungen sind in Anlage 3 enthalten.", ("performance-condition",), ()),
        ("The contractor meets the sustainability requirements of Annex 2.",
         ("performance-condition", "technical-specification"), ()),
        ("De inschrijver vult het offerteformulier (bijlage 1) in.", (), ()),
        ("Bijlage 5: plannen met technische voorschriften.", (), ()),
        ("De ligging staat in bijlage 2.", (), ()),
    ],
)  # fmt: skip
def test_what_an_annex_is_said_to_hold(
    words: StructureWords, text: str, provisions: tuple[str, ...], matters: tuple[str, ...]
) -> None:
    (annex,) = absent(words, text)
    assert (annex.provisions, annex.matters) == (provisions, matters)


def verdicts(checker: Checker, text: str) -> dict[str, VerdictKind]:
    return {f.id: f.verdict for f in checker.check_text(f"Bestek poetsen\n\nUitvoering\n\n{text}").report.findings}


def test_missing_gives_way_to_an_absent_annex_of_clauses_on_the_matter(checker: Checker) -> None:
    plain = verdicts(checker, "De opdrachtnemer poetst elke dag de gangen en de trappen van het stadhuis.")
    found = verdicts(checker, "De opdrachtnemer poetst de gangen. De sociale clausules in bijlage 4 gelden.")
    form = verdicts(checker, "De opdrachtnemer poetst de gangen. Het offerteformulier in bijlage 4 wordt ingevuld.")
    assert plain["labour.ilo-conventions"] is V.MISSING
    assert found["labour.ilo-conventions"] is V.UNDECIDED
    assert form["labour.ilo-conventions"] is V.MISSING
    environment = [i for i, verdict in plain.items() if i.startswith("environment.") and verdict is V.MISSING]
    assert environment
    assert all(found[i] is V.MISSING for i in environment)


def test_the_annex_is_named_in_the_verdict_and_the_dossier(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "bestek.txt"
    path.write_text(
        "Bestek\n\nUitvoering\n\nDe opdrachtnemer poetst. De sociale clausules staan in bijlage 4.", "utf-8"
    )
    report = checker.check_paths([path]).report
    finding = next(f for f in report.findings if f.id == "labour.ilo-conventions")
    assert "Bijlage 4" in finding.why
    assert report.dossier.cited_but_absent == ("Bijlage 4",)
