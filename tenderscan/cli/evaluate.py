"""`tenderscan evaluate`: verdicts against gold labels, with every disagreement."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tenderscan.check import Checker, CheckOptions
from tenderscan.cli import complain
from tenderscan.errors import UsageError
from tenderscan.evaluation.figures import Share, f1, figures, macro
from tenderscan.evaluation.gold import dossiers, passages
from tenderscan.evaluation.judgements import Judgement, judge_dossier, judge_passage

LONGEST = 220
"""Letters of a quote in the list of disagreements."""


@dataclass(frozen=True)
class EvaluateRequest:
    """What the user asked of `evaluate`."""

    paths: tuple[Path, ...]
    format: str
    rules: tuple[Path, ...]
    floors: Path | None
    only: tuple[str, ...]
    language: str | None


def run_evaluate(request: EvaluateRequest) -> int:
    """Judge all items, print the figures, and say how it ended: 1 where a figure is below its floor."""
    if request.format not in ("text", "json"):
        raise UsageError(f'there is no format "{request.format}".', "Choose text or json.")
    floors = _floors(request.floors)
    judgements, left_out = _judge(request)
    found = figures(judgements)
    if request.format == "json":
        sys.stdout.write(json.dumps(_data(found, judgements), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(_text(found, judgements, left_out))
    below = _below(found, floors)
    for sentence in below:
        complain(sentence)
    return 1 if below else 0


def _judge(request: EvaluateRequest) -> tuple[list[Judgement], int]:
    """All judgements, and how many labels were left out because no such criterion exists yet."""
    found: list[Judgement] = []
    left_out = 0
    only = frozenset(request.only)
    with Checker(CheckOptions(rules=request.rules)) as checker:
        known = {criterion.id for criterion in checker.rulebook.criteria}
        for path in request.paths:
            if path.is_dir():
                for dossier in dossiers(path):
                    left_out += sum(1 for name in dossier.criteria if name not in known)
                    if request.language in (None, dossier.language):
                        found += judge_dossier(checker, dossier, only)
            elif path.is_file():
                for passage in passages(path):
                    if passage.criterion not in known:
                        left_out += 1
                    elif request.language in (None, passage.language) and (not only or passage.criterion in only):
                        found.append(judge_passage(checker, passage))
            else:
                raise UsageError(f"{path.as_posix()} is not there.", "Name a folder of labels or a .jsonl file.")
    return found, left_out


def _floors(path: Path | None) -> dict[str, float]:
    if path is None:
        return {}
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in data["floors"].items()}
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path.as_posix()} holds no floors.", 'It needs "floors:" with a number a name.') from error


def _below(found: Iterable[Share], floors: dict[str, float]) -> list[str]:
    shares = {share.name: share for share in found}
    sentences = []
    for name, floor in floors.items():
        value = shares[name].value if name in shares else None
        if value is None:
            sentences.append(f"{name} has a floor of {floor:.3f} and was not counted.")
        elif value < floor:
            sentences.append(f"{name} is {value:.3f}, below its floor of {floor:.3f}.")
    return sentences


def _data(found: Sequence[Share], judgements: Sequence[Judgement]) -> dict[str, Any]:
    return {
        "schema": "tenderscan-evaluation-1",
        "figures": {share.name: _share(share) for share in found},
        "judgements": [_judgement(judgement) for judgement in judgements],
    }


def _share(share: Share) -> dict[str, Any]:
    interval = share.interval
    return {
        "hits": share.hits,
        "of": share.of,
        "value": None if share.value is None else round(share.value, 4),
        "interval": None if interval is None else [round(bound, 4) for bound in interval],
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "item": judgement.item,
        "criterion": judgement.criterion,
        "language": judgement.language,
        "expected": judgement.expected,
        "verdict": judgement.verdict,
        "doubt": judgement.doubt,
        "quote": judgement.quote,
        "cues": list(judgement.cues),
    }


def _text(found: Sequence[Share], judgements: Sequence[Judgement], left_out: int) -> str:
    lines = [_line(share) for share in found if share.of]
    shares = {share.name: share for share in found}
    if "documents.precision" in shares:
        both = f1(shares["documents.precision"], shares["documents.recall"])
        by_criterion = macro(judgements)
        lines += [f"{'documents.f1':44} {_number(both)}", f"{'documents.f1.macro':44} {_number(by_criterion)}"]
    if left_out:
        lines.append(f"{left_out} labels were left out: the rulebook has no such criterion yet.")
    wrong = [j for j in judgements if not j.exact]
    lines += ["", f"{len(wrong)} disagreements of {len(judgements)} judgements"]
    for judgement in wrong:
        lines += _disagreement(judgement)
    return "\n".join(lines) + "\n"


def _line(share: Share) -> str:
    low, high = share.interval or (0.0, 0.0)
    return f"{share.name:44} {share.value or 0:6.1%}  {share.hits} of {share.of}  [{low:.1%} to {high:.1%}]"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _disagreement(judgement: Judgement) -> list[str]:
    doubt = " (in doubt)" if judgement.doubt else ""
    reasons = f" ({', '.join(judgement.reasons)})" if judgement.reasons else ""
    name = judgement.item if judgement.criterion in judgement.item else f"{judgement.item} {judgement.criterion}"
    lines = [f"- {name}: expected {judgement.expected}{doubt}, got {judgement.verdict}{reasons}"]
    for label, text in (("label", judgement.label), ("quote", judgement.quote), ("near", judgement.near)):
        if text:
            lines.append(f"    {label}: {' '.join(text.split())[:LONGEST]}")
    if judgement.cues:
        lines.append(f"    cues: {'; '.join(judgement.cues)[:LONGEST]}")
    return lines
