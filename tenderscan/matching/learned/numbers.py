"""Arithmetic that is the same on every machine: shares of classes out of whole numbers.

A processor's own exponential differs in the last bit from one machine to another; a table made by exact decimal
arithmetic does not, and sums of whole numbers are exact in any order.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

STEP = 256
"""Steps of a logit: a class is ahead by one where it is e times as likely."""

FARTHEST = 20
"""Logits behind the first class beyond which nothing is left of a share."""

ONE = 1 << 40
"""The share of the first class in whole numbers, before all are made to add up."""


@lru_cache(maxsize=1)
def _table() -> NDArray[np.int64]:
    """exp(-n / STEP) in units of 1 / ONE, for n from 0; made by decimal arithmetic, which is exact."""
    with localcontext() as context:
        context.prec = 40
        ratio = (Decimal(-1) / STEP).exp()
        value, found = Decimal(ONE), []
        for _ in range(FARTHEST * STEP + 1):
            found.append(int(value.to_integral_value()))
            value *= ratio
    return np.array(found, dtype=np.int64)


def likely(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """How likely each class is, in units of the likeliest (ONE); `steps` are logits, classes in the last axis."""
    behind = steps.max(axis=-1, keepdims=True) - steps
    return np.asarray(_table()[np.minimum(behind, FARTHEST * STEP)])


def shares(steps: NDArray[np.int64]) -> NDArray[np.float64]:
    """The softmax of logits in steps; each row adds up to one."""
    parts = likely(steps)
    return np.asarray(parts / parts.sum(axis=-1, keepdims=True))


def halved_log(ratio: float) -> float:
    """The logarithm to base 2, straight between powers of two: exact to a tenth, and the same on every machine."""
    mantissa, exponent = np.frexp(ratio)
    return float(exponent - 1 + (2 * mantissa - 1))
