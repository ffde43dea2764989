"""One dossier, from paths to a report: sources, structure, matching, verdicts, in that order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tenderscan.errors import NothingToJudgeError
from tenderscan.lexicon.store import lexicon
from tenderscan.matching.learned import chosen_model
from tenderscan.matching.match import Matcher
from tenderscan.matching.words.spans import PipelineFinder
from tenderscan.model.award import AwardGroup
from tenderscan.model.document import Dossier, Reading, nothing_to_judge
from tenderscan.model.match import Trace
from tenderscan.model.rule import LANGUAGES, words_by_language
from tenderscan.model.section import StructuredDocument
from tenderscan.options import CheckOptions
from tenderscan.paging import PagesOf, WordPages
from tenderscan.passages import Passages
from tenderscan.result import CheckResult
from tenderscan.rulebook.load.profiles import expected_in, find_profile, place_named
from tenderscan.rulebook.load.rulebook import check_version, load_rulebook
from tenderscan.sources.dossier.file import SourceFile
from tenderscan.sources.dossier.reading import read_dossier
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.spoken import spoken
from tenderscan.structure import StructureWords, award_groups, paged
from tenderscan.verdicts import Terms, compared, judged

__all__ = ["CheckOptions", "CheckResult", "Checker", "check_paths", "check_text"]

if TYPE_CHECKING:
    from spacy.language import Language


class Checker:
    """Checks dossiers with one rulebook and one profile; warm between them. Close it when done.

    Raises RuleError for a rule file that is wrong and UsageError for an unknown profile or country or another
    rulebook version than the one asked for.
    """

    def __init__(
        self,
        options: CheckOptions = CheckOptions(),
        reader: ReaderProcess | None = None,
        rules_folder: Path | None = None,
    ) -> None:
        """`reader` is one that was started already, so that it is ready when the rules are; the checker closes it.

        `rules_folder` holds rules that take the place of the built-in ones.
        """
        self.options = options
        self.rulebook = load_rulebook(options.rules, folder=rules_folder)
        check_version(self.rulebook, options.rulebook_version)
        self._reader = reader or ReaderProcess()
        self.profile = find_profile(options.profile, self.rulebook) if options.profile else None
        self._place()
        self._words = StructureWords.of(self.rulebook.structure, lambda: words_by_language(self.rulebook))
        self._matcher = Matcher(self.rulebook, {}, partial(lexicon, self.rulebook), chosen_model(options.reader))
        self.passages = Passages(self.rulebook, self._words, self._matcher)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the reader process."""
        self._reader.close()

    def choosing(self, options: CheckOptions) -> Checker:
        """A checker with other options, the same rules and the same readers; only one of the two works at a time.

        It costs nothing. Raises UsageError for an unknown profile or country.
        """
        other = copy(self)
        other.options = replace(options, rules=self.options.rules, reader=self.options.reader)
        other.profile = find_profile(options.profile, self.rulebook) if options.profile else None
        other._place()
        return other

    def learn(self, language: str) -> None:
        """Load the words of a language before a dossier needs them."""
        self._matcher.learn(language)

    def check_paths(
        self, paths: Sequence[Path], applicable: frozenset[str] = frozenset(), given: Sequence[SourceFile] = ()
    ) -> CheckResult:
        """One dossier out of all paths, and files given as bytes. Raises NothingToJudgeError where none was read."""
        options = self.options.reading(self.rulebook)
        with ThreadPoolExecutor(max_workers=1) as pool:
            # The words are loaded here while the reader process reads.
            reading = pool.submit(read_dossier, paths, self._reader, options, given)
            if not reading.done():
                self._matcher.learn(self.options.language or LANGUAGES[0])
            read = reading.result()
        originals = {file.name: file.read for file in read.files}
        if not self.options.pages:
            return replace(self.judge(read.reading, applicable), originals=originals, files=read.places())
        with WordPages(read.reading.dossier.documents, originals) as pages:
            # LibreOffice sets the pages while the words are matched.
            result = self.judge(read.reading, applicable, pages.of)
        return replace(result, originals=originals, files=read.places())

    def judge(
        self, reading: Reading, applicable: frozenset[str] = frozenset(), pages: PagesOf | None = None
    ) -> CheckResult:
        """Judge what was read, now or in an earlier run. Raises NothingToJudgeError where it has no document.

        `pages` gives the letters of each page of a document that has no pages of its own.
        """
        result = self.check_dossier(reading.dossier, applicable, pages)
        if reading.others:
            documents = tuple(reading.others.get(document.path, document) for document in reading.dossier.documents)
            other = self.check_dossier(replace(reading.dossier, documents=documents), applicable).report
            markup = compared(result.report, other, self.options.markup, sorted(reading.others))
            result = replace(result, report=replace(result.report, markup=markup))
        return replace(result, reading=reading)

    def check_dossier(
        self, dossier: Dossier, applicable: frozenset[str] = frozenset(), pages: PagesOf | None = None
    ) -> CheckResult:
        """A dossier whose documents are read already. Raises NothingToJudgeError where it has none."""
        if not dossier.documents:
            raise NothingToJudgeError(*nothing_to_judge(dossier.rejected))
        said, aside = spoken(dossier, self._words, self._matcher)
        if pages is not None:
            said = replace(said, documents=tuple(paged(each, pages(each.document)) for each in said.documents))
        counted = replace(dossier, documents=tuple(document.document for document in said.documents))
        found = judged(counted, said, self._terms(applicable), aside)
        rules = replace(self.rulebook, criteria=found.case.criteria)
        changes = partial(found.changes, match=self._matcher.match)
        return CheckResult(found.report, said.matches.claims, said.documents, rules, counted, changes=changes)

    def check_text(self, text: str, *, applicable: frozenset[str] = frozenset(), name: str = "passage") -> CheckResult:
        """A text as a dossier of one document."""
        return self.check_dossier(Dossier(name, (read_text(text, name),)), applicable)

    def find(self, structured: Sequence[StructuredDocument], concepts: Collection[str]) -> tuple[Trace, ...]:
        """Every place of structured documents where one of these concepts of the rules stands."""
        return self._matcher.find(structured, concepts)

    def award(self, structured: StructuredDocument) -> tuple[AwardGroup, ...]:
        """The lists of award criteria of one document, as printed."""
        return award_groups(structured, self._words)

    def use(self, language: str, nlp: Language) -> None:
        """Find the words of a language with a spaCy pipeline, to which components may be added (docs/pipeline.md)."""
        self._matcher.use(language, PipelineFinder(nlp))

    def _place(self) -> str | None:
        """The place that the user says the tender is from."""
        code = self.options.country
        return place_named(code, self.rulebook) if code else None

    def _terms(self, applicable: frozenset[str]) -> Terms:
        chosen = self.options
        assumed = applicable | chosen.applicable
        expected = partial(expected_in, rulebook=self.rulebook, chosen=self.profile)
        return Terms(self.rulebook, expected, chosen.cpv, chosen.language, chosen.as_of, assumed, country=self._place())


def check_paths(paths: Sequence[Path], options: CheckOptions = CheckOptions()) -> CheckResult:
    """Check one dossier out of all paths."""
    with Checker(options) as checker:
        return checker.check_paths(paths)


def check_text(text: str, options: CheckOptions = CheckOptions()) -> CheckResult:
    """Check a text as a dossier of one document."""
    with Checker(options) as checker:
        return checker.check_text(text)
