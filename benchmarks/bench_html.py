"""Time and size of the HTML report of a dossier of 200 pages.

    python benchmarks/bench_html.py

Without crops it is to be written in less than half the time of the JSON check, and with crops it stays under 5 MB.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from bench_check import make

from tenderscan.check import Checker
from tenderscan.reports.html.write import write
from tenderscan.reports.json import json_report
from tenderscan.reports.material import Material

PAGES, RATIO, BYTES = 200, 0.5, 5_000_000
"""Pages of the dossier, the most of the JSON check's time, and the most bytes of the file."""


def main() -> int:
    """Print the figures; 1 where one is beyond its bound."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bestek.pdf"
        make(path, PAGES)
        with Checker() as checker:
            checker.check_text("De opdrachtnemer leeft de IAO-conventies na.")
            begun = time.perf_counter()
            result = checker.check_paths([path])
            json_report(result.report)
            checked = time.perf_counter() - begun
        texts = result.rulebook.texts_in(result.report.language)
        more = (result.rulebook.criteria, result.structured, result.originals)
        begun = time.perf_counter()
        plain = write(Material(result.report, texts, *more, crops=False))
        written = time.perf_counter() - begun
        begun = time.perf_counter()
        whole = write(Material(result.report, texts, *more))
        pictured = time.perf_counter() - begun
    size, ratio = len(whole.encode("utf-8")), written / checked
    figures = {
        "pages": PAGES,
        "json_check_seconds": round(checked, 2),
        "html_seconds": round(written, 2),
        "html_with_crops_seconds": round(pictured, 2),
        "ratio": round(ratio, 3),
        "bytes": len(plain.encode("utf-8")),
        "bytes_with_crops": size,
        "crops": whole.count("<figure>"),
    }
    print(json.dumps(figures))
    return int(ratio >= RATIO or size >= BYTES)


if __name__ == "__main__":
    sys.exit(main())
