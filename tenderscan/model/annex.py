"""An annex that the text cites and the dossier lacks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedAnnex:
    """An absent annex: its name as the text writes it, and what the text says that it holds.

    `provisions` are those whose clauses it is said to hold; empty where it is a form, a plan or a list, or where the
    text does not say. `matters` narrow them to social or environmental clauses (codes of BT-06), where it says so.
    """

    name: str
    title: str = ""
    provisions: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
