"""Phrases, forms, compounds, gaps and hyphens: what a written word finds."""

from __future__ import annotations

import pytest

from tenderscan.lexicon.compile import compile_lexicon
from tenderscan.lexicon.search import Finder
from tenderscan.lexicon.sentences import sentences
from tenderscan.lexicon.store import pack, unpack
from tenderscan.lexicon.syntax import words
from tenderscan.lexicon.tokens import tokenize
from tenderscan.model.rule import Concept, Rulebook


def found(written: object, text: str, language: str = "nl") -> list[str]:
    """The words that a concept, written so, finds in a text."""
    concept = Concept("c", {language: words([written])})  # type: ignore[list-item]
    rulebook = Rulebook("t", "0" * 64, {"c": concept}, {language: {}}, (), {}, {language: {}}, {})
    lexicon = compile_lexicon(rulebook, language)
    assert unpack(pack(lexicon)) == lexicon
    tokens = tokenize(text)
    hits = Finder(lexicon).find(tokens, sentences(tokens, frozenset()))
    return [text[tokens.starts[h.start] : tokens.ends[h.end - 1]] for h in hits]


@pytest.mark.parametrize(
    ("written", "text", "hits"),
    [
        ("arbeidsnorm", "De Arbeidsnormen gelden.", ["Arbeidsnormen"]),
        ("toeleveringsketen", "in de toeleveringsketens", ["toeleveringsketens"]),
        ("IAO-conventie", "IAO conventies en IAO-conventie", ["IAO conventies", "IAO-conventie"]),
        ("=EMS", "het EMS, de EMSen", ["EMS"]),
        ("==iLO", "ILO of iLO", ["iLO"]),
        ("*natuursteen*", "natuursteenleveringen en steen", ["natuursteenleveringen"]),
        ({"word": "*loon*", "not": ["ballon"]}, "loonkloof, ballon", ["loonkloof"]),
        ("leeft ... na", "Hij leeft alle normen na.", ["leeft alle normen na"]),
        ("leeft ... na", "Hij leeft. Alle normen na.", []),
        ("legt ...2 op", "legt dit alles aan hen op", []),
        ("(faire|eerlijke) steen", "faire stenen, eerlijke steen", ["faire stenen", "eerlijke steen"]),
        ("verantwoorde *steen*", "verantwoorde hardstenen", []),
        ("verantwoorde *steen*", "verantwoorde hardsteen", ["verantwoorde hardsteen"]),
        ("milieurecht", "milieu-, sociaal en arbeidsrecht", ["milieu"]),
        ("kinderarbeid", "kinder-arbeid", ["kinder-arbeid"]),
    ],
)
def test_dutch(written: object, text: str, hits: list[str]) -> None:
    assert found(written, text) == hits


@pytest.mark.parametrize(
    ("language", "written", "text", "hits"),
    [
        ("fr", "convention fondamentale de l'OIT", "les conventions fondamentales de l’OIT", 1),
        ("fr", "respecter", "le titulaire respecte, ils respectent", 2),
        ("en", "supply chain", "supply chains, supply-chain", 2),
        ("de", "Sorgfaltspflicht", "Lieferkette: Sorgfaltspflichten", 1),
        ("de", "*lieferkettensorgfalt*", "Lieferkettensorgfaltspflichten", 1),
        ("de", "Massnahme", "Maßnahmen", 1),
    ],
)
def test_other_languages(language: str, written: str, text: str, hits: int) -> None:
    assert len(found(written, text, language)) == hits
