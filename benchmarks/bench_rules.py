"""What the size of the rulebook costs: loading it, and matching and judging dense clause text.

    python benchmarks/bench_rules.py           # both; fails where a bound is broken
    python benchmarks/bench_rules.py --load    # loading alone: the whole rulebook against an empty one, cache present
    python benchmarks/bench_rules.py --match   # matching and judging alone: all criteria against the first fourteen

Dense text: every clause of every criterion, three times over: nothing but demands. Times are of the processor, so that
other work on the machine does not count; on a quiet machine they are those of the clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tenderscan.lexicon.compile import compile_lexicon
from tenderscan.matching.match import Matcher
from tenderscan.model.report import Level
from tenderscan.model.rule import LANGUAGES, Rulebook
from tenderscan.model.section import StructuredDocument
from tenderscan.rulebook.lint.use import needed
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.structure import StructureWords, structure
from tenderscan.verdicts.advice import Reader
from tenderscan.verdicts.applicability import Purchase
from tenderscan.verdicts.judge import Case, judge

MILLISECONDS = 150
"""What the whole rulebook may cost more than an empty one."""

RATIO = 2.0
"""What all criteria may cost, as a multiple of fourteen."""

COPIES = 3
"""How often the clauses stand in the dense text."""

FIRST_FOURTEEN = frozenset(
    "due-diligence.supply-chain due-diligence.flow-down due-diligence.monitoring human-rights.conventions "
    "human-rights.forced-labour-products labour.ilo-conventions labour.non-discrimination labour.social-employment "
    "environment.management-system environment.award-criterion fair-trade.food-and-drink fair-trade.label-equivalence "
    "trustone.due-diligence trustone.origin-declaration".split()
)

LOAD = """
import gc, sys, time
gc.set_threshold(100_000, 50, 50)  # as the command line sets it
from pathlib import Path
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.lexicon.store import lexicon
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
begin = time.process_time()
rulebook = load_rulebook(folder=folder)
lexicon(rulebook, "nl")
print(time.process_time() - begin)
"""


def loading() -> dict[str, float]:
    """Milliseconds of processor time to load rules and Dutch words in a new process: all of them, and none."""
    with tempfile.TemporaryDirectory() as name:
        empty = Path(name)
        (empty / "version.txt").write_text("empty", encoding="utf-8")
        runs: dict[str, list[float]] = {"whole": [], "empty": []}
        for _ in range(9):
            for which, arguments in (("whole", []), ("empty", [str(empty)])):
                done = subprocess.run(
                    [sys.executable, "-c", LOAD, *arguments], check=True, capture_output=True, text=True
                )
                runs[which].append(float(done.stdout) * 1000)
    # The first run of each fills the cache; the quickest is the one that no other work on the machine slowed down.
    return {which: round(min(times[1:]), 1) for which, times in runs.items()}


def smaller(rulebook: Rulebook) -> Rulebook:
    """The rulebook with fourteen criteria and only the concepts that they need."""
    fewer = replace(rulebook, criteria=tuple(c for c in rulebook.criteria if c.id in FIRST_FOURTEEN))
    kept = needed(fewer)
    concepts = {
        name: replace(concept, takes=tuple(t for t in concept.takes if t in kept))
        for name, concept in rulebook.concepts.items()
        if name in kept
    }
    return replace(fewer, concepts=concepts)


def dense(rulebook: Rulebook, language: str) -> tuple[StructuredDocument, ...]:
    """Every clause of the rulebook in one language, again and again, as one document."""
    texts = [text for c in rulebook.criteria for text in (c.clause.get(language), c.ambitious.get(language)) if text]
    document = read_text("\n\n".join(texts * COPIES), "dense.txt")
    return (structure(document, StructureWords.of(rulebook.structure)),)


def judging(rulebook: Rulebook, language: str, documents: tuple[StructuredDocument, ...]) -> float:
    """Seconds of processor time to match and judge, the quickest of five; words are loaded and warm."""
    matcher = Matcher(rulebook, {language: compile_lexicon(rulebook, language)})
    levels = {criterion.id: Level.REQUIRED for criterion in rulebook.criteria}
    reader = Reader(language, language, rulebook.texts_in(language))
    times = []
    for _ in range(6):
        begin = time.process_time()
        matches = matcher.match(documents)
        purchase = Purchase((), (language,), matches.traces, frozenset(levels))
        judge(Case(documents, matches, purchase, (), (), levels, reader), rulebook)
        times.append(time.process_time() - begin)
    return min(times[1:])


def main() -> None:
    """Measure, print, and fail where a bound is broken."""
    broken = False
    if "--match" not in sys.argv:
        found = loading()
        more = found["whole"] - found["empty"]
        print(json.dumps({"load_ms": found, "more_ms": round(more, 1), "bound_ms": MILLISECONDS}))
        broken |= more > MILLISECONDS
    if "--load" not in sys.argv:
        rulebook = load_rulebook()
        few = smaller(rulebook)
        total = {"all": 0.0, "fourteen": 0.0}
        for language in LANGUAGES:
            documents = dense(rulebook, language)
            words = sum(len(block.text.split()) for document in documents for block in document.blocks)
            whole, part = judging(rulebook, language, documents), judging(few, language, documents)
            print(json.dumps({"language": language, "words": words, "criteria": len(rulebook.criteria),
                              "all_s": round(whole, 3), "fourteen_s": round(part, 3),
                              "ratio": round(whole / part, 2)}))  # fmt: skip
            total["all"] += whole
            total["fourteen"] += part
        ratio = total["all"] / total["fourteen"]
        print(json.dumps({"ratio": round(ratio, 2), "bound": RATIO}))
        broken |= ratio > RATIO
    sys.exit(broken)


if __name__ == "__main__":
    main()
