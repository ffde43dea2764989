"""What matching finds: hits of concepts, and claims a passage makes about a criterion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from tenderscan.model.section import Provision


class Stance(StrEnum):
    """What a passage does with a criterion."""

    ASKS = "asks"
    WEAKENS = "weakens"
    WAIVES = "waives"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A half-open span of a block's clean text: document index, block id, start, end."""

    document: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that decided: the signal it belongs to and the words as they stand."""

    signal: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A step of the proof chain (proof, self-declaration, check or sanction) that holds a passage: words, and where.

    `how`: in the passage or beside it, in its section by a word that points back, or in a clause elsewhere that cites
    the passage's article or all obligations of the contract.
    """

    step: str
    text: str
    place: Place
    how: str = "passage"


@dataclass(frozen=True, slots=True, order=True)
class Like:
    """A labelled passage of the teaching set that another passage reads like: its name there, verdict and text."""

    id: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage says of one criterion: who asks, how hard, where; never deleted, only dropped.

    `reasons` are those of a weak verdict (contract.md). `dropped` is the reason the claim does not
    count, or an empty text. `strength` is between 0 and 1: how sure the reading is.
    `reader` says who saw the passage, `probability` how likely the learned reader holds it that it speaks of the
    criterion (None where it was not asked); `rival` is the criterion it is surer of, "none", or empty, and
    `reads_like` are labelled passages that it resembles.
    """

    criterion: str
    place: Place
    stance: Stance
    reasons: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    provision: Provision | None = None
    lots: tuple[str, ...] = ()
    alternative: str = ""
    dropped: str = ""
    strength: float = 0.8
    extra: tuple[Place, ...] = ()
    chain: tuple[Link, ...] = ()
    reader: Literal["words", "learned", "both"] = "words"
    probability: float | None = None
    rival: str = ""
    reads_like: tuple[Like, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A sign of what the tender buys or names: a concept, and where it stands.

    `where` is title, item (a line of its own under the subject), subject, inventory, heading, specification or
    demand. `act` is what is done with the thing in that sentence: "supply" (delivered, bought, hired), "service"
    (maintained, insured, collected), "aside" (what
    a thing is for) or nothing. `lots` are those of the passage; none means all.
    """

    concept: str
    where: str
    place: Place
    text: str
    lots: tuple[str, ...] = ()
    act: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A law, standard or label that a sentence cites; `settled` where the sentence says itself that it is past.

    `reference` is its id in the rulebook, `place` the sentence, `text` the words that cite it.
    """

    reference: str
    place: Place
    text: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """Where the budget of a document ended: its number, and the block and page from which on nothing was judged."""

    document: int
    block: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Matches:
    """All that matching found in a dossier.

    `award` are the claims in the names of its award criteria; their place counts in `AwardLists.spoken`. `left` are
    the documents that were too much to be judged to their end.
    """

    claims: tuple[Claim, ...]
    traces: tuple[Trace, ...]
    references: tuple[Citation, ...] = ()
    award: tuple[Claim, ...] = ()
    left: tuple[Left, ...] = ()
