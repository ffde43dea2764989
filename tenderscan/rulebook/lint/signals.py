"""Lints of signals: none whose words nobody reads, none that is read and has no words."""

from __future__ import annotations

from collections.abc import Iterator

from tenderscan.model.rule import LANGUAGES, Rulebook
from tenderscan.model.signal import PREFIX, Signal
from tenderscan.rulebook.lint.finding import LintFinding, LintGround


def read_by_criteria(rulebook: Rulebook) -> frozenset[str]:
    """The signals that some criterion names in an expression (`signal:proof`)."""
    named = (name for c in rulebook.criteria for way in c.evidence for name in way.expression.concepts())
    return frozenset(name.removeprefix(PREFIX) for name in named if name.startswith(PREFIX))


def unread(ground: LintGround) -> Iterator[LintFinding]:
    """Signals that neither the code nor a criterion reads: their words are looked for in vain."""
    known = read_by_criteria(ground.rulebook) | set(Signal)
    for file in ground.kinds["signals"]:
        for name in file.data["signals"] or {}:
            if name not in known:
                what = f'nothing reads the signal "{name}", so its words are never used.'
                yield from ground.finding(file, ("signals", name), what, "Take it out, or name it in a criterion.")


def wordless(ground: LintGround) -> Iterator[LintFinding]:
    """Signals that the code reads and that have no words in some language, as when their name is written otherwise."""
    for file in ground.kinds["signals"]:
        language = str(file.data["language"])
        if language not in LANGUAGES:
            continue
        lacking = sorted(set(Signal) - ground.rulebook.signals[language].keys())
        if lacking:
            what = f"{', '.join(lacking)}: read by the code and without words in {language}."
            yield from ground.finding(file, ("signals",), what, "Add words, here or in any.yaml.")


CHECKS = (unread, wordless)
"""The lints of this module."""
