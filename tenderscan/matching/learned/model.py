"""The model as it ships: whole numbers by bucket and class, and what its scores are worth as probabilities."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tenderscan.errors import UsageError
from tenderscan.matching.learned.features import BUCKETS, Passage
from tenderscan.matching.learned.numbers import STEP, likely
from tenderscan.matching.learned.rows import RowSums, Whole, together

FORMAT = "tenderscan-reader-2"
FILE = "reader.bin"
ROUND = 4
"""Decimals of a probability: nothing is decided on what lies behind them."""

PARTS = 1_000_000
"""Steps of a score from zero to one: most passages speak of nothing, and their order lies in the last ones."""

INNER = 4096
"""Parts of a number between the two layers."""

FINE = 1 << 18
"""Parts of a weight of the second layer, and of both while they are learned."""

SHORT = 10_000
"""Length that a passage has before its first word: what three words say is not as sure as what thirty say."""


@dataclass(frozen=True)
class Recognised:
    """What the reader makes of passages: one row a passage, one column a criterion.

    `probability` is calibrated; `share` is the softmax's, and `nothing` its share of speaking of no criterion at all.
    """

    criteria: tuple[str, ...]
    probability: NDArray[np.float64]
    share: NDArray[np.float64]
    nothing: NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """Weights by bucket and class, the last class being "none"; how much a bucket tells; and the calibration.

    Two layers, the first narrow: what a word or a piece of one means is told in few numbers, which all criteria share,
    so that a word that was seen with one criterion helps to tell another. `weights` are int8 of shape (BUCKETS, width),
    `telling` uint8 by bucket; their weighed sum, divided by the passage's length and times `unit`, goes through `out`,
    int32 of shape (classes, width + 1) in parts of FINE, whose last column is added. `worth` holds (score, probability)
    pairs, rising in both. `stances` is a second model, of what a passage does with what it speaks of; its classes stand
    in place of criteria.
    """

    criteria: tuple[str, ...]
    weights: NDArray[np.int8]
    telling: NDArray[np.uint8]
    unit: float
    out: NDArray[np.int32]
    worth: tuple[tuple[float, float], ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    stances: Model | None = None

    def read(self, passages: Sequence[Passage]) -> Recognised:
        """Probabilities for passages; each row depends on its own passage alone."""
        # Judged run by run as well: of a long document the tables in between would take more memory than all else.
        found = [self.judged(self._steps(run)) for run in together(passages)] or [self.judged(self.scores(()))]
        return Recognised(
            self.criteria,
            np.concatenate([run.probability for run in found]),
            np.concatenate([run.share for run in found]),
            np.concatenate([run.nothing for run in found]),
        )

    def judged(self, steps: Whole) -> Recognised:
        """Probabilities out of logits in steps, of shape (passages, classes)."""
        parts = likely(steps)
        share = parts / parts.sum(axis=1, keepdims=True)
        scores = scored(parts)
        edges = np.array([score for score, _ in self.worth])
        values = np.array([value for _, value in self.worth])
        at = np.maximum(np.searchsorted(edges, scores, side="right") - 1, 0)
        return Recognised(self.criteria, values[at], np.round(share[:, :-1], ROUND), np.round(share[:, -1], ROUND))

    def contributions(self, read: Passage, criterion: str) -> list[int]:
        """For each word of a passage, how much it speaks for the criterion rather than for nothing."""
        apart = self.out[self.criteria.index(criterion), :-1].astype(np.int64) - self.out[-1, :-1]
        sums, _ = self._rows.of_words(read.words)
        return [int(value) for value in sums.astype(np.int64) @ apart]

    def scores(self, passages: Sequence[Passage]) -> Whole:
        """Logits in steps, of shape (passages, classes)."""
        found = [self._steps(run) for run in together(passages)]
        return np.concatenate(found) if found else np.zeros((0, len(self.criteria) + 1), dtype=np.int64)

    def _steps(self, passages: Sequence[Passage]) -> Whole:
        total, length = self._rows.of_passages(passages)
        return in_steps(between(total, length, self.unit), self.out)

    @cached_property
    def _rows(self) -> RowSums:
        return RowSums(self.weights, self.telling)

    def write(self, path: Path) -> None:
        """Write the model: a line of JSON, then the weights and what buckets tell, byte for byte."""
        path.write_bytes(self._packed() + (self.stances._packed() if self.stances else b""))

    def _packed(self) -> bytes:
        head = {
            "format": FORMAT,
            "criteria": self.criteria,
            "unit": self.unit,
            "width": self.weights.shape[1],
            "worth": self.worth,
            "facts": dict(self.facts),
        }
        line = json.dumps(head, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n"
        return line + self.weights.tobytes() + self.telling.tobytes() + self.out.astype("<i4").tobytes()

    def stance(self, passages: Sequence[Passage]) -> list[tuple[str, float]]:
        """What each passage most likely does with what it speaks of, and the share of that; empty without such a model.

        Asked of many at once it takes a fraction of the time.
        """
        if self.stances is None:
            return [("", 0.0)] * len(passages)
        told = []
        for found in self.stances.read(passages).share:
            best = int(found.argmax())
            told.append((self.stances.criteria[best], round(float(found[best] / max(found.sum(), 1e-9)), ROUND)))
        return told


def between(total: Whole | NDArray[np.float64], length: Whole, unit: float) -> NDArray[np.float64]:
    """What goes from the first layer to the second: sums divided by the length of the passage, in parts of INNER.

    `length` is a sum of squares; its root, with SHORT added, divides. Whole numbers.
    """
    return np.asarray(np.rint(total * (unit * INNER) / np.sqrt((length + SHORT).astype(np.float64))[:, None]))


def in_steps(inner: NDArray[np.float64], out: NDArray[np.int32] | NDArray[np.float64]) -> Whole:
    """Logits in steps of what stands between the layers. Whole numbers below 2**53 as floats: their sums are exact."""
    total = inner @ out[:, :-1].T.astype(np.float64) + out[:, -1].astype(np.float64) * INNER
    return np.asarray(np.rint(total * (STEP / (INNER * FINE))), dtype=np.int64)


def scored(parts: Whole) -> NDArray[np.float64]:
    """One score for each criterion: its share of all classes, three parts, and its share beside "none", one part.

    The first says whether it is this criterion rather than another, the second whether it is any: a passage that
    speaks of two gives each less of the first, not of the second. (A geometric mean; three to one did best on held
    back passages and on held back tenders.)
    """
    own, none = parts[:, :-1], parts[:, -1:]
    of_all = own / parts.sum(axis=1, keepdims=True)
    beside_none = own / (own + none)
    mean = np.sqrt(of_all * np.sqrt(of_all * beside_none))
    return np.asarray(np.rint(mean * PARTS) / PARTS)


def worth_of(score: float, worth: Sequence[tuple[float, float]]) -> float:
    """The probability that a score stands for."""
    at = bisect_right([edge for edge, _ in worth], score) - 1
    return worth[max(at, 0)][1]


def read_model(path: Path) -> Model:
    """A model from its file. Raises ValueError for another format."""
    data = path.read_bytes()
    model, rest = _unpacked(data, path.name)
    return replace(model, stances=_unpacked(rest, path.name)[0]) if rest else model


def _unpacked(data: bytes, name: str) -> tuple[Model, bytes]:
    line, _, rest = data.partition(b"\n")
    try:
        head = json.loads(line)
    except ValueError:
        head = {}
    if head.get("format") != FORMAT:
        raise ValueError(f"{name} is no {FORMAT}")
    classes, width = len(head["criteria"]) + 1, int(head["width"])
    size, cells = BUCKETS * width, classes * (width + 1)
    out = np.frombuffer(rest, dtype="<i4", count=cells, offset=size + BUCKETS)
    model = Model(
        tuple(head["criteria"]),
        np.frombuffer(rest, dtype=np.int8, count=size).reshape(BUCKETS, width),
        np.frombuffer(rest, dtype=np.uint8, count=BUCKETS, offset=size),
        float(head["unit"]),
        out.reshape(classes, width + 1).astype(np.int32),
        tuple((float(score), float(value)) for score, value in head["worth"]),
        head["facts"],
    )
    return model, rest[size + BUCKETS + out.nbytes :]


@lru_cache(maxsize=1)
def load_model() -> Model | None:
    """The model that ships with the package, or None where none was trained."""
    path = Path(str(resources.files("tenderscan.matching.learned"))) / FILE
    return read_model(path) if path.is_file() else None


def chosen_model(reader: str) -> Model | None:
    """The model of a reader: "both" the one that ships, "words" none, else that of a file.

    Raises UsageError for a file that is none.
    """
    if reader == "words":
        return None
    if reader == "both":
        return load_model()
    try:
        return read_model(Path(reader))
    except (OSError, ValueError, KeyError) as error:
        advice = 'Choose both, words, or a file that "tenderscan rules learn --output" wrote.'
        raise UsageError(f'"{reader}" is no reader.', advice) from error
