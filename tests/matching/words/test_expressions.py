"""Rule logic over hits marked by hand: what holds within a sentence, a block, or so many words."""

from __future__ import annotations

import pytest

from tenderscan.matching.words.expressions import MOST_MATCHES, evaluate
from tenderscan.model.rule import Expression
from tests.matching.marked import bound

A, B, C = (Expression(concept=name) for name in "abc")
TWO_SENTENCES = "Wie {steen:A} levert, meldt dit. De {groeve:B} is bekend."


def both(*parts: Expression, **more: object) -> Expression:
    return Expression(all_of=parts, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expression", "text", "count"),
    [
        (A, "Een {steen:A} en een {kei:A}.", 2),
        (A, "Een {steen:B}.", 0),
        (Expression(any_of=(A, B)), "Een {steen:B} en een {kei:A}.", 2),
        (both(A, B), "Een {steen:A} uit de {groeve:B}.", 1),
        (both(A, B), TWO_SENTENCES, 0),
        (both(A, B, within="block"), TWO_SENTENCES, 1),
        (both(A, B, within="near", near=2), "Een {steen:A} uit de {groeve:B}.", 1),
        (both(A, B, within="near", near=1), "Een {steen:A} uit de {groeve:B}.", 0),
        (both(A, B, none_of=("c",)), "Een {steen:A} uit de {groeve:B} zonder {merk:C}.", 0),
        (both(A, B, none_of=("c",)), "Een {steen:A} uit de {groeve:B}. Geen {merk:C}.", 1),
        (both(A, Expression(any_of=(B, C))), "Een {steen:A} met {merk:C}.", 1),
        (both(A, both(B, C)), "Een {steen:A} met {merk:C}.", 0),
        (Expression(concept="signal:proof"), "Een {attest:proof}.", 1),
    ],
)
def test_an_expression_holds_so_often(expression: Expression, text: str, count: int) -> None:
    assert len(evaluate(expression, [bound(text)])) == count


def test_of_each_part_the_hit_nearest_to_the_first_is_taken() -> None:
    text = "Een {groeve:B} en ook wat {steen:A} uit een {mijn:B}."
    ((first, second),) = evaluate(both(A, B), [bound(text)])
    assert first.fragment.words((first.start, first.end)) == "steen"
    assert second.fragment.words((second.start, second.end)) == "mijn"


def test_a_block_speaks_with_its_list_and_near_never_leaps_from_one_to_the_other() -> None:
    bounds = [bound("De {steen:A}:"), bound("uit de {groeve:B};", 1)]
    assert len(evaluate(both(A, B, within="section"), bounds)) == 1
    assert evaluate(both(A, B, within="near", near=50), bounds) == ()


def test_a_text_that_repeats_a_word_gives_no_more_than_the_most_matches() -> None:
    assert len(evaluate(A, [bound("{steen:A} " * (MOST_MATCHES + 10))])) == MOST_MATCHES


def test_a_hit_belongs_to_the_bound_in_which_it_begins() -> None:
    whole = bound(TWO_SENTENCES)
    first = type(whole)(whole.fragment, *whole.fragment.bounds[0])
    assert first.has("a") and not first.has("b")
