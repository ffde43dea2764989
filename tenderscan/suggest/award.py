"""Award criteria that no longer add up: takes the report before and the plan, names the row to take points from."""

from __future__ import annotations

from collections.abc import Sequence

from tenderscan.model.report import AwardTable, Report, Weight
from tenderscan.suggest.model import Plan

WHOLE = 100.0
"""What the shares of one lot add up to, in percent."""


def rows_to_cut(report: Report, plan: Plan) -> tuple[tuple[str, Weight], ...]:
    """The lots whose shares were whole before an award criterion was put in, each with the row to take its points from.

    That row is the heaviest one that does not reward sustainability. A table whose shares are not all known, or that
    did not add up before, tells nothing.
    """
    if not any(each.clause.need.criterion.nature == "award" for each in plan.insertions):
        return ()
    found = ((table.lot, _heaviest(table.weights)) for table in report.award if _whole(table))
    return tuple((lot, row) for lot, row in found if row is not None)


def _whole(table: AwardTable) -> bool:
    shares = [weight.percent for weight in table.weights]
    known = [share for share in shares if share is not None]
    return bool(shares) and len(known) == len(shares) and abs(sum(known) - WHOLE) < 1


def _heaviest(weights: Sequence[Weight]) -> Weight | None:
    others = [weight for weight in weights if not weight.sustainability]
    return max(others, key=lambda weight: weight.percent or 0.0, default=None)
