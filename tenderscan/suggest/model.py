"""What a suggestion is made of: needs, clauses, and the changes that answer them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from tenderscan.model.match import Claim, Place
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
    """A passage that is struck, with the clause that takes its place, if one does; `needs` are those it answers.

    `softer` says that it waives nothing: it wishes for what a clause elsewhere now demands.
    """

    claim: Claim
    needs: tuple[Need, ...]
    clause: Clause | None = None
    softer: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """A number that is written anew: characters [start, end) of a block's clean text, and what takes their place."""

    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NewRow:
    """The line of a new award criterion, after the block of the last one.

    A row of a table has a text for each cell, a line of a list one. In a sentence that lists them all it goes in at
    character `within` of the block.
    """

    after: int
    texts: tuple[str, ...]
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Recount:
    """A printed list of award criteria that makes room for a new one.

    The row `name` had `value` points of `total` and gives `points` of them. `lots` are those of the list.
    """

    lots: tuple[str, ...]
    document: int
    name: str
    value: float
    points: float
    total: float
    edits: tuple[Edited, ...]
    row: NewRow

    @property
    def blocks(self) -> frozenset[int]:
        """The blocks that it changes."""
        return frozenset({self.row.after, *(edit.block for edit in self.edits)})


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of the tender that go against a clause that is put in, and that only a person can settle.

    `place` is where they stand. `kind` is `weaker` (they ask the same thing more softly) or `thing` (they ask for what
    the clause rules out); `title` is that of the criterion.
    """

    kind: Literal["weaker", "thing"]
    place: Place
    title: str
    criterion: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes to one dossier; `annexed` clauses have no Word file to go to, `left` ones found no room."""

    insertions: tuple[Insertion, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    annexed: tuple[Clause, ...] = ()
    left: tuple[Clause, ...] = ()
    unstruck: tuple[Amendment, ...] = ()
    recounts: tuple[Recount, ...] = ()
    clashes: tuple[Clash, ...] = ()

    def touches(self, document: int) -> bool:
        """Whether a document is changed; a comment alone changes none."""
        placed = [each.spot.document for each in self.insertions]
        placed += [each.claim.place.document for each in self.amendments]
        return document in placed or document in [each.document for each in self.recounts]

    def with_counted(self, clause: Clause, fitted: Clause, recounts: tuple[Recount, ...]) -> Plan:
        """The plan with recounts, and with a clause in the words that fit them."""
        insertions = tuple(replace(i, clause=fitted) if i.clause is clause else i for i in self.insertions)
        amendments = tuple(replace(a, clause=fitted) if a.clause is clause else a for a in self.amendments)
        return replace(self, insertions=insertions, amendments=amendments, recounts=recounts)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What came of it: files by name (`annex` is a name apart), the plan, and what was found on checking again.

    `unmet` are criteria whose clause was put in and that are not met all the same; `worse` those that stand worse than
    before; both are empty in what is good. `undecided` are criteria at the level asked that could not be judged.
    `award` are lots whose award criteria no longer add up, each with the row to take the points from. What goes against
    a clause stands in the plan's `clashes`.
    """

    files: dict[str, bytes] = field(repr=False)
    annex: bytes | None = field(repr=False)
    plan: Plan
    needs: tuple[Need, ...]
    undecided: tuple[Finding, ...] = ()
    unmet: tuple[Finding, ...] = ()
    worse: tuple[Finding, ...] = ()
    award: tuple[tuple[str, Weight], ...] = ()
