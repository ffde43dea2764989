"""What `tenderscan rules` prints, and how each of its commands ends."""

from __future__ import annotations

import difflib
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tenderscan.cli.progress import waiting
from tenderscan.errors import UsageError
from tenderscan.model.report import Level
from tenderscan.model.rule import LANGUAGES, Criterion, Rulebook
from tenderscan.rulebook.docs.listing import ListedCriterion, as_data, listing
from tenderscan.rulebook.load.profiles import find_profile
from tenderscan.rulebook.load.rulebook import load_rulebook

FOUND = 1
"""Exit status of lint and test where something is to be mended."""

_MARKS = {Level.REQUIRED: "●", Level.RECOMMENDED: "○", Level.OPTIONAL: ""}


def run_list(format_: str, language: str, profiles: Sequence[str], rules: Sequence[Path]) -> int:
    """Print the criteria by theme."""
    _check_language(language)
    if format_ not in ("text", "json"):
        raise UsageError(f'there is no format "{format_}".', "Choose text or json.")
    rulebook = load_rulebook(rules, examples=True, keep=True)
    chosen = [find_profile(name, rulebook) for name in profiles] or list(rulebook.profiles.values())
    if format_ == "json":
        data = as_data(rulebook, language, chosen)
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return 0
    rows = list(listing(rulebook, language, chosen))
    _table(rows, [profile.name for profile in chosen], rulebook, language)
    return 0


def _table(rows: Sequence[ListedCriterion], profiles: Sequence[str], rulebook: Rulebook, language: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    texts = rulebook.texts[language]
    # Where the output is no terminal, nothing is cut off.
    width = None if sys.stdout.isatty() else 160
    console = Console(file=sys.stdout, highlight=False, width=width)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column(texts["report.criterion"], overflow="fold")
    table.add_column("id", no_wrap=True)
    for number in range(1, len(profiles) + 1):
        table.add_column(str(number), justify="center")
    table.add_column(texts["report.languages"], no_wrap=True)
    theme = ""
    for row in rows:
        if row.theme != theme:
            theme = row.theme
            table.add_row(f"[bold]{texts.get(f'theme.{theme}', theme)}[/bold]")
        own = {"added": " +", "overrides": " *"}.get(row.own, "")
        marks = [_MARKS[row.levels[name]] for name in profiles]
        table.add_row(f"  {row.title}", f"{row.id}{own}", *marks, " ".join(row.complete))
    console.print(table)
    for number, name in enumerate(profiles, 1):
        title = rulebook.profiles[name].title.get(language, name) if name in rulebook.profiles else name
        console.print(f"{number} {name}: {title}", soft_wrap=True)
    required, recommended = texts["level.required"], texts["level.recommended"]
    console.print(f"● {required}   ○ {recommended}", soft_wrap=True)
    examples = sum(row.examples for row in rows)
    console.print(
        f"{len(rows)} {texts['report.criteria']}, {examples} {texts['page.examples'].lower()}; "
        f"{texts['report.rulebook'].lower()} {rulebook.version}",
        soft_wrap=True,
    )
    for item in rulebook.own:
        what = "overrides the built-in" if item.overrides else "adds the"
        console.print(f"{item.file} {what} {item.kind} {item.id}", soft_wrap=True)


def run_show(identity: str, language: str, rules: Sequence[Path]) -> int:
    """Print the page of one criterion."""
    from tenderscan.rulebook.docs.page import criterion_page

    _check_language(language)
    rulebook = load_rulebook(rules, examples=True, keep=True)
    page = criterion_page(_criterion(identity, rulebook), rulebook, language)
    if not sys.stdout.isatty():
        sys.stdout.write(page)
        return 0
    from rich.console import Console
    from rich.markdown import Markdown

    width = min(100, shutil.get_terminal_size((80, 24)).columns)
    Console(file=sys.stdout, width=width).print(Markdown(page))
    return 0


def run_lint(folder: Path | None) -> int:
    """Print what is to be mended, one line each."""
    from tenderscan.evaluation.lint import lint_rules

    begin = time.perf_counter()
    findings = lint_rules(folder)
    for finding in findings:
        print(finding.sentence())
    where = folder.as_posix() if folder else "the built-in rules"
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    print(f"{count} in {where} ({time.perf_counter() - begin:.0f} s)", file=sys.stderr)
    return FOUND if findings else 0


def run_test(ids: Sequence[str], rules: Sequence[Path]) -> int:
    """Run the examples and print those that are not as they should be, then the counts."""
    from tenderscan.check import Checker, CheckOptions
    from tenderscan.evaluation.examples import cases, run_examples

    begin = time.perf_counter()
    rulebook = load_rulebook(rules, examples=True)
    criteria = [_criterion(identity, rulebook) for identity in dict.fromkeys(ids)] or list(rulebook.criteria)
    unseen = frozenset(item.id for item in rulebook.own if item.kind == "criterion")
    chosen = list(cases(criteria))
    running = f"Running {len(chosen)} examples …"
    results = []
    with (
        Checker(CheckOptions(rules=tuple(rules), reader="words")) as checker,
        waiting(running, quiet=False, total=len(chosen)) as progress,
    ):
        for done, result in enumerate(run_examples(checker, chosen, unseen), start=1):
            results.append(result)
            progress.tell(running, done)
    faults = [result for result in results if result.fault]
    for fault in faults:
        print(fault.sentence())
    languages = Counter(case.example.language for case in chosen)
    known = sum(case.example.todo for case in chosen)
    clauses = sum(case.is_clause for case in chosen)
    by_language = ", ".join(f"{languages[name]} {name}" for name in LANGUAGES)
    print(
        f"{len(criteria)} criteria, {len(chosen) - clauses} examples and {clauses} clauses ({by_language}; "
        f"{known} known gaps): {len(faults)} not as they should be ({time.perf_counter() - begin:.0f} s)"
    )
    return FOUND if faults else 0


def run_new(identity: str, folder: Path) -> int:
    """Write the draft of a criterion and say what to do next."""
    from tenderscan.rulebook.docs.skeleton import new_criterion

    path = new_criterion(identity, folder)
    root = folder.as_posix()
    print(f"{path.as_posix()} is written. Edit it, then:")
    print(f"  tenderscan rules lint {root}")
    print(f"  tenderscan rules test {identity} --rules {root}")
    print(f"  tenderscan check tender.pdf --rules {root}")
    return 0


def run_docs(folder: Path, check: bool) -> int:
    """Write the pages, or say which are stale."""
    from tenderscan.rulebook.docs.write import pages, stale, write

    made = pages(load_rulebook(examples=True))
    if check:
        found = stale(made, folder)
        for path in found:
            print(f"{path} is stale; write the pages anew with: tenderscan rules docs {folder.as_posix()}")
        return FOUND if found else 0
    write(made, folder)
    print(f"{len(made)} pages in {folder.as_posix()}")
    return 0


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise UsageError(f'there are no rules in "{language}".', f"Choose one of: {', '.join(LANGUAGES)}.")


def _criterion(identity: str, rulebook: Rulebook) -> Criterion:
    found = next((criterion for criterion in rulebook.criteria if criterion.id == identity), None)
    if found is not None:
        return found
    close = difflib.get_close_matches(identity, [criterion.id for criterion in rulebook.criteria], 1)
    mend = f'Did you mean "{close[0]}"?' if close else "See them with: tenderscan rules list"
    raise UsageError(f'there is no criterion "{identity}".', mend)
