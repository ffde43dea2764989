"""A draft: elements that are one block, before they have a section and a language."""

from __future__ import annotations

from dataclasses import dataclass

from tenderscan.model.document import Element, Origin
from tenderscan.model.section import BlockKind


@dataclass(frozen=True)
class Draft:
    """Elements that are one block: their indices in order, and what kind it seems."""

    indices: tuple[int, ...]
    kind: BlockKind
    origin: Origin
    page: int | None
    level: int | None = None
    size: float = 0.0
    bold: bool = False
    element: Element | None = None
