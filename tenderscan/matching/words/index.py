"""Rules ready for looking up: by how far an expression reaches, and by concepts that must occur for it to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tenderscan.matching.words.passages import SCOPES, Unit
from tenderscan.model.rule import Alternative, Criterion, Expression, Rulebook
from tenderscan.model.signal import PREFIX

_REACH = {"sentence": 0, "near": 0, "block": 1, "section": 2}
"""The scope, by its place in SCOPES, within which the parts of an expression stand."""


@dataclass(frozen=True)
class Rule:
    """An alternative of a criterion."""

    criterion: Criterion
    alternative: Alternative


class RuleIndex:
    """All alternatives of all criteria; made once for many dossiers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules: Mapping[str, dict[str, list[Rule]]] = {scope: defaultdict(list) for scope in SCOPES}
        for criterion in rulebook.criteria:
            for alternative in criterion.evidence:
                rules = self._rules[SCOPES[_reach(alternative.expression)]]
                for trigger in triggers(alternative.expression):
                    rules[trigger].append(Rule(criterion, alternative))

    @property
    def triggers(self) -> frozenset[str]:
        """The concepts of which some rule needs one to hold."""
        return frozenset(name for rules in self._rules.values() for name in rules)

    def rules(self, unit: Unit) -> Iterator[Rule]:
        """The rules that may hold in a unit, in order of criterion and alternative."""
        by_trigger = self._rules[unit.scope]
        found = {
            (rule.criterion.id, rule.alternative.id): rule
            for bound in unit.bounds
            for concept in bound.fragment.hits
            if concept in by_trigger and bound.has(concept)
            for rule in by_trigger[concept]
        }
        yield from (found[key] for key in sorted(found))


def triggers(expression: Expression) -> frozenset[str]:
    """Concepts of which at least one must occur for the expression to hold; as few as can be known.

    A signal is a trigger only where no part has another: signals stand in most sentences.
    """
    if expression.concept:
        return frozenset({expression.concept})
    if expression.any_of:
        return frozenset().union(*map(triggers, expression.any_of))
    return min(map(triggers, expression.all_of), key=_cost)


def _cost(options: frozenset[str]) -> tuple[bool, int]:
    return any(concept.startswith(PREFIX) for concept in options), len(options)


def _reach(expression: Expression) -> int:
    own = _REACH[expression.within] if expression.all_of else 0
    parts: Sequence[Expression] = (*expression.all_of, *expression.any_of)
    return max([own, *map(_reach, parts)])
