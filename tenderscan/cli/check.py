"""`tenderscan check`: dossiers in, reports out, and the exit status of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tenderscan.acceptance.accepting import Accepting
from tenderscan.acceptance.baseline import baseline_text
from tenderscan.check import Checker, CheckOptions, CheckResult
from tenderscan.cli import complain
from tenderscan.cli.dossiers import AskedDossier, asked_dossiers, named
from tenderscan.cli.output import Gathered, Output
from tenderscan.cli.progress import Progress, waiting
from tenderscan.cli.refusals import refuse
from tenderscan.cli.targets import Target, targets_of
from tenderscan.cli.writing import write_whole
from tenderscan.errors import NothingToJudgeError, SettingsError, TenderscanError, UsageError, meant
from tenderscan.model.report import Finding, Level, Report, VerdictKind
from tenderscan.reports.material import Failed, accepted
from tenderscan.settings.load import Settings
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.sources.names import visible

FAIL_ON = ("required", "recommended", "never")
GAPS, FAILED = 1, 2


PAGES = ("auto", "never")
FOR_PEOPLE = frozenset({"text", "html", "markdown", "xlsx", "docx", "pdf"})
"""Formats in which people look passages up."""


@dataclass(frozen=True)
class CheckRequest:
    """What the user asked of `check`; `stdin_name` is the name of the file that stands on standard input."""

    paths: tuple[Path, ...]
    formats: tuple[str, ...]
    options: CheckOptions
    each: bool
    fail_on: str
    allow: str | None
    explain: tuple[str, ...]
    color: bool
    quiet: bool
    crops: bool = True
    everything: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    settings: Settings = field(default_factory=Settings)
    stdin_name: str | None = None
    pages: str = "never"


def run_check(request: CheckRequest, warm: Checker | None = None) -> int:
    """Check, write the reports, and say how it ended: 0 no gaps, 1 gaps, 2 the run failed.

    `warm` is a checker with the same options that is ready already, and that stays open.
    """
    _check_usage(request)
    dossiers = asked_dossiers(request.paths, request.settings, each=request.each, stdin_name=request.stdin_name)
    targets = targets_of(request.formats, dossiers, each=request.each)
    # Setting pages takes seconds: for people who look passages up in one tender, not for programs or many.
    shown = any(target.format in FOR_PEOPLE for target in targets) and not request.each
    request = replace(request, options=replace(request.options, pages=request.pages == "auto" and shown))
    accepting = Accepting.of(request.settings, request.options.as_of, request.baseline, request.write_baseline)
    if warm is not None:
        return _Run(request, targets, accepting, warm, Progress()).all(dossiers)
    with (
        # Started before the rules are loaded, so that it is ready when they are.
        ReaderProcess() as reader,
        Checker(request.options, reader) as checker,
        waiting("Reading and checking …", quiet=request.quiet, total=_total(dossiers)) as progress,
    ):
        return _Run(request, targets, accepting, checker, progress).all(dossiers)


def _total(dossiers: Sequence[AskedDossier]) -> int | None:
    return len(dossiers) if len(dossiers) > 1 else None


class _Run:
    """One run over all dossiers; keeps what reports on many of them need."""

    def __init__(
        self,
        request: CheckRequest,
        targets: tuple[Target, ...],
        accepting: Accepting,
        checker: Checker,
        progress: Progress,
    ) -> None:
        self._request = request
        self._accepting = accepting
        self._checker = checker
        self._progress = progress
        self._output = Output(targets, request.explain, request.options.password, crops=request.crops,
                              everything=request.everything, each=request.each, color=request.color,
                              quiet=request.quiet)  # fmt: skip
        self._gathered = Gathered()

    def all(self, dossiers: Sequence[AskedDossier]) -> int:
        """Judge every dossier, write what is on all of them, and give the status of the whole."""
        self._check_explained()
        status = 0
        for number, dossier in enumerate(dossiers):
            first = visible((dossier.paths or (Path(dossier.id),))[0].name)
            self._progress.tell(f"Reading and checking {first} …", number)
            status = max(status, self._one(dossier))
        with self._progress.aside():
            return max(status, self._absent(), self._end())

    def _one(self, dossier: AskedDossier) -> int:
        try:
            result = self._accepting.check(self._checker, dossier.paths, dossier.given)
        except (NothingToJudgeError, SettingsError) as error:
            sentence = named(dossier, error.sentence())
            self._gathered.failed.append(Failed(dossier.id, sentence))
            with self._progress.aside():
                complain(sentence)
            return error.exit_status
        if dossier.id:
            about = replace(result.report.dossier, name=dossier.id)
            result = replace(result, report=replace(result.report, dossier=about))
        with self._progress.aside():
            return self._told(result, dossier)

    def _told(self, result: CheckResult, dossier: AskedDossier) -> int:
        """Write all reports on one dossier, and say how it ended."""
        failed = False
        failing = failing_findings(result.report, self._request.fail_on, self._request.allow)
        try:
            self._output.write(result, dossier.name, failing, self._gathered)
        except TenderscanError as error:
            # The other dossiers are still written.
            complain(error.sentence())
            failed = True
        unread = [item for item in result.report.dossier.rejected if item.named]
        for item in unread:
            complain(named(dossier, item.sentence()))
        return FAILED if unread or failed else GAPS if failing else 0

    def _absent(self) -> int:
        """Say what should be there and is not."""
        absent = [Failed(path, sentence) for path, sentence in self._accepting.absent()]
        for each in absent:
            complain(each.reason)
        self._gathered.failed += absent
        return GAPS if absent and self._request.fail_on != "never" else 0

    def _end(self) -> int:
        """Write what is on all dossiers: reports, and the new baseline."""
        status = 0
        if not self._request.quiet:
            if self._accepting.expectations and not self._file_by_file():
                complain("what the configuration expects of files is held file by file only. Add --each for that.")
            for sentence in self._accepting.needless():
                complain(sentence)
        try:
            self._output.write_gathered(self._gathered)
        except TenderscanError as error:
            complain(error.sentence())
            status = FAILED
        self._write_baseline()
        return status

    def _file_by_file(self) -> bool:
        paths = self._request.paths
        return self._request.each or (len(set(paths)) == 1 and not paths[0].is_dir())

    def _write_baseline(self) -> None:
        written = self._accepting.new_baseline()
        if written is None:
            return
        try:
            write_whole(written.file, baseline_text(written, self._checker.rulebook.version).encode())
        except UsageError as error:
            raise SettingsError(str(error), error.advice) from error

    def _check_explained(self) -> None:
        known = {criterion.id for criterion in self._checker.rulebook.criteria}
        for wanted in self._request.explain:
            if wanted not in known:
                raise UsageError(f'there is no criterion "{wanted}".', meant(wanted, known))


def failing_findings(report: Report, fail_on: str, allow: str | None) -> list[Finding]:
    """The gaps by which a run fails: those at the failing level, or all that is not as the configuration expects."""
    if fail_on == "never":
        return []
    levels = {"required": (Level.REQUIRED,), "recommended": (Level.REQUIRED, Level.RECOMMENDED)}[fail_on]
    passing = {VerdictKind.MET, VerdictKind.NOT_APPLICABLE}
    if allow == "weak":
        passing.add(VerdictKind.WEAK)

    def fails(finding: Finding) -> bool:
        if accepted(finding):
            return False
        if finding.lapse:
            return True
        return not finding.expected and finding.level in levels and finding.verdict not in passing

    return [finding for finding in report.findings if fails(finding)]


def _check_usage(request: CheckRequest) -> None:
    if request.fail_on not in FAIL_ON:
        raise UsageError(f'--fail-on does not know "{request.fail_on}".', f"Choose one of: {', '.join(FAIL_ON)}.")
    if request.allow not in (None, "weak"):
        raise UsageError(f'--allow does not know "{request.allow}".', "It knows: weak.")
    if request.pages not in PAGES:
        raise UsageError(f'--pages does not know "{request.pages}".', f"Choose one of: {', '.join(PAGES)}.")
    refuse(request.options)
