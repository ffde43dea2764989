"""Clean text that goes home: hyphens, ligatures, spaces, and spans that map back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderscan.lexicon.fold import fold
from tenderscan.model.document import Document, Element
from tenderscan.structure.layout.clean import Hyphens, clean


def document(*texts: str) -> Document:
    return Document("t", "0" * 64, "text/plain", tuple(Element(text) for text in texts))


def cleaned(*texts: str) -> str:
    source = document(*texts)
    hyphens = Hyphens.of(source, {"en", "of", "et", "und"})
    return clean(source, range(len(texts)), hyphens)[0]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("de funda-", "mentele normen"), "de fundamentele normen"),
        (("milieu-", "en sociaal recht"), "milieu- en sociaal recht"),
        (("IAO-", "conventies"), "IAO-conventies"),
        (("de ILO-", "Kernarbeitsnormen"), "de ILO-Kernarbeitsnormen"),
        (("een sous-", "traitant; un sous-traitant"), "een sous-traitant; un sous-traitant"),
        (("kinder\u00ad", "arbeid"), "kinderarbeid"),
        (("kin\u00adder", "arbeid"), "kinder arbeid"),
        (("o\ufb03ce  \u00a0\ufb01n",), "office fin"),
        (("regel een", "regel twee"), "regel een regel twee"),
        (("ver-\nvaardiging",), "vervaardiging"),
        (("e\u0301e\u0301n co\u00f6rdinatie\u0301",), "één coördinatié"),
        (("\u0301los x\u0302 \u0301",), "los x"),
        (("ver\u200bvaar\u202ediging\x1b",), "vervaardiging"),
    ],
)
def test_lines_are_joined(lines: tuple[str, ...], text: str) -> None:
    assert cleaned(*lines) == text


@given(st.lists(st.text(alphabet="abZé -\u00ad\u00a0\ufb01.\n", max_size=30), min_size=1, max_size=5))
def test_every_run_stands_in_the_original(texts: list[str]) -> None:
    source = document(*texts)
    text, segments = clean(source, range(len(texts)), Hyphens.of(source, {"en"}))
    for s in segments:
        width = s.stands_for or s.length
        own, original = text[s.start : s.start + s.length], source.text[s.original : s.original + width]
        assert own == original or (s.stands_for and fold(own) == fold(original))
    letters = sum(ch.isalpha() and ch != "\ufb01" for ch in source.text)
    assert sum(ch.isalpha() for ch in text) == letters + 2 * source.text.count("\ufb01")
