"""All lints of the rules: those of the files, and those that need a clause to be judged."""

from __future__ import annotations

from pathlib import Path

from tenderscan.check import Checker, CheckOptions
from tenderscan.evaluation.examples import labels_without_equivalent
from tenderscan.rulebook.lint.finding import LintFinding
from tenderscan.rulebook.lint.run import broken, lint, lint_ground

_MEND = 'Add "or equivalent" in the clause\'s language.'


def lint_rules(folder: Path | None = None) -> list[LintFinding]:
    """What is to be mended in the built-in rules, or in a user's folder on top of them.

    Where files do not load, only that is reported. Raises UsageError for a folder that is not there or holds no rules.
    """
    faults = broken(folder)
    if faults:
        return faults
    ground = lint_ground(folder)
    findings = lint(ground)
    options = CheckOptions(rules=(folder,) if folder else (), reader="words")
    with Checker(options) as checker:
        judged = [c for c in ground.rulebook.criteria if ground.criterion_file(c.id).name in ground.judged]
        for result in labels_without_equivalent(checker, judged):
            file = ground.criterion_file(result.criterion)
            findings += ground.finding(file, ("clause", result.example.language), f"{result.fault}.", _MEND)
    return sorted(findings)
