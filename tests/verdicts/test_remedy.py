"""--explain: the shortest change that turns a verdict, tried by judging the edited text anew."""

from __future__ import annotations

import re

import pytest

from tenderscan.check import Checker, CheckResult
from tenderscan.model.report import Change, VerdictKind
from tenderscan.reports.explain import explanation

V = VerdictKind
ILO = "labour.ilo-conventions"


HEAD = "Bestek\n\n7 Uitvoeringsvoorwaarden\n\n"


def judged(
    checker: Checker, body: str, criterion: str = ILO, head: str = HEAD
) -> tuple[CheckResult, tuple[Change, ...]]:
    result = checker.check_text(head + body)
    finding = next(f for f in result.report.findings if f.id == criterion)
    return result, result.changes(finding)


@pytest.mark.parametrize(
    ("text", "kind", "old"),
    [
        ("De opdrachtnemer leeft bij voorkeur de IAO-basisconventies na.", "replace", "bij voorkeur"),
        ("The Contractor should comply with the ILO core conventions.", "replace", "should"),
        ("L'adjudicataire peut respecter les conventions fondamentales de l'OIT.", "replace", "peut"),
        ("Der Auftragnehmer soll die ILO-Kernarbeitsnormen einhalten.", "replace", "soll"),
        ("Bij voorkeur leeft de opdrachtnemer de IAO-basisconventies na.", "replace", "Bij voorkeur"),
    ],
)
def test_a_weak_passage_is_mended_by_a_word(checker: Checker, text: str, kind: str, old: str) -> None:
    _, (change,) = judged(checker, text)
    assert (change.kind, change.verdict) == (kind, V.MET)
    assert old in change.old


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("De stad hecht belang aan de IAO-basisconventies.", ""),
        ("De opdrachtnemer streeft naar de naleving van de IAO-basisconventies.", ""),
        ("Der Auftragnehmer bemüht sich, die ILO-Kernarbeitsnormen einzuhalten.", ""),
        ("Bij voorkeur leeft de opdrachtnemer de IAO-basisconventies na.", "Steeds leeft de opdrachtnemer"),
        ("Nach Möglichkeit hält der Auftragnehmer die ILO-Kernarbeitsnormen ein.", "In jedem Fall hält der"),
        ("L'adjudicataire respecte si possible les conventions fondamentales de l'OIT.", "respecte dans tous les cas"),
        ("The Contractor shall, where possible, comply with the ILO core conventions.", "shall, in all cases, comply"),
    ],
)
def test_no_change_is_proposed_that_leaves_a_sentence_lame(checker: Checker, text: str, mended: str) -> None:
    _, changes = judged(checker, text)
    assert changes
    swapped = [text.replace(each.old, each.new) for each in changes if each.kind == "replace"]
    assert all(mended and mended in each for each in swapped)
    assert {each.kind for each in changes} <= {"replace", "add", "paste"}


def test_a_waiver_is_removed(checker: Checker) -> None:
    waiver = "De naleving van de IAO-conventies wordt evenwel niet gevraagd."
    _, (change,) = judged(checker, f"De opdrachtnemer leeft de IAO-basisconventies na. {waiver}")
    assert (change.kind, change.old, change.verdict) == ("remove", waiver, V.MET)
    assert change.section == "7 Uitvoeringsvoorwaarden"


def test_a_waiver_alone_is_replaced_by_the_clause(checker: Checker) -> None:
    _, changes = judged(checker, "De naleving van de IAO-conventies wordt niet gevraagd.\n\nDe prijs is vast.")
    assert [(c.kind, c.verdict) for c in changes] == [("remove", V.MISSING), ("paste", V.MET)]


def test_what_is_missing_is_pasted_where_it_belongs(checker: Checker) -> None:
    _, (change,) = judged(checker, "De opdrachtnemer wast elke week de ramen van het gebouw.")
    assert (change.kind, change.section, change.verdict) == ("paste", "7 Uitvoeringsvoorwaarden", V.MET)


def test_an_award_criterion_gets_a_weight(checker: Checker) -> None:
    text = "De gunningscriteria zijn prijs, kwaliteit en milieuvriendelijkheid."
    _, (change,) = judged(checker, text, "environment.award-criterion", "Bestek\n\n4 Gunningscriteria\n\n")
    assert (change.kind, change.new, change.verdict) == ("add", "(10 punten)", V.MET)


def test_nothing_turns_what_is_met(checker: Checker) -> None:
    _, changes = judged(checker, "De opdrachtnemer leeft de IAO-basisconventies na.")
    assert changes == ()


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize(
    "text",
    [
        "De opdrachtnemer leeft bij voorkeur de IAO-basisconventies na.",
        "De opdrachtnemer leeft de IAO-basisconventies na.",
        "De naleving van de IAO-conventies wordt niet gevraagd.",
        "Worden de IAO-conventies gevraagd?",
        "De opdrachtnemer wast de ramen.",
    ],
)
def test_every_explanation_is_in_the_readers_words(checker: Checker, language: str, text: str) -> None:
    result, changes = judged(checker, text)
    finding = next(f for f in result.report.findings if f.id == ILO)
    texts = checker.rulebook.texts_in(language)
    page = explanation(finding, result.claims, result.structured, texts, 72, changes).plain()
    assert texts["explain.change"].split()[0] in page
    assert not re.search(r"\b(explain|signal|change|near-miss|report|chain)\.[a-z]", page)
    assert all(len(line) <= 72 for line in page.splitlines())
