"""Writes the floors of the test suite: what was measured, less a margin of three points.

    python benchmarks/set_floors.py             # raises floors; one that would fall stays, and is named
    python benchmarks/set_floors.py --lower     # lets them fall too: name the decision in CHANGELOG.md

The project's own corpus gives tests/evaluation/floors.yaml; ../shared/corpus, where it is, floors-shared.yaml.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "evaluation"
SHARED = ROOT.parent / "shared" / "corpus"
MARGIN = 0.03
DOCUMENTS = ("precision", "recall", "exact", "quoted", "missing-found", "missing-applies", "met-kept")
OWN = tuple(f"documents.{name}" for name in DOCUMENTS)
OTHERS = (
    *OWN,
    "passages",
    "passages.not-counted",
    "passages.kind.paraphrase",
    *(f"passages.language.{language}" for language in ("nl", "fr", "en", "de")),
    "parity",
)
HEAD = """# {what} Set by benchmarks/set_floors.py: measured, less {margin:.0%}.
# No floor is lowered without a decision named in the changelog.
"""


def floors(figures: Mapping[str, Mapping[str, float | None]], names: tuple[str, ...]) -> dict[str, float]:
    """The floor of each figure that was counted, cut to three decimals."""
    values = {name: figures[name]["value"] for name in names if name in figures}
    return {name: math.floor(1000 * max(0.0, v - MARGIN)) / 1000 for name, v in values.items() if v is not None}


def kept(old: Mapping[str, float], new: Mapping[str, float]) -> dict[str, float]:
    """The new floors, none below its old one."""
    return {name: max(value, old.get(name, 0.0)) for name, value in new.items()}


def main() -> None:
    """Measure, and write the floors."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--lower", action="store_true", help="let floors fall to what was measured")
    lower = parser.parse_args().lower
    _write(FOLDER / "floors.yaml", "Figures of `tenderscan evaluate corpus`.", [ROOT / "corpus"], OWN, lower)
    if SHARED.is_dir():
        paths = [SHARED, SHARED / "passages.jsonl", SHARED / "parity.jsonl"]
        _write(FOLDER / "floors-shared.yaml", "Figures on the shared sets.", paths, OTHERS, lower)


def _write(target: Path, what: str, paths: list[Path], names: tuple[str, ...], lower: bool) -> None:
    command = [sys.executable, "-m", "tenderscan", "evaluate", *map(str, paths), "--format", "json"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    found = floors(json.loads(said)["figures"], names)
    old = yaml.safe_load(target.read_text(encoding="utf-8"))["floors"] if target.is_file() else {}
    chosen = found if lower else kept(old, found)
    for name in (name for name in found if chosen[name] > found[name]):
        print(f"{target.name}: {name} stays at {chosen[name]:.3f}; now it would be {found[name]:.3f}")
    lines = [f"  {name}: {value}" for name, value in chosen.items()]
    head = HEAD.format(what=what, margin=MARGIN)
    target.write_text(f"{head}floors:\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
