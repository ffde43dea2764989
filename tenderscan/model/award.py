"""Award criteria as documents and notices print them, before they are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tenderscan.model.section import StructuredDocument

Unit = Literal["percent", "points", ""]


@dataclass(frozen=True, slots=True)
class AwardItem:
    """One award criterion as printed: its name, its number, and how deep it stands under others.

    `value` is None where no number is printed. `kind` is price or cost where the name or a notice says so, or empty.
    `said` is the name with its description, by which its subject is told.
    """

    name: str
    value: float | None = None
    unit: Unit = ""
    page: int | None = None
    depth: int = 0
    said: str = ""
    language: str = ""
    kind: str = ""
    block: int | None = None


@dataclass(frozen=True, slots=True)
class AwardGroup:
    """Award criteria that stand together in a table, a list, a sentence or a notice.

    `lots` are those it is for (none: all). `ordered` says that only their order of importance is given. `context` is
    the heading and lead-in, folded; `total` the sum as printed. `cued` says that the text calls them award criteria.
    """

    items: tuple[AwardItem, ...]
    lots: tuple[str, ...] = ()
    ordered: bool = False
    context: str = ""
    total: float | None = None
    notice: bool = False
    cued: bool = True


@dataclass(frozen=True, slots=True)
class AwardLists:
    """All lists of award criteria of a dossier, and their names as a text in which words can be looked for.

    Block number n of `spoken` holds item number n of `items`, so that what is found there shows what that item rewards.
    """

    groups: tuple[AwardGroup, ...] = ()
    items: tuple[AwardItem, ...] = ()
    spoken: StructuredDocument | None = None
