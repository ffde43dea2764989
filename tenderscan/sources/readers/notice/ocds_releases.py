"""The releases in an OCDS file, and the one that they make together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]


def releases(found: object) -> list[Node]:
    """The releases of a release, a release package, a record or a record package, the oldest first; none elsewhere.

    A record's compiled release stands for its releases.
    """
    if not isinstance(found, Mapping):
        return []
    if isinstance(found.get("records"), list):
        return [release for record in found["records"] for release in releases(record)]
    if isinstance(found.get("compiledRelease"), Mapping):
        return [found["compiledRelease"]]
    if isinstance(found.get("releases"), list):
        held = [item for item in found["releases"] if isinstance(item, Mapping) and item.get("ocid")]
        return sorted(held, key=lambda release: str(release.get("date", "")))
    return [found] if isinstance(found.get("ocid"), str) and ("tender" in found or "tag" in found) else []


def merged(held: Sequence[Node]) -> Node:
    """One release out of several of one tender: the newest word on each field, objects of a list joined by their id."""
    result: Node = {}
    for release in held:
        result = _joined(result, release)
    return result


def _joined(old: Node, new: Node) -> Node:
    found = dict(old)
    for key, value in new.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), Mapping):
            found[key] = _joined(found[key], value)
        elif isinstance(value, list) and isinstance(found.get(key), list):
            found[key] = _lists(found[key], value)
        else:
            found[key] = value
    return found


def _lists(old: Sequence[object], new: Sequence[object]) -> list[object]:
    """Lists of objects with ids are joined by them; others are replaced."""
    items = (*old, *new)
    if not all(isinstance(item, Mapping) and "id" in item for item in items):
        return list(new)
    by_id: dict[object, Node] = {}
    for item in items:
        if isinstance(item, Mapping):
            key = str(item["id"])
            by_id[key] = _joined(by_id.get(key, {}), item)
    return list(by_id.values())
