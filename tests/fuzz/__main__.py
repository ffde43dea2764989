"""`python -m tests.fuzz --seconds 600 --reader pdf`: damaged files without end, and what was found with them."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tenderscan.check import Checker
from tenderscan.errors import TenderscanError
from tenderscan.model.document import Document, Dossier
from tenderscan.sources.isolation.process import ReaderProcess
from tenderscan.structure import StructureWords, structure
from tests.fuzz.run import SECONDS, damaged, run
from tests.fuzz.seeds import ENDINGS


class Behind:
    """Puts every document in order, and judges one in `every` of them, as a check would."""

    def __init__(self, checker: Checker, every: int) -> None:
        self._checker, self._every, self.seen = checker, every, 0
        self._words = StructureWords.of(checker.rulebook.structure)

    def __call__(self, document: Document) -> Iterator[str]:
        """What went wrong: another error than one of ours, or a judgement that takes too long."""
        begun = time.process_time()
        whole = self.seen % self._every == 0
        self.seen += 1
        try:
            if whole:
                self._checker.check_dossier(Dossier("damaged", (document,)))
            else:
                structure(document, self._words)
        except TenderscanError:
            pass
        except Exception as error:  # that there is none is what is looked for
            yield f"{'judging' if whole else 'structure'}: {type(error).__name__}: {error}"
        if time.process_time() - begun > SECONDS:
            yield f"{'judging' if whole else 'structure'} took {time.process_time() - begun:.0f} seconds"


def main() -> int:
    """Run, or with --write make one damaged file again to look at."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="how long")
    parser.add_argument("--reader", action="append", choices=sorted(ENDINGS), help="only this one; may be repeated")
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--files", type=int, default=10**9, help="at most so many files")
    parser.add_argument("--judge", type=int, default=20, metavar="N", help="judge one document in N, not only read it")
    parser.add_argument("--write", type=Path, help="write the first file of the one reader there, and end")
    asked = parser.parse_args()
    readers = asked.reader or list(ENDINGS)
    if asked.write:
        ending, data = damaged(readers[0], asked.first)
        asked.write.with_suffix(ending).write_bytes(data)
        return 0
    said = 0
    tally = None
    with ReaderProcess() as process, Checker() as checker:
        for tally in run(readers, count(asked.first), asked.seconds, process, Behind(checker, asked.judge)):
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
