"""The terminal report: what is missing first, with the clause to paste; then what is weak; then what is met."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tenderscan.model.report import CitedReference, DocumentSummary, Evidence, Finding, Level, Report, VerdictKind
from tenderscan.model.texts import Texts
from tenderscan.reports.accepted import accepted_lines
from tenderscan.reports.award import award_views, notice_lines
from tenderscan.reports.lines import Page, StyledLine
from tenderscan.reports.markup import markup_lines
from tenderscan.reports.material import Material, asked, gaps_to_tell, unsure
from tenderscan.reports.proof import chain_line
from tenderscan.reports.text_page import PAPER, text_page

WIDEST, NARROWEST = 100, 40
"""Columns of the report: longer lines are hard to read, shorter ones cannot hold a clause."""

LONGEST_QUOTE, SHORT_QUOTE = 420, 110
"""Letters of a passage that are shown: where it must be mended, and where it is in order."""

SHORT_ITEM = 60
"""Letters up to which the items of a list stand on one line."""

MOST_PASSAGES = 2
"""Passages shown under one criterion."""

_ORDER = (VerdictKind.MISSING, VerdictKind.CONTRADICTED, VerdictKind.UNDECIDED, VerdictKind.WEAK)
_STYLES = {
    VerdictKind.MISSING: "bold red",
    VerdictKind.CONTRADICTED: "bold red",
    VerdictKind.UNDECIDED: "bold magenta",
    VerdictKind.WEAK: "bold yellow",
    VerdictKind.MET: "bold green",
}
_MARKS = {
    VerdictKind.MISSING: "✗",
    VerdictKind.CONTRADICTED: "✗",
    VerdictKind.UNDECIDED: "?",
    VerdictKind.WEAK: "~",
    VerdictKind.MET: "✓",
}


def write(material: Material) -> str:
    """The first page as plain text of the widest page, or everything, for the registry of formats."""
    if material.everything:
        return plain_text(material.report, material.texts, WIDEST)
    return text_page(material.report, material.texts, WIDEST, PAPER).plain()


def text_report(report: Report, texts: Texts, width: int = 80) -> Page:
    """Everything as lines of at most `width` columns (40 to 100), in the report's language."""
    return _Writer(report, texts, max(NARROWEST, min(WIDEST, width))).page()


def plain_text(report: Report, texts: Texts, width: int = 80) -> str:
    """Everything as plain text."""
    return text_report(report, texts, width).plain()


