"""Look-alikes: concepts that take the hits of others away ("HPE iLO" is no convention of the ILO)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tenderscan.lexicon.search import Span
from tenderscan.matching.words.fragment import Hits, beginning_in
from tenderscan.model.rule import Concept


def without_lookalikes(
    hits: Mapping[str, Sequence[Span]],
    takers: Iterable[Concept],
    kin: Mapping[str, frozenset[str]],
    sentences: Sequence[Span],
) -> tuple[Hits, Hits]:
    """The hits that stay, and those that a taker's own hits take away, by concept.

    With a victim's hit go those of its `kin` (what it includes and what includes it) on the same words.
    """
    kept = {concept: list(spans) for concept, spans in hits.items()}
    taken: dict[str, list[Span]] = defaultdict(list)
    for taker in takers:
        if taker.id in kept and taker.takes_within != "section":
            for victim in taker.takes:
                _take(taker, victim, kept, taken, kin, sentences)
    return (
        {concept: tuple(spans) for concept, spans in kept.items() if spans},
        {concept: tuple(spans) for concept, spans in taken.items()},
    )


def _take(
    taker: Concept,
    victim: str,
    kept: dict[str, list[Span]],
    taken: dict[str, list[Span]],
    kin: Mapping[str, frozenset[str]],
    sentences: Sequence[Span],
) -> None:
    lost = _reached(taker.takes_within, kept[taker.id], kept.get(victim, ()), sentences)
    if not lost:
        return
    for concept in kin[victim]:
        if concept != taker.id and concept in kept:
            taken[concept].extend(span for span in kept[concept] if span in lost)
            kept[concept] = [span for span in kept[concept] if span not in lost]


def _reached(within: str, takers: Sequence[Span], victims: Sequence[Span], sentences: Sequence[Span]) -> set[Span]:
    """The victims that a taker's hit reaches; a longer reading of the same words keeps its hit."""
    if not takers or within == "block":
        return set(victims) if takers else set()
    if within == "sentence":
        begins = [start for start, _ in sentences]
        spoilt = {bisect_right(begins, start) for start, _ in takers}
        return {span for span in victims if bisect_right(begins, span[0]) in spoilt}
    longest = max(end - start for start, end in takers)
    return {
        span for span in victims if any(_overlaps(by, span) for by in beginning_in(takers, span[0] - longest, span[1]))
    }


def _overlaps(taker: Span, victim: Span) -> bool:
    longer = victim[0] <= taker[0] and taker[1] <= victim[1] and victim != taker
    return taker[0] < victim[1] and victim[0] < taker[1] and not longer
