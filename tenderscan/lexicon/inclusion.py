"""Concepts that include others: what a concept reaches, written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tenderscan.model.rule import Concept


def reached(starts: Iterable[str], edges: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All names that can be reached from `starts` along `edges`, near and far.

    A start is among them only where the edges lead back to it. Names without edges lead nowhere.
    """
    found: set[str] = set()
    pending = [name for start in starts for name in edges.get(start, ())]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(edges.get(name, ()))
    return frozenset(found)


def wider(concepts: Iterable[Concept]) -> dict[str, tuple[str, ...]]:
    """For each concept those that include it, directly or through others, in order of name."""
    chosen = tuple(concepts)
    parents: dict[str, list[str]] = defaultdict(list)
    for concept in chosen:
        for part in concept.includes:
            parents[part].append(concept.id)
    return {concept.id: tuple(sorted(reached((concept.id,), parents) - {concept.id})) for concept in chosen}


def kin(concepts: Iterable[Concept]) -> dict[str, frozenset[str]]:
    """For each concept itself, all that it includes and all that include it."""
    chosen = tuple(concepts)
    parts = {concept.id: concept.includes for concept in chosen}
    above = wider(chosen)
    return {name: frozenset((name, *reached((name,), parts), *above[name])) for name in parts}
