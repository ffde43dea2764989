"""Texts that are one thing over and over cost work in proportion to their length: calls are counted, no seconds."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.shapes import SHAPES
from tenderscan.check import Checker, CheckOptions
from tenderscan.matching import learned
from tenderscan.matching.learned.model import FILE

SIZE, TIMES = 3_000, 8
"""Bytes of the smaller text, and how many times as long the longer one is."""

MORE = 1.15
"""What a longer text may cost beside its share: caches that are filled, a second language that is looked up."""


@pytest.fixture(scope="module")
def both() -> Iterator[Checker]:
    """A warm checker with the learned reader, which has its share of the work."""
    with Checker(CheckOptions(reader=str(Path(learned.__file__).with_name(FILE)))) as warm:
        yield warm


def _calls(checker: Checker, path: Path) -> int:
    profile = cProfile.Profile()
    profile.enable()
    checker.check_paths([path])
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", SHAPES)
def test_eight_times_the_text_is_eight_times_the_work(name: str, both: Checker, tmp_path: Path) -> None:
    shape = SHAPES[name]
    paths = []
    for size in (SIZE, TIMES * SIZE):
        paths.append(tmp_path / f"{size}{shape.ending}")
        paths[-1].write_text(shape.text(size), encoding="utf-8", newline="\n")
    both.check_paths([paths[-1]])  # words that are met for the first time are worked out once
    short, long = (_calls(both, path) for path in paths)
    assert long <= MORE * TIMES * short
