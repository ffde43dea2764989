"""Labels of requirements tables, lots that a sentence names, and the law in its own words, judged by real rules."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.text.markdown import read_markdown

CRITERION = "labour.ilo-conventions"


def _verdict(checker: Checker, text: str) -> tuple[str, tuple[str, ...]]:
    document = read_markdown(text.encode(), "table.md", ReadOptions())
    decision = checker.passages.decide([(CRITERION, document)])[0]
    return decision.verdict.value, decision.reasons


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        ("| Nr. | Type | Omschrijving |\n|---|---|---|\n| 1 | EIS | {text} |\n| 2 | EIS | Levering in dozen. |", "met"),
        (
            "| Nr. | Type | Omschrijving |\n|---|---|---|\n| 1 | WENS | {text} |\n| 2 | EIS | Levering in dozen. |",
            "weak",
        ),
        ("| Nr. | Type | Omschrijving |\n|---|---|---|\n| 1 | W | {text} |\n| 2 | E | Levering in dozen. |", "weak"),
        ("| Omschrijving | Eis | Wens |\n|---|---|---|\n| {text} | | X |\n| Levering in dozen. | X | |", "weak"),
        ("| Omschrijving | Eis | Wens |\n|---|---|---|\n| {text} | X | |\n| Levering in dozen. | | X |", "met"),
        ("| Omschrijving | Vereist |\n|---|---|\n| {text} | Neen |\n| Levering in dozen. | Ja |", "contradicted"),
        ("| Omschrijving | Vereist |\n|---|---|\n| {text} | Ja |\n| Levering in dozen. | Neen |", "met"),
        ("| Omschrijving | Meeteenheid |\n|---|---|\n| {text} | W |\n| Lampen | W |", "met"),
        ("**WENS 4:** {text}", "weak"),
        ("**EIS 4:** {text}", "met"),
    ],
)
def test_labels_of_a_table(checker: Checker, table: str, verdict: str) -> None:
    text = "De leverancier van de ballen respecteert de IAO-basisconventies en bezorgt jaarlijks een auditverslag."
    assert _verdict(checker, table.format(text=text))[0] == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Artikel 7 van de wet van 17 juni 2016 luidt als volgt: de ondernemers leven de IAO-basisconventies na.",
            "weak",
        ),
        (
            "L'article 7 de la loi du 17 juin 2016 dispose que les opérateurs respectent les conventions de l'OIT.",
            "weak",
        ),
    ],
)
def test_the_words_of_a_law_are_no_demand_of_the_tender(checker: Checker, text: str, verdict: str) -> None:
    assert _verdict(checker, text) == (verdict, ("law-only",))


LOTS = """# Perceel 1: Ballen

Levering van ballen.

# Perceel 2: Hemden

Levering van hemden.

# Perceel 3: Doelen

Levering van doelen.

# Uitvoering

{text}
"""


@pytest.mark.parametrize(
    ("text", "lots"),
    [
        ("Voor perceel 2 leeft de leverancier de IAO-basisconventies na.", ("2",)),
        ("Voor de percelen 1 en 3 leeft de leverancier de IAO-basisconventies na.", ("1", "3")),
        ("Voor percelen 1 tot 3 leeft de leverancier de IAO-basisconventies na.", ()),
        ("Behalve voor perceel 1 leeft de leverancier de IAO-basisconventies na.", ("2", "3")),
        ("De leverancier leeft de IAO-basisconventies na.", ()),
        ("Voor perceel 9 leeft de leverancier de IAO-basisconventies na.", ()),
    ],
)
def test_lots_that_a_sentence_names(checker: Checker, text: str, lots: tuple[str, ...]) -> None:
    document = read_markdown(LOTS.format(text=text).encode(), "lots.md", ReadOptions())
    decision = checker.passages.decide([(CRITERION, document)])[0]
    assert [claim.lots for claim in decision.claims] == [lots]
