"""The first page on a terminal: one screen with the required gaps, their places and a clause each."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from tenderscan.model.report import Report, VerdictKind
from tenderscan.model.texts import Texts
from tenderscan.reports.accepted import accepted_lines
from tenderscan.reports.first_page import FirstPage, Gap, first_page
from tenderscan.reports.lines import Page, StyledLine

SCREEN = 24
"""Lines of a screen, the last of them for the prompt."""

PAPER = 60
"""Lines of a printed page."""

WIDEST, NARROWEST = 100, 40
_INDENT = 4
_MOST_HEAD = 2
"""Lines that what is bought, what was not read, or a title may take."""

_STYLES = {VerdictKind.UNDECIDED: "bold magenta", VerdictKind.WEAK: "bold yellow"}
_MARKS = {VerdictKind.UNDECIDED: "?", VerdictKind.WEAK: "~"}


def text_page(report: Report, texts: Texts, width: int = 80, screen: int = SCREEN) -> Page:
    """The first page as lines of at most `width` columns (40 to 100) that fit on a screen of so many lines.

    Clauses that do not fit are cut alike; gaps that do not fit are named in one line. A screen with fewer lines than
    the head and the foot take gets those all the same.
    """
    return _Screen(texts, max(NARROWEST, min(WIDEST, width)), screen - 1).page(report)


@dataclass(frozen=True)
class _Entry:
    """A gap as lines: its head, which stays, and what may be cut."""

    gap: Gap
    head: list[StyledLine]
    body: list[StyledLine]

    def lines(self, most: int) -> list[StyledLine]:
        """The head and at most so many lines of the body."""
        kept = self.body[:most]
        if kept and len(kept) < len(self.body):
            kept[-1] = StyledLine(f"{kept[-1].text} …", kept[-1].style)
        return self.head + kept


class _Screen:
    """Writes one page."""

    def __init__(self, texts: Texts, width: int, most: int) -> None:
        self._texts, self._width, self._most = texts, width, most
        # A line that is cut ends in " …".
        self._page, self._narrow = Page(width), Page(width - 2)

    def page(self, report: Report) -> Page:
        """The page of a report."""
        told = first_page(report, self._texts.say)
        lines = self._page.lines
        name = report.dossier.subject or report.dossier.name
        lines += self._clipped(self._texts.say("report.title", name=name), "bold")
        for label, text in told.about:
            lines += self._clipped(f"{label}{self._texts.say('report.colon')} {text}")
        for label, text in told.unread:
            lines += self._clipped(f"{label}{self._texts.say('report.colon')} {text}", "magenta")
        self._page.paragraph(told.verdict, style="bold" if told.gaps else "green")
        self._page.blank()
        entries = [self._entry(gap) for gap in told.gaps]
        accepted = self._accepted(report)
        between = 1  # the empty line before the foot
        cut = self._gaps(entries, self._most - len(lines) - between - len(accepted) - len(self._foot(told, cut=True)))
        self._page.blank()
        lines += accepted + self._foot(told, cut=cut)
        return self._page

    def _clipped(self, text: str, style: str = "", most: int = _MOST_HEAD) -> list[StyledLine]:
        wrapped = self._narrow.wrapped(text, 0, style, 2)
        if len(wrapped) > most:
            wrapped[most - 1] = StyledLine(f"{wrapped[most - 1].text} …", style)
        return wrapped[:most]

    def _accepted(self, report: Report) -> list[StyledLine]:
        """What was set aside or known before, a label's items on two lines at most; lapses stand among the gaps."""
        lapses = self._texts.say("report.lapses")
        return [
            line
            for label, items in accepted_lines(report, self._texts.say)
            if label != lapses
            for line in self._clipped(f"{label}{self._texts.say('report.colon')} {'; '.join(items)}", "dim")
        ]

    def _foot(self, told: FirstPage, *, cut: bool) -> list[StyledLine]:
        said = (told.rest, self._texts.say("first.cut" if cut else "first.more"))
        return [line for text in said if text for line in self._page.wrapped(text, 0, "dim")]

    def _entry(self, gap: Gap) -> _Entry:
        mark, style = _MARKS.get(gap.verdict, "✗"), _STYLES.get(gap.verdict, "bold red")
        place = f"{self._texts.say('report.colon')} {gap.place}" if gap.place else ""
        head = self._clipped(f"{mark} {gap.title}{place}", style)
        body = self._narrow.wrapped(gap.why, _INDENT) if gap.why else []
        # A clause runs on: its paragraphs are told apart in the other formats.
        body += self._narrow.wrapped(" ".join(gap.clause.split()), _INDENT, "cyan") if gap.clause else []
        return _Entry(gap, head, body)

    def _gaps(self, entries: list[_Entry], room: int) -> bool:
        """Put the gaps on the page; whether something was cut."""
        longest = max((len(entry.body) for entry in entries), default=0)
        air = len(entries) - 1
        if sum(len(entry.lines(longest)) for entry in entries) + air <= room:
            for entry in entries:
                self._page.lines += entry.lines(longest)
                self._page.blank()
            return False
        for most in range(longest, -1, -1):
            left = room - sum(len(entry.lines(most)) for entry in entries)
            if left < 0:
                continue
            for entry in entries:
                # What is left over goes to the first ones, which press most.
                more = 1 if left > 0 and len(entry.body) > most else 0
                self._page.lines += entry.lines(most + more)
                left -= more
            return most < longest
        self._heads(entries, room)
        return True

    def _heads(self, entries: list[_Entry], room: int) -> None:
        """As many titles as there is room for, and the others in one line."""
        shown = max(0, room - 1)
        for entry in entries[:shown]:
            self._page.lines += self._clipped(entry.head[0].text, entry.head[0].style, 1)
        others = [entry.gap.title for entry in entries[shown:]]
        text = self._texts.say("first.left", count=len(others), titles="; ".join(others))
        self._page.paragraph(textwrap.shorten(text, self._width, placeholder=" …"))
