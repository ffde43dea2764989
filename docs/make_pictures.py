"""Makes the pictures of the documents: the report on the market square in a terminal, a browser, a phone and on paper.

python docs/make_pictures.py        (three need Chromium, that of `suggest` LibreOffice)
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from rich.console import Console
from rich.text import Text

from tenderscan.check import Checker, CheckOptions, CheckResult
from tenderscan.reports import word, xlsx
from tenderscan.reports.html.write import write
from tenderscan.reports.material import Material
from tenderscan.reports.text_page import text_page
from tenderscan.suggest.model import SuggestOptions
from tenderscan.suggest.suggest import suggest

HERE = Path(__file__).parent
IMAGES = HERE / "images"
WIDTHS, LINES = {80: "report-nl", 120: "report-nl-wide"}, 24
"""Columns of the terminals with the names of their pictures, and lines of the report that are shown."""

WIDE, TABLET, PHONE = (1200, 1100), (768, 1024), (390, 844)
"""Pixels of the pictures of the HTML report."""

PAPER = (0,)
"""Pages of the printed report that are shown, from 0."""


def main() -> None:
    """Write docs/images/."""
    with Checker(CheckOptions(cpv=("45233262",))) as checker:
        result = checker.check_paths([HERE.parent / "corpus" / "documents" / "nl-marktplein.pdf"])
    office = shutil.which("soffice")
    if office is not None:
        with tempfile.TemporaryDirectory() as name:
            _suggestion(office, Path(name))
            _office_formats(office, Path(name), result)
    for width, name in WIDTHS.items():
        _terminal(result, width, name)
    browser = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
    if browser is None:
        raise SystemExit("Chromium is not installed: only the picture of the terminal was made.")
    texts = result.rulebook.texts_in("nl")
    page = write(Material(result.report, texts, result.rulebook.criteria, result.structured, result.originals))
    with tempfile.TemporaryDirectory() as name:
        _browser(browser, page, Path(name))


def _terminal(result: CheckResult, width: int, name: str) -> None:
    page = text_page(result.report, result.rulebook.texts_in("nl"), width)
    console = Console(record=True, width=width, file=io.StringIO(), highlight=False, force_terminal=True)
    for line in page.lines[:LINES]:
        console.print(Text(line.text, style=line.style))
    svg = console.export_svg(title="tenderscan check nl-marktplein.pdf")
    # rich names a font on the network; the picture is to be whole without it.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    (IMAGES / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


def _browser(browser: str, page: str, folder: Path) -> None:
    report = folder / "report.html"
    report.write_text(page, encoding="utf-8")
    # A browser's window is never as narrow as a phone; a frame in it is.
    phone = folder / "phone.html"
    style = f"border:0;width:{PHONE[0]}px;height:{PHONE[1]}px"
    phone.write_text(f'<body style="margin:0"><iframe src="report.html" style="{style}">', encoding="utf-8")
    for name, file, size in (("wide", report, WIDE), ("tablet", report, TABLET), ("phone", phone, PHONE)):
        shot = folder / f"{name}.png"
        options = (f"--window-size={max(size[0], 500)},{size[1]}", "--hide-scrollbars", f"--screenshot={shot}")
        _run(browser, file, folder, "--blink-settings=preferredColorScheme=1", *options)
        with Image.open(shot) as picture:
            _save(picture.crop((0, 0, *size)), name)
    _run(browser, report, folder, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'print.pdf'}")
    printed = pypdfium2.PdfDocument(folder / "print.pdf")
    sheets = [printed[number].render(scale=1.0).to_pil() for number in PAPER]
    printed.close()
    wall = Image.new("RGB", (sum(sheet.width + 12 for sheet in sheets), sheets[0].height + 24), "#8a939c")
    for number, sheet in enumerate(sheets):
        wall.paste(sheet, (6 + number * (sheet.width + 12), 12))
    _save(wall, "print")


def _suggestion(office: str, folder: Path) -> None:
    """The page of the coffee tender on which `suggest` puts a clause in."""
    with Checker() as checker:
        _, made = suggest(checker, [HERE.parent / "corpus" / "documents" / "nl-koffie.docx"], SuggestOptions())
    file = folder / "voorstel.docx"
    file.write_bytes(made.files["nl-koffie.docx"])
    pdf = pypdfium2.PdfDocument(_as_pdf(office, file))
    page = next(page for page in pdf if "6.10 " in page.get_textpage().get_text_range())
    picture = page.render(scale=1.1).to_pil().convert("RGB")
    inside = (60, round(picture.height * 0.08), picture.width - 40, round(picture.height * 0.93))
    picture.crop(inside).quantize(64).save(IMAGES / "suggest-nl.png", optimize=True)


def _office_formats(office: str, folder: Path, result: CheckResult) -> None:
    """The list in Excel and the report in Word, as LibreOffice shows them."""
    texts = result.rulebook.texts_in("nl")
    material = Material(result.report, texts, result.rulebook.criteria, result.structured, result.originals)
    for name, write_ in (("xlsx", xlsx.write), ("docx", word.write)):
        file = folder / f"report.{name}"
        file.write_bytes(write_(material))
        pdf = pypdfium2.PdfDocument(_as_pdf(office, file))
        _save(pdf[0].render(scale=1.4).to_pil(), name)


def _as_pdf(office: str, file: Path) -> bytes:
    profile = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return file.with_suffix(".pdf").read_bytes()


def _run(browser: str, file: Path, folder: Path, *options: str) -> None:
    own = ("--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}")
    subprocess.run([browser, *own, *options, file.as_uri()], check=True, capture_output=True, timeout=120)


def _save(picture: Image.Image, name: str) -> None:
    picture.convert("RGB").quantize(64).save(IMAGES / f"report-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
