"""Scores the baselines and tenderscan on the same labels, and prints the tables of docs/accuracy.md.

python -m benchmarks.baselines FOLDER-or-FILE.jsonl... [--without encoder] [--sample N] [--cache FILE.npz]

It needs `pip install -e ".[baselines]"`. The encoder takes minutes (about 50 sentences a second) and keeps its vectors.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path

from benchmarks.baselines.items import items, sample
from benchmarks.baselines.keywords import Keywords
from benchmarks.baselines.tables import tables
from benchmarks.baselines.vectors import encoder, out_of_fold, score, tf_idf
from tenderscan.check import Checker
from tenderscan.evaluation.judgements import Judgement


def main() -> None:
    """Judge everything in every way, and print the tables."""
    asked = _asked()
    judged: dict[str, Sequence[Judgement]] = {}
    with Checker() as checker:
        rulebook = checker.rulebook
        found = list(items(checker, asked.paths))
    found = sample(found, asked.sample) if asked.sample else found
    dossiers = sum(1 for item in found if item.judgements[0].kind == "document")
    print(f"{dossiers} dossiers, {len(found) - dossiers} passages, {sum(len(i.sentences) for i in found)} sentences\n")
    judged["tenderscan"] = [judgement for item in found for judgement in item.judgements]
    keywords = Keywords(rulebook)
    judged["keywords"] = [judgement for item in found for judgement in keywords.judge(item)]
    ways = {"TF-IDF": lambda: tf_idf(found, rulebook.criteria), "encoder": lambda: encoder(asked.cache)}
    for name, make in ways.items():
        if name not in asked.without:
            judged[name] = out_of_fold(list(score(found, rulebook.criteria, make(), keywords.binds)))
    print("\n".join(tables(judged)))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--without", action="append", default=[], choices=["TF-IDF", "encoder"])
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="only N dossiers of each language")
    parser.add_argument("--cache", type=Path, default=user_cache_path("tenderscan-baselines") / "vectors.npz")
    return parser.parse_args()


if __name__ == "__main__":
    main()
