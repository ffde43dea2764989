"""From a checked dossier to a suggestion: plan the changes, make them, and check what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tenderscan.check import Checker, CheckResult
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.model.match import Claim, Place
from tenderscan.model.report import Finding, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.sources.options import FINAL
from tenderscan.sources.readers.word.read import read_docx
from tenderscan.suggest.annex import annex
from tenderscan.suggest.award import Lists, fitting, printed, recounts, rows_to_cut, still_open
from tenderscan.suggest.clashes import clashes
from tenderscan.suggest.model import Amendment, Clause, Need, Plan, Recount, Suggestion, SuggestOptions
from tenderscan.suggest.needs import clauses, needs, undecided, within_bound
from tenderscan.suggest.plan import Planner
from tenderscan.suggest.remarks import Remarks
from tenderscan.suggest.tracked import TrackedDocument
from tenderscan.verdicts import DOCX, Places, Spot, provision_words, same_company, word_documents

MOST_ROUNDS = 4
"""Times a plan is mended by what checking again has shown."""

_RANK = {
    VerdictKind.CONTRADICTED: 0,
    VerdictKind.MISSING: 1,
    VerdictKind.UNDECIDED: 1,
    VerdictKind.WEAK: 2,
    VerdictKind.MET: 3,
    VerdictKind.NOT_APPLICABLE: 3,
}


def suggest(checker: Checker, paths: Sequence[Path], options: SuggestOptions) -> tuple[CheckResult, Suggestion]:
    """The check of a dossier, and the suggestion for it. Raises NothingToJudgeError, UsageError."""
    result = checker.check_paths(paths)
    return result, suggest_for(checker, result, options)


def suggest_for(checker: Checker, result: CheckResult, options: SuggestOptions) -> Suggestion:
    """The suggestion for a dossier that this checker has judged. Raises UsageError."""
    return _Maker(checker, result, options).make()


@dataclass
class _Lessons:
    """What checking again has taught: passages to leave alone, clauses to set apart, needs that want their own."""

    kept: set[Place] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    unasked: set[str] = field(default_factory=set)
    added: int = 0

    def size(self) -> int:
        """How much was learnt."""
        return len(self.kept) + len(self.apart) + len(self.own) + len(self.unasked) + self.added


class _Maker:
    """Makes one suggestion."""

    def __init__(self, checker: Checker, result: CheckResult, options: SuggestOptions) -> None:
        self._checker, self._result, self._options = checker, result, options
        self._needs = needs(result, options)
        self._criteria = {criterion.id: criterion for criterion in result.rulebook.criteria}
        self._languages = {need.criterion.id: self._language(need.criterion) for need in self._needs}
        texts = result.rulebook.texts_in(result.report.language)
        self._remarks = Remarks(texts, self._languages)
        self._originals: dict[int, bytes] = {}
        self._served: dict[tuple[str, str], frozenset[str]] = {}
        self._lessons = _Lessons()
        structured = result.structured
        self._lists = [Lists(n, structured[n], checker.award(structured[n])) for n in word_documents(structured)]

    def make(self) -> Suggestion:
        """Plan, change, check again; mend the plan until nothing is worse and all that was put in is met."""
        plan, files = self._round()
        after = self._check_again(files)
        for _ in range(MOST_ROUNDS):
            before = self._lessons.size()
            self._learn(plan, after)
            if self._lessons.size() == before:
                break
            plan, files = self._round()
            after = self._check_again(files)
        unmet, worse = self._unmet(plan, after), self._worse(after)
        paper = None
        if plan.annexed or plan.unstruck:
            own = self._result.rulebook.texts_in(self._main())
            paper = annex(plan, self._result, self._criteria, Remarks(own, self._languages), self._main())
        award = still_open(rows_to_cut(self._result.report, plan), plan, after.report)
        missed = undecided(self._result, self._options)
        return Suggestion(files, paper, plan, self._needs, missed, tuple(unmet), tuple(worse), award)

    def _round(self) -> tuple[Plan, dict[str, bytes]]:
        tracked: dict[int, TrackedDocument | None] = {}

        def document(number: int) -> TrackedDocument | None:
            if number not in tracked:
                tracked[number] = self._open(number)
            return tracked[number]

        def fits(amendment: Amendment) -> bool:
            held = document(amendment.claim.place.document)
            return held is not None and held.can_amend(amendment)

        def holds(spot: Spot) -> bool:
            held = document(spot.document)
            return held is not None and held.can_insert(spot)

        def counts(recount: Recount) -> bool:
            held = document(recount.document)
            return held is not None and held.can_recount(recount)

        kept, left = self._clauses()
        structured = self._result.structured
        words = provision_words(self._result.rulebook.structure)
        places = Places(structured, self._result.claims, self._criteria, words, word_documents(structured))
        lessons, listed = self._lessons, printed(self._lists)
        planner = Planner(self._result, places, fits, holds, lessons.kept, lessons.apart, listed)
        plan = planner.plan(self._needs, kept, left)
        plan = self._counted(
            plan, lambda each: (held := document(each.document)) is not None and held.can_recount(each)
        )
        plan = replace(plan, clashes=clashes(self._result, plan, self._checker.find))
        for number in {clash.place.document for clash in plan.clashes}:
            document(number)
        files = {}
        for number, held in sorted(tracked.items()):
            if held is not None and plan.touches(number):
                files[self._result.structured[number].document.path] = held.content(plan, number)
        return plan, files

    def _counted(self, plan: Plan, can: Callable[[Recount], bool]) -> Plan:
        """The plan with award criteria that make room for one that it puts in, where their list can be changed."""
        put_in = [i.clause for i in plan.insertions] + [a.clause for a in plan.amendments if a.clause]
        clause = next((each for each in put_in if each.need.criterion.nature == "award"), None)
        if clause is None:
            return plan
        words = self._result.rulebook.texts_in(self._languages[clause.need.criterion.id])
        struck = {(a.claim.place.document, a.claim.place.block) for a in plan.amendments}
        found = tuple(
            each
            for each in recounts(self._result.report, self._lists, words.say("suggest.row"))
            if can(each) and not struck & {(each.document, block) for block in each.blocks}
        )
        return plan.with_counted(clause, fitting(clause, found[0]), found) if found else plan

    def _clauses(self) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
        lost = self._lessons.unasked
        wanting = [n for n in self._needs if not (n.asked and n.waivers) or n.criterion.id in lost]
        found = clauses(wanting, self._languages, self._serves)
        words = sum(document.words for document in self._result.report.dossier.documents)
        return within_bound(found, words, self._options.only)

    def _serves(self, criterion: Criterion, language: str) -> frozenset[str]:
        key = (criterion.id, language)
        if key not in self._served:
            asked = frozenset(self._languages)
            report = self._checker.check_text(criterion.clause[language], applicable=asked).report
            met = {finding.id for finding in report.findings if finding.verdict is VerdictKind.MET}
            self._served[key] = frozenset(met & asked) - self._lessons.own
        return self._served[key] - self._lessons.own

    def _language(self, criterion: Criterion) -> str:
        """The language of a clause: that of the Word file it may go to, else the dossier's, else English."""
        numbers = word_documents(self._result.structured)
        spoken = [language for n in numbers[:1] for language in self._result.structured[n].languages[:1]]
        offered = [language for language in (*spoken, self._main(), "en") if language in criterion.clause]
        return offered[0] if offered else next(iter(criterion.clause))

    def _main(self) -> str:
        spoken = self._result.report.dossier.languages
        return spoken[0] if spoken else "en"

    def _open(self, number: int) -> TrackedDocument | None:
        """A Word file to change; None for other formats, and for what cannot be read again."""
        structured = self._result.structured[number]
        read = self._result.originals.get(structured.document.path)
        if structured.document.media_type != DOCX or read is None:
            return None
        try:
            if number not in self._originals:
                self._originals[number] = read()
            return TrackedDocument(self._originals[number], structured, self._options.stamp, self._remarks)
        except UnreadableError:
            return None

    def _check_again(self, files: Mapping[str, bytes]) -> CheckResult:
        """The dossier with all changes accepted; documents without changes are not read again."""
        dossier = self._result.dossier
        options = replace(self._checker.options.reading(self._checker.rulebook), markup=FINAL)

        def again(document: Document) -> Document:
            data = files.get(document.path)
            return document if data is None else read_docx(data, document.path, options)

        return self._checker.check_dossier(replace(dossier, documents=tuple(map(again, dossier.documents))))

    def _learn(self, plan: Plan, after: CheckResult) -> None:
        for need in self._new_needs(after):
            if need.criterion.id not in self._languages:
                self._needs += (need,)
                self._languages[need.criterion.id] = self._language(need.criterion)
                self._served.clear()
                self._lessons.added += 1
        # A waiver was struck because something else asks the criterion; if that is not enough, it wants its clause.
        verdicts = {finding.id: finding.verdict for finding in after.report.findings}
        struck = {need.criterion.id for amendment in plan.amendments for need in amendment.needs if need.asked}
        self._lessons.unasked |= {key for key in struck if verdicts[key] is not VerdictKind.MET}
        unmet = {finding.id for finding in self._unmet(plan, after)}
        for clause in (*(i.clause for i in plan.insertions), *(a.clause for a in plan.amendments if a.clause)):
            if clause.need.criterion.id in unmet:
                self._lessons.apart.add(clause.need.criterion.id)
            self._lessons.own |= {n.criterion.id for n in clause.serves if n is not clause.need} & unmet
        for finding in self._worse(after):
            lost = [c for c in self._result.claims if c.criterion == finding.id and not c.dropped]
            self._lessons.kept |= {a.claim.place for a in plan.amendments if _touches(a, lost)}

    def _unmet(self, plan: Plan, after: CheckResult) -> list[Finding]:
        """Criteria that a clause was put in for and that are not met all the same."""
        verdicts = {finding.id: finding for finding in after.report.findings}
        put_in = [i.clause for i in plan.insertions] + [a.clause for a in plan.amendments if a.clause]
        unstruck = {need.criterion.id for a in plan.unstruck for need in a.needs}
        wanted = {need.criterion.id for clause in put_in for need in clause.serves} - unstruck
        return [verdicts[key] for key in sorted(wanted) if verdicts[key].verdict is not VerdictKind.MET]

    def _worse(self, after: CheckResult) -> list[Finding]:
        """Criteria that stand worse than before; one that applies only since something was put in is a need."""
        before = {finding.id: finding.verdict for finding in self._result.report.findings}
        return [
            found
            for found in after.report.findings
            if before[found.id] is not VerdictKind.NOT_APPLICABLE and _RANK[found.verdict] < _RANK[before[found.id]]
        ]

    def _new_needs(self, after: CheckResult) -> tuple[Need, ...]:
        """Criteria at the level asked that apply since something was put in."""
        away = {f.id for f in self._result.report.findings if f.verdict is VerdictKind.NOT_APPLICABLE}
        found = () if self._options.only else needs(after, self._options)
        return tuple(Need(need.finding, need.criterion) for need in found if need.criterion.id in away)


def _touches(amendment: Amendment, claims: Sequence[Claim]) -> bool:
    return any(same_company(amendment.claim, claim) for claim in claims)
