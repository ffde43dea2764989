"""Which clauses answer a tender's needs, and how many find room."""

from __future__ import annotations

import pytest

from tenderscan.check import Checker
from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.model.rule import Applies, Criterion
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.suggest.model import Clause, Need
from tenderscan.suggest.needs import LEAST, clauses, room, within_bound


def need(
    name: str,
    verdict: VerdictKind = VerdictKind.MISSING,
    level: Level = Level.REQUIRED,
    words: int = 60,
    provisions: tuple[str, ...] = ("performance-condition",),
    nature: str = "duty",
) -> Need:
    theme = name.split(".")[0]
    text = {"nl": "woord " * words}
    criterion = Criterion(name, theme, {}, {}, {}, (), provisions, Applies(), (), nature=nature, clause=text)  # type: ignore[arg-type]
    return Need(Finding(name, theme, name, level, verdict, ""), criterion)


def names(found: tuple[Clause, ...]) -> list[str]:
    return [clause.need.criterion.id for clause in found]


def test_the_clause_that_answers_most_comes_first() -> None:
    wanted = [need("a.one"), need("a.two"), need("a.three")]
    serves = {"a.one": {"a.one"}, "a.two": {"a.two", "a.one", "a.three"}, "a.three": {"a.three"}}
    found = clauses(wanted, dict.fromkeys(serves, "nl"), lambda criterion, _: frozenset(serves[criterion.id]))
    assert names(found) == ["a.two"]
    assert [each.criterion.id for each in found[0].serves] == ["a.one", "a.two", "a.three"]


def test_a_duty_does_not_stand_for_an_award_criterion_or_another_place() -> None:
    award = need("a.award", nature="award", provisions=("award-criterion",))
    elsewhere = need("a.selection", provisions=("selection-criterion",))
    wanted = [need("a.one"), award, elsewhere]
    everything = frozenset({"a.one", "a.award", "a.selection"})
    found = clauses(wanted, dict.fromkeys(everything, "nl"), lambda *_: everything)
    assert sorted(names(found)) == ["a.award", "a.one", "a.selection"]


def test_a_clause_in_another_language_serves_nobody_else() -> None:
    both = frozenset({"a.one", "a.two"})
    found = clauses([need("a.one"), need("a.two")], {"a.one": "nl", "a.two": "nl"}, lambda *_: both)
    assert len(found) == 1
    second = need("a.two")
    second.criterion.clause["en"] = "word"
    found = clauses([need("a.one"), second], {"a.one": "nl", "a.two": "en"}, lambda *_: both)
    assert len(found) == 2


@pytest.mark.parametrize(("words", "most"), [(0, LEAST), (900, LEAST), (4000, 1000)])
def test_the_room_is_a_share_of_the_tender(words: int, most: int) -> None:
    assert room(words) == most


def test_amendments_and_what_is_required_come_before_the_rest() -> None:
    given = [
        need("a.recommended", level=Level.RECOMMENDED, words=100),
        need("a.required", words=100),
        need("a.weak", VerdictKind.WEAK, Level.RECOMMENDED, words=100),
    ]
    found = tuple(Clause(each, each.criterion.clause["nl"].strip(), (each,)) for each in given)
    kept, left = within_bound(found, 800, ())
    assert (names(kept), names(left)) == (["a.required", "a.weak"], ["a.recommended"])
    kept, left = within_bound(found, 800, ("a.recommended",))
    assert "a.recommended" in names(kept)
    assert within_bound(found, 4000, ()) == (found, ())


def test_a_shorter_clause_may_still_fit() -> None:
    given = [need("a.long", words=240), need("a.longer", words=100), need("a.short", words=10)]
    found = tuple(Clause(each, each.criterion.clause["nl"].strip(), (each,)) for each in given)
    kept, left = within_bound(found, 0, ())
    assert (names(kept), names(left)) == (["a.long", "a.short"], ["a.longer"])


def test_every_clause_is_met_in_the_company_of_its_title(checker: Checker) -> None:
    """A clause put in with its title in front must count as it does alone."""
    flemish = checker.rulebook.profiles["flemish-municipality"]
    profile = (*flemish.required, *flemish.recommended)
    asked = [
        (criterion.id, read_text(f"{criterion.title[language]}. {text}", f"{criterion.id}-{language}"))
        for criterion in checker.rulebook.criteria
        if criterion.id in profile
        for language, text in criterion.clause.items()
    ]
    decisions = checker.passages.decide(asked)
    weak = [document.path for (_, document), each in zip(asked, decisions, strict=True) if each.verdict != "met"]
    assert len(asked) >= 4 * len(profile) and weak == []
