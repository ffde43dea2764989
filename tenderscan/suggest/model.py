"""What a suggestion is made of: needs, clauses, and the changes that answer them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tenderscan.model.match import Claim
from tenderscan.model.report import Finding, Level, Weight
from tenderscan.model.rule import Criterion
from tenderscan.verdicts import Spot

AUTHOR = "tenderscan"


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """What a user may choose. `only` names criteria whatever their level, and lifts the bound on what is put in."""

    level: Level = Level.REQUIRED
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    date: date | None = None

    @property
    def stamp(self) -> str:
        """The date as tracked changes carry it, or an empty text."""
        return f"{self.date.isoformat()}T00:00:00Z" if self.date else ""


@dataclass(frozen=True, slots=True)
class Need:
    """A criterion that the tender does not meet: what waives it, the weak passage, whether it is asked besides."""

    finding: Finding
    criterion: Criterion
    waivers: tuple[Claim, ...] = ()
    weak: Claim | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause to put in, in the language of where it goes, and the needs that it answers."""

    need: Need
    text: str
    serves: tuple[Need, ...]

    @property
    def words(self) -> int:
        """Its length."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Insertion:
    """A clause at a spot."""

    clause: Clause
    spot: Spot


@dataclass(frozen=True, slots=True)
class Amendment:
    """A passage that is struck, with the clause that takes its place, if one does; `needs` are those it answers."""

    claim: Claim
    needs: tuple[Need, ...]
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes to one dossier; `annexed` clauses have no Word file to go to, `left` ones found no room."""

    insertions: tuple[Insertion, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    annexed: tuple[Clause, ...] = ()
    left: tuple[Clause, ...] = ()
    unstruck: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What came of it: files by name (`annex` is a name apart), the plan, and what was found on checking again.

    `unmet` are criteria whose clause was put in and that are not met all the same; `worse` those that stand worse than
    before; both are empty in what is good. `undecided` are criteria at the level asked that could not be judged.
    `award` are lots whose award criteria no longer add up, each with the row to take the points from.
    """

    files: dict[str, bytes] = field(repr=False)
    annex: bytes | None = field(repr=False)
    plan: Plan
    needs: tuple[Need, ...]
    undecided: tuple[Finding, ...] = ()
    unmet: tuple[Finding, ...] = ()
    worse: tuple[Finding, ...] = ()
    award: tuple[tuple[str, Weight], ...] = ()
