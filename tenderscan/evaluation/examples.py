"""The examples of the rule files, run as the tests they are; a criterion's own clauses are among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tenderscan.check import Checker
from tenderscan.model.report import VerdictKind
from tenderscan.model.rule import Criterion, Example
from tenderscan.sources.readers.text.plain import read_text

BATCH = 200
"""Examples that are matched together; each is still a dossier of its own."""

CLAUSE, AMBITIOUS = "the clause", "the ambitious clause"
"""How the paste-in texts are named among the examples."""


@dataclass(frozen=True)
class ExampleResult:
    """What an example expects and what it got; `fault` is empty where it is as it should be.

    `also` are the other criteria that the text makes met.
    """

    criterion: str
    example: Example
    verdict: str
    reasons: tuple[str, ...]
    also: tuple[str, ...] = ()
    fault: str = ""

    def sentence(self) -> str:
        """The fault with the example it is about, on one line."""
        text = " ".join(self.example.text.split())
        return f"{self.criterion} [{self.example.language}] {self.fault}: {text[:160]}"


@dataclass(frozen=True)
class ExampleCase:
    """An example of a criterion; `is_clause` for the texts that buyers paste."""

    criterion: Criterion
    example: Example
    is_clause: bool = False


def cases(criteria: Iterable[Criterion]) -> Iterator[ExampleCase]:
    """Every example and every clause of the criteria, in their order."""
    for criterion in criteria:
        yield from (ExampleCase(criterion, example) for example in criterion.examples)
        yield from (ExampleCase(criterion, clause, True) for clause in clauses(criterion))


def clauses(criterion: Criterion) -> Iterator[Example]:
    """A criterion's clauses in the languages that it calls complete: each must be met by it."""
    for note, texts in ((CLAUSE, criterion.clause), (AMBITIOUS, criterion.ambitious)):
        for language in criterion.complete:
            if language in texts:
                yield Example(language, "met", texts[language], note=note)


def run_examples(
    checker: Checker, chosen: Sequence[ExampleCase], unseen: frozenset[str] = frozenset()
) -> Iterator[ExampleResult]:
    """Judge examples, each as a document of its own to which its criterion applies, and clauses for parity.

    `unseen` are criteria that the authors of the examples could not know: a user's own, beside the built-in ones.
    Examples of criteria that are unseen themselves are held to all.
    """
    found: list[ExampleResult] = []
    for at in range(0, len(chosen), BATCH):
        batch = chosen[at : at + BATCH]
        documents = [read_text(case.example.text, "example") for case in batch]
        for case, decisions in zip(batch, checker.passages.decide_all(documents), strict=True):
            met = {name for name, decision in decisions.items() if decision.verdict is VerdictKind.MET}
            others = met - {case.criterion.id}
            if case.criterion.id not in unseen:
                others -= unseen
            own = decisions.get(case.criterion.id)
            verdict = own.verdict.value if own else VerdictKind.MISSING.value
            result = ExampleResult(
                case.criterion.id, case.example, verdict, own.reasons if own else (), tuple(sorted(others))
            )
            found.append(replace(result, fault=_fault(result, is_clause=case.is_clause)))
            yield found[-1]
    yield from _uneven(found)


def _fault(result: ExampleResult, *, is_clause: bool) -> str:
    example = result.example
    same = result.verdict == example.expect and set(example.reasons) <= set(result.reasons)
    if example.todo:
        return "the known gap is closed, take todo away" if same else ""
    if not same:
        expected, got = _named(example.expect, example.reasons), _named(result.verdict, result.reasons)
        what = example.note if is_clause else "expected"
        return f"{what} must be {expected}, got {got}" if is_clause else f"expected {expected}, got {got}"
    if is_clause:
        return ""
    unsaid, idle = set(result.also) - set(example.also), set(example.also) - set(result.also)
    if unsaid:
        return f"it is also met for {', '.join(sorted(unsaid))}, which also: does not say"
    return f"also: names {', '.join(sorted(idle))}, which it does not make met" if idle else ""


def _named(verdict: str, reasons: Iterable[str]) -> str:
    listed = ", ".join(reasons)
    return f"{verdict} ({listed})" if listed else verdict


def _uneven(results: Iterable[ExampleResult]) -> Iterator[ExampleResult]:
    """One more result for each set of clauses that are translations of each other and are judged differently."""
    groups: dict[tuple[str, str], list[ExampleResult]] = defaultdict(list)
    for result in results:
        if result.example.note in (CLAUSE, AMBITIOUS):
            groups[result.criterion, result.example.note].append(result)
    for group in groups.values():
        verdicts = {result.example.language: result.verdict for result in group}
        if len(set(verdicts.values())) > 1:
            listed = ", ".join(f"{language} {verdict}" for language, verdict in verdicts.items())
            first = group[0]
            fault = f"{first.example.note} gets another verdict in another language ({listed})"
            yield replace(first, fault=fault)


def labels_without_equivalent(checker: Checker, criteria: Sequence[Criterion]) -> Iterator[ExampleResult]:
    """Clauses that name a label and do not accept an equivalent one, as the label criteria judge them."""
    judges = [criterion.id for criterion in checker.rulebook.criteria if criterion.nature == "label-equivalence"]
    named = frozenset({VerdictKind.MISSING, VerdictKind.WEAK, VerdictKind.CONTRADICTED})
    for criterion in criteria:
        for clause in clauses(criterion):
            report = checker.check_text(clause.text).report
            for finding in report.findings:
                if finding.id in judges and finding.verdict in named:
                    fault = f'{clause.note} names a label without "or equivalent"'
                    yield ExampleResult(criterion.id, clause, finding.verdict.value, (), fault=fault)
