"""What is wrong with rules that load: nothing dead, nothing said twice, sources named, every language complete."""

from __future__ import annotations

from pathlib import Path

from tenderscan.errors import RuleError, UsageError
from tenderscan.rulebook.lint import criteria, signals, texts, vocabulary
from tenderscan.rulebook.lint.finding import LintFinding, LintGround
from tenderscan.rulebook.load.locate import rules_folder
from tenderscan.rulebook.load.rulebook import load_rulebook, read_kinds, rule_paths
from tenderscan.rulebook.load.validate import check_file


def lint_ground(folder: Path | None = None) -> LintGround:
    """The built-in rules, or those of a user's folder on top of them. Raises RuleError where they do not load."""
    root = rules_folder()
    roots = (root,) if folder is None else (root, folder)
    kinds = read_kinds([(r, path) for r in roots for path in rule_paths(r)])
    own = folder or root
    judged = {f.name for files in kinds.values() for f in files if f.path.is_relative_to(own)}
    changelog = root.parent / "CHANGELOG.md"
    return LintGround(
        load_rulebook(roots[1:], keep=False, examples=True),
        kinds,
        frozenset(judged),
        changelog.read_text(encoding="utf-8") if folder is None and changelog.is_file() else None,
        folder is None,
    )


def broken(folder: Path | None = None) -> list[LintFinding]:
    """What keeps the files from being loaded: the first fault of each file, then what they refer to in vain.

    Raises UsageError for a folder that is not there or holds no rules.
    """
    root = folder or rules_folder()
    if not root.is_dir():
        raise UsageError(f"{root.as_posix()} is no folder.", "Name a folder with criteria/ or vocabulary/ in it.")
    paths = list(rule_paths(root))
    if not paths:
        raise UsageError(f"{root.as_posix()} holds no rules.", "It needs criteria/<theme>/<name>.yaml or the like.")
    found = []
    for path in paths:
        try:
            for kind, files in read_kinds([(root, path)]).items():
                for file in files:
                    check_file(file, kind)
        except RuleError as error:
            found.append(LintFinding("", 0, error.sentence()))
    if not found:
        try:
            load_rulebook([folder] if folder else [], keep=False)
        except RuleError as error:
            found.append(LintFinding("", 0, error.sentence()))
    return found


def lint(ground: LintGround) -> list[LintFinding]:
    """All findings, in order of file and line."""
    checks = (*vocabulary.CHECKS, *signals.CHECKS, *criteria.CHECKS, *texts.CHECKS)
    return sorted({finding for check in checks for finding in check(ground)})
