"""Look-alikes: concepts that take the hits of others away ("HPE iLO" is no convention of the ILO)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tenderscan.lexicon.search import Span
from tenderscan.matching.words.fragment import Hits
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
    lost = {
        span
        for span in kept.get(victim, ())
        if any(_reaches(taker.takes_within, by, span, sentences) for by in kept[taker.id])
    }
    if not lost:
        return
    for concept in kin[victim]:
        if concept != taker.id and concept in kept:
            taken[concept].extend(span for span in kept[concept] if span in lost)
            kept[concept] = [span for span in kept[concept] if span not in lost]


def _reaches(within: str, taker: Span, victim: Span, sentences: Sequence[Span]) -> bool:
    """Whether a taker's hit takes a victim's; a longer reading of the same words keeps its hit."""
    if within == "block":
        return True
    if within == "sentence":
        return any(s <= taker[0] < e and s <= victim[0] < e for s, e in sentences)
    overlaps = taker[0] < victim[1] and victim[0] < taker[1]
    longer = victim[0] <= taker[0] and taker[1] <= victim[1] and victim != taker
    return overlaps and not longer
