"""The examples of the rule files, run as the tests they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tenderscan.check import Checker
from tenderscan.model.rule import Criterion, Example


@dataclass(frozen=True)
class ExampleResult:
    """What an example expects and what it got; `fault` is empty where it is as it should be."""

    criterion: str
    example: Example
    verdict: str
    reasons: tuple[str, ...]
    fault: str


def run_example(checker: Checker, criterion: Criterion, example: Example) -> ExampleResult:
    """Judge one example, with its criterion taken as applicable."""
    result = checker.check_text(example.text, applicable=frozenset({criterion.id}))
    finding = next(f for f in result.report.findings if f.id == criterion.id)
    verdict, reasons = finding.verdict.value, finding.reasons
    same = verdict == example.expect and (not example.reasons or set(example.reasons) <= set(reasons))
    fault = ""
    if example.todo and same:
        fault = "the known gap is closed: take todo away"
    elif not example.todo and not same:
        fault = f"expected {example.expect} {list(example.reasons)}, got {verdict} {list(reasons)}"
    return ExampleResult(criterion.id, example, verdict, reasons, fault)


def clauses(criterion: Criterion) -> Iterator[Example]:
    """A criterion's own clauses: each must be met by it."""
    for note, texts in (("the clause", criterion.clause), ("the ambitious clause", criterion.ambitious)):
        for language, text in texts.items():
            yield Example(language, "met", text, note=note)


def main() -> None:
    """Run the examples of the criteria named on the command line, or all, and print what fails."""
    from tenderscan.rulebook.load import load_rulebook

    wanted = frozenset(sys.argv[1:])
    count = faults = 0
    with Checker() as checker:
        for criterion in load_rulebook(examples=True).criteria:
            if wanted and criterion.id not in wanted:
                continue
            for example in (*criterion.examples, *clauses(criterion)):
                count += 1
                result = run_example(checker, criterion, example)
                if result.fault:
                    faults += 1
                    print(f"{criterion.id} [{example.language}] {result.fault}\n    {example.text[:300]}")
    print(f"{count - faults} of {count} examples as they should be")


if __name__ == "__main__":
    main()
