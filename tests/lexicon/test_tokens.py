"""Golden tests of the tokenizer: apostrophes, hyphens, numbers, sentences."""

from __future__ import annotations

import pytest

from tenderscan.lexicon.sentences import sentences
from tenderscan.lexicon.tokens import JOINED, SUSPENDED, tokenize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("les conventions de l'OIT", ["les", "conventions", "de", "l", "oit"]),
        ("l’accès d'un tiers", ["l", "acces", "d", "un", "tiers"]),
        ("'s avonds en/of vroeger", ["s", "avonds", "en", "/", "of", "vroeger"]),
        ("IAO-conventies", ["iao", "conventies"]),
        ("CO2-uitstoot: 1.500,50 kg", ["co2", "uitstoot", ":", "1.500,50", "kg"]),
        ("§ 7, 10% (SA8000)", ["§", "7", ",", "10", "%", "(", "sa8000", ")"]),
        ("Maßnahmen für Œuvres", ["massnahmen", "fur", "oeuvres"]),
    ],
)
def test_tokens(text: str, folded: list[str]) -> None:
    assert list(tokenize(text).folded) == folded


def test_tokens_go_home() -> None:
    text = "De IAO-conventies (nr. 29), de l'OIT; 0,5 %."
    tokens = tokenize(text)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert text[start:end].strip() == text[start:end] != ""


def test_hyphens_are_remembered() -> None:
    tokens = tokenize("milieu-, sociaal en arbeids-recht")
    assert tokens.folded[0] == "milieu"
    assert tokens.marks[0] & SUSPENDED
    assert tokens.marks[-1] & JOINED


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Eerste zin. Tweede zin! Derde?", 3),
        ("Zie art. 7 van de wet. Daarna niets.", 2),
        ("1. Levering van steen.", 1),
        ("De heer J. Peeters komt. Hij blijft.", 2),
        ("Het kost 3.500 euro. Dat is veel.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    tokens = tokenize(text)
    found = sentences(tokens, frozenset({"art"}))
    assert len(found) == count
    assert found[0][0] == 0 and found[-1][1] == len(tokens)
