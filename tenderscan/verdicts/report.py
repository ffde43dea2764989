"""The door of the verdicts: takes a dossier and what its documents say, gives the report on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tenderscan import __version__
from tenderscan.model.document import Dossier
from tenderscan.model.letters import fitting
from tenderscan.model.match import Matches
from tenderscan.model.report import Change, Finding, NoticeComparison, Report, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.model.section import StructuredDocument
from tenderscan.verdicts.case import Case, Spoken, Terms, case_of
from tenderscan.verdicts.complete import described
from tenderscan.verdicts.dossier import with_rejected
from tenderscan.verdicts.judge import judge, weighed
from tenderscan.verdicts.justified import description, justified
from tenderscan.verdicts.notice import compare
from tenderscan.verdicts.placed import placed
from tenderscan.verdicts.references import once, undated
from tenderscan.verdicts.remedy import edits, turning
from tenderscan.verdicts.uncounted import Uncounted, told
from tenderscan.verdicts.weights import award_tables, rewarded, with_weights

Match = Callable[[Sequence[StructuredDocument]], Matches]
"""Looks for the words of the rules in documents."""


@dataclass(frozen=True)
class Judged:
    """The report on a dossier, and the case that it rests on, by which verdicts can be tried on other words."""

    report: Report
    case: Case
    terms: Terms

    def changes(self, finding: Finding, match: Match) -> tuple[Change, ...]:
        """The shortest edits that turn a finding's verdict, each tried by judging the edited text anew."""
        case, rules = self.case, self.terms.rulebook
        criterion = next(c for c in case.criteria if c.id == finding.id)
        claims = [claim for claim in case.matches.claims if claim.criterion == finding.id]
        tried = edits(
            criterion, weighed(criterion, claims, case), claims, case.documents, rules.structure, finding.advice
        )
        return turning(tried, finding.verdict, lambda edited: _again(criterion, case, edited, match))


def judged(dossier: Dossier, spoken: Spoken, terms: Terms, aside: Sequence[Uncounted] = ()) -> Judged:
    """Judge a dossier; `aside` are its documents that were not counted because another one stands for them."""
    case = case_of(dossier, spoken, terms)
    criteria = case.criteria
    award = award_tables(case.award.groups, case.lots, rewarded(case.award.items, case.matches.award, criteria))
    findings = with_weights(judge(case), award, criteria) if case.judges else ()
    findings = placed(findings, case, terms.rulebook)
    report = Report(
        tool_version=__version__,
        rulebook_version=terms.rulebook.version,
        rulebook_sha256=terms.rulebook.sha256,
        profile=case.profile.name if case.profile else "",
        language=case.reader.language,
        dossier=with_rejected(described(case), told(aside, criteria, case.reader)),
        findings=findings,
        award=award,
        notice=_notice(case, findings, terms) if case.judges else NoticeComparison(),
        as_of=case.reader.as_of,
        references=once(case.lapsed),
        undated=case.reader.as_of is None and undated(case.matches.references, terms.rulebook.references),
    )
    return Judged(fitting(report), case, terms)


def _notice(case: Case, findings: Sequence[Finding], terms: Terms) -> NoticeComparison:
    criteria = terms.rulebook.criteria
    lists = terms.rulebook.structure.get(case.reader.dossier_language, {})
    entries = justified(findings, case.documents, criteria, lists)
    by_words = [claim for claim in case.matches.claims if claim.reader != "learned"]
    found = compare(case.documents, by_words, criteria, lists, readable=not case.blind)
    return replace(found, justified=entries, description=description(entries, criteria, terms.rulebook.texts))


def _again(criterion: Criterion, case: Case, edited: Sequence[StructuredDocument], match: Match) -> VerdictKind:
    """The verdict on edited documents; those that were not edited keep their claims."""
    same = {n for n, document in enumerate(edited) if document is case.documents[n]}
    emptied = [replace(d, blocks=()) if n in same else d for n, d in enumerate(edited)]
    kept = [c for c in case.matches.claims if c.criterion == criterion.id and c.place.document in same]
    new = [c for c in match(emptied).claims if c.criterion == criterion.id]
    return weighed(criterion, [*kept, *new], replace(case, documents=tuple(edited))).verdict
