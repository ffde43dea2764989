"""How much of a file's text the readers keep, beside pdftotext and pandoc: words and runs of five words.

    python -m benchmarks.fidelity ../shared/corpus/documents       # a table, one line a file

Words are compared as a multiset, folded, with words that a line's end broke joined. Runs count on pages of one column
only: pages on which pdftotext finds hardly any two lines side by side. Notices (XML) have no other reader.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from tenderscan.errors import TenderscanError
from tenderscan.model.document import Document, Origin
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.read import read_bytes
from tenderscan.structure import StructureWords, structure

WORDS, RUNS = 0.98, 0.97
"""Shares of the other reader's words and of its five-word runs that must be there."""

RUN = 5

MOST_BESIDE, GAP = 2, 12.0
"""Pairs of lines side by side that a page of one column may have (a head, a number), and the points between them."""

PANDOC = {".docx": "docx", ".html": "html", ".htm": "html", ".md": "gfm", ".odt": "odt", ".rtf": "rtf"}

_BROKEN = re.compile(r"(?<=\w)[-\u2010\u00ad\ufffe\x02]\s*\n\s*(?=\w)")
_WORD = re.compile(r"[^\W_]+")
_LIST_MARK = re.compile(r"^\s*(?:[-•*]|\(?[0-9a-z]{1,4}[.)])\s", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Fidelity:
    """One file: the share of words and of runs that were kept (None: not compared), words that lack, letters lost."""

    name: str
    reader: str
    words: float | None
    runs: float | None
    lacking: tuple[tuple[str, int], ...] = ()
    unaccounted: int = 0


def tokens(text: str) -> list[str]:
    """Folded words of a text, those joined that a line's end broke."""
    plain = unicodedata.normalize("NFKC", _BROKEN.sub("", text.replace("\u00ad\n", "")).replace("\u00ad", ""))
    return _WORD.findall(plain.casefold())


def share(reference: Counter[str], own: Counter[str]) -> float:
    """The share of a multiset that another one holds; 1 for an empty one."""
    total = sum(reference.values())
    return 1.0 if not total else (total - sum((reference - own).values())) / total


def runs(words: Sequence[str]) -> Counter[str]:
    """The runs of five words."""
    return Counter(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def fidelity(path: Path) -> Fidelity:
    """What the readers keep of a file, beside pdftotext or pandoc. Raises TenderscanError for what is not read."""
    document = read_bytes(path.read_bytes(), path.name, ReadOptions(ocr="never"))
    lost = unaccounted(document)
    if document.media_type == "application/pdf":
        return _of_pdf(path, document, lost)
    if path.suffix.lower() in PANDOC:
        return _compared(
            path, "pandoc", _said("pandoc", "-f", PANDOC[path.suffix.lower()], "-t", "plain", path), document, lost
        )
    if path.suffix.lower() == ".txt":
        return _compared(path, "the file", path.read_text("utf-8", errors="replace"), document, lost)
    return Fidelity(path.name, "none", None, None, unaccounted=lost)


def unaccounted(document: Document) -> int:
    """Letters of the elements that are neither in a block nor set aside with a reason, and the other way round."""
    structured = structure(document, _words())
    own = _letters(e.text for e in document.elements if e.origin is not Origin.COMMENT)
    kept = _letters([*(b.text for b in structured.blocks), *(d.text for d in structured.dropped if d.reason)])
    return sum(((own - kept) + (kept - own)).values())


def _compared(path: Path, reader: str, text: str, document: Document, lost: int) -> Fidelity:
    reference = Counter(tokens(_LIST_MARK.sub(" ", text)))
    own = Counter(tokens(document.text))
    lacking = (reference - own).most_common(12)
    return Fidelity(path.name, reader, share(reference, own), None, tuple(lacking), lost)


def _of_pdf(path: Path, document: Document, lost: int) -> Fidelity:
    pages = _said("pdftotext", "-enc", "UTF-8", path, "-").split("\f")
    unread = {page.number for page in document.unread}
    single = _single_columns(path)
    reference: Counter[str] = Counter()
    own: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number, text in enumerate(pages, 1):
        if number in unread:
            continue
        mine = "\n".join(e.text for e in document.elements if e.page == number)
        theirs, ours = tokens(text), tokens(mine)
        reference.update(theirs)
        own.update(ours)
        if number in single:
            wanted.update(runs(theirs))
            found.update(runs(ours))
    lacking = (reference - own).most_common(12)
    return Fidelity(path.name, "pdftotext", share(reference, own), share(wanted, found), tuple(lacking), lost)


def _single_columns(path: Path) -> set[int]:
    """Pages on which hardly any two lines stand side by side: no columns, no table, no form."""
    root = etree.fromstring(_said("pdftotext", "-bbox-layout", path, "-").encode(), etree.XMLParser(recover=True))
    found = set()
    for number, page in enumerate(root.iter("{*}page"), 1):
        lines = [_edges(node) for node in page.iter("{*}line")]
        if sum(_beside(a, b) for at, a in enumerate(lines) for b in lines[:at]) <= MOST_BESIDE:
            found.add(number)
    return found


def _edges(node: etree._Element) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(node.get(key, 0)) for key in ("xMin", "yMin", "xMax", "yMax"))
    return x0, y0, x1, y1


def _beside(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    over = min(a[3], b[3]) - max(a[1], b[1])
    return over > 4 and (a[2] <= b[0] - GAP or b[2] <= a[0] - GAP)


def _said(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True, timeout=120)
    return done.stdout.decode("utf-8", errors="replace")


def _letters(texts: Iterable[str]) -> Counter[str]:
    whole = unicodedata.normalize("NFKC", "".join(texts))
    return Counter(sign for sign in whole if sign.isalnum())


@cache
def _words() -> StructureWords:
    return StructureWords.of(load_rulebook().structure)


def files(folder: Path) -> list[Path]:
    """The files under a folder, in order; none where the other readers are not installed."""
    if not (shutil.which("pdftotext") and shutil.which("pandoc") and folder.is_dir()):
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def main() -> None:
    """Print the table, and the words that lack in each file below the bound."""
    for path in files(Path(sys.argv[1])):
        try:
            found = fidelity(path)
        except TenderscanError as error:
            print(f"{path.name[:58]:58}  {error.sentence()}")
            continue
        cells = [f"{value:7.2%}" if value is not None else "      -" for value in (found.words, found.runs)]
        print(f"{found.name[:58]:58}  {found.reader:9}  {cells[0]}  {cells[1]}  {found.unaccounted:5}")
        if (found.words or 1) < WORDS:
            print("    lacking: " + ", ".join(f"{word} {count}" for word, count in found.lacking))


if __name__ == "__main__":
    main()
