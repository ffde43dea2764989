"""Confidence measured on labelled tenders: `python -m tenderscan.evaluation.calibration FOLDER... [--write]`.

It prints how often judgements of each confidence were right, each confidence from tenders that the judgement is not of
(ten folds, by tender), and with --write puts the counts of all tenders in the package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from tenderscan.check import Checker, CheckOptions
from tenderscan.errors import NothingToJudgeError
from tenderscan.evaluation.figures import Share
from tenderscan.evaluation.gold import LabelledDossier, dossiers
from tenderscan.verdicts.confidence import confidence

FOLDS = 10
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Bounds of the classes of the reliability table."""

TABLE = Path(__file__).parent.parent / "verdicts" / "confidence.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judgement: its tender, its group, and whether the label says the same."""

    dossier: str
    group: str
    right: bool


def outcomes(checker: Checker, labelled: Iterable[LabelledDossier]) -> list[Outcome]:
    """Every sure label against the verdict; labels in doubt and statutory baselines are left out."""
    found = []
    judged = {criterion.id for criterion in checker.rulebook.criteria if not criterion.statutory}
    for dossier in labelled:
        try:
            findings = checker.check_paths(dossier.paths).report.findings
        except NothingToJudgeError:
            continue
        for finding in findings:
            expected = dossier.expected(finding.id)
            if finding.id in judged and not expected.doubt:
                found.append(Outcome(dossier.name, finding.basis, finding.verdict.value == expected.verdict))
    return found


def counted(found: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """Right judgements and all judgements of each group, in order of their names."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for outcome in found:
        pair = counts[outcome.group.removesuffix("/doubtful")]
        pair[0] += outcome.right
        pair[1] += 1
    return {name: (counts[name][0], counts[name][1]) for name in sorted(counts)}


def out_of_fold(found: Sequence[Outcome]) -> list[tuple[float, Outcome]]:
    """Each judgement with the confidence that the tenders of the other folds give it."""
    names = sorted({outcome.dossier for outcome in found})
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    told = []
    for number in range(FOLDS):
        others = counted(o for o in found if fold[o.dossier] != number)
        told += [(confidence(o.group, others), o) for o in found if fold[o.dossier] == number]
    return told


def reliability(told: Sequence[tuple[float, Outcome]]) -> list[tuple[str, float, Share]]:
    """For each class of confidence: its name, the mean confidence, and the share that was right."""
    rows = []
    for low, high in pairwise(EDGES):
        own = [(value, outcome) for value, outcome in told if low <= value < high]
        if own:
            right = sum(outcome.right for _, outcome in own)
            mean = sum(value for value, _ in own) / len(own)
            rows.append((f"{low:.2f} to {min(high, 1.0):.2f}", mean, Share("", right, len(own))))
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table in Markdown, and write the counts where asked."""
    parser = argparse.ArgumentParser(prog="python -m tenderscan.evaluation.calibration")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="put the counts in the package")
    parser.add_argument("--reader", default="both", help="a reader that did not learn from these tenders")
    asked = parser.parse_args(arguments)
    with Checker(CheckOptions(reader=asked.reader)) as checker:
        found = outcomes(checker, chain.from_iterable(map(dossiers, asked.folders)))
    told = out_of_fold(found)
    lines = ["| confidence | mean | right | count | interval |", "| --- | --- | --- | --- | --- |"]
    for verdicts, title in ((None, "all"), (("met", "weak", "contradicted", "missing"), "without not-applicable")):
        own = [pair for pair in told if verdicts is None or pair[1].group.split("/")[0] in verdicts]
        lines.append(f"| *{title}* | | | | |")
        for name, mean, share in reliability(own):
            low, high = share.interval or (0.0, 0.0)
            count = f"{share.hits} of {share.of} | {low:.0%} to {high:.0%}"
            lines.append(f"| {name} | {mean:.2f} | {share.value or 0:.0%} | {count} |")
    brier = sum((value - outcome.right) ** 2 for value, outcome in told) / max(1, len(told))
    sys.stdout.write("\n".join(lines) + f"\n\nBrier score, out of fold: {brier:.3f}\n")
    if asked.write:
        data = {"judgements": len(found), "tenders": len({o.dossier for o in found}), "groups": counted(found)}
        TABLE.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
