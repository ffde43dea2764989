"""Time and memory of the PDF reader alone, as ratios to pdfplumber's words on the same file.

    python benchmarks/bench_read.py             # 100 pages: read_pdf against extract_words, in one process
    python benchmarks/bench_read.py --memory    # 1,000 pages: peak memory of reading them

The file is the one of bench_check.py: born-digital, of words of our own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from bench_check import MEGABYTES, make

from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.read import read_pdf

RATIO = 0.1
"""Share of pdfplumber's time that reading may take."""

PEAK = """
import resource, sys
from pathlib import Path
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.pdf.read import read_pdf
document = read_pdf(Path(sys.argv[1]).read_bytes(), "tender.pdf", ReadOptions())
unit = 1 if sys.platform == "darwin" else 1024
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000, document.pages)
"""
"""A process of its own, because what a process once took it does not give back."""


def median(run: Callable[[], object], times: int) -> float:
    """Seconds of wall time of a call, the middle one of so many."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begin)
    return sorted(taken)[times // 2]


def words(path: Path) -> None:
    """pdfplumber's words of every page, each page closed."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()


def main() -> None:
    """Measure, print, and fail where a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tender.pdf"
        if "--memory" in sys.argv:
            make(path, 1_000)
            run = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
            peak, pages = map(int, run.stdout.split())
            print(json.dumps({"pages": pages, "peak_mb": peak, "bound_mb": MEGABYTES}))
            sys.exit(peak > MEGABYTES)
        make(path, 100)
        data = path.read_bytes()
        ours = median(lambda: read_pdf(data, "tender.pdf", ReadOptions()), 5)
        theirs = median(lambda: words(path), 3)
        found = {"pages": 100, "read_s": round(ours, 3), "pdfplumber_words_s": round(theirs, 2)}
        print(json.dumps({**found, "times_as_fast": round(theirs / ours, 1), "ratio": round(ours / theirs, 4)}))
        sys.exit(ours > RATIO * theirs)


if __name__ == "__main__":
    main()
