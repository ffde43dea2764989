"""Signs of what is bought: where a thing stands, and what the sentence does with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenderscan.check import Checker
from tenderscan.model.document import Dossier
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, structure

CHAIRS = "buys-furniture"


@pytest.fixture(scope="module")
def checker() -> Checker:
    with Checker() as checker:
        yield checker


def traces(checker: Checker, text: str, concept: str = CHAIRS) -> list[tuple[str, str]]:
    """Where a concept stands and its act, for each trace in order of place."""
    words = StructureWords.of(checker.rulebook.structure)
    document = structure(Dossier("t", (read_text(text, "t.txt"),)).documents[0], words)
    found = checker._matcher.match((document,)).traces
    return [(t.where, t.act) for t in sorted(found, key=lambda t: (t.place, t.where)) if t.concept == concept]


@pytest.mark.parametrize(
    ("title", "act"),
    [
        ("Levering van bureaustoelen", "supply"),
        ("Levering en onderhoud van bureaustoelen", "supply"),
        ("Onderhoud van bureaustoelen", "service"),
        ("Levering van wieltjes voor bureaustoelen", "aside"),
        ("Raamovereenkomst voor de levering van bureaustoelen", "supply"),
        ("Bestek voor bureaustoelen en kasten", ""),
        ("Acquisition de chaises de bureau", "supply"),
        ("Nettoyage des chaises de bureau", "service"),
        ("Supply of office chairs for schools", "supply"),
        ("Office chairs repair contract", "service"),
        ("Supply of castors for office chairs", "aside"),
        ("Lieferung von Bürostühlen", "supply"),
        ("Reinigung von Bürostühlen", "service"),
        ("Lieferung von Rollen für Bürostühle", "aside"),
    ],
)
def test_what_a_title_does_with_a_thing(checker: Checker, title: str, act: str) -> None:
    body = {
        "nl": "De opdracht duurt vier jaar en de inschrijver dient zijn offerte in.",
        "fr": "Le marché dure quatre ans et le soumissionnaire remet son offre.",
        "en": "The contract lasts four years and the tenderer shall submit its tender.",
        "de": "Der Auftrag läuft vier Jahre und der Bieter reicht sein Angebot ein.",
    }
    language = next(
        code
        for code, starts in {
            "fr": ("Acq", "Nett"),
            "en": ("Sup", "Off"),
            "de": ("Lief", "Rein"),
            "nl": ("",),
        }.items()
        if title.startswith(starts)
    )
    found = traces(checker, f"{title}\n\n{body[language]}")
    assert found[0] == ("title", act)


def test_items_take_the_act_of_their_lead_in(checker: Checker) -> None:
    text = "Gemeente Hazelbeke\n\nDe opdracht omvat de levering van:\n\n- bureaustoelen\n- kasten\n"
    assert set(traces(checker, text)) == {("item", "supply")}


def test_a_policy_and_a_list_of_words_say_nothing(checker: Checker) -> None:
    text = (
        "Bestek 2026/1\n\nDe opdracht duurt vier jaar en de inschrijver dient zijn offerte in.\n\n"
        "Beleidskader\n\nDe stad koopt bureaustoelen duurzaam en heeft daarover een beleid dat al lang bestaat.\n"
    )
    assert traces(checker, text) == []


def test_an_award_report_says_nothing(checker: Checker) -> None:
    words = StructureWords.of(checker.rulebook.structure)
    document = structure(read_text("Levering van bureaustoelen\n\nDe opdracht duurt vier jaar.", "t.txt"), words)
    assert checker._matcher.match((document,)).traces
    assert not checker._matcher.match((replace(document, role="award-report"),)).traces
