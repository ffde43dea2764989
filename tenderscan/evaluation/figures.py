"""Figures out of judgements: shares with their counts and 95 % intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from tenderscan.evaluation.judgements import ADDRESSED, Judgement

Z = 1.959964
"""Quantile of the normal distribution for 95 %."""

VERDICTS = ("met", "weak", "contradicted", "missing", "not-applicable", "undecided")


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its counts; `interval` is Wilson's, at 95 %."""

    name: str
    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, or None where nothing was counted."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval (E. B. Wilson, JASA 22, 1927), which holds for small counts too."""
        if not self.of:
            return None
        p, n = self.hits / self.of, self.of
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def figures(judgements: Sequence[Judgement]) -> tuple[Share, ...]:
    """All figures, in a stable order; entries in doubt and statutory baselines stand apart."""
    documents = [j for j in judgements if j.kind == "document"]
    passages = [j for j in judgements if j.kind != "document"]
    sure = [j for j in documents if not j.doubt and not j.statutory]
    found: list[Share] = []
    if documents:
        found += _document_figures("documents", sure)
        for name, group in _groups(sure, lambda j: j.language):
            found += _document_figures(f"documents.{name}", group)
        for name, group in _groups(sure, lambda j: j.source):
            found.append(_exact(f"documents.{name}.exact", group))
        found += _by_verdict("documents", sure)
        found.append(_exact("documents.in-doubt.exact", [j for j in documents if j.doubt]))
        found.append(_exact("documents.statutory.exact", [j for j in documents if j.statutory and not j.doubt]))
    if passages:
        found.append(_exact("passages", passages))
        for label, key in (("language", _language), ("kind", _kind), ("theme", _theme), ("criterion", _criterion)):
            for name, group in _groups(passages, key):
                found.append(_exact(f"passages.{label}.{name}", group))
        not_counted = [j for j in passages if j.kind in ("look-alike", "waiver", "negation") and j.expected != "met"]
        kept = [j for j in not_counted if j.verdict not in ("met", "weak")]
        found.append(Share("passages.not-counted", len(kept), len(not_counted)))
        found += _parity([j for j in passages if j.kind == "parity"])
    return tuple(found)


def _language(judgement: Judgement) -> str:
    return judgement.language


def _kind(judgement: Judgement) -> str:
    return judgement.kind


def _theme(judgement: Judgement) -> str:
    return judgement.criterion.split(".")[0]


def _criterion(judgement: Judgement) -> str:
    return judgement.criterion


def _groups(judgements: Iterable[Judgement], key: Callable[[Judgement], str]) -> Iterator[tuple[str, list[Judgement]]]:
    grouped: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        grouped.setdefault(key(judgement), []).append(judgement)
    for name in sorted(grouped):
        yield name, grouped[name]


def _exact(name: str, judgements: Sequence[Judgement]) -> Share:
    return Share(name, sum(1 for j in judgements if j.exact), len(judgements))


def _document_figures(name: str, sure: Sequence[Judgement]) -> list[Share]:
    """Precision and recall on addressed, the same verdict and the same passage, and what is called missing."""
    addressed = [j for j in sure if j.expected in ADDRESSED]
    reported = [j for j in sure if j.verdict in ADDRESSED]
    both = [j for j in reported if j.expected in ADDRESSED]
    missing = [j for j in sure if j.expected == "missing"]
    called = [j for j in sure if j.verdict == "missing"]
    met = [j for j in sure if j.expected == "met"]
    lost = [j for j in met if j.verdict in ("missing", "not-applicable")]
    return [
        Share(f"{name}.precision", len(both), len(reported)),
        Share(f"{name}.recall", len(both), len(addressed)),
        _exact(f"{name}.exact", both),
        Share(f"{name}.quoted", sum(1 for j in both if j.quoted), len(both)),
        Share(f"{name}.missing-found", sum(1 for j in missing if j.verdict == "missing"), len(missing)),
        Share(f"{name}.missing-applies", sum(1 for j in called if j.expected != "not-applicable"), len(called)),
        Share(f"{name}.met-kept", len(met) - len(lost), len(met)),
    ]


def _by_verdict(name: str, sure: Sequence[Judgement]) -> Iterator[Share]:
    for verdict in VERDICTS:
        expected = [j for j in sure if j.expected == verdict]
        reported = [j for j in sure if j.verdict == verdict]
        hits = sum(1 for j in expected if j.exact)
        if expected or reported:
            yield Share(f"{name}.{verdict}.precision", hits, len(reported))
            yield Share(f"{name}.{verdict}.recall", hits, len(expected))


def _parity(judgements: Sequence[Judgement]) -> list[Share]:
    """Clauses that get the expected verdict in all four languages."""
    clauses = [group for _, group in _groups(judgements, lambda j: j.item.rsplit("-", 1)[0])]
    if not clauses:
        return []
    return [Share("parity", sum(1 for group in clauses if all(j.exact for j in group)), len(clauses))]


def f1(precision: Share, recall: Share) -> float | None:
    """The harmonic mean of two shares."""
    p, r = precision.value, recall.value
    return 2 * p * r / (p + r) if p and r else None


def macro(judgements: Sequence[Judgement]) -> float | None:
    """F1 on addressed by criterion, the mean of those criteria that have any."""
    sure = [j for j in judgements if j.kind == "document" and not j.doubt and not j.statutory]
    values = []
    for _, group in _groups(sure, _criterion):
        shares = {share.name: share for share in _document_figures("x", group)}
        if shares["x.recall"].of or shares["x.precision"].of:
            values.append(f1(shares["x.precision"], shares["x.recall"]) or 0.0)
    return sum(values) / len(values) if values else None
