"""Forms that words take, and those that they must not."""

from __future__ import annotations

import pytest

from tenderscan.lexicon.forms import Inflections


def forms(language: str, word: str) -> frozenset[str]:
    return Inflections(language, [word]).forms(word)


@pytest.mark.parametrize(
    ("language", "word", "has", "lacks"),
    [
        ("de", "Waren", {"waren"}, {"ist", "sind", "sein", "war"}),
        ("de", "Ware", {"ware", "waren"}, {"ist", "war"}),
        ("fr", "avoirs", {"avoirs", "avoir"}, {"a", "ont", "s"}),
        ("fr", "avoir", {"avoir", "ont"}, {"a", "s"}),
        ("nl", "waren", {"waren"}, {"is", "zijn", "ben"}),
        ("en", "goods", {"goods", "good"}, {"better", "best"}),
        ("de", "sein", {"sein", "ist"}, set()),
        ("nl", "eten", {"eten", "gegeten", "aten"}, set()),
        ("de", "leisten", {"leistet", "geleistet"}, set()),
        ("nl", "gevraagd", {"vragen", "vroegen"}, set()),
    ],
)
def test_only_auxiliaries_themselves_take_forms_of_another_stem(
    language: str, word: str, has: set[str], lacks: set[str]
) -> None:
    found = forms(language, word)
    assert has <= found
    assert not lacks & found
