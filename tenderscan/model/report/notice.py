"""What a notice declares beside what the documents hold."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """A code that the documents justify in a field of the notice (BT-06, BT-774 …), and the criteria that do.

    `name` is the code as texts for readers know it (gpp-eu); `lots` are those it is for, none meaning all.
    """

    field: str
    code: str
    name: str
    criteria: tuple[str, ...]
    lots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeComparison:
    """What the notice declares (codes of eForms), and what of it the documents do not hold, and the reverse.

    `justified` are the codes that the documents justify, whatever the notice declares; `description` is a text for
    BT-777 by language, empty where they justify none.
    """

    declares: tuple[str, ...] = ()
    not_found_in_documents: tuple[str, ...] = ()
    not_declared: tuple[str, ...] = ()
    justified: tuple[NoticeEntry, ...] = ()
    description: dict[str, str] = field(default_factory=dict)
