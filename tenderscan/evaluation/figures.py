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
    """All figures, in a stable order; entries in doubt and statutory baselines stand apart.

    A name shows what was counted: `documents.recall` of all, `documents.theme.labour.recall` of a group. Groups of
    documents are language, type (of the first file), theme and criterion; of passages language, kind, theme, criterion.
    """
    documents = [j for j in judgements if j.kind == "document"]
    passages = [j for j in judgements if j.kind != "document"]
    sure = sure_ones(judgements)
    found: list[Share] = []
    if documents:
        found += document_figures("documents", sure)
        found += _by_verdict("documents", sure)
        found.append(_exact("documents.in-doubt.exact", [j for j in documents if j.doubt]))
        found.append(_exact("documents.statutory.exact", [j for j in documents if j.statutory and not j.doubt]))
        absent = [j for j in documents if j.expected == "missing" and not (j.doubt or j.statutory)]
        found.append(Share("documents.incomplete", sum(1 for j in absent if j.apart), len(absent)))
        for label, key in DOCUMENT_GROUPS:
            for name, group in grouped(sure, key):
                found += document_figures(f"documents.{label}.{name}", group)
    if passages:
        found.append(_exact("passages", passages))
        for label, key in PASSAGE_GROUPS:
            for name, group in grouped(passages, key):
                found.append(_exact(f"passages.{label}.{name}", group))
        not_counted = [j for j in passages if j.kind in ("look-alike", "waiver", "negation") and j.expected != "met"]
        kept = [j for j in not_counted if j.verdict not in ("met", "weak")]
        found.append(Share("passages.not-counted", len(kept), len(not_counted)))
        found += _parity([j for j in passages if j.kind == "parity"])
    return tuple(found)


def sure_ones(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements on documents that count: neither in doubt nor statutory, nor set apart for incompleteness."""
    return [j for j in judgements if j.kind == "document" and not (j.doubt or j.statutory or j.apart)]


def lost(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Labelled met for sure, and reported missing or not applicable: the worst error."""
    return [j for j in sure_ones(judgements) if j.expected == "met" and j.verdict in ("missing", "not-applicable")]


def _language(judgement: Judgement) -> str:
    return judgement.language


def _kind(judgement: Judgement) -> str:
    return judgement.kind


def _theme(judgement: Judgement) -> str:
    return judgement.criterion.split(".")[0]


def _criterion(judgement: Judgement) -> str:
    return judgement.criterion


def _source(judgement: Judgement) -> str:
    return judgement.source


DOCUMENT_GROUPS = (("language", _language), ("type", _source), ("theme", _theme), ("criterion", _criterion))
PASSAGE_GROUPS = (("language", _language), ("kind", _kind), ("theme", _theme), ("criterion", _criterion))


def grouped(judgements: Iterable[Judgement], key: Callable[[Judgement], str]) -> Iterator[tuple[str, list[Judgement]]]:
    """The judgements by the key's value, in the order of the values."""
    groups: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        groups.setdefault(key(judgement), []).append(judgement)
    for name in sorted(groups):
        yield name, groups[name]


def _exact(name: str, judgements: Sequence[Judgement]) -> Share:
    return Share(name, sum(1 for j in judgements if j.exact), len(judgements))


def document_figures(name: str, sure: Sequence[Judgement]) -> list[Share]:
    """Precision and recall on addressed, the same verdict and the same passage, and what is called missing."""
    addressed = [j for j in sure if j.expected in ADDRESSED]
    reported = [j for j in sure if j.verdict in ADDRESSED]
    both = [j for j in reported if j.expected in ADDRESSED]
    missing = [j for j in sure if j.expected == "missing"]
    called = [j for j in sure if j.verdict == "missing"]
    met = [j for j in sure if j.expected == "met"]
    return [
        Share(f"{name}.precision", len(both), len(reported)),
        Share(f"{name}.recall", len(both), len(addressed)),
        _exact(f"{name}.exact", both),
        Share(f"{name}.quoted", sum(1 for j in both if j.quoted), len(both)),
        Share(f"{name}.missing-found", sum(1 for j in missing if j.verdict == "missing"), len(missing)),
        Share(f"{name}.missing-applies", sum(1 for j in called if j.expected != "not-applicable"), len(called)),
        Share(f"{name}.met-kept", len(met) - len(lost(met)), len(met)),
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
    clauses = [group for _, group in grouped(judgements, lambda j: j.item.rsplit("-", 1)[0])]
    if not clauses:
        return []
    return [Share("parity", sum(1 for group in clauses if all(j.exact for j in group)), len(clauses))]


def f1(precision: Share, recall: Share) -> float | None:
    """The harmonic mean of two shares."""
    p, r = precision.value, recall.value
    return 2 * p * r / (p + r) if p and r else None


@dataclass(frozen=True, slots=True)
class Macro:
    """Means over criteria: each counts once, however often it is labelled. `of` gives how many had any."""

    name: str
    value: float
    of: int


def macro(judgements: Sequence[Judgement]) -> tuple[Macro, ...]:
    """Precision, recall and F1 on addressed, by criterion, and their means over the criteria that have them."""
    values: dict[str, list[float]] = {"precision": [], "recall": [], "f1": []}
    for _, group in grouped(sure_ones(judgements), _criterion):
        precision, recall = document_figures("x", group)[:2]
        if precision.value is not None:
            values["precision"].append(precision.value)
        if recall.value is not None:
            values["recall"].append(recall.value)
        if precision.of or recall.of:
            values["f1"].append(f1(precision, recall) or 0.0)
    return tuple(
        Macro(f"documents.macro.{name}", sum(found) / len(found), len(found)) for name, found in values.items() if found
    )
