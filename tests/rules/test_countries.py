"""Clauses, sources and words by country: each clause holds where it is offered, and no other country shows through."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tenderscan.check import Checker, CheckOptions
from tenderscan.model.rule import Rulebook
from tenderscan.rulebook.load.profiles import NO_PLACES
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.verdicts.fitting import fitted
from tenderscan.verdicts.home import Home

SPOKEN = {
    "be": "nl fr de", "be-vlg": "nl", "be-wal": "fr", "be-bru": "nl fr", "nl": "nl", "fr": "fr", "de": "de", "at": "de",
    "ch": "de fr", "lu": "fr de", "ie": "en", "uk": "en",
}  # fmt: skip
NATURES = (frozenset[str](), frozenset({"works"}), frozenset({"supplies"}), frozenset({"services"}))


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def home(rules: Rulebook, name: str) -> Home:
    place = rules.places[name]
    return Home(place, rules.places.get(place.within), name[:2], acts=rules.acts)


def texts(rules: Rulebook, name: str) -> Iterator[tuple[str, str, str]]:
    """Each different clause that a tender of a place may be offered: criterion, language, text."""
    seen = set()
    for criterion in rules.criteria:
        for natures in NATURES:
            own = fitted(criterion, home(rules, name), natures, SPOKEN[name].split())
            for language in SPOKEN[name].split():
                for text in (own.clause.get(language), own.ambitious.get(language)):
                    if text and (criterion.id, language, text) not in seen:
                        seen.add((criterion.id, language, text))
                        yield criterion.id, language, text


def foreign(rules: Rulebook, name: str) -> re.Pattern[str]:
    """The names of laws and institutions of all other places."""
    own = home(rules, name)
    mine = {place.id for place in own.places} | {p.id for p in rules.places.values() if p.within == name}
    names = [n for p in rules.places.values() if p.id not in mine for n in p.names]
    kept = [n for n in names if not any(n == other for place in own.places for other in place.names)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, kept))})(?!\w)")


def test_there_is_a_place_for_each_of_the_eleven_and_for_belgium(rules: Rulebook) -> None:
    served = {place.id for place in rules.places.values() if place.law or place.within}
    assert served - NO_PLACES == set(SPOKEN)
    told_apart = set(rules.places) - NO_PLACES - served
    assert len(told_apart) >= 10
    for name in told_apart:
        place = rules.places[name]
        assert (place.profile, place.union, place.terms) == ("eu-minimum", False, {})


@pytest.mark.parametrize("name", SPOKEN)
def test_no_clause_names_the_law_or_bodies_of_another_place(rules: Rulebook, name: str) -> None:
    pattern = foreign(rules, name)
    found = [
        (criterion, language, hit[0])
        for criterion, language, text in texts(rules, name)
        if (hit := pattern.search(text))
    ]
    assert not found


@pytest.mark.parametrize("name", SPOKEN)
def test_sources_are_of_the_place_the_union_or_the_world(rules: Rulebook, name: str) -> None:
    own = home(rules, name)
    allowed = {"int", *(place.id for place in own.places)} | ({"eu"} if own.union else set())
    for criterion in rules.criteria:
        cited = fitted(criterion, own, frozenset(), ()).sources
        assert cited and {source.jurisdiction for source in cited} <= allowed, criterion.id


def test_clauses_for_all_name_no_place(rules: Rulebook) -> None:
    names = {n for p in rules.places.values() for n in p.names}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    found = [
        (criterion.id, language, hit[0])
        for criterion in rules.criteria
        for texts_ in (criterion.clause, criterion.ambitious)
        for language, text in texts_.items()
        if (hit := pattern.search(text))
    ]
    assert not found


def test_each_clause_is_met_where_it_is_offered(rules: Rulebook) -> None:
    base = {(c.id, text) for c in rules.criteria for each in (c.clause, c.ambitious) for text in each.values()}
    asked = dict.fromkeys(
        (criterion, language, text)
        for name in SPOKEN
        for criterion, language, text in texts(rules, name)
        if (criterion, text) not in base
    )
    assert len(asked) > 200
    with Checker(CheckOptions()) as checker:
        documents = [(criterion, read_text(text, f"{n}.txt")) for n, (criterion, _, text) in enumerate(asked)]
        decided = checker.passages.decide(documents)
    weak = [
        (a[0], a[1], d.verdict.value, a[2]) for a, d in zip(asked, decided, strict=True) if d.verdict.value != "met"
    ]
    assert not weak


def test_a_term_of_a_place_is_put_in_once_and_keeps_its_capital() -> None:
    from tenderscan.model.place import in_words_of

    terms = (
        ("l'adjudicataire", "le titulaire"),
        ("de l'adjudicataire", "du titulaire"),
        ("le titulaire", "x"),
        ("ß", "ss"),
    )
    assert (
        in_words_of("L'adjudicataire paie la part de l'adjudicataire.", terms)
        == "Le titulaire paie la part du titulaire."
    )
    assert in_words_of("Straße", terms) == "Strasse"
