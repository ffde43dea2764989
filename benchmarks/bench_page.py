"""The local page beside the command line, as ratios of wall time.

    python benchmarks/bench_page.py            # 100 pages: first result on screen, second dossier

First: from the click on "Check" in a browser to the result on the screen (at most 1.5 times the command line).
Second: another dossier of as many pages, over HTTP, against a warm checker in Python (at most 1.2 times).
Needs Chromium and playwright.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench_check import check, make, timed
from playwright.sync_api import Page, sync_playwright

from tenderscan.check import Checker

FIRST, SECOND = 1.5, 1.2
TOKEN = "a-token-for-a-benchmark"
TIMES = 3


def main() -> int:
    """Measure, print, and say whether both ratios hold."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.pdf", Path(folder) / "second.pdf"
        make(first, pages)
        make(second, pages + 1)
        timed(check(first))  # so that the cache of the rules is written
        command = min(timed(check(first)) for _ in range(TIMES))
        shown, warm, again = _page(first, second)
    print(f"command line {command:.2f} s; first result on screen {shown:.2f} s: {shown / command:.2f} (most {FIRST})")
    print(f"warm checker {warm:.2f} s; second dossier on screen {again:.2f} s: {again / warm:.2f} (most {SECOND})")
    return 0 if shown <= FIRST * command and again <= SECOND * warm else 1


def _page(first: Path, second: Path) -> tuple[float, float, float]:
    """Seconds to the first result on screen, of a warm check of another dossier, and to that dossier on screen.

    The last two are taken in turn, so that both see the same machine; the least of each counts.
    """
    environment = {**os.environ, "TENDERSCAN_RUNNING": str(first.parent / "serving.json")}
    command = [sys.executable, "-m", "tenderscan", "serve", "--no-browser", "--no-config", "--port", "0"]
    server = subprocess.Popen([*command, "--token", TOKEN], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert server.stdout is not None
        link = server.stdout.readline().strip()
        _wait(link)
        with sync_playwright() as running, Checker() as checker:
            browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(locale="nl-BE")
            page.goto(link)
            shown = _shown(page, first)
            checker.check_paths([first])
            both = [(_checked(checker, second), _shown(page, second)) for _ in range(TIMES)]
            browser.close()
        return shown, min(warm for warm, _ in both), min(again for _, again in both)
    finally:
        server.kill()
        server.wait()


def _checked(checker: Checker, file: Path) -> float:
    begin = time.perf_counter()
    checker.check_paths([file])
    return time.perf_counter() - begin


def _wait(link: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(link.partition("/?")[0] + "/api/health").close()
            return
        except OSError:
            time.sleep(0.05)


def _shown(page: Page, file: Path) -> float:
    page.goto(page.url.partition("#")[0])
    page.wait_for_selector(".zone")
    page.set_input_files("#files", file)
    begin = time.perf_counter()
    page.click("form button.main")
    page.wait_for_selector(".split", timeout=300_000)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
