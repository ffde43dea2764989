"""Teaching: labelled passages in, a model out, with the same bytes on every machine.

Weights are whole numbers while they are learned, sums are exact, everything else works element by element, and the
order of the lessons is fixed: no library's threads or tricks can change a bit.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tenderscan.matching.learned.features import BUCKETS, Passage, weighed
from tenderscan.matching.learned.layers import LOUD, Layers, Sheet
from tenderscan.matching.learned.model import FINE, PARTS, Model, scored
from tenderscan.matching.learned.numbers import halved_log, likely

EPOCHS = 5
WIDTH, WIDTH_STANCES = 64, 4
"""Numbers between the layers: of criteria, and of what a passage does with them. More of them learn by heart (measured
on authors who were held back: 32, 64 and 128)."""

TELLING = 16
"""Parts of a doubling: how much a bucket tells, by how few passages hold it."""

ORDINARY = 0.4
"""What an ordinary sentence of a whole tender weighs as a lesson: there are many, and most are alike."""

FOLDS = 3
"""Parts of the lessons; the worth of scores is measured on one with what the others taught."""

STANCES = ("contradicted", "met", "weak")
"""Verdicts of passages that speak of a criterion."""

FEWEST = 25
"""Scores that a step of the calibration rests on."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A passage with the criteria that it speaks of; none means that it is ordinary.

    `group` names what it was taken from: lessons of one group are never on both sides of a measurement. `natural`
    where it stands among its neighbours, as in a whole tender, so that it tells how often anything is spoken of.
    `unsaid` are criteria that may be spoken of, of which nothing is said here; `stance` is the verdict on
    what is spoken of, where it is one.
    """

    passage: Passage
    criteria: tuple[str, ...]
    group: str
    natural: bool = False
    unsaid: frozenset[str] = frozenset()
    stance: str = ""


def learn(lessons: Sequence[Lesson], criteria: Sequence[str], *, folds: int = FOLDS) -> Model:
    """A model with its calibration, which is measured on lessons that the weights did not see."""
    names = tuple(sorted(criteria))
    steps = out_of_fold(lessons, names, folds, only=(0,))
    held = [at for at, lesson in enumerate(lessons) if part_of(lesson, folds) == 0]
    natural = [at for at in held if lessons[at].natural] or held
    worth = calibrated(steps[natural], [lessons[at] for at in natural], names)
    facts = {"lessons": len(lessons), "natural": sum(lesson.natural for lesson in lessons)}
    return replace(_taught(lessons, names), worth=worth, facts=facts, stances=learn_stances(lessons))


def learn_stances(lessons: Sequence[Lesson]) -> Model | None:
    """What a passage does with what it speaks of, whatever that is: met, weak or contradicted."""
    told = [
        replace(lesson, criteria=(lesson.stance,), unsaid=frozenset(), natural=False)
        for lesson in lessons
        if lesson.stance in STANCES
    ]
    return _taught(told, STANCES, WIDTH_STANCES) if told else None


def part_of(lesson: Lesson, folds: int = FOLDS) -> int:
    """The part of the lessons that a lesson belongs to: that of its group."""
    return zlib.crc32(lesson.group.encode("utf-8")) % folds


def out_of_fold(
    lessons: Sequence[Lesson], criteria: Sequence[str], folds: int = FOLDS, only: Sequence[int] = ()
) -> NDArray[np.int64]:
    """Logits in steps of every lesson, by a model that did not learn from its group; zeros in parts not in `only`."""
    part = [part_of(lesson, folds) for lesson in lessons]
    steps = np.zeros((len(lessons), len(criteria) + 1), dtype=np.int64)
    for number in only or range(folds):
        own = [at for at in range(len(lessons)) if part[at] == number]
        others = [lesson for at, lesson in enumerate(lessons) if part[at] != number]
        if own and others:
            steps[own] = _taught(others, criteria).scores([lessons[at].passage for at in own])
    return steps


def calibrated(
    steps: NDArray[np.int64], lessons: Sequence[Lesson], criteria: Sequence[str]
) -> tuple[tuple[float, float], ...]:
    """What each score is worth: the share of criteria with it that the passage does speak of, never falling.

    Pool adjacent violators over the counts (Ayer et al., 1955), on whole numbers.
    """
    place = {name: at for at, name in enumerate(criteria)}
    scores = np.rint(scored(likely(steps)) * PARTS).astype(np.int64)
    right = np.zeros_like(scores, dtype=bool)
    counted = np.ones_like(right)
    for at, lesson in enumerate(lessons):
        right[at, [place[name] for name in lesson.criteria if name in place]] = True
        counted[at, [place[name] for name in lesson.unsaid if name in place]] = False
    hits = np.bincount(scores[right & counted], minlength=PARTS + 1)
    of = np.bincount(scores[counted], minlength=PARTS + 1)
    return _pooled(hits, of)


def _pooled(hits: NDArray[np.int64], of: NDArray[np.int64]) -> tuple[tuple[float, float], ...]:
    pools: list[list[int]] = []
    for score in np.nonzero(of)[0].tolist():
        pools.append([score, int(hits[score]), int(of[score])])
        while len(pools) > 1 and (pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2] or pools[-2][2] < FEWEST):
            _, more, count = pools.pop()
            pools[-1][1] += more
            pools[-1][2] += count
    while len(pools) > 1 and pools[-1][2] < FEWEST:
        _, more, count = pools.pop()
        pools[-1][1] += more
        pools[-1][2] += count
    found = [(score / PARTS, round((own + 0.5) / (count + 1), 4)) for score, own, count in pools]
    rising: list[tuple[float, float]] = []
    for edge, value in found:
        rising.append((edge, max(value, rising[-1][1] if rising else 0.0)))
    return tuple(rising) or ((0.0, 0.0),)


def _taught(lessons: Sequence[Lesson], criteria: Sequence[str], width: int = WIDTH) -> Model:
    """A model without calibration: weights, what buckets tell, and the unit of the weights."""
    place = {name: at for at, name in enumerate(criteria)}
    seen = [weighed(lesson.passage) for lesson in lessons]
    telling = _telling(seen)
    sheets = [_sheet(found, lesson, place, telling) for found, lesson in zip(seen, lessons, strict=True)]
    layers = Layers.begun(len(criteria) + 1, width)
    for epoch in range(EPOCHS):
        for at in _order(len(sheets), epoch):
            if len(sheets[at].rows):
                layers.learn(sheets[at])
    fine = layers.first
    fine[[row for row, count in enumerate(_holding(seen)) if not count]] = 0
    most = float(np.sort(np.abs(fine), axis=None)[-max(1, fine.size // 20_000)]) or 1.0
    weights = np.clip(np.rint(fine * (127.0 / most)), -127, 127).astype(np.int8)
    out = layers.second.astype(np.int32)
    return Model(tuple(criteria), weights, telling, LOUD * most / (127.0 * FINE), out, ((0.0, 0.0),))


def _holding(seen: Sequence[dict[int, int]]) -> NDArray[np.int64]:
    """By bucket, how many passages hold it."""
    holding = np.zeros(BUCKETS, dtype=np.int64)
    for found in seen:
        holding[list(found)] += 1
    return holding


def _telling(seen: Sequence[dict[int, int]]) -> NDArray[np.uint8]:
    """By bucket, in sixteenths, how often the passages would have to be halved until one that holds it is left."""
    values = [halved_log((len(seen) + 1) / (int(count) + 1)) + 0.5 for count in _holding(seen)]
    return np.asarray(np.minimum(np.rint(np.array(values) * TELLING), 255), dtype=np.uint8)


def _sheet(found: dict[int, int], lesson: Lesson, place: dict[str, int], telling: NDArray[np.uint8]) -> Sheet:
    rows = np.array(list(found), dtype=np.int64)
    values = np.array(list(found.values()), dtype=np.float64) * telling[rows]
    asked = tuple(sorted(place[name] for name in lesson.criteria if name in place))
    unsaid = tuple(sorted(place[name] for name in lesson.unsaid if name in place))
    # The model's own length counts every occurrence for itself; the difference is small and stays out of it.
    weight = 1.0 if asked or not lesson.natural else ORDINARY
    return Sheet(rows, values, int((values * values).sum()), asked or (len(place),), unsaid, weight)


def _order(count: int, epoch: int) -> list[int]:
    """The lessons of one round in an order that is mixed and always the same."""
    return sorted(range(count), key=lambda at: (zlib.crc32(f"{epoch}/{at}".encode()), at))
