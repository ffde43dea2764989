"""Lints of criteria, profiles and references: sources and days, what is complete, what depends on what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase

from tenderscan.model.rule import Criterion
from tenderscan.rulebook.lint.finding import LintFinding, LintGround

JURISDICTION = re.compile(r"^(eu|int|[a-z]{2}(-[a-z]{3})?)$")
"""The Union, international, a country by its two letters, or a part of one (be-vlg)."""

FEWEST = {"met": 2, "weak": 1, "look-alike": 2}
"""Examples that a complete language has at least: met ones, weak ones, and those that must not count."""

_AGAINST = ("missing", "contradicted")


def sources(ground: LintGround) -> Iterator[LintFinding]:
    """Sources without a proper jurisdiction, and days on which nobody can have read them yet."""
    for criterion in ground.rulebook.criteria:
        file = ground.criterion_file(criterion.id)
        for number, source in enumerate(criterion.sources):
            keys = ("sources", number)
            if not JURISDICTION.match(source.jurisdiction):
                what = f'the jurisdiction "{source.jurisdiction}" of a source is not known.'
                yield from ground.finding(file, keys, what, "Write eu, int, be, be-vlg, nl, fr or de.")
            if source.checked and date.fromisoformat(source.checked) > date.today():
                what = f"a source was checked on {source.checked}, a day that has yet to come."
                yield from ground.finding(file, keys, what, "Give the day on which its text was read, or none.")


def references(ground: LintGround) -> Iterator[LintFinding]:
    """References that end without saying what to cite instead, or whose jurisdiction is not known."""
    files = {name: file for file in ground.kinds["references"] for name in file.data["references"]}
    for name, reference in ground.rulebook.references.items():
        if name not in files:  # the words of a place, which stand in its own file
            continue
        keys = ("references", name)
        if not JURISDICTION.match(reference.jurisdiction):
            what = f'the jurisdiction "{reference.jurisdiction}" is not known.'
            yield from ground.finding(files[name], keys, what, "Write eu, int, be, be-vlg, nl, fr or de.")
        if reference.valid_to and not (reference.replaced_by or reference.advice):
            what = f'"{name}" ends on {reference.valid_to} and nothing says what to cite instead.'
            yield from ground.finding(files[name], keys, what, "Add replaced_by or advice.")
        if not reference.words:
            what = f'"{name}" has no words by which a tender cites it.'
            yield from ground.finding(files[name], keys, what, "Add them under nl, fr, en, de or any.")


def complete(ground: LintGround) -> Iterator[LintFinding]:
    """Languages that a criterion calls complete and that lack a text or examples."""
    for criterion in ground.rulebook.criteria:
        file = ground.criterion_file(criterion.id)
        if not criterion.complete:
            what = "no language of this criterion is complete, so it offers no clause."
            yield from ground.finding(file, ("id",), what, "Complete one and name it under complete.")
        for language in criterion.complete:
            lacking = list(_lacking(criterion, language))
            if lacking:
                what = f"{language} is called complete and lacks {', '.join(lacking)}."
                yield from ground.finding(file, ("complete",), what, "Add what is lacking, or leave the language out.")


def _lacking(criterion: Criterion, language: str) -> Iterator[str]:
    texts = {"title": criterion.title, "why": criterion.why, "where": criterion.where, "clause": criterion.clause}
    yield from (f"its {name}" for name, by_language in texts.items() if not by_language.get(language))
    counts = Counter(
        "look-alike" if example.expect in _AGAINST else example.expect
        for example in criterion.examples
        if example.language == language
    )
    for kind, fewest in FEWEST.items():
        if counts[kind] < fewest:
            name = "/".join(_AGAINST) if kind == "look-alike" else kind
            yield f"{fewest - counts[kind]} example(s) of {name}"


def circles(ground: LintGround) -> Iterator[LintFinding]:
    """Criteria that apply only when one another do."""
    criteria = ground.rulebook.criteria
    needs = {
        c.id: {o.id for o in criteria for pattern in c.applies.when if fnmatchcase(o.id, pattern) and o.id != c.id}
        for c in criteria
    }
    done: set[str] = set()
    while free := {name for name, others in needs.items() if name not in done and others <= done}:
        done |= free
    for name in sorted(set(needs) - done):
        others = ", ".join(sorted(needs[name] - done))
        what = f'"{name}" applies when {others} does, and the other way round.'
        file = ground.criterion_file(name)
        yield from ground.finding(file, ("applies", "when"), what, "Break the circle: one must not wait.")


def also(ground: LintGround) -> Iterator[LintFinding]:
    """Examples that name a criterion that is not there."""
    known = {criterion.id for criterion in ground.rulebook.criteria}
    for criterion in ground.rulebook.criteria:
        for number, example in enumerate(criterion.examples):
            for name in sorted(set(example.also) - known):
                keys = ("examples", number)
                what = f'an example is also met for "{name}", which is no criterion.'
                yield from ground.finding(ground.criterion_file(criterion.id), keys, what, "Mend or drop the name.")


def in_profiles(ground: LintGround) -> Iterator[LintFinding]:
    """Built-in criteria that no built-in profile expects."""
    if not ground.whole:
        return
    patterns = [p for profile in ground.rulebook.profiles.values() for p in (*profile.required, *profile.recommended)]
    for criterion in ground.rulebook.criteria:
        if not any(fnmatchcase(criterion.id, pattern) for pattern in patterns):
            what = "no profile requires or recommends this criterion."
            file = ground.criterion_file(criterion.id)
            yield from ground.finding(file, ("id",), what, "Name it in rules/profiles/.")


def in_changelog(ground: LintGround) -> Iterator[LintFinding]:
    """Built-in criteria that the changelog does not name."""
    if ground.changelog is None:
        return
    named = set(re.findall(r"[a-z-]+\.[a-z0-9-]+", ground.changelog))
    for criterion in ground.rulebook.criteria:
        if criterion.id not in named:
            what = "the changelog does not name this criterion."
            file = ground.criterion_file(criterion.id)
            yield from ground.finding(file, ("id",), what, 'Name it in CHANGELOG.md under "Rules".')


CHECKS = (sources, references, complete, circles, also, in_profiles, in_changelog)
"""The lints of this module."""