class _Writer:
    """Writes one report."""

    def __init__(self, report: Report, texts: Texts, width: int) -> None:
        self._report, self._texts, self._width = report, texts, width
        self._page = Page(width)

    def page(self) -> Page:
        """The whole report."""
        self._head()
        self._summary()
        for verdict in _ORDER:
            self._group(verdict)
        self._met()
        self._accepted()
        self._award()
        self._notice()
        self._references()
        self._markup()
        self._rest()
        self._page.blank()
        self._page.paragraph(self._texts.say("report.no-legal-advice"), style="dim")
        self._page.paragraph(self._texts.say("report.clauses-no-legal-advice"), style="dim")
        return self._page

    def _quote(self, text: str, longest: int) -> str:
        return self._texts.say("report.quote", quote=textwrap.shorten(text, longest, placeholder=" …"))

    def _head(self) -> None:
        dossier = self._report.dossier
        name = dossier.subject or dossier.name
        for line in textwrap.wrap(self._texts.say("report.title", name=name), self._width):
            self._page.lines.append(StyledLine(line, "bold"))
        self._page.blank()
        self._page.paragraph(self._texts.label("report.documents-read"))
        for document in dossier.documents:
            self._page.paragraph(f"· {self._document(document)}", 2, hang=2)
            if document.unread_pages:
                pages = ", ".join(str(page) for page in document.unread_pages)
                unread = self._texts.label("report.unread-pages", pages)
                self._page.paragraph(unread, 4, style="magenta", hang=2)
            if document.doubtful_pages:
                pages = ", ".join(str(page) for page in document.doubtful_pages)
                self._page.paragraph(self._texts.label("report.doubtful-pages", pages), 4, style="magenta", hang=2)
        absent = dossier.cited_but_absent
        if absent:
            self._page.paragraph(
                self._texts.label("report.cited-but-absent", ", ".join(absent)), style="magenta", hang=2
            )
        rejected = [item for item in dossier.rejected if item.reason]
        if rejected:
            self._page.paragraph(self._texts.label("report.rejected"), style="magenta")
            for item in rejected:
                self._page.paragraph(f"· {item.path}: {_without(item.path, item.reason)}", 2, hang=2)

    def _document(self, document: DocumentSummary) -> str:
        pages = f"{document.pages} {self._texts.say('report.pages')}, " if document.pages else ""
        role = self._texts.say(f"role.{document.role}")
        return f"{document.path} ({role}, {pages}{document.words} {self._texts.say('report.words')})"

    def _summary(self) -> None:
        counts = {kind.value.replace("-", "_"): self._report.count(kind) for kind in VerdictKind}
        self._page.heading(self._texts.say("report.summary"))
        total = len(self._report.findings)
        self._page.paragraph(self._texts.say("report.summary-line", total=total, **counts))
        profile = self._texts.label("report.profile", self._report.profile)
        self._page.paragraph(profile, style="dim")
        home = self._report.dossier.home
        if home.told:
            self._page.paragraph(
                self._texts.label("report.country", home.told), style="dim" if home.country else "magenta"
            )
        if self._report.as_of:
            self._page.paragraph(self._texts.label("report.as-of", self._report.as_of), style="dim")
        elif self._report.undated:
            self._page.paragraph(self._texts.say("report.no-date"), style="dim")
        failing = [f for f in asked(self._report) if f.verdict in _ORDER and f.level is Level.REQUIRED]
        if not failing:
            self._page.paragraph(self._texts.say("report.nothing-missing"), style="green")

    def _group(self, verdict: VerdictKind) -> None:
        chosen = (f for f in asked(self._report) if f.verdict is verdict and f.suppressed is None)
        findings = sorted(chosen, key=lambda f: list(Level).index(f.level))
        if not findings:
            return
        self._page.heading(self._texts.say(f"verdict.{verdict.value}.plural-heading"), _STYLES[verdict])
        told = {finding.why for finding in findings}
        if verdict is VerdictKind.UNDECIDED and len(told) == 1:
            self._page.paragraph(findings[0].why)
        for finding in findings:
            self._finding(finding, each=verdict is VerdictKind.UNDECIDED and len(told) > 1)

    def _finding(self, finding: Finding, *, each: bool = False) -> None:
        """One finding; `each` says that its why is told here, because the group does not share one."""
        level = self._texts.say(f"level.{finding.level.value}")
        self._page.blank()
        title = f"{_MARKS[finding.verdict]} {finding.title} ({level}) [{finding.id}]"
        self._page.paragraph(title, style=_STYLES[finding.verdict], hang=2)
        if each:
            self._page.paragraph(finding.why, 2)
        if finding.baseline == "known":
            self._page.paragraph(self._texts.say("report.known"), 2, "dim")
        self._page.paragraph(finding.matters, 2)
        if finding.by_lot:
            lots = ", ".join(
                f"{lot}: {self._texts.say(f'verdict.{verdict.value}').lower()}"
                for lot, verdict in finding.by_lot.items()
            )
            self._page.paragraph(self._texts.label("report.by-lot", lots), 2)
        self._passages(finding.evidence[:MOST_PASSAGES], LONGEST_QUOTE)
        if finding.verdict in (VerdictKind.WEAK, VerdictKind.CONTRADICTED):
            self._page.paragraph(self._texts.label("report.what-it-lacks", finding.why), 2, "", 2)
        self._chain(finding, 2)
        if finding.verdict is VerdictKind.WEAK and gaps_to_tell(finding):
            lacking = " ".join(self._texts.say(f"gap.{gap}") for gap in gaps_to_tell(finding))
            self._page.paragraph(lacking, 4)
        self._outdated(finding)
        if finding.verdict in (VerdictKind.MISSING, VerdictKind.UNDECIDED) and finding.near_misses:
            self._near(finding)
        if unsure(finding):
            self._page.paragraph(self._texts.say("report.confidence-low"), 2, "italic")
        self._advice(finding)

    def _chain(self, finding: Finding, indent: int) -> None:
        line = chain_line(finding, self._texts.say)
        if line:
            self._page.paragraph(self._texts.label("report.chain", line), indent, "dim", 2)

    def _passages(self, passages: Sequence[Evidence], longest: int) -> None:
        for passage in passages:
            self._page.paragraph(self._quote(passage.quote, longest), 4, "italic")
            self._page.paragraph(f"— {self._place(passage)}", 4, "dim", 2)

    def _place(self, passage: Evidence | CitedReference) -> str:
        parts = [passage.document]
        if passage.page is not None:
            parts.append(f"{self._texts.say('report.page')} {passage.page}")
        if passage.section:
            parts.append(passage.section)
        return ", ".join(parts)

    def _near(self, finding: Finding) -> None:
        self._page.paragraph(self._texts.label("report.near-misses"), 2)
        for near in finding.near_misses[:MOST_PASSAGES]:
            page = f", {self._texts.say('report.page')} {near.page}" if near.page is not None else ""
            quote = self._quote(near.quote, SHORT_QUOTE)
            reason = self._texts.say(f"near-miss.{near.reason}")
            self._page.paragraph(f"· {quote} ({near.document}{page}) {reason}", 4, "dim", 2)

    def _advice(self, finding: Finding) -> None:
        if finding.advice is None:
            return
        self._page.paragraph(self._texts.label("report.where-it-belongs", finding.advice.where), 2, "", 2)
        if finding.advice.clause:
            self._page.paragraph(self._texts.label("report.clause-to-paste"), 2)
            self._page.paragraph(finding.advice.clause, 6, "cyan")
        self._page.paragraph(finding.advice.note, 2, "italic", 2)
        self._page.paragraph(self._texts.label("report.source", finding.advice.source), 2, "dim", 2)

    def _met(self) -> None:
        met = [f for f in self._report.findings if f.verdict is VerdictKind.MET]
        if not met:
            return
        self._page.heading(self._texts.say("verdict.met.plural-heading"), _STYLES[VerdictKind.MET])
        for finding in met:
            self._page.blank()
            title = f"{_MARKS[VerdictKind.MET]} {finding.title} [{finding.id}]"
            self._page.paragraph(title, style="green", hang=2)
            self._passages(finding.evidence[:1], SHORT_QUOTE)
            self._chain(finding, 4)
            if gaps_to_tell(finding):
                stronger = " ".join(self._texts.say(f"gap.{gap}") for gap in gaps_to_tell(finding))
                self._page.paragraph(self._texts.label("report.stronger-with", stronger), 4, "dim", 2)
            self._outdated(finding)

    def _outdated(self, finding: Finding) -> None:
        if finding.outdated:
            self._page.paragraph(self._texts.label("report.outdated", finding.outdated), 4, "yellow", 2)

    def _references(self) -> None:
        if not self._report.references:
            return
        self._page.heading(self._texts.say("report.references"), "bold yellow")
        for cited in self._report.references:
            self._page.blank()
            self._page.paragraph(cited.message, style="yellow", hang=2)
            self._page.paragraph(self._quote(cited.quote, SHORT_QUOTE), 4, "italic")
            place = self._place(cited)
            self._page.paragraph(f"— {place}", 4, "dim", 2)

    def _accepted(self) -> None:
        for label, items in accepted_lines(self._report, self._texts.say):
            self._page.heading(label)
            for item in items:
                self._page.paragraph(f"· {item}", hang=2)

    def _award(self) -> None:
        for view in award_views(self._report, self._texts.say):
            title = self._texts.say("report.award-criteria")
            lots = (
                f" ({self._texts.say('report.lot' if len(view.lots) == 1 else 'report.lots')} {', '.join(view.lots)})"
            )
            self._page.heading(f"{title}{lots if view.lots else ''}")
            wide = max(len(row.percent) for row in view.rows) + 2
            for row in view.rows:
                page = f", {self._texts.say('report.page')} {row.page}" if row.page is not None else ""
                merit = f" · {self._texts.say('report.award-rewards')}" if row.sustainability else ""
                self._page.paragraph(f"{row.percent:<{wide}}{row.name}{page}{merit}", 2 + 4 * row.depth, hang=wide)
            self._page.paragraph(view.share)
            for remark in view.remarks:
                self._page.paragraph(remark, style="yellow")

    def _notice(self) -> None:
        lines = notice_lines(self._report, self._texts.say)
        if lines:
            self._page.heading(self._texts.say("report.notice"))
        for label, items in lines:
            if any(len(item) > SHORT_ITEM for item in items):
                self._page.paragraph(f"{label}{self._texts.say('report.colon')}")
                for item in items:
                    self._page.paragraph(f"· {item}", 2, hang=2)
            else:
                self._page.paragraph(f"{label}{self._texts.say('report.colon')} {'; '.join(items)}", hang=2)

    def _markup(self) -> None:
        lines = markup_lines(self._report, self._texts.say)
        if lines:
            self._page.heading(self._texts.say("report.markup"))
            self._page.paragraph(lines[0])
        for line in lines[1:]:
            self._page.paragraph(f"· {line}", 2, hang=2)

    def _rest(self) -> None:
        away = [f for f in self._report.findings if f.verdict is VerdictKind.NOT_APPLICABLE]
        if away:
            self._page.heading(self._texts.say("report.not-applicable-list"), "dim")
            self._page.paragraph("; ".join(f.title for f in away), style="dim")
        shown = asked(self._report)
        for kind in (VerdictKind.MISSING, VerdictKind.UNDECIDED):
            absent = [f for f in self._report.findings if f.verdict is kind and f not in shown]
            if absent:
                name = f"{self._texts.say(f'verdict.{kind.value}')} ({self._texts.say('level.optional')})"
                self._page.heading(f"{name}{self._texts.say('report.colon')} {len(absent)}", "dim")
                self._page.paragraph("; ".join(f.title for f in absent), style="dim")


def _without(path: str, reason: str) -> str:
    """A reason without the path that it begins with: the line names it already."""
    shortened = reason.removeprefix(f"{path} ").strip()
    return shortened[:1].upper() + shortened[1:]
