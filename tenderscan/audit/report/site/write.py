"""Writes the site: index, a page a dossier with its evidence, a sheet of reply an authority, change over the years."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import resources
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import select

from tenderscan.audit.completeness import JUDGED_WHOLE
from tenderscan.audit.report.masks import Masks
from tenderscan.audit.report.site.crops import Cutter
from tenderscan.audit.report.site.pages import DossierPage, Passage, Shown, criterion_titles, dossier_page, slug
from tenderscan.audit.report.standing import standings
from tenderscan.audit.report.tables import JUDGED, Counting, together
from tenderscan.audit.store import tables as t
from tenderscan.audit.store.open import Store
from tenderscan.audit.worklist import Entry, fetched
from tenderscan.errors import TenderscanError, UsageError
from tenderscan.model.texts import Texts
from tenderscan.sources.dossier.assemble import collect

LEAST = 5
"""Judged dossiers of a year below which no share is shown: of so few it says nothing."""

TABLES = ("year", "theme", "held", "cpv", "authority", "criterion")
_ASKED = ("met", "weak")
_PDF = "application/pdf"


@dataclass(frozen=True)
class SiteOptions:
    """What the site is made with: its texts and their language, what is blacked out, whether pictures are wanted."""

    texts: Texts
    language: str
    masks: Masks
    crops: bool = True


@dataclass(frozen=True)
class Sureness:
    """What people found of a random sample: how many findings, the share that was wrong, and its interval."""

    number: int
    share: float
    low: float
    high: float


def write_site(store: Store, folder: Path, options: SiteOptions, sureness: Sureness | None) -> int:
    """Write the site, and give the number of dossiers. Raises UsageError where the folder holds something else."""
    _claim(folder)
    site = _Site(folder, options)
    with store.reading() as connection:
        titles = criterion_titles(connection, options.language)
        numbers = {str(row.name): int(row.id) for row in connection.execute(select(t.dossiers.c.name, t.dossiers.c.id))}
        for name, rows in groupby(standings(store, options.masks), key=lambda row: row.dossier):
            page = dossier_page(connection, numbers[name], tuple(rows), titles, options.masks)
            site.add(page)
        failed = connection.execute(select(t.work.c.dossier_id).where(t.work.c.state == "failed")).all()
    site.finish(titles, len(failed), sureness)
    return site.number


class _Site:
    """The pages that were written, and what the pages over all of them need."""

    def __init__(self, folder: Path, options: SiteOptions) -> None:
        self._folder, self._options = folder, options
        self._environment = Environment(
            loader=PackageLoader("tenderscan.audit.report", "site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._counting = Counting()
        self._index: list[list[object]] = []
        self._by_authority: dict[str, list[DossierPage]] = defaultdict(list)
        self._years: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self._reviewed = 0
        self._made: set[tuple[str, str]] = set()
        self.number = 0

    def add(self, page: DossierPage) -> None:
        """Write a dossier's page and remember what is counted."""
        if self._options.crops:
            page = replace(page, shown=tuple(self._with_crops(page)))
        self._write(f"dossiers/{page.file}.html", "dossier.html.j2", up="../", page=page)
        for row in page.rows:
            self._counting.add(row)
            self._reviewed += row.judged_by not in ("tool", "readers-differ")
            if row.verdict in JUDGED and row.held in JUDGED_WHOLE:
                self._years[row.criterion][row.year][row.verdict] += 1
            self._made.add((row.tool, row.rulebook))
        head = page.head
        counts = [page.count(verdict) for verdict in (*JUDGED, "undecided")]
        self._index.append([page.name, page.file, head.authority, head.year, head.subject, head.held, *counts])
        # What a sheet of reply needs, without the passages: thousands of dossiers are held at once.
        light = replace(page, shown=tuple(replace(item, passages=item.passages[:1], near=()) for item in page.shown))
        self._by_authority[head.authority].append(light)
        self.number += 1

    def finish(self, titles: Mapping[str, str], failed: int, sureness: Sureness | None) -> None:
        """Write the pages over all dossiers, and what all pages share."""
        files = {name: slug(n, name or "unknown") for n, name in enumerate(sorted(self._by_authority), start=1)}
        for name, pages in self._by_authority.items():
            self._write(f"authorities/{files[name]}.html", "authority.html.j2", up="../", name=name, pages=pages)
        tables = {dimension: self._counting.table(dimension) for dimension in TABLES}
        years = sorted({year for years in self._years.values() for year in years if year})
        shared = {"titles": titles, "files": files, "named": self._named(titles)}
        self._write(
            "index.html",
            "index.html.j2",
            up="",
            tables=tables,
            lines=together,
            failed=failed,
            sureness=sureness,
            reviewed=self._reviewed,
            made=sorted(self._made),
            **shared,
        )
        self._write(
            "criteria.html",
            "criteria.html.j2",
            up="",
            years=years,
            share=self._share,
            least=LEAST,
            known=self._years,
            **shared,
        )
        data = json.dumps(self._index, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        (self._folder / "data.js").write_text(f"window.DOSSIERS={data};\n", encoding="utf-8", errors="replace")
        for name in ("site.css", "site.js"):
            text = (resources.files("tenderscan.audit.report") / "site" / name).read_text("utf-8")
            (self._folder / name).write_text(text, encoding="utf-8", newline="\n")

    def _share(self, criterion: str, year: str) -> tuple[float, int] | None:
        """Of a year's judged dossiers the share that asks a criterion, and their number; None where there is none."""
        counts = self._years[criterion].get(year)
        if not counts:
            return None
        judged = sum(counts.values())
        return sum(counts[verdict] for verdict in _ASKED) / judged, judged

    def _named(self, titles: Mapping[str, str]) -> Callable[[str, str], str]:
        """How the value of a dimension is written for a reader."""
        say = self._options.texts.say

        def named(dimension: str, value: str) -> str:
            if dimension == "criterion":
                return titles.get(value, value)
            if dimension in ("theme", "held"):
                return say(f"theme.{value}" if dimension == "theme" else f"audit.held.{value}")
            return value or say("audit.authority-unknown") if dimension == "authority" else value or "?"

        return named

    def _with_crops(self, page: DossierPage) -> Iterator[Shown]:
        """The findings with a picture of each first passage that stands in a PDF which is still there."""
        digests = {paper.path: paper.sha256 for paper in page.papers if paper.media_type == _PDF}
        wanted = {item.passages[0].document for item in page.shown if item.passages and item.passages[0].boxes}
        with _cutters(page, wanted & set(digests), digests, self._options.masks) as cutters:
            for number, item in enumerate(page.shown):
                first = item.passages[0] if item.passages else None
                cutter = cutters.get(first.document) if first is not None else None
                picture = cutter.cut(first.boxes) if cutter is not None and first is not None else None
                if picture is None or first is None:
                    yield item
                    continue
                name = f"crops/{page.file}-{number:02}.png"
                path = self._folder / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(picture)
                cut: tuple[Passage, ...] = (replace(first, crop=name), *item.passages[1:])
                yield replace(item, passages=cut)

    def _write(self, file: str, template: str, /, **values: object) -> None:
        texts = self._options.texts
        values |= {"say": texts.say, "language": self._options.language, "percent": self._percent, "verdicts": JUDGED}
        text = self._environment.get_template(template).render(**values)
        path = self._folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.rstrip() + "\n", encoding="utf-8", errors="replace", newline="\n")

    def _percent(self, share: float) -> str:
        return self._options.texts.say("audit.percent", number=f"{share * 100:.0f}")


