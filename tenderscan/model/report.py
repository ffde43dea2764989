"""The report on one dossier: verdict by criterion with evidence, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tenderscan.model.acceptance import BaselineComparison, UsedSuppression
from tenderscan.model.document import Box, Lot, Rejection


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
    """A passage that a verdict rests on; `start` and `end` are half-open offsets of the original text."""

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


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A passage that looked like the criterion and did not count, with the reason."""

    document: str
    page: int | None
    quote: str
    reason: str


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
    that is not the tender's.
    """

    where: str
    clause: str
    source: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A law, standard or label that a document cites and that does not hold on the day of the report.

    `status` is `outdated` (it ended; `day` is the first day without it) or `not-yet` (`day` is its first day).
    `message` says so in the report's language and names what holds instead; `quote` is the sentence that cites it.
    """

    id: str
    status: str
    day: str
    message: str
    document: str
    page: int | None
    section: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion's verdict on the dossier, and everything that explains it.

    `why` is one plain sentence in the report's language on the verdict, `matters` on the criterion.
    `theme` and `title` come from the rule. `suppressed` is the reason for which the gap is set aside; `baseline` is
    "known" or "new" where gaps were held against a baseline. `confidence` is the share of judgements like it (`basis`)
    that were right.
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


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as the report lists it."""

    path: str
    sha256: str
    media_type: str
    role: str
    languages: tuple[str, ...]
    pages: int | None
    words: int
    unread_pages: tuple[int, ...]
    doubtful_pages: tuple[int, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierSummary:
    """The dossier as the report names it."""

    name: str
    subject: str | None
    authority: str | None
    published: str | None
    cpv: tuple[str, ...]
    languages: tuple[str, ...]
    lots: tuple[Lot, ...]
    documents: tuple[DocumentSummary, ...]
    rejected: tuple[Rejection, ...]
    cited_but_absent: tuple[str, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Weight:
    """An award criterion and its share of the award, in percent.

    `parts` are its sub-criteria, whose shares add up to its own. `kind` is price, cost or quality where a notice gives
    no name. `sustainability` tells whether the rules say that it rewards sustainability.
    """

    name: str
    percent: float | None
    page: int | None
    sustainability: bool = False
    parts: tuple[Weight, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class AwardTable:
    """The award criteria of one lot, and the share of them that rewards sustainability (None: weights do not tell).

    `remarks` are none-sustainable, no-weight or low-weight (under 5 %). `ordered`: only an order of importance.
    """

    lot: str
    weights: tuple[Weight, ...]
    sustainability_percent: float | None
    remarks: tuple[str, ...] = ()
    ordered: bool = False


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


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run says about one dossier; `findings` has every criterion, in the rulebook's order.

    `language` is the language of the texts for the reader (nl, fr, en, de). `as_of` is the day of whose law it speaks
    (YYYY-MM-DD), or None; `undated` tells that laws with a first or last day are cited and no day is known.
    """

    tool_version: str
    rulebook_version: str
    rulebook_sha256: str
    profile: str
    language: str
    dossier: DossierSummary
    findings: tuple[Finding, ...]
    award: tuple[AwardTable, ...] = field(default=())
    as_of: str | None = None
    references: tuple[CitedReference, ...] = field(default=())
    undated: bool = False
    notice: NoticeComparison = NoticeComparison()
    suppressions: tuple[UsedSuppression, ...] = field(default=())
    baseline: BaselineComparison | None = None

    def count(self, verdict: VerdictKind) -> int:
        """How many criteria have this verdict."""
        return sum(1 for finding in self.findings if finding.verdict is verdict)
