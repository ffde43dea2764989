"""Intervals of shares: takes a share and how many it is of, gives Wilson's 95 % interval."""

from __future__ import annotations

from math import sqrt

Z = 1.959964
"""Quantile of the normal distribution for 95 %."""


def wilson(share: float, number: float) -> tuple[float, float]:
    """Wilson's score interval (JASA 22, 1927) of a share of `number` items, which may be an effective number.

    Of no items it is the whole from 0 to 1: nothing is known.
    """
    if number <= 0:
        return 0.0, 1.0
    middle = (share + Z * Z / (2 * number)) / (1 + Z * Z / number)
    half = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number)) / (1 + Z * Z / number)
    return max(0.0, middle - half), min(1.0, middle + half)