@contextmanager
def _cutters(
    page: DossierPage, wanted: set[str], digests: Mapping[str, str], masks: Masks
) -> Iterator[dict[str, Cutter]]:
    """The PDFs of a dossier opened for cutting, by path; those that are gone or changed are left out."""
    found: dict[str, Cutter] = {}
    with tempfile.TemporaryDirectory(prefix="tenderscan-") as place:
        try:
            with suppress(TenderscanError, OSError):
                entry = Entry(page.name, page.location, page.kind, "")
                for file in collect([fetched(entry, Path(place))]).files if wanted else ():
                    if file.name in wanted:
                        with suppress(TenderscanError, ValueError):
                            found[file.name] = Cutter(file.read(), digests[file.name], masks)
            yield found
        finally:
            for cutter in found.values():
                cutter.close()


def _claim(folder: Path) -> None:
    """Make the folder, or take one that an earlier site filled. Raises UsageError."""
    if folder.is_file():
        raise UsageError(f"{folder.as_posix()} is a file.", "Name a folder for the site.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "data.js").is_file():
        raise UsageError(
            f"{folder.as_posix()} holds something else.", "Name an empty folder, or one of an earlier site."
        )
    folder.mkdir(parents=True, exist_ok=True)
    for old in ("dossiers", "authorities", "crops"):
        for file in (folder / old).glob("*"):
            file.unlink()
