"""Time and memory of a whole check, as ratios to what pdfplumber alone needs for the same file.

    python benchmarks/bench_check.py            # 100 pages: time ratio (must be at most 0.25)
    python benchmarks/bench_check.py --memory   # 1,000 pages: peak memory of the run, its reader included

The file is made here: born-digital, with headings, prose, lists, ruled tables and running heads, of words of our own.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

RATIO = 0.25
"""Share of pdfplumber's own time that a whole check may take."""

MEGABYTES = 300
"""Peak memory that a check of 1,000 pages may take."""

WORDS = (
    "de opdrachtnemer levert aan het bestuur elke maand een overzicht van de uitgevoerde werken en van de stoffen die "
    "daarbij zijn gebruikt het bestuur kan vragen stellen over de planning en over de mensen die op de werf aanwezig "
    "zijn elke levering wordt vooraf gemeld en gebeurt op werkdagen tussen acht en zestien uur tenzij anders bepaald"
).split()
CLAUSES = (
    "De aannemer leeft de basisnormen van de Internationale Arbeidsorganisatie na en legt een auditverslag voor.",
    "Alle hout draagt het FSC-label of een gelijkwaardig label; het bewijs staat op de leveringsbon.",
    "De inschrijver beschikt bij voorkeur over een milieuzorgsysteem.",
)


def make(path: Path, pages: int) -> None:
    """A tender of so many pages; the same every time."""
    chance = random.Random(2026)
    styles = getSampleStyleSheet()
    story: list[object] = []
    for page in range(1, pages + 1):
        story.append(Paragraph(f"{page} Bepalingen over de uitvoering", styles["Heading2"]))
        for _ in range(8):
            text = " ".join(chance.choice(WORDS) for _ in range(62)).capitalize() + "."
            story.append(Paragraph(text, styles["BodyText"]))
        story.append(Paragraph(chance.choice(CLAUSES), styles["BodyText"]))
        story += [Paragraph(f"{' '.join(chance.choices(WORDS, k=9))};", styles["Bullet"], "•") for _ in range(3)]
        if page % 10 == 0:
            rows = [["Post", "Omschrijving", "Hoeveelheid"], *[[str(n), "levering", str(n * 7)] for n in range(1, 6)]]
            story.append(Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])))
        story.append(PageBreak())

    def frame(canvas: object, document: object) -> None:
        canvas.drawString(60, A4[1] - 30, "Gemeente Proefhoven - bestek 1")  # type: ignore[attr-defined]
        canvas.drawString(500, 25, f"Pagina {document.page}")  # type: ignore[attr-defined]

    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story, onFirstPage=frame, onLaterPages=frame)


def timed(command: list[str]) -> float:
    """Seconds of wall time of a command."""
    begin = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def check(path: Path) -> list[str]:
    """The command that is measured."""
    return [sys.executable, "-m", "tenderscan", "check", str(path), "--format", "json", "--fail-on", "never"]


def words(path: Path) -> list[str]:
    """pdfplumber alone, extracting the words of every page and closing each."""
    code = (
        "import sys, pdfplumber\nwith pdfplumber.open(sys.argv[1]) as pdf:\n"
        "    for page in pdf.pages:\n        page.extract_words(); page.close()"
    )
    return [sys.executable, "-c", code, str(path)]


def peak(path: Path) -> float:
    """Peak resident memory of a check in MB: the highest sum over the run and its reader, sampled."""
    run = subprocess.Popen(check(path), stdout=subprocess.DEVNULL)
    highest = 0
    while run.poll() is None:
        highest = max(highest, sum(_resident(pid) for pid in _family(run.pid)))
        time.sleep(0.02)
    return highest / 1024


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [pid, *(int(child) for child in children.read_text().split())]
    except OSError:
        return [pid]


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def main() -> None:
    """Measure, print, and fail where a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tender.pdf"
        if "--memory" in sys.argv:
            make(path, 1_000)
            timed(check(path))
            found = peak(path)
            print(json.dumps({"pages": 1000, "peak_mb": round(found), "bound_mb": MEGABYTES}))
            sys.exit(found > MEGABYTES)
        make(path, 100)
        timed(check(path))  # fills the cache, as any run but a machine's first finds it
        ours = sorted(timed(check(path)) for _ in range(5))[2]
        theirs = sorted(timed(words(path)) for _ in range(3))[1]
        ratio = ours / theirs
        print(json.dumps({"pages": 100, "check_s": round(ours, 2), "pdfplumber_words_s": round(theirs, 2),
                          "ratio": round(ratio, 3), "bound": RATIO}))  # fmt: skip
        sys.exit(ratio > RATIO)


if __name__ == "__main__":
    main()
