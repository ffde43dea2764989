"""Lines on the screen: in colour on a terminal, plain elsewhere."""

from __future__ import annotations

import sys

from tenderscan.reports.lines import Page


def show(page: Page, *, colored: bool) -> None:
    """Print a page; rich is imported only where colours are shown."""
    if not colored:
        sys.stdout.write(page.plain())
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in page.lines:
        console.print(Text(line.text, style=line.style))
