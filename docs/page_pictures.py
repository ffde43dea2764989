"""Makes the pictures of the local page at three widths: the result on a screen, on a tablet in the dark, on a phone.

python docs/page_pictures.py        (needs Chromium and playwright)
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tenderscan.web.app import Serving  # noqa: E402
from tenderscan.web.work import Work  # noqa: E402
from tests.web.serving import Server, serving  # noqa: E402

TOKEN = "a-token-for-pictures"
VIEWS = (
    ("page-wide", (1280, 900), "light", "nl-BE", "nl-marktplein.pdf"),
    ("page-tablet-dark", (820, 1100), "dark", "de-DE", "de-verpflegung.docx"),
    ("page-phone", (390, 844), "light", "fr-BE", "fr-nettoyage.pdf"),
)
"""Name, size in pixels, colours, language and tender of each picture."""


def main() -> None:
    """Write docs/images/page-*.png."""
    browser = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
    if browser is None:
        raise SystemExit("Chromium is not installed.")
    work = Work()
    with serving(work, Serving(TOKEN, stop=lambda: None)) as server, sync_playwright() as running:
        chrome = running.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for view in VIEWS:
            _picture(chrome, server, *view)
        chrome.close()
    work.close()


def _picture(
    chrome: Browser, server: Server, name: str, size: tuple[int, int], scheme: str, locale: str, tender: str
) -> None:
    width, height = size
    look = {"width": width, "height": height}
    context = chrome.new_context(viewport=look, color_scheme=scheme, locale=locale)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(server.link(TOKEN))
    page.wait_for_selector(".zone")
    page.set_input_files("#files", ROOT / "corpus" / "documents" / tender)
    page.click("form button.main")
    page.wait_for_selector(".split", timeout=60_000)
    weak = page.locator("article.weak summary").first
    if weak.locator("xpath=..").get_attribute("open") is None:
        weak.click()
    page.wait_for_timeout(2500)
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    if width > 1000:
        # The criterion with its passage beside it.
        weak.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 90)")
    else:
        page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(300)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(96).save(ROOT / "docs" / "images" / f"{name}.png", optimize=True)
    context.close()


if __name__ == "__main__":
    main()
