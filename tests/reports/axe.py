"""axe-core in a headless Chromium, for the test of the HTML report and for the pictures of the documents.

axe.min.js is named by the environment's TENDERSCAN_AXE, or lies in node_modules after `npm install axe-core`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

from tests.conftest import ROOT

_RUN = """<script>
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((found) => {
  const said = document.createElement("pre");
  said.id = "axe";
  said.textContent = JSON.stringify({passes: found.passes.length, violations: found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])});
  document.body.append(said);
});
</script>"""  # noqa: E501
SCHEMES = {"dark": "0", "light": "1"}


def chromium() -> str | None:
    """The browser's command, or None where there is none."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


def axe() -> Path | None:
    """The file of axe-core, or None where it is not installed."""
    named = os.environ.get("TENDERSCAN_AXE")
    file = Path(named) if named else ROOT / "node_modules" / "axe-core" / "axe.min.js"
    return file if file.is_file() else None


def violations(page: str, folder: Path, scheme: str, width: int = 1200) -> list[object]:
    """What axe-core finds wrong on a page in a colour scheme at a width; raises if it did not run."""
    script = axe()
    assert script
    inner = f"<script>{script.read_text('utf-8')}</script>{_RUN}</body>"
    shown = dom(page.replace("</body>", inner), folder, scheme, width)
    said = re.search(r'<pre id="axe">(.*?)</pre>', shown, re.DOTALL)
    assert said, "axe-core did not report"
    result = json.loads(unescape(said[1]))
    assert result["passes"] > 10
    return list(result["violations"])


def dom(page: str, folder: Path, scheme: str = "light", width: int = 1200) -> str:
    """The page as a browser has it after its scripts ran."""
    browser = chromium()
    assert browser
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000")
    look = (f"--window-size={width},2000", f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}")
    command = [browser, *options, *look, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True).stdout
