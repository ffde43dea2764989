"""One dossier, from paths to a report: sources, structure, matching, verdicts, in that order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self

from tenderscan import __version__
from tenderscan.errors import NothingToJudgeError, UsageError
from tenderscan.matching.learned import Model, load_model, read_model
from tenderscan.lexicon.store import lexicon
from tenderscan.matching.match import Matcher
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.document import Document, Dossier, Lot, Reading, Rejection
from tenderscan.model.letters import fitting
from tenderscan.model.match import Claim, Matches
from tenderscan.model.report import AwardTable, Change, DossierSummary, Finding, Level, Report, VerdictKind
from tenderscan.model.rule import LANGUAGES, Criterion, Profile, Rulebook, words_by_language
from tenderscan.model.section import StructuredDocument
from tenderscan.rulebook.load.profiles import find_profile, level_of
from tenderscan.rulebook.load.rulebook import check_version, load_rulebook
from tenderscan.sources.dossier.assemble import SourceFile, assemble, collect
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.options import FINAL, ORIGINAL, ReadOptions
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, as_document, award_groups, cited_but_absent, structure, twins
from tenderscan.summary import dossier_summary, lots_of, purchase, with_rejected
from tenderscan.verdicts.advice import Reader
from tenderscan.verdicts.aside import set_aside, told
from tenderscan.verdicts.award import award_tables, rewarded, with_weights
from tenderscan.verdicts.coverage import blind_spots
from tenderscan.verdicts.decide import Decision, decide
from tenderscan.verdicts.fusion import counted
from tenderscan.verdicts.judge import Case, judge, weighed
from tenderscan.verdicts.justified import description, justified
from tenderscan.verdicts.markup import compared
from tenderscan.verdicts.notice import compare
from tenderscan.verdicts.references import lapsed, once, undated
from tenderscan.verdicts.remedy import edits, turning

_OTHER = {FINAL: ORIGINAL, ORIGINAL: FINAL}

BOTH, WORDS = "both", "words"
"""Who reads a tender: words and the learned reader, or words alone."""

MOST_NAMED = 3
"""Files named in the one sentence that says why nothing could be judged."""


@dataclass(frozen=True)
class CheckOptions:
    """What a user may choose; `applicable` are criteria taken as applicable (passage sets).

    `as_of` is the day of whose law the report speaks (YYYY-MM-DD; else that of the notice); `rulebook_version` the
    only version of the rulebook with which to check. `reader` is "both", "words", or the path of a model that
    `rules learn` wrote.
    """

    profile: str = "flemish-municipality"
    rules: tuple[Path, ...] = ()
    cpv: tuple[str, ...] = ()
    language: str | None = None
    applicable: frozenset[str] = frozenset()
    password: str | None = None
    as_of: str | None = None
    rulebook_version: str | None = None
    ocr: str = "auto"
    markup: str = FINAL
    reader: str = BOTH


@dataclass(frozen=True)
class CheckResult:
    """A report, and what it was made of.

    `reading` is what `Checker.judge` takes to judge the same again. `originals` reads a document's bytes again, by
    its path; `files` says where its file is, not of what a ZIP holds; `changes` finds the shortest edits that turn a
    verdict.
    """

    report: Report
    claims: tuple[Claim, ...]
    structured: tuple[StructuredDocument, ...]
    rulebook: Rulebook
    dossier: Dossier = field(repr=False)
    reading: Reading | None = field(default=None, repr=False)
    originals: Mapping[str, Callable[[], bytes]] = field(default_factory=dict, repr=False)
    files: Mapping[str, Path] = field(default_factory=dict, repr=False)
    changes: Callable[[Finding], tuple[Change, ...]] = field(default=lambda finding: (), repr=False)


class Checker:
    """Checks dossiers with one rulebook and one profile; warm between them. Close it when done.

    Raises RuleError for a rule file that is wrong and UsageError for an unknown profile or another rulebook
    version than the one asked for.
    """

    def __init__(self, options: CheckOptions = CheckOptions(), reader: ReaderProcess | None = None) -> None:
        """`reader` is one that was started already, so that it is ready when the rules are; the checker closes it."""
        self.options = options
        self.rulebook: Rulebook = load_rulebook(options.rules)
        check_version(self.rulebook, options.rulebook_version)
        self._reader = reader or ReaderProcess()
        self.profile: Profile = find_profile(options.profile, self.rulebook)
        self._words = StructureWords.of(self.rulebook.structure, lambda: words_by_language(self.rulebook))
        self._matcher = Matcher(self.rulebook, {}, _model(options.reader))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the reader process."""
        self._reader.close()

    def check_paths(self, paths: Sequence[Path]) -> CheckResult:
        """One dossier out of all paths. Raises NothingToJudgeError where no document could be read."""
        chosen = self.options
        options = ReadOptions(_table_cues(self.rulebook), chosen.password, ocr=chosen.ocr, markup=chosen.markup)
        self._reader.start()
        collected = collect(paths, chosen.password)
        others: dict[str, Document] = {}

        def read(file: SourceFile) -> Document | Rejection:
            found = self._reader.read(file.read(), file.name, options)
            if isinstance(found, Document) and found.tracked:
                other = self._reader.read(file.read(), file.name, replace(options, markup=_OTHER[options.markup]))
                # A file that is nothing but its changes has no text without them.
                others[file.name] = other if isinstance(other, Document) else replace(found, elements=())
            return found

        with ThreadPoolExecutor(max_workers=1) as pool:
            # The words are loaded here while the reader process reads.
            reading = pool.submit(assemble, collected, read)
            if not reading.done():
                self._add_lexicon(self.options.language or LANGUAGES[0])
            dossier = reading.result()
        self._reader.rest()
        result = self.judge(Reading(dossier, others))
        files = {file.name: file.path for file in collected.files if file.path is not None}
        return replace(result, originals={file.name: file.read for file in collected.files}, files=files)

    def judge(self, reading: Reading) -> CheckResult:
        """Judge what was read, now or in an earlier run. Raises NothingToJudgeError where it has no document."""
        result = self._check(reading.dossier, self.options.applicable)
        if reading.others:
            result = replace(result, report=self._with_other(result.report, reading.dossier, reading.others))
        return replace(result, reading=reading)

    def _with_other(self, report: Report, dossier: Dossier, others: Mapping[str, Document]) -> Report:
        """The report with the verdicts that differ once tracked changes are read the other way."""
        documents = tuple(others.get(document.path, document) for document in dossier.documents)
        other = self._check(replace(dossier, documents=documents), self.options.applicable).report
        return replace(report, markup=compared(report, other, self.options.markup, sorted(others)))

    def check_dossier(self, dossier: Dossier) -> CheckResult:
        """A dossier whose documents are read already. Raises NothingToJudgeError where it has none."""
        return self._check(dossier, self.options.applicable)

    def structured_paths(self, paths: Sequence[Path]) -> tuple[StructuredDocument, ...]:
        """The documents of one dossier, read and structured but not judged. Raises NothingToJudgeError for none."""
        return self.check_paths(paths).structured

    def readings(self, documents: Sequence[Document]) -> tuple[DocumentReading, ...]:
        """Documents cut into sentences, without what the rules' words say of them."""
        return self.readings_of([structure(document, self._words) for document in documents])

    def readings_of(self, structured: Sequence[StructuredDocument]) -> tuple[DocumentReading, ...]:
        """Structured documents cut into sentences, without what the rules' words say of them."""
        return self._matcher.cut(structured)

    def check_text(self, text: str, *, applicable: frozenset[str] = frozenset(), name: str = "passage") -> CheckResult:
        """A text as a dossier of one document."""
        document = read_text(text, name)
        return self._check(Dossier(name, (document,)), applicable | self.options.applicable)

    def decide(self, asked: Sequence[tuple[str, Document]]) -> tuple[Decision, ...]:
        """The decision on one criterion for each document, each a dossier of its own to which the criterion applies.

        Much faster than one check for each: the words are looked for in all documents at once.
        """
        structured = tuple(structure(document, self._words) for _, document in asked)
        found: dict[tuple[int, str], list[Claim]] = defaultdict(list)
        for claim in self._match(structured).claims:
            found[claim.place.document, claim.criterion].append(claim)
        return tuple(
            decide(self._assumed(found[number, criterion]), applies=True, readable=True)
            for number, (criterion, _) in enumerate(asked)
        )

    def decide_all(self, documents: Sequence[Document]) -> tuple[Mapping[str, Decision], ...]:
        """The decision on every criterion that a document speaks of, for each document as `decide` judges it."""
        structured = tuple(structure(document, self._words) for document in documents)
        found: list[dict[str, list[Claim]]] = [defaultdict(list) for _ in documents]
        for claim in self._match(structured).claims:
            found[claim.place.document][claim.criterion].append(claim)
        return tuple(
            {name: decide(self._assumed(own), applies=True, readable=True) for name, own in claims.items()}
            for claims in found
        )

    def _assumed(self, claims: Sequence[Claim]) -> list[Claim]:
        return counted(claims, self.rulebook.fusion, "assumed", applies=True)

    def _check(self, dossier: Dossier, applicable: frozenset[str]) -> CheckResult:
        if not dossier.documents:
            raise NothingToJudgeError(*_nothing(dossier))
        structured = tuple(structure(document, self._words) for document in dossier.documents)
        matches = self._match(structured)
        aside = set_aside(twins(structured, self._words), structured, matches.claims)
        if aside:
            gone = {item.twin.document for item in aside}
            structured = tuple(document for number, document in enumerate(structured) if number not in gone)
            dossier = replace(dossier, documents=tuple(document.document for document in structured))
            matches = self._match(structured)
        summary, case = self._case(dossier, structured, matches, applicable)
        report = self._report(with_rejected(summary, told(aside, self.rulebook.criteria, case.reader)), case)
        changes = partial(self._changes, case)
        return CheckResult(fitting(report), matches.claims, structured, self.rulebook, dossier, changes=changes)

    def _add_lexicon(self, language: str) -> None:
        if language not in self._matcher.languages:
            self._matcher.add(lexicon(self.rulebook, language))

    def _match(self, structured: Sequence[StructuredDocument], *, learned: bool = True) -> Matches:
        met = {block.language for document in structured for block in document.blocks}
        for language in sorted(met & set(LANGUAGES)):
            self._add_lexicon(language)
        return self._matcher.match(structured, learned=learned)

    def _case(
        self,
        dossier: Dossier,
        structured: tuple[StructuredDocument, ...],
        matches: Matches,
        applicable: frozenset[str],
    ) -> tuple[DossierSummary, Case]:
        annexes = cited_but_absent(structured, self._words)
        references = self.rulebook.references
        places = [references[citation.reference].jurisdiction for citation in matches.references]
        summary = dossier_summary(dossier, structured, self.options.cpv, annexes, places)
        main = summary.languages[0] if summary.languages else "en"
        language = self.options.language or main
        as_of = self.options.as_of or summary.published
        home = (summary.country,) if summary.country else self.rulebook.structure[main].get("country", ())
        reader = Reader(language, main, self.rulebook.texts.get(language, {}), as_of, frozenset(home))
        case = Case(
            structured,
            matches,
            purchase(summary, matches, applicable, self.rulebook),
            blind_spots(dossier.documents, dossier.rejected),
            lots_of(structured),
            _levels(self.rulebook, self.profile),
            reader,
            annexes,
            _matters(self.rulebook.structure.get(main, {})),
            lapsed(matches.references, references, structured, reader),
            self.rulebook.fusion,
        )
        return summary, case

    def _report(self, summary: DossierSummary, case: Case) -> Report:
        main = case.reader.dossier_language
        award = self._award(case.documents, case.lots, main)
        lists = self.rulebook.structure.get(main, {})
        claims, criteria = case.matches.claims, self.rulebook.criteria
        findings = with_weights(judge(case, self.rulebook), award, criteria)
        entries = justified(findings, case.documents, criteria, lists)
        notice = compare(case.documents, [claim for claim in claims if claim.reader != "learned"], criteria, lists, readable=not case.blind)
        notice = replace(notice, justified=entries, description=description(entries, criteria, self.rulebook.texts))
        return Report(
            tool_version=__version__,
            rulebook_version=self.rulebook.version,
            rulebook_sha256=self.rulebook.sha256,
            profile=self.profile.name,
            language=case.reader.language,
            dossier=summary,
            findings=findings,
            award=award,
            notice=notice,
            as_of=case.reader.as_of,
            references=once(case.lapsed),
            undated=case.reader.as_of is None and undated(case.matches.references, self.rulebook.references),
        )

    def _changes(self, case: Case, finding: Finding) -> tuple[Change, ...]:
        """The shortest edits that turn a finding's verdict, each tried by judging the edited text anew."""
        criterion = next(c for c in self.rulebook.criteria if c.id == finding.id)
        claims = [claim for claim in case.matches.claims if claim.criterion == finding.id]
        decision = weighed(criterion, claims, case)
        tried = edits(criterion, decision, claims, case.documents, self.rulebook.structure, finding.advice)
        return turning(tried, finding.verdict, lambda edited: self._again(criterion, case, edited))

    def _again(self, criterion: Criterion, case: Case, edited: Sequence[StructuredDocument]) -> VerdictKind:
        """The verdict on edited documents; those that were not edited keep their claims."""
        same = {n for n, document in enumerate(edited) if document is case.documents[n]}
        emptied = [replace(d, blocks=()) if n in same else d for n, d in enumerate(edited)]
        kept = [c for c in case.matches.claims if c.criterion == criterion.id and c.place.document in same]
        new = [c for c in self._match(emptied).claims if c.criterion == criterion.id]
        return weighed(criterion, [*kept, *new], replace(case, documents=tuple(edited))).verdict

    def _award(
        self, structured: Sequence[StructuredDocument], lots: Sequence[Lot], main: str
    ) -> tuple[AwardTable, ...]:
        """The award criteria by lot; what they reward is told by the rules, from their names."""
        groups = [group for document in structured for group in award_groups(document, self._words)]
        items = tuple(dict.fromkeys(item for group in groups for item in group.items))
        if not items:
            return ()
        spoken = [replace(item, language=item.language or main) for item in items]
        claims = self._match([as_document(spoken)], learned=False).claims
        rewarding = rewarded(items, claims, self.rulebook.criteria)
        return award_tables(groups, lots, rewarding.__contains__)


