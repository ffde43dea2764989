"""What the template shows: passages in their context, themes by verdict, articles with their criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tenderscan.model.letters import fit
from tenderscan.model.report import Evidence, Finding, VerdictKind
from tenderscan.reports.html.crops import Picture
from tenderscan.reports.material import Material, asked

AROUND = 180
"""Letters of the document shown before and after a passage."""

MOST_PASSAGES = 8
"""Passages shown under one criterion; a clause that every page repeats is not repeated every time."""

ORDER = (
    VerdictKind.MISSING,
    VerdictKind.CONTRADICTED,
    VerdictKind.UNDECIDED,
    VerdictKind.WEAK,
    VerdictKind.MET,
    VerdictKind.NOT_APPLICABLE,
)
"""Verdicts as the report shows them: what asks for work first."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage, the words around it, where it stands, and its picture if there is one."""

    passage: Evidence
    before: str
    after: str
    where: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its passages as the page shows them, and how many more there are."""

    finding: Finding
    comments: tuple[str, ...]
    passages: tuple[PassageView, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme and how many of its criteria have each verdict; only verdicts that occur."""

    theme: str
    counts: tuple[tuple[VerdictKind, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article of the tender, its page, and the findings that rest on it."""

    document: str
    section: str
    page: int | None
    findings: tuple[Finding, ...]


def shown(material: Material) -> list[Finding]:
    """The findings that have an entry of their own, in the order of the page."""
    expected = asked(material.report)
    levels = [finding.level for finding in material.report.findings]
    order = {level: number for number, level in enumerate(type(levels[0]))} if levels else {}
    speaking = [finding for finding in expected if finding.verdict is not VerdictKind.NOT_APPLICABLE]
    return sorted(speaking, key=lambda f: (ORDER.index(f.verdict), order[f.level]))


def finding_views(material: Material, pictures: Mapping[Evidence, Picture]) -> list[FindingView]:
    """Every finding that has an entry, with its passages in their context."""
    texts = {document.document.path: document.document.text for document in material.structured}

    def passage_view(passage: Evidence) -> PassageView:
        text = texts.get(passage.document, "")
        before, after = _around(text, passage.start, passage.end)
        where = material.place(passage.document, passage.page, passage.section)
        return PassageView(passage, before, after, where, pictures.get(passage))

    return [
        FindingView(
            finding,
            material.comments(finding),
            tuple(map(passage_view, finding.evidence[:MOST_PASSAGES])),
            max(0, len(finding.evidence) - MOST_PASSAGES),
        )
        for finding in shown(material)
    ]


def theme_views(material: Material) -> list[ThemeView]:
    """The themes that apply to this tender, with their verdicts; what nobody expects is left out."""
    counted: dict[str, Counter[VerdictKind]] = {}
    for finding in shown(material):
        counted.setdefault(finding.theme, Counter())[finding.verdict] += 1
    in_order = dict.fromkeys(finding.theme for finding in material.report.findings)
    return [
        ThemeView(theme, tuple((kind, counts[kind]) for kind in reversed(ORDER) if counts[kind]), counts.total())
        for theme in in_order
        if (counts := counted.get(theme))
    ]


def article_views(material: Material) -> list[ArticleView]:
    """The articles that findings rest on, in the order of the documents."""
    found: dict[tuple[str, str], dict[str, Finding]] = {}
    first: dict[tuple[str, str], Evidence] = {}
    for finding in material.report.findings:
        for passage in finding.evidence:
            key = (passage.document, passage.section)
            found.setdefault(key, {})[finding.id] = finding
            if key not in first or passage.start < first[key].start:
                first[key] = passage
    documents = [document.path for document in material.report.dossier.documents]
    ordered = sorted(found, key=lambda key: (documents.index(key[0]) if key[0] in documents else -1, first[key].start))
    return [ArticleView(*key, first[key].page, tuple(found[key].values())) for key in ordered]


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Whole words before and after [start, end), each at most AROUND letters."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return fit(" ".join(before.split())), fit(" ".join(after.split()))
