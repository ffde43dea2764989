"""Award criteria by lot, as a report shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """An award criterion and its share of the award, in percent.

    `parts` are its sub-criteria, whose shares add up to its own. `kind` is price, cost or quality where a notice gives
    no name. `sustainability` says whether the rules say that it rewards sustainability.
    """

    name: str
    percent: float | None
    page: int | None
    sustainability: bool = False
    parts: tuple[Weight, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class AwardTable:
    """The award criteria of one lot, and the share of them that rewards sustainability (None: weights do not tell).

    `remarks` are none-sustainable, no-weight or low-weight (under 5 %). `ordered`: only an order of importance.
    """

    lot: str
    weights: tuple[Weight, ...]
    sustainability_percent: float | None
    remarks: tuple[str, ...] = ()
    ordered: bool = False
