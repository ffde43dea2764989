"""What the lints of rules find, and the ground they look at."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from tenderscan.model.rule import Rulebook
from tenderscan.rulebook.load.files import RuleFile, line_of


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

    `changelog` is the text that must name every criterion, or None where there is none to hold to; `whole` gives
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
