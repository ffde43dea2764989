"""What a format is made of: the report, the words for its reader, the rules and the documents it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tenderscan.model.document import Box
from tenderscan.model.letters import fit_line, fitting
from tenderscan.model.region import LINED, Region
from tenderscan.model.report import DocumentSummary, Evidence, Finding, Level, Report, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.model.section import StructuredDocument
from tenderscan.model.texts import Texts

FAILING = (VerdictKind.MISSING, VerdictKind.CONTRADICTED, VerdictKind.UNDECIDED, VerdictKind.WEAK)
"""Verdicts that ask for work, the most pressing first."""

UNSURE = 0.9
"""Confidence below which a person is asked to look: more than one judgement in ten like it was wrong."""

_ABSENT = (VerdictKind.MISSING, VerdictKind.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Failed:
    """A dossier of many that could not be judged, or a file that should be there: its path and one sentence why.

    Both are of letters that every format can hold.
    """

    path: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", fit_line(self.path))
        object.__setattr__(self, "reason", fit_line(self.reason))


@dataclass(frozen=True)
class Material:
    """All that a report in any format may be made of.

    `texts` are in the report's language. `originals` gives the bytes of a document by its path, read when asked;
    it may lack one, and reading may raise a TenderscanError. `crops` says whether pictures of pages are wanted,
    `everything` whether the reader wants more than the first page. `password` opens what is encrypted, `paths` gives
    where a document's file is, from the folder in which the command runs; `region` gives line and column of a passage,
    where its file has lines. `cut` cuts pictures out of a PDF elsewhere than here, as `reports.html.crops.cut` does.
    """

    report: Report
    texts: Texts
    criteria: tuple[Criterion, ...] = ()
    structured: tuple[StructuredDocument, ...] = ()
    originals: Mapping[str, Callable[[], bytes]] = field(default_factory=dict, repr=False)
    crops: bool = True
    everything: bool = False
    password: str | None = field(default=None, repr=False)
    paths: Mapping[str, str] = field(default_factory=dict, repr=False)
    region: Callable[[Evidence], Region | None] = field(default=lambda passage: None, repr=False)
    cut: Callable[[bytes, Sequence[Sequence[Box]]], Iterable[bytes | None]] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """What a report says can be shown in every format: this is the one place where letters are made fit."""
        object.__setattr__(self, "report", fitting(self.report))
        object.__setattr__(self, "paths", fitting(self.paths))

    def say(self, key: str, **values: object) -> str:
        """A text for the reader with its names filled in; what is not given stays empty."""
        return self.texts.say(key, **values)

    def label(self, key: str) -> str:
        """A text with the colon that its language writes."""
        return self.texts.label(key)

    @property
    def title(self) -> str:
        """The report's title, with what the tender is about."""
        dossier = self.report.dossier
        return " ".join(self.say("report.title", name=dossier.subject or dossier.name).split())

    def path(self, document: str) -> str:
        """The document's path from the folder in which the command runs: what CI puts an annotation at."""
        return self.paths.get(document, document)

    def home(self) -> DocumentSummary | None:
        """The document to which a gap belongs that stands nowhere: the specification, else the first one."""
        documents = self.report.dossier.documents
        return next((d for d in documents if d.role == "specification"), documents[0] if documents else None)

    def light(self) -> Material:
        """The same without documents and their bytes, to be kept until all dossiers are judged."""
        passages = (passage for finding in self.report.findings for passage in finding.evidence)
        told = {_key(passage): self.region(passage) for passage in passages}
        return replace(self, structured=(), originals={}, region=lambda passage: told.get(_key(passage)))

    def spot(self, finding: Finding) -> tuple[str, Region | None]:
        """Path and place of a finding: its first passage, else the beginning of the file to which the gap belongs."""
        if finding.evidence:
            first = finding.evidence[0]
            return self.path(first.document), self.region(first)
        home = self.home()
        if home is None:
            return self.path(self.report.dossier.name), None
        return self.path(home.path), Region(1, 1, 1, 1) if home.media_type in LINED else None

    def comments(self, finding: Finding) -> tuple[str, ...]:
        """What the passage lacks and what would make it stronger, as sentences that the why does not say."""
        keys = (*(f"reason.{reason}" for reason in finding.reasons), *(f"gap.{gap}" for gap in gaps_to_tell(finding)))
        told = [text for text in map(self.say, keys) if text not in finding.why]
        if finding.lapse:
            told.append(self.say(f"lapse.{finding.lapse}"))
        return (*told, self.say("report.confidence-low")) if unsure(finding) else tuple(told)

    def place(self, document: str, page: int | None, section: str = "") -> str:
        """Where a passage stands, for a reader."""
        parts = (document, f"{self.say('report.page')} {page}" if page is not None else "", section)
        return ", ".join(part for part in parts if part)


def _key(passage: Evidence) -> tuple[str, int, int]:
    return passage.document, passage.start, passage.end


def gaps_to_tell(finding: Finding) -> tuple[str, ...]:
    """The gaps that nothing else in the report says better: an outdated reference has a sentence of its own."""
    return tuple(gap for gap in finding.gaps if not (gap == "outdated-reference" and finding.outdated))


def unsure(finding: Finding) -> bool:
    """Whether a person is asked to look: judgements like this one were too often wrong."""
    settled = (VerdictKind.UNDECIDED, VerdictKind.NOT_APPLICABLE)
    return finding.confidence < UNSURE and finding.verdict not in settled


def asked(report: Report) -> list[Finding]:
    """Findings a buyer expects or the tender speaks of: optional ones that are merely absent are not.

    Of a file that the configuration expects something of, that alone.
    """
    if any(finding.expected for finding in report.findings):
        return [f for f in report.findings if f.expected or f.lapse]
    return [f for f in report.findings if f.level is not Level.OPTIONAL or f.verdict not in _ABSENT or f.lapse]


def to_mend(report: Report) -> list[Finding]:
    """Findings that ask for work, the most pressing verdict and level first."""
    levels = list(Level)
    failing = [f for f in asked(report) if f.verdict in FAILING or f.lapse]
    order = {verdict: number for number, verdict in enumerate(FAILING)}
    return sorted(failing, key=lambda f: (order.get(f.verdict, len(order)), levels.index(f.level)))


def accepted(finding: Finding) -> bool:
    """Whether a gap no longer fails: it is set aside, or known from before."""
    return finding.suppressed is not None or finding.baseline == "known"
