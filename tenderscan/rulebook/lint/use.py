"""Which criteria a concept serves: takes a rulebook, gives the criteria of each concept."""

from __future__ import annotations

from collections import defaultdict

from tenderscan.lexicon.inclusion import reached
from tenderscan.model.rule import CITED, Criterion, Rulebook

BUILT_IN = frozenset({"act-of-service", "act-of-supply", "purpose-or-clause"})
"""Concepts that matching asks for by name, to learn what a tender buys (matching/traces.py)."""


def serves(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """The ids of the criteria that each concept serves; none for a concept that no criterion needs.

    It serves a criterion that names it, that names a concept which includes it, or from whose concepts it takes words
    away as a look-alike.
    """
    parts = {concept.id: concept.includes for concept in rulebook.concepts.values()}
    found: dict[str, set[str]] = defaultdict(set)
    for criterion in rulebook.criteria:
        named = _named(criterion)
        below = named | reached(named, parts)
        guards = {concept.id for concept in rulebook.concepts.values() if below.intersection(concept.takes)}
        for name in below | guards:
            found[name].add(criterion.id)
    return {name: frozenset(found[name]) for name in rulebook.concepts}


def needed(rulebook: Rulebook) -> frozenset[str]:
    """Concepts that serve a criterion or that matching asks for by name, those that these include, and their guards."""
    parts = {concept.id: concept.includes for concept in rulebook.concepts.values()}
    named = BUILT_IN.union(*map(_named, rulebook.criteria))
    below = named | reached(named, parts)
    return below | {concept.id for concept in rulebook.concepts.values() if below.intersection(concept.takes)}


def _named(criterion: Criterion) -> frozenset[str]:
    """The concepts and signals that a criterion names anywhere."""
    applies = criterion.applies
    names = {name.removeprefix(CITED) for way in criterion.evidence for name in way.expression.concepts()}
    ruled_out = criterion.clashes
    return frozenset(names).union(criterion.not_when, ruled_out, applies.bought, applies.named, applies.not_named)
