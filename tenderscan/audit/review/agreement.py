"""How far readers agree beyond chance: takes answers by item and reader, gives raw agreement, kappa, AC1 and alpha.

- raw: of all pairs of readers on an item, the share that agree (each item weighs the same).
- Cohen's kappa (J. Cohen, Educ. Psychol. Meas. 20, 1960): of two readers; with more, the mean over their pairs,
  weighted by the items that a pair has in common.
- Gwet's AC1 (K. Gwet, Br. J. Math. Stat. Psychol. 61, 2008): chance by the mean use of each answer, which stays
  steady where nearly all answers are the same.
- Krippendorff's alpha for names (K. Krippendorff, Content Analysis, 2004): any number of readers, gaps allowed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Answers = Mapping[str, str]
"""What each reader answered on one item."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on some items that two readers or more answered; a figure is None where it is not defined."""

    name: str
    items: int
    readers: int
    raw: float | None
    kappa: float | None
    ac1: float | None
    alpha: float | None


def agreement(name: str, items: Sequence[Answers]) -> Agreement:
    """The agreement on items; those with fewer than two readers are left out."""
    double = [answers for answers in items if len(answers) > 1]
    readers = {reader for answers in double for reader in answers}
    if not double:
        return Agreement(name, 0, 0, None, None, None, None)
    raw = sum(_pairs_agreeing(list(answers.values())) for answers in double) / len(double)
    return Agreement(name, len(double), len(readers), raw, _kappa(double), _ac1(double, raw), _alpha(double))


def _pairs_agreeing(answers: Sequence[str]) -> float:
    pairs = len(answers) * (len(answers) - 1)
    return sum(count * (count - 1) for count in Counter(answers).values()) / pairs


def _kappa(items: Sequence[Answers]) -> float | None:
    common: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for answers in items:
        for pair in combinations(sorted(answers), 2):
            common[pair].append((answers[pair[0]], answers[pair[1]]))
    found = [(_cohen(pairs), len(pairs)) for pairs in common.values()]
    defined = [(kappa, weight) for kappa, weight in found if kappa is not None]
    if not defined:
        return None
    return sum(kappa * weight for kappa, weight in defined) / sum(weight for _, weight in defined)


def _cohen(pairs: Sequence[tuple[str, str]]) -> float | None:
    number = len(pairs)
    observed = sum(one == other for one, other in pairs) / number
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[answer] * second[answer] for answer in first) / number**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _ac1(items: Sequence[Answers], observed: float) -> float | None:
    answers = {answer for item in items for answer in item.values()}
    if len(answers) < 2:
        return 1.0
    shares = {a: sum(list(item.values()).count(a) / len(item) for item in items) / len(items) for a in answers}
    chance = sum(share * (1 - share) for share in shares.values()) / (len(answers) - 1)
    return (observed - chance) / (1 - chance)


def _alpha(items: Sequence[Answers]) -> float | None:
    coincidences: Counter[tuple[str, str]] = Counter()
    for item in items:
        values = Counter(item.values())
        weight = 1 / (len(item) - 1)
        for one, times in values.items():
            for other, others in values.items():
                coincidences[one, other] += (times * (others - (one == other))) * weight  # type: ignore[assignment]
    totals: Counter[str] = Counter()
    for (one, _), count in coincidences.items():
        totals[one] += count
    number = sum(totals.values())
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    expected = sum(totals[one] * totals[other] for one in totals for other in totals if one != other) / (number - 1)
    return None if expected == 0 else 1 - observed / expected
