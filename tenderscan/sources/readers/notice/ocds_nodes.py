"""The nodes of OCDS: takes an object of JSON and a key, gives what stands there as what it must be, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Node = Mapping[str, Any]


def text(value: object) -> str:
    """A text as it stands, without what surrounds it; nothing for what is no text."""
    return value.strip() if isinstance(value, str) else ""


def node(owner: Node, key: str) -> Node:
    """An object in another; an empty one where it is absent."""
    found = owner.get(key)
    return found if isinstance(found, Mapping) else {}


def nodes(owner: Node, key: str) -> list[Node]:
    """The objects of a list in another."""
    found = owner.get(key)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def lot_id(lot: Node) -> str:
    """A lot's number, which some publishers write as a number."""
    return str(lot.get("id", "")).strip()
