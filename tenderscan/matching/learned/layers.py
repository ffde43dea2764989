"""The two layers of the reader while they are learned: one lesson in numbers in, weights moved a little.

Weights are whole numbers, sums of them are exact, all else works element by element: no library's threads or tricks can
change a bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tenderscan.matching.learned.features import BUCKETS
from tenderscan.matching.learned.model import FINE, INNER, SHORT, between, in_steps
from tenderscan.matching.learned.numbers import shares

RATE = 0.1
STIFF, STIFF_OUT = 0.01, 0.1
"""What the squared gradients of a weight begin with, by layer: the first lessons move it less."""

START = 0.01
"""Weights begin between this and its negative."""

FLAT = 1 / 256
"""Slope below which a class is let be: its weights hardly move."""

SLOPE = 1 << 16
"""Parts of a slope where it goes from the second layer to the first."""

LOUD = 4.0
"""What a passage of weights of one amounts to between the layers."""


@dataclass(frozen=True)
class Sheet:
    """A lesson in numbers: rows, their values, the passage's length, classes asked for and classes left out."""

    rows: NDArray[np.int64]
    values: NDArray[np.float64]
    length: int
    asked: tuple[int, ...]
    unsaid: tuple[int, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Layers:
    """Both layers while they are learned, in parts of FINE, with the squared gradients of each weight (AdaGrad).

    The weights are whole numbers kept as floats: their products and sums stay far below 2**53 and so are exact in any
    order. All else works element by element.
    """

    first: NDArray[np.float64]
    second: NDArray[np.float64]
    squares: NDArray[np.float32]
    squares_out: NDArray[np.float32]

    @classmethod
    def begun(cls, classes: int, width: int) -> Layers:
        """Layers before the first lesson: small numbers that look like chance and are always the same."""
        return cls(
            _scattered(BUCKETS, width, 1),
            _scattered(classes, width + 1, 2),
            np.full((BUCKETS, width), STIFF, dtype=np.float32),
            np.full((classes, width + 1), STIFF_OUT, dtype=np.float32),
        )

    def learn(self, sheet: Sheet) -> None:
        """Move both layers by one lesson: the slope of a softmax, first through the second layer, then the first."""
        length = np.array([sheet.length])
        inner = between((sheet.values @ self.first[sheet.rows])[None, :], length, LOUD / FINE)
        slope = _slope(in_steps(inner, self.second)[0], sheet)
        back = np.rint(slope * SLOPE) @ self.second[:, :-1]
        steep = np.nonzero(np.abs(slope) >= FLAT)[0]
        if not len(steep):
            return
        known = np.append(inner[0] / INNER, 1.0).astype(np.float32)
        _move(self.second, self.squares_out, steep, slope[steep].astype(np.float32)[:, None] * known[None, :])
        value = (sheet.values * (LOUD / np.sqrt(float(sheet.length + SHORT)))).astype(np.float32)
        _move(
            self.first, self.squares, sheet.rows, value[:, None] * (back / (SLOPE * FINE)).astype(np.float32)[None, :]
        )


def _move(
    weights: NDArray[np.float64], squares: NDArray[np.float32], rows: NDArray[np.int64], change: NDArray[np.float32]
) -> None:
    """Move rows of weights against their gradients, each weight the less, the more it has been moved."""
    summed = squares[rows] + change * change
    squares[rows] = summed
    weights[rows] -= np.rint(change * np.float32(RATE * FINE) / np.sqrt(summed))


def _scattered(rows: int, columns: int, seed: int) -> NDArray[np.float64]:
    """Whole numbers up to START in parts of FINE, scattered evenly (the finaliser of SplitMix64, Steele 2014)."""
    value = np.arange(rows * columns, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed << 32)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    most = int(START * FINE)
    found = ((value ^ (value >> np.uint64(31))) % np.uint64(2 * most + 1)).astype(np.int64) - most
    return found.reshape(rows, columns).astype(np.float64)


def _slope(steps: NDArray[np.int64], sheet: Sheet) -> NDArray[np.float64]:
    """How the loss rises with each logit; each class asked for stands against those that are not."""
    out = np.zeros(len(steps))
    for asked in sheet.asked:
        others = [at for at in (*sheet.asked, *sheet.unsaid) if at != asked]
        own = steps.copy()
        own[others] = -(1 << 40)
        found = shares(own)
        found[others] = 0.0
        found[asked] -= 1.0
        out += found / len(sheet.asked)
    return out * sheet.weight
