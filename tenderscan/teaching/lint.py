"""What is wrong with a teaching set: `python -m tenderscan.teaching.lint FOLDER... [--style]`.

Records that do not hold, passages that are nearly the same, and, with --style, how much of the verdicts a classifier
gets right that never sees the criterion: what it gets is given away by tone, length and kind.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tenderscan.errors import TenderscanError
from tenderscan.evaluation.labelled import MISSING, TaughtPassage, taught_passages
from tenderscan.lexicon.tokens import tokenize
from tenderscan.matching.learned.features import passage
from tenderscan.matching.learned.training import Lesson, out_of_fold
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.verdicts.decide import LEAST_WEAK

VERDICTS = ("met", "weak", "contradicted")

SHINGLE = 3
"""Words that follow each other, of which two passages are made up."""

SAME = 0.6
"""Share of their shingles that two passages have in common (Jaccard) from which they are nearly the same."""

HIGHEST_STYLE = 0.60
"""Share of verdicts that style alone may give away."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a passage, by its name and file."""

    file: str
    id: str
    message: str


def faults(found: Sequence[tuple[str, TaughtPassage]], criteria: frozenset[str]) -> Iterator[Fault]:
    """Passages whose records do not hold: names twice, unknown criteria, verdicts, reasons, quotes not in the text."""
    seen: set[str] = set()
    for file, taught in found:
        if taught.id in seen:
            yield Fault(file, taught.id, "this id stands twice")
        seen.add(taught.id)
        for name in (*taught.criteria, *taught.near):
            if name not in criteria:
                yield Fault(file, taught.id, f'there is no criterion "{name}"')
        folded = " ".join(taught.text.split())
        for label in taught.labels:
            if label.verdict not in VERDICTS:
                yield Fault(file, taught.id, f'"{label.verdict}" is no verdict of a label')
            for reason in label.reasons:
                if reason not in LEAST_WEAK:
                    yield Fault(file, taught.id, f'"{reason}" is no reason')
            if " ".join(label.quote.split()) not in folded:
                yield Fault(file, taught.id, f"the quote of {label.criterion} does not stand in the text")


def near_duplicates(found: Sequence[tuple[str, TaughtPassage]]) -> Iterator[Fault]:
    """Passages that are nearly the same as an earlier one of their language."""
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shingles: list[frozenset[tuple[str, ...]]] = []
    for number, (file, taught) in enumerate(found):
        words = passage(tokenize(taught.text).folded).words
        own = frozenset(words[at : at + SHINGLE] for at in range(max(1, len(words) - SHINGLE + 1)))
        shared = Counter(other for shingle in own for other in holding[shingle])
        for other, count in sorted(shared.items()):
            if count >= SAME * (len(own) + len(shingles[other]) - count):
                yield Fault(file, taught.id, f"nearly the same as {found[other][1].id}")
                break
        for shingle in own:
            holding[shingle].append(number)
        shingles.append(own)


def style(found: Iterable[TaughtPassage]) -> tuple[int, int]:
    """Verdicts that a classifier of the text alone gets right, held back by text, and how many there are.

    Every pair of a text and a criterion counts: its labels, and what it only comes near, which is missing.
    """
    lessons, places = [], {name: at for at, name in enumerate(sorted((*VERDICTS, MISSING)))}
    for taught in found:
        read = passage(tokenize(taught.text).folded)
        verdicts = [label.verdict for label in taught.labels] + [MISSING for _ in taught.near]
        lessons += [Lesson(read, (verdict,), taught.id, stance=verdict) for verdict in verdicts]
    steps = out_of_fold(lessons, sorted(places))[:, : len(places)]
    right = sum(int(row.argmax()) == places[lesson.stance] for row, lesson in zip(steps, lessons, strict=True))
    return right, len(lessons)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every fault and the figures; 1 where anything is to be mended."""
    parser = argparse.ArgumentParser(prog="python -m tenderscan.teaching.lint")
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--style", action="store_true", help="also measure what style gives away (minutes)")
    asked = parser.parse_args(arguments)
    files = sorted(file for path in asked.paths for file in ([path] if path.is_file() else path.rglob("*.jsonl")))
    try:
        found = [(file.as_posix(), taught) for file in files for taught in taught_passages(file)]
    except TenderscanError as error:
        sys.stderr.write(error.sentence() + "\n")
        return error.exit_status
    criteria = frozenset(criterion.id for criterion in load_rulebook().criteria)
    wrong = sorted([*faults(found, criteria), *near_duplicates(found)])
    for fault in wrong:
        sys.stdout.write(f"{fault.file}: {fault.id}: {fault.message}\n")
    sys.stdout.write(f"{len(found)} passages, {len(wrong)} faults\n")
    told = False
    if asked.style:
        right, of = style(taught for _, taught in found)
        told = right / max(of, 1) > HIGHEST_STYLE
        sys.stdout.write(f"style alone gives away {right} of {of} verdicts ({right / max(of, 1):.3f})\n")
    return 1 if wrong or told else 0


if __name__ == "__main__":
    raise SystemExit(main())
