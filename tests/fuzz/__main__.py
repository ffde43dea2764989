"""`python -m tests.fuzz --seconds 600 --reader pdf`: damaged files without end, and what was found with them."""

from __future__ import annotations

import argparse
import sys
from itertools import count
from pathlib import Path

from tenderscan.sources.isolation.process import ReaderProcess
from tests.fuzz.run import damaged, run
from tests.fuzz.seeds import ENDINGS


def main() -> int:
    """Run, or with --write make one damaged file again to look at."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="how long")
    parser.add_argument("--reader", action="append", choices=sorted(ENDINGS), help="only this one; may be repeated")
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--files", type=int, default=10**9, help="at most so many files")
    parser.add_argument("--write", type=Path, help="write the first file of the one reader there, and end")
    asked = parser.parse_args()
    readers = asked.reader or list(ENDINGS)
    if asked.write:
        ending, data = damaged(readers[0], asked.first)
        asked.write.with_suffix(ending).write_bytes(data)
        return 0
    said = 0
    tally = None
    with ReaderProcess() as process:
        for tally in run(readers, count(asked.first), asked.seconds, process):
            for finding, where in tally.findings[said:]:
                print(f"{where}: {finding}", flush=True)
            said = len(tally.findings)
            if tally.files >= asked.files:
                break
    if tally is not None:
        print(
            f"{tally.files} files, {tally.read} documents read, {tally.refused} refused, "
            f"{len(tally.findings)} findings; longest {tally.longest:.1f} s, "
            f"most memory {tally.most_memory / 1e6:.0f} MB"
        )
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
