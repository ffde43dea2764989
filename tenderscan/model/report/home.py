"""Under whose law a tender stands, as a report states it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HomeSummary:
    """The country (two small letters) and region of a tender, both None where not known, and what showed them.

    `told` says it in a sentence in the reader's language. `chosen` says whether the user said so; `concession` whether
    a concession is awarded.
    """

    country: str | None = None
    region: str | None = None
    shown_by: tuple[str, ...] = ()
    told: str = ""
    chosen: bool = False
    concession: bool = False
