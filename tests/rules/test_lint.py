"""Rules about rules: nothing dead, nothing said twice, sources and jurisdictions named, no circle of dependence."""

from __future__ import annotations

from collections import defaultdict
from fnmatch import fnmatchcase

import pytest

from tenderscan.matching.traces import BREAK, SERVICE, SUPPLY
from tenderscan.model.rule import CITED, Concept
from tenderscan.rulebook.load import load_rulebook

RULEBOOK = load_rulebook(examples=True)
LANGUAGES = ("nl", "fr", "en", "de")


def referred() -> set[str]:
    """Concepts that a criterion needs, and those that feed or guard them."""
    found: set[str] = {SUPPLY, SERVICE, BREAK}
    for criterion in RULEBOOK.criteria:
        for way in criterion.evidence:
            found |= {name.removeprefix(CITED) for name in way.expression.concepts()}
        found |= {
            *criterion.not_when,
            *criterion.applies.bought,
            *criterion.applies.named,
            *criterion.applies.not_named,
        }
    pending = list(found)
    while pending:
        concept = RULEBOOK.concepts.get(pending.pop())
        new = set(concept.includes) - found if concept else set()
        found |= new
        pending += new
    return found | {c.id for c in RULEBOOK.concepts.values() if set(c.takes) & found}


def test_no_concept_is_dead() -> None:
    assert set(RULEBOOK.concepts) - referred() == set()


@pytest.mark.parametrize("concept", RULEBOOK.concepts.values(), ids=lambda c: c.id)
def test_a_concept_has_words_in_all_languages_or_names_that_need_none(concept: Concept) -> None:
    if concept.words.get("any") or concept.includes:
        return
    assert set(LANGUAGES) <= set(concept.words)


def test_no_word_stands_twice_in_one_concept() -> None:
    twice: dict[str, list[str]] = defaultdict(list)
    for concept in RULEBOOK.concepts.values():
        for words in concept.words.values():
            texts = [(word.text.lower(), word.mode) for word in words]
            twice[concept.id] += [text for text, mode in set(texts) if texts.count((text, mode)) > 1]
    assert {name: words for name, words in twice.items() if words} == {}


def test_sources_name_their_jurisdiction() -> None:
    known = {"eu", "int", "be", "be-vlg", "nl", "fr", "de"}
    for criterion in RULEBOOK.criteria:
        assert criterion.sources
        assert {source.jurisdiction for source in criterion.sources} <= known, criterion.id


def test_no_circle_of_dependence() -> None:
    needs = {
        criterion.id: {
            other.id
            for other in RULEBOOK.criteria
            for pattern in criterion.applies.when
            if fnmatchcase(other.id, pattern)
        }
        for criterion in RULEBOOK.criteria
    }
    done: set[str] = set()
    while len(done) < len(needs):
        free = {name for name, others in needs.items() if name not in done and others <= done}
        assert free, {name: others for name, others in needs.items() if name not in done}
        done |= free


def test_signals_are_the_same_in_all_languages() -> None:
    used = {name for lists in RULEBOOK.signals.values() for name in lists}
    for language in LANGUAGES:
        assert used - set(RULEBOOK.signals[language]) == set(), language
