"""Makes the README's pictures: the report on the market square as a terminal shows it.

python docs/make_pictures.py
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tenderscan.check import Checker, CheckOptions
from tenderscan.reports.text import text_report

HERE = Path(__file__).parent
WIDTH, LINES = 90, 74
"""Columns of the terminal, and lines of the report that are shown."""


def main() -> None:
    """Write docs/images/report-nl.svg."""
    with Checker(CheckOptions(cpv=("45233262",))) as checker:
        result = checker.check_paths([HERE.parent / "corpus" / "documents" / "nl-marktplein.pdf"])
    page = text_report(result.report, result.rulebook.texts["nl"], WIDTH)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False, force_terminal=True)
    for line in page.lines[:LINES]:
        console.print(Text(line.text, style=line.style))
    target = HERE / "images" / "report-nl.svg"
    svg = console.export_svg(title="tenderscan check nl-marktplein.pdf")
    # rich names a font on the network; the picture is to be whole without it.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    target.write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
