"""One criterion's verdict on a dossier, with the passages that it rests on and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tenderscan.model.document import Box
from tenderscan.model.match import Like


class VerdictKind(StrEnum):
    """The six verdicts of contract.md."""

    MET = "met"
    WEAK = "weak"
    CONTRADICTED = "contradicted"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    UNDECIDED = "undecided"


class Level(StrEnum):
    """What a profile makes of a criterion."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a verdict rests on; `start` and `end` are half-open offsets of the original text.

    `reader`, `probability`, `rival` and `reads_like` are those of its claim (model/match.py), here and in near misses.
    """

    document: str
    page: int | None
    section: str
    provision: str | None
    stance: str
    language: str
    lots: tuple[str, ...]
    quote: str
    start: int
    end: int
    paragraph: int | None
    boxes: tuple[Box, ...]
    signals: tuple[str, ...]
    reader: str = "words"
    probability: float | None = None
    reads_like: tuple[Like, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A passage that looked like the criterion and did not count, with the reason."""

    document: str
    page: int | None
    quote: str
    reason: str
    reader: str = "words"
    probability: float | None = None
    rival: str = ""
    reads_like: tuple[Like, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A step of the proof chain: obligation, proof, check or sanction; whether a passage holds it, its words and place.

    `only` is self-declaration where no stronger proof is asked.
    """

    step: str
    held: bool
    quote: str = ""
    document: str = ""
    page: int | None = None
    section: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that turns a verdict: replace, remove-words, remove, add, tick or paste; and the verdict that follows."""

    kind: str
    old: str
    new: str
    document: str
    page: int | None
    section: str
    verdict: VerdictKind | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Where the clause belongs, the clause to paste (in `language`), and the source it rests on.

    `clause` is empty where the rulebook has none in that language; `note` says so, or from whose law it comes where
    that is not the tender's. `place` is the place in this tender, in the reader's language ("after III.4, p. 4"); empty
    where none was found or nobody expects the criterion. `source` is in the reader's language, `cited` the same in the
    clause's, for what goes into the tender.
    """

    where: str
    clause: str
    source: str
    language: str = ""
    note: str = ""
    place: str = ""
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion's verdict on the dossier, and everything that explains it.

    `why` is one plain sentence in the report's language on the verdict, `matters` on the criterion.
    `theme` and `title` come from the rule. `suppressed` is the reason for which the gap is set aside; `baseline` is
    "known" or "new" where gaps were held against a baseline. `confidence` is the share of judgements like it (`basis`)
    that were right. `expected` is the verdict that the configuration expects of this file, or empty; `lapse` says what
    it fails in: "expected" (the verdict), "language" (it stands in another one) or "lost" (it was met before).
    `incomplete` says that it is undecided because the dossier is no whole tender.
    """

    id: str
    theme: str
    title: str
    level: Level
    verdict: VerdictKind
    why: str
    matters: str = ""
    reasons: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    confidence: float = 0.5
    fingerprint: str = ""
    suppressed: str | None = None
    baseline: str = ""
    by_lot: dict[str, VerdictKind] | None = None
    evidence: tuple[Evidence, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    applies_because: str = ""
    outdated: str | None = None
    advice: Advice | None = None
    chain: tuple[ChainStep, ...] = ()
    basis: str = ""
    incomplete: bool = False
    expected: str = ""
    lapse: str = ""
