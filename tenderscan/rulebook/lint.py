"""What is wrong with rules that load: nothing dead, nothing said twice, sources named, every language complete."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tenderscan.errors import RuleError, UsageError
from tenderscan.model.rule import Rulebook
from tenderscan.rulebook.files import RuleFile, line_of
from tenderscan.rulebook.load import load_rulebook, read_kinds, rule_paths
from tenderscan.rulebook.locate import rules_folder
from tenderscan.rulebook.validate import check_file


@dataclass(frozen=True, slots=True, order=True)
class LintFinding:
    """One thing to mend in a rule file: where it stands (line from 1), what it is, what to do."""

    file: str
    line: int
    what: str
    mend: str = ""

    def sentence(self) -> str:
        """The finding on one line."""
        place = f"{self.file}, line {self.line}: " if self.file else ""
        return f"{place}{self.what} {self.mend}".strip()


@dataclass(frozen=True)
class LintGround:
    """What is looked at: the rulebook with its examples, its files by kind, and which of them are judged.

    `changelog` is the text that must name every criterion, or None where there is none to hold to; `whole` tells
    whether the built-in rules themselves are judged.
    """

    rulebook: Rulebook
    kinds: dict[str, list[RuleFile]]
    judged: frozenset[str]
    changelog: str | None = None
    whole: bool = True
    _criteria: dict[str, RuleFile] = field(default_factory=dict, repr=False)
    _concepts: dict[str, RuleFile] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._criteria.update({file.data["id"]: file for file in self.kinds["criteria"]})
        self._concepts.update({name: file for file in self.kinds["vocabulary"] for name in file.data["concepts"]})

    def criterion_file(self, criterion: str) -> RuleFile:
        """The file of a criterion; of two with one id the one that overrides."""
        return self._criteria[criterion]

    def concept_file(self, concept: str) -> RuleFile:
        """The file of a concept; of two with one id the one that overrides."""
        return self._concepts[concept]

    def finding(self, file: RuleFile, keys: Sequence[Hashable], what: str, mend: str) -> Iterator[LintFinding]:
        """The finding with its line, if the file is one that is judged."""
        if file.name in self.judged:
            yield LintFinding(file.name, line_of(file.path, keys), what, mend)


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
    from tenderscan.rulebook import lint_criteria, lint_texts, lint_vocabulary

    checks = (*lint_vocabulary.CHECKS, *lint_criteria.CHECKS, *lint_texts.CHECKS)
    return sorted({finding for check in checks for finding in check(ground)})
