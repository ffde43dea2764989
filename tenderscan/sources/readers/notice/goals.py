"""What an OCDS notice declares of strategic procurement, as the codes of eForms that say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenderscan.model.document import Declaration

_ROOTS = {"environmental": "env-imp", "social": "soc-obj", "innovation": "inn-pur"}
"""Goals of the Sustainability extension, and what BT-06 calls them."""

_GOALS = (
    ("environmental.biodiversity", "BT-774", "biodiv-eco"),
    ("environmental.circulareconomy", "BT-774", "circ-econ"),
    ("environmental.climatechangeadaptation", "BT-774", "clim-adapt"),
    ("environmental.climatechangemitigation", "BT-774", "clim-mitig"),
    ("environmental.carbonemissions", "BT-774", "clim-mitig"),
    ("environmental.pollutionprevention", "BT-774", "pollu-prev"),
    ("environmental.waterresources", "BT-774", "water-mar"),
    ("social.accessibility", "BT-775", "acc-all"),
    ("social.disadvantaged", "BT-775", "opp"),
    ("social.ethnic", "BT-775", "et-eq"),
    ("social.gender", "BT-775", "gen-eq"),
    ("social.humanrights", "BT-775", "hum-right"),
    ("social.laborrights", "BT-775", "work-cond"),
    ("social.labourrights", "BT-775", "work-cond"),
)
"""Beginnings of goals, without case, and the field and code of eForms."""

_STRATEGIES = {"euGPPCriteria": "eu", "nationalGPPCriteria": "national", "otherGPPCriteria": "other"}
_RESERVED = {"shelteredWorkshop": "res-ws", "publicServiceMissionOrganization": "res-pub-ser"}


def declarations(tender: Mapping[str, Any], lots: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[Declaration]:
    """The goals, green criteria and reservations of the tender and of its lots (number and object), each once."""
    seen: set[Declaration] = set()
    for lot, owner in (("", tender), *lots):
        for found in _of(owner, lot):
            if found not in seen:
                seen.add(found)
                yield found


def _of(owner: Mapping[str, Any], lot: str) -> Iterator[Declaration]:
    for item in owner.get("sustainability") or ():
        if isinstance(item, Mapping):
            yield from _goal(str(item.get("goal") or "").lower(), lot)
            for strategy in item.get("strategies") or ():
                if strategy in _STRATEGIES:
                    yield Declaration("BT-805", _STRATEGIES[strategy], lot)
    other = owner.get("otherRequirements")
    for code in (other.get("reservedParticipation") or ()) if isinstance(other, Mapping) else ():
        if code in _RESERVED:
            yield Declaration("BT-71", _RESERVED[code], lot)


def _goal(goal: str, lot: str) -> Iterator[Declaration]:
    root = _ROOTS.get(goal.split(".", maxsplit=1)[0])
    if root:
        yield Declaration("BT-06", root, lot)
    for begins, field, code in _GOALS:
        if goal.startswith(begins):
            yield Declaration(field, code, lot)
