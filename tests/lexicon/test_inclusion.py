"""What concepts include: the closure, also where rules go round in a circle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tenderscan.lexicon.inclusion import kin, reached, wider
from tenderscan.model.rule import Concept

GOODS = (
    Concept("goods", {}, includes=("stone", "wood")),
    Concept("stone", {}, includes=("granite",)),
    Concept("granite", {}),
    Concept("wood", {}),
)


def test_wider_concepts_near_and_far() -> None:
    assert wider(GOODS) == {"goods": (), "stone": ("goods",), "granite": ("goods", "stone"), "wood": ("goods",)}


def test_kin_are_those_above_and_below_and_itself() -> None:
    assert kin(GOODS)["stone"] == {"goods", "stone", "granite"}
    assert kin(GOODS)["wood"] == {"goods", "wood"}


def test_a_circle_ends() -> None:
    circle = (Concept("a", {}, includes=("b",)), Concept("b", {}, includes=("a",)))
    assert wider(circle) == {"a": ("b",), "b": ("a",)}
    assert reached(("a",), {"a": ("b",), "b": ("a",)}) == {"a", "b"}


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4), max_size=6))
def test_what_is_reached_reaches_no_further(edges: dict[str, list[str]]) -> None:
    found = reached(("a",), edges)
    assert found == {name for start in ("a", *found) for name in edges.get(start, ())}