def check_paths(paths: Sequence[Path], options: CheckOptions = CheckOptions()) -> CheckResult:
    """Check one dossier out of all paths."""
    with Checker(options) as checker:
        return checker.check_paths(paths)


def check_text(text: str, options: CheckOptions = CheckOptions()) -> CheckResult:
    """Check a text as a dossier of one document."""
    with Checker(options) as checker:
        return checker.check_text(text)


def _model(reader: str) -> Model | None:
    """The learned reader's model. Raises UsageError for a file that is none."""
    if reader == WORDS:
        return None
    if reader == BOTH:
        return load_model()
    try:
        return read_model(Path(reader))
    except (OSError, ValueError, KeyError) as error:
        advice = 'Choose both, words, or a file that "tenderscan rules learn --output" wrote.'
        raise UsageError(f'"{reader}" is no reader.', advice) from error


def _levels(rulebook: Rulebook, profile: Profile) -> Mapping[str, Level]:
    return {criterion.id: level_of(profile, criterion.id) for criterion in rulebook.criteria}


def _matters(lists: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The criteria that a code of eForms is about, by the code."""
    prefix = "notice-code."
    return {key.removeprefix(prefix): patterns for key, patterns in lists.items() if key.startswith(prefix)}


def _table_cues(rulebook: Rulebook) -> tuple[str, ...]:
    cues = (cue for lists in rulebook.structure.values() for cue in lists.get("table-cue", ()))
    return tuple(dict.fromkeys(cues))


def _nothing(dossier: Dossier) -> tuple[str, str]:
    if dossier.rejected:
        return " ".join(rejection.sentence() for rejection in dossier.rejected[:MOST_NAMED]), ""
    return "No document was found in what was named.", "Name a PDF, a Word file, a folder or a ZIP."
