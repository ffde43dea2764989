"""One judgement for each item and criterion: what was expected, what was found, and on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tenderscan.check import Checker, CheckResult
from tenderscan.errors import NothingToJudgeError
from tenderscan.evaluation.gold import LabelledDossier, Passage
from tenderscan.lexicon.fold import WORD_PATTERN, fold
from tenderscan.model.match import Claim
from tenderscan.model.report import Finding

ADDRESSED = frozenset({"met", "weak", "contradicted"})
OVERLAP = 0.5
"""Share of the labelled passage's words that a quote must hold to be the same passage."""


@dataclass(frozen=True)
class Judgement:
    """Expected and found verdict of one criterion on one item."""

    item: str
    source: str
    criterion: str
    language: str
    kind: str
    expected: str
    verdict: str
    doubt: bool = False
    statutory: bool = False
    label: str = ""
    quote: str = ""
    quoted: bool = False
    reasons: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    near: str = ""
    apart: bool = False
    """Undecided because the dossier is no whole tender, where the label says missing: neither right nor wrong."""

    @property
    def exact(self) -> bool:
        """Whether the verdict is the expected one."""
        return self.expected == self.verdict


def judge_dossier(checker: Checker, dossier: LabelledDossier, only: frozenset[str]) -> Iterator[Judgement]:
    """The judgements on every criterion of the rulebook; a dossier that cannot be read is undecided."""
    try:
        result: CheckResult | None = checker.check_paths(dossier.paths)
    except NothingToJudgeError:
        result = None
    findings = {f.id: f for f in result.report.findings} if result else {}
    for criterion in checker.rulebook.criteria:
        if only and criterion.id not in only:
            continue
        expected = dossier.expected(criterion.id)
        finding = findings.get(criterion.id)
        yield Judgement(
            item=f"{dossier.name}/{criterion.id}",
            source=dossier.paths[0].suffix.lower().lstrip("."),
            criterion=criterion.id,
            language=dossier.language,
            kind="document",
            expected=expected.verdict,
            verdict=finding.verdict.value if finding else "undecided",
            doubt=expected.doubt,
            statutory=criterion.statutory,
            label=expected.quote,
            quoted=_quoted(expected.quote, finding),
            apart=expected.verdict == "missing" and _no_whole(finding, result),
            **_shown(finding, result.claims if result else ()),
        )


def _no_whole(finding: Finding | None, result: CheckResult | None) -> bool:
    """Whether there is no verdict because the dossier is no whole tender, or tells a result."""
    return finding.incomplete if finding else result is not None


def judge_passage(checker: Checker, passage: Passage) -> Judgement:
    """The judgement on a passage, with its criterion taken as applicable."""
    assumed = frozenset({passage.criterion})
    result = checker.check_text(passage.text, applicable=assumed, name=passage.id)
    finding = next(f for f in result.report.findings if f.id == passage.criterion)
    return Judgement(
        item=passage.id,
        source="passage",
        criterion=passage.criterion,
        language=passage.language,
        kind=passage.kind,
        expected=passage.verdict,
        verdict=finding.verdict.value,
        label=passage.text,
        **_shown(finding, result.claims),
    )


def _shown(finding: Finding | None, claims: Iterable[Claim]) -> dict[str, Any]:
    if finding is None:
        return {}
    first = next((c for c in claims if c.criterion == finding.id and not c.dropped), None)
    cues = tuple(f"{cue.signal}: {cue.text}" for cue in first.cues) if first else ()
    near = finding.near_misses[0] if finding.near_misses else None
    return {
        "quote": finding.evidence[0].quote if finding.evidence else "",
        "reasons": finding.reasons,
        "cues": cues,
        "near": f"{near.reason}: {near.quote}" if near else "",
    }


def _quoted(label: str, finding: Finding | None) -> bool:
    """Whether one quote holds half of the words of the labelled passage."""
    wanted = Counter(fold(word) for word in WORD_PATTERN.findall(label) if word[0].isalnum())
    if not wanted or finding is None:
        return False
    for passage in finding.evidence:
        own = Counter(fold(word) for word in WORD_PATTERN.findall(passage.quote))
        if sum((wanted & own).values()) >= OVERLAP * sum(wanted.values()):
            return True
    return False
