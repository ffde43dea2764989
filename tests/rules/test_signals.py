"""What the signals of each language make of a sentence: it asks, wishes, waives, bans or only informs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from tenderscan.lexicon.compile import compile_lexicon
from tenderscan.matching.match import Matcher
from tenderscan.model.match import Stance
from tenderscan.model.report import VerdictKind
from tenderscan.model.rule import LANGUAGES, Alternative, Applies, Concept, Criterion, Expression, Rulebook, Word
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, structure
from tenderscan.verdicts.decide import Decision, decide

SENTENCES = Path(__file__).with_name("signal_sentences.yaml")

THINGS = {
    "wanted": ("zonnebloemkeurmerk", "label Tournesol", "Sunflower label", "Sonnenblumenzeichen"),
    "banned": ("kwikverf", "peinture au mercure", "mercury paint", "Quecksilberfarbe"),
    "provable": ("zorgvuldige teelt", "culture soigneuse", "careful growing", "sorgfältiger Anbau"),
}
EXPECTED = {
    "met": ("wanted", VerdictKind.MET, ()),
    "not-binding": ("wanted", VerdictKind.WEAK, ("not-binding",)),
    "buyer-policy": ("wanted", VerdictKind.WEAK, ("buyer-policy",)),
    "no-verification": ("wanted", VerdictKind.WEAK, ("no-verification",)),
    "law-only": ("wanted", VerdictKind.WEAK, ("law-only",)),
    "contradicted": ("wanted", VerdictKind.CONTRADICTED, ()),
    "banned": ("banned", VerdictKind.MET, ()),
    "proven": ("provable", VerdictKind.MET, ()),
    "vague": ("provable", VerdictKind.WEAK, ("vague",)),
}


def _cases() -> Iterator[object]:
    sentences = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    for language, groups in sentences.items():
        for group, texts in groups.items():
            for number, text in enumerate(texts, 1):
                yield pytest.param(language, group, text, id=f"{language}-{group}-{number}")


def _criterion(name: str) -> Criterion:
    alternative = Alternative(
        id="names-it",
        expression=Expression(concept=name),
        strength="needs-proof" if name == "provable" else "concrete",
        polarity="banned" if name == "banned" else "wanted",
    )
    empty = dict.fromkeys(LANGUAGES, "")
    return Criterion(
        id=f"test.{name}", theme="test", title=empty, why=empty, where=empty, sources=(), provisions=(),
        applies=Applies(always=True), evidence=(alternative,),
    )  # fmt: skip


@cache
def _rulebook() -> Rulebook:
    concepts = {
        name: Concept(name, {language: (Word(word),) for language, word in zip(LANGUAGES, words, strict=True)})
        for name, words in THINGS.items()
    }
    criteria = tuple(_criterion(name) for name in THINGS)
    return replace(load_rulebook(), concepts=concepts, criteria=criteria)


@cache
def _matcher(language: str) -> Matcher:
    return Matcher(_rulebook(), {language: compile_lexicon(_rulebook(), language)})


def judged(language: str, text: str, thing: str) -> Decision:
    """The decision on one thing in one text, read as a document of its own."""
    document = read_text(text, "sentence")
    document = replace(document, elements=tuple(replace(e, language=language) for e in document.elements))
    found = _matcher(language).match((structure(document, StructureWords.of(_rulebook().structure)),))
    claims = [claim for claim in found.claims if claim.criterion == f"test.{thing}"]
    return decide(claims, applies=True, readable=True)


@pytest.mark.parametrize(("language", "group", "text"), list(_cases()))
def test_sentence(language: str, group: str, text: str) -> None:
    thing, verdict, reasons = EXPECTED[group]
    decision = judged(language, text, thing)
    cues = [(cue.signal, cue.text) for claim in decision.claims for cue in claim.cues]
    assert (decision.verdict, decision.reasons) == (verdict, reasons), cues


def test_a_waived_thing_shows_the_words_that_waive_it() -> None:
    claims = judged("nl", "Het zonnebloemkeurmerk is niet vereist.", "wanted").claims
    waived = [claim for claim in claims if claim.stance is Stance.WAIVES]
    assert any("niet vereist" in cue.text for claim in waived for cue in claim.cues)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_signal(language: str) -> None:
    signals = _rulebook().signals
    everywhere = set().union(*(signals[other] for other in LANGUAGES))
    assert everywhere - set(signals[language]) == set()
