"""What the files of a folder meet today, as `[[expect]]` tables: takes a folder, gives text for its settings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tenderscan.check import Checker
from tenderscan.cli.dossiers import walk
from tenderscan.cli.progress import waiting
from tenderscan.errors import NothingToJudgeError
from tenderscan.model.report import VerdictKind


@dataclass(frozen=True, slots=True)
class Met:
    """What one file meets, by its path from the root, and the language in which, where it is one."""

    file: str
    criteria: tuple[str, ...]
    language: str


def met_in(folder: Path, *, quiet: bool = False) -> tuple[Met, ...]:
    """What each document under a folder meets by itself, whatever it is for; none where there are no documents."""
    files = list(walk(folder))
    if not files:
        return ()
    with Checker() as checker, waiting("Checking …", quiet=quiet, total=len(files)) as progress:
        found = []
        for number, path in enumerate(files):
            progress.tell(f"Checking {path.name} …", number)
            found.append(_met(checker, path, path.relative_to(folder).as_posix()))
    return tuple(found)


def _met(checker: Checker, path: Path, name: str) -> Met:
    every = frozenset(criterion.id for criterion in checker.rulebook.criteria)
    try:
        report = checker.check_paths([path], every).report
    except NothingToJudgeError:
        return Met(name, (), "")
    held = [finding for finding in report.findings if finding.verdict is VerdictKind.MET]
    spoken = {passage.language for finding in held for passage in finding.evidence}
    return Met(name, tuple(finding.id for finding in held), spoken.pop() if len(spoken) == 1 else "")


def tables(found: Sequence[Met]) -> str:
    """A table for each group of files that meet the same; each file by its path, so that one that is gone is missed."""
    groups: defaultdict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for each in found:
        if each.criteria:
            groups[each.criteria, each.language].append(each.file)
    return "\n".join(_table(files, criteria, language) for (criteria, language), files in groups.items())


def meets_nothing(found: Sequence[Met]) -> tuple[str, ...]:
    """The files that ask nothing: no clauses."""
    return tuple(each.file for each in found if not each.criteria)


def _table(files: Sequence[str], criteria: Sequence[str], language: str) -> str:
    lines = ["[[expect]]", f"files = {toml_list(map(_literal, files))}", f"criteria = {toml_list(criteria)}"]
    return "\n".join([*lines, f'language = "{language}"', ""] if language else [*lines, ""])


def _literal(name: str) -> str:
    """A path as a pattern that names it alone."""
    return "".join(f"[{sign}]" if sign in "*?[{" else sign for sign in name)


def toml_list(names: Iterable[str]) -> str:
    """A list of texts in TOML, on one line where it is short."""
    # Texts in TOML are written as in JSON.
    quoted = [json.dumps(name, ensure_ascii=False) for name in names]
    line = f"[{', '.join(quoted)}]"
    return line if len(line) <= 100 else "[\n" + "".join(f"    {each},\n" for each in quoted) + "]"
