"""`tenderscan evaluate`: verdicts against gold labels, with every disagreement."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from tenderscan.check import Checker, CheckOptions
from tenderscan.cli import complain
from tenderscan.cli.progress import waiting
from tenderscan.errors import UsageError
from tenderscan.evaluation.figures import Share, figures, lost, macro
from tenderscan.evaluation.gold import dossiers, passages
from tenderscan.evaluation.judgements import Judgement, judge_dossier, judge_passage
from tenderscan.evaluation.printed import printed


@dataclass(frozen=True)
class EvaluateRequest:
    """What the user asked of `evaluate`."""

    paths: tuple[Path, ...]
    format: str
    rules: tuple[Path, ...]
    floors: Path | None
    only: tuple[str, ...]
    language: str | None
    quiet: bool = False
    reader: str = "both"


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
        sys.stdout.write(printed(judgements, left_out))
    below = _below(found, floors)
    for sentence in below:
        complain(sentence)
    return 1 if below else 0


def _judge(request: EvaluateRequest) -> tuple[list[Judgement], int]:
    """All judgements, and how many labels were left out because no such criterion exists yet."""
    found: list[Judgement] = []
    left_out = 0
    only = frozenset(request.only)
    with (
        Checker(CheckOptions(rules=request.rules, reader=request.reader)) as checker,
        waiting("Judging …", quiet=request.quiet, total=_items(request)) as progress,
    ):
        done = count(1)
        known = {criterion.id for criterion in checker.rulebook.criteria}
        for path in request.paths:
            if path.is_dir():
                for dossier in dossiers(path):
                    progress.tell(f"Judging {dossier.name} …", next(done))
                    left_out += sum(1 for name in dossier.criteria if name not in known)
                    if request.language in (None, dossier.language):
                        found += judge_dossier(checker, dossier, only)
            elif path.is_file():
                for passage in passages(path):
                    progress.tell(f"Judging {path.name} …", next(done))
                    if passage.criterion not in known:
                        left_out += 1
                    elif request.language in (None, passage.language) and (not only or passage.criterion in only):
                        found.append(judge_passage(checker, passage))
            else:
                raise UsageError(f"{path.as_posix()} is not there.", "Name a folder of labels or a .jsonl file.")
    return found, left_out


def _items(request: EvaluateRequest) -> int | None:
    """How many dossiers and passages there are; None for a quiet run, which counts nothing."""
    if request.quiet or not sys.stderr.isatty():
        return None
    return sum(len(tuple(dossiers(p))) if p.is_dir() else len(tuple(passages(p))) for p in request.paths if p.exists())


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
        "macro": {mean.name: {"value": round(mean.value, 4), "of": mean.of} for mean in macro(judgements)},
        "met_but_lost": [judgement.item for judgement in lost(judgements)],
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
        "statutory": judgement.statutory,
        "kind": judgement.kind,
        "quoted": judgement.quoted,
        "quote": judgement.quote,
        "cues": list(judgement.cues),
    }
