"""How floors are made of figures."""

from __future__ import annotations

from benchmarks.set_floors import floors, kept


def test_a_floor_is_three_points_below_and_never_above_what_was_measured() -> None:
    figures = {"a": {"value": 0.9}, "b": {"value": 0.01}, "c": {"value": None}, "d": {"value": 1.0}}
    assert floors(figures, ("a", "b", "c", "missing")) == {"a": 0.87, "b": 0.0}


def test_a_floor_is_not_lowered_by_itself() -> None:
    assert kept({"a": 0.9, "gone": 0.5}, {"a": 0.8, "b": 0.7}) == {"a": 0.9, "b": 0.7}
