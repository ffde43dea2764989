"""One dossier, from paths to a report: sources, structure, matching, verdicts, in that order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from tenderscan import __version__, matching
from tenderscan.errors import NothingToJudgeError
from tenderscan.matching.match import Matcher
from tenderscan.model.document import Document, Dossier, Rejection
from tenderscan.model.match import Claim, Matches
from tenderscan.model.report import Level, Report
from tenderscan.model.rule import LANGUAGES, Profile, Rulebook
from tenderscan.model.section import StructuredDocument
from tenderscan.rulebook.lexicon_store import lexicon
from tenderscan.rulebook.load import check_version, load_rulebook
from tenderscan.rulebook.profiles import find_profile, level_of
from tenderscan.sources.dossier import SourceFile, assemble, collect
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.process import ReaderProcess
from tenderscan.sources.text import read_text
from tenderscan.structure import StructureWords, structure
from tenderscan.summary import dossier_summary, lots_of, purchase
from tenderscan.verdicts.advice import Reader
from tenderscan.verdicts.coverage import blind_spots
from tenderscan.verdicts.decide import Decision, decide
from tenderscan.verdicts.judge import Case, judge
from tenderscan.verdicts.references import lapsed, once, undated

MOST_NAMED = 3
"""Files named in the one sentence that says why nothing could be judged."""


@dataclass(frozen=True)
class CheckOptions:
    """What a user may choose; `applicable` are criteria taken as applicable (passage sets).

    `as_of` is the day of whose law the report speaks (YYYY-MM-DD; else that of the notice); `rulebook_version` the
    only version of the rulebook with which to check.
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


@dataclass(frozen=True)
class CheckResult:
    """A report, and what it was made of; `originals` reads a document's bytes again, by its path."""

    report: Report
    claims: tuple[Claim, ...]
    structured: tuple[StructuredDocument, ...]
    rulebook: Rulebook
    dossier: Dossier = field(repr=False)
    originals: Mapping[str, Callable[[], bytes]] = field(default_factory=dict, repr=False)


class Checker:
    """Checks dossiers with one rulebook and one profile; warm between them. Close it when done.

    Raises RuleError for a rule file that is wrong and UsageError for an unknown profile or another rulebook
    version than the one asked for.
    """

    def __init__(self, options: CheckOptions = CheckOptions()) -> None:
        self.options = options
        self.rulebook: Rulebook = load_rulebook(options.rules)
        check_version(self.rulebook, options.rulebook_version)
        self._reader = ReaderProcess()
        self.profile: Profile = find_profile(options.profile, self.rulebook)
        self._words = StructureWords.of(self.rulebook.structure)
        self._matcher = Matcher(self.rulebook, {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the reader process."""
        self._reader.close()

    def check_paths(self, paths: Sequence[Path]) -> CheckResult:
        """One dossier out of all paths. Raises NothingToJudgeError where no document could be read."""
        options = ReadOptions(_table_cues(self.rulebook), self.options.password, ocr=self.options.ocr)
        self._reader.start()
        collected = collect(paths)

        def read(file: SourceFile) -> Document | Rejection:
            return self._reader.read(file.read(), file.name, options)

        with ThreadPoolExecutor(max_workers=1) as pool:
            # spaCy loads here while the reader process reads.
            reading = pool.submit(assemble, collected, read)
            matching.warm_up()
            dossier = reading.result()
        self._reader.rest()
        result = self._check(dossier, self.options.applicable)
        return replace(result, originals={file.name: file.read for file in collected.files})

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
            decide(found[number, criterion], frozenset(), applies=True, readable=True)
            for number, (criterion, _) in enumerate(asked)
        )

    def decide_all(self, documents: Sequence[Document]) -> tuple[Mapping[str, Decision], ...]:
        """The decision on every criterion that a document speaks of, for each document as `decide` judges it."""
        structured = tuple(structure(document, self._words) for document in documents)
        found: list[dict[str, list[Claim]]] = [defaultdict(list) for _ in documents]
        for claim in self._match(structured).claims:
            found[claim.place.document][claim.criterion].append(claim)
        return tuple(
            {name: decide(own, frozenset(), applies=True, readable=True) for name, own in claims.items()}
            for claims in found
        )

    def _check(self, dossier: Dossier, applicable: frozenset[str]) -> CheckResult:
        if not dossier.documents:
            raise NothingToJudgeError(*_nothing(dossier))
        structured = tuple(structure(document, self._words) for document in dossier.documents)
        matches = self._match(structured)
        report = self._report(dossier, structured, matches, applicable)
        return CheckResult(report, matches.claims, structured, self.rulebook, dossier)

    def _match(self, structured: Sequence[StructuredDocument]) -> Matches:
        met = {block.language for document in structured for block in document.blocks}
        for language in sorted(met & set(LANGUAGES) - self._matcher.languages):
            self._matcher.add(lexicon(self.rulebook, language))
        return self._matcher.match(structured)

    def _report(
        self,
        dossier: Dossier,
        structured: tuple[StructuredDocument, ...],
        matches: Matches,
        applicable: frozenset[str],
    ) -> Report:
        references = self.rulebook.references
        cited = [references[citation.reference].jurisdiction for citation in matches.citations]
        summary = dossier_summary(dossier, structured, self.options.cpv, cited)
        main = summary.languages[0] if summary.languages else "en"
        language = self.options.language or main
        as_of = self.options.as_of or summary.published
        home = (summary.country,) if summary.country else self.rulebook.structure[main].get("country", ())
        reader = Reader(language, main, self.rulebook.texts.get(language, {}), as_of, frozenset(home))
        past = lapsed(matches.citations, references, structured, reader)
        case = Case(
            structured,
            matches,
            purchase(summary, matches, applicable),
            blind_spots(dossier.documents, dossier.rejected),
            lots_of(structured),
            _levels(self.rulebook, self.profile),
            reader,
            past,
        )
        return Report(
            tool_version=__version__,
            rulebook_version=self.rulebook.version,
            rulebook_sha256=self.rulebook.sha256,
            profile=self.profile.name,
            language=language,
            dossier=summary,
            findings=judge(case, self.rulebook),
            as_of=as_of,
            references=once(past),
            undated=as_of is None and undated(matches.citations, references),
        )


def check_paths(paths: Sequence[Path], options: CheckOptions = CheckOptions()) -> CheckResult:
    """Check one dossier out of all paths."""
    with Checker(options) as checker:
        return checker.check_paths(paths)


def check_text(text: str, options: CheckOptions = CheckOptions()) -> CheckResult:
    """Check a text as a dossier of one document."""
    with Checker(options) as checker:
        return checker.check_text(text)


def _levels(rulebook: Rulebook, profile: Profile) -> Mapping[str, Level]:
    return {criterion.id: level_of(profile, criterion.id) for criterion in rulebook.criteria}


def _table_cues(rulebook: Rulebook) -> tuple[str, ...]:
    cues = (cue for lists in rulebook.structure.values() for cue in lists.get("table-cue", ()))
    return tuple(dict.fromkeys(cues))


def _nothing(dossier: Dossier) -> tuple[str, str]:
    if dossier.rejected:
        return " ".join(rejection.sentence() for rejection in dossier.rejected[:MOST_NAMED]), ""
    return "No document was found in what was named.", "Name a PDF, a Word file, a folder or a ZIP."
