"""Measure and write a result, or report on the newest: see the package."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyperf

from benchmarks.speed import measure
from benchmarks.speed.files import KINDS, make
from benchmarks.speed.report import changes, figures, told
from tenderscan import __version__

RESULTS = Path(__file__).parents[1] / "results"
PARTS = ("files", "commands", "criteria", "languages", "shapes")
PAGES = (10, 100, 1_000)
SIZES = (10_000, 100_000, 1_000_000)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="Speed beside other tools.")
    parser.add_argument("what", nargs="?", choices=("measure", "report"), default="measure")
    parser.add_argument("--quick", action="store_true", help="No 1,000 pages, no megabyte, three rounds.")
    parser.add_argument("--only", choices=PARTS, action="append", help="A part, instead of all.")
    parser.add_argument("--kind", choices=KINDS, action="append", help="A kind of file, instead of all.")
    parser.add_argument("--folder", type=Path, help="PDF files of your own beside those that are made.")
    parser.add_argument("--rounds", type=int, default=5, help="Rounds that count.")
    parser.add_argument("--result", type=Path, default=RESULTS / f"{__version__}.json", help="Where it is written.")
    return parser.parse_args()


def _measured(chosen: argparse.Namespace, folder: Path) -> Iterator[pyperf.Benchmark]:
    parts = chosen.only or PARTS
    rounds = min(chosen.rounds, 3) if chosen.quick else chosen.rounds
    if "files" in parts:
        for kind in chosen.kind or KINDS:
            for pages in PAGES[:2] if chosen.quick else PAGES:
                path = make(folder / f"{kind}-{pages}.pdf", kind, pages)
                yield from measure.of_file(path, pages, rounds)
        for path in sorted(chosen.folder.glob("*.pdf")) if chosen.folder else ():
            yield from measure.of_file(path, 0, rounds)
    if "commands" in parts:
        yield from measure.commands(rounds)
    if "criteria" in parts:
        yield from measure.rulebooks(rounds)
    if "languages" in parts:
        yield from measure.languages(rounds)
    if "shapes" in parts:
        yield from measure.shapes(SIZES[:2] if chosen.quick else SIZES)


def main() -> None:
    """Measure what is asked for, or only print the report on what was measured before."""
    chosen = _arguments()
    if chosen.what == "measure":
        with tempfile.TemporaryDirectory() as folder:
            found = list(_measured(chosen, Path(folder)))
        chosen.result.parent.mkdir(exist_ok=True)
        pyperf.BenchmarkSuite(found).dump(str(chosen.result), replace=True)
    new = figures(chosen.result)
    files = list(dict.fromkeys(name.split(" ")[0] for name in new if name.split(" ")[1:] == ["pypdfium2"]))
    print(f"# Speed of {chosen.result.stem}")
    print("\n".join(told(new, files)))
    others = sorted(set(RESULTS.glob("*.json")) - {chosen.result.resolve()}, key=lambda path: path.stat().st_mtime)
    if others:
        print(f"\n## Changed by more than a tenth since {others[-1].stem}\n")
        print("\n".join(changes(new, figures(others[-1]))) or "Nothing.")


if __name__ == "__main__":
    main()
