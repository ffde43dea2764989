"""A difference for the terminal and as Markdown: what was lost first, with the passage before and after."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tenderscan.diff.changes import Change, Difference, Kind
from tenderscan.model.report import Evidence, Finding, VerdictKind
from tenderscan.model.texts import Texts
from tenderscan.reports.lines import Page, StyledLine
from tenderscan.reports.markdown import escape
from tenderscan.reports.material import Material

WIDEST, NARROWEST = 100, 40
LONGEST_QUOTE = 420
"""Letters of a passage that are shown."""

MOST_PASSAGES = 2
"""Passages of one version shown under one criterion."""

TOLD = tuple(kind for kind in Kind if kind is not Kind.SAME)
"""Kinds of change that have a heading, in the order in which they are reported."""

_STYLES = {
    Kind.LOST: "bold red",
    Kind.WEAKENED: "bold red",
    Kind.UNCLEAR: "bold magenta",
    Kind.GAINED: "bold green",
    Kind.STRENGTHENED: "bold green",
}
_SIGNS = {
    Kind.LOST: "−",
    Kind.WEAKENED: "↓",
    Kind.UNCLEAR: "?",
    Kind.GAINED: "+",
    Kind.STRENGTHENED: "↑",
    Kind.REWORDED: "≈",
    Kind.APPLIES: "·",
    Kind.APPLIES_NO_LONGER: "·",
}


class Words:
    """The sentences of a difference in the reader's language."""

    def __init__(self, found: Difference, texts: Texts) -> None:
        self.found = found
        self.material = Material(found.new, texts)

    def title(self) -> str:
        """What is set against what."""
        return self.material.say("diff.title", old=self.found.old.dossier.name, new=self.found.new.dossier.name)

    def summary(self) -> str:
        """How many criteria were lost, gained and so on."""
        counts = {kind.value.replace("-", "_"): len(self.found.of(kind)) for kind in Kind}
        return self.material.say("diff.summary", **counts)

    def outcome(self) -> str:
        """Whether something that is required was lost or weakened."""
        return self.material.say("diff.fails" if self.found.fails else "diff.passes")

    def verdicts(self, change: Change) -> str:
        """The verdict before and after, with that of each lot where they differ."""
        said = f"{self._verdict(change.old.verdict)} → {self._verdict(change.new.verdict)}"
        lots = [
            f"{self.material.say('report.lot')} {c.lot}: {self._lot(c.old)} → {self._lot(c.new)}" for c in change.lots
        ]
        return f"{said} ({'; '.join(lots)})" if lots else said

    def gaps(self, change: Change) -> list[str]:
        """What one version lacks and the other does not, as a label and sentences."""
        lines = []
        for key, only, other in (
            ("diff.lacks-now", change.new, change.old),
            ("diff.no-longer-lacks", change.old, change.new),
        ):
            told = [*(f"reason.{r}" for r in only.reasons if r not in other.reasons)]
            told += [f"gap.{gap}" for gap in only.gaps if gap not in other.gaps]
            if told and VerdictKind.MISSING not in (only.verdict, other.verdict):
                lines.append(f"{self.material.label(key)} {' '.join(map(self.material.say, told))}")
        return lines

    def passages(self, change: Change) -> list[tuple[str, Finding, Sequence[Evidence]]]:
        """Both sides: a label, the finding and the passages that tell; of what did not change, the first one."""
        before, now = change.removed or change.old.evidence[:1], change.added or change.new.evidence[:1]
        return [
            (self.material.label("diff.old"), change.old, before[:MOST_PASSAGES]),
            (self.material.label(self._now(change)), change.new, now[:MOST_PASSAGES]),
        ]

    def _now(self, change: Change) -> str:
        """Whether what is shown of the new version is what became of the passage, or another one that still asks it."""
        gone = change.removed and not change.added and change.new.evidence
        return "diff.new-elsewhere" if gone else "diff.new"

    def unread(self) -> list[str]:
        """What could not be read of either version, a sentence each."""
        lines = []
        for key, report in (("diff.old", self.found.old), ("diff.new", self.found.new)):
            dossier = report.dossier
            pages = [f"{d.path} ({', '.join(map(str, d.unread_pages))})" for d in dossier.documents if d.unread_pages]
            files = [item.path for item in dossier.rejected if item.may_hold_text]
            if pages:
                lines.append(
                    f"{self.material.label(key)} {self.material.label('report.unread-pages')} {', '.join(pages)}"
                )
            if files:
                lines.append(f"{self.material.label(key)} {self.material.label('report.rejected')} {', '.join(files)}")
        return lines

    def quote(self, passage: Evidence) -> str:
        """The passage as a quote, shortened."""
        short = textwrap.shorten(passage.quote, LONGEST_QUOTE, placeholder=" …")
        return self.material.say("report.quote", quote=short)

    def where(self, passage: Evidence) -> str:
        """Where the passage stands."""
        return self.material.place(passage.document, passage.page, passage.section)

    def _verdict(self, verdict: VerdictKind) -> str:
        return self.material.say(f"verdict.{verdict.value}").lower()

    def _lot(self, verdict: VerdictKind | None) -> str:
        return self._verdict(verdict) if verdict else "–"


def text_difference(found: Difference, texts: Texts, width: int = 80) -> Page:
    """The difference as lines of at most `width` columns (40 to 100), in the language of the new report."""
    words, page = Words(found, texts), Page(max(NARROWEST, min(WIDEST, width)))
    for line in textwrap.wrap(words.title(), max(NARROWEST, min(WIDEST, width))):
        page.lines.append(StyledLine(line, "bold"))
    page.blank()
    page.paragraph(words.summary())
    for sentence in words.unread():
        page.paragraph(sentence, style="magenta", hang=2)
    page.paragraph(words.outcome(), style="bold red" if found.fails else "green")
    for kind in TOLD:
        changes = found.of(kind)
        if changes:
            page.heading(words.material.say(f"diff.{kind.value}"), _STYLES.get(kind, "bold"))
        for change in changes:
            _change(page, change, words)
    page.blank()
    page.paragraph(words.material.say("report.no-legal-advice"), style="dim")
    return page


def _change(page: Page, change: Change, words: Words) -> None:
    level = words.material.say(f"level.{change.new.level.value}")
    page.blank()
    title = f"{_SIGNS[change.kind]} {change.new.title} ({level}) [{change.new.id}]"
    page.paragraph(title, style=_STYLES.get(change.kind, ""), hang=2)
    page.paragraph(words.verdicts(change), 2, hang=2)
    if change.kind in (Kind.APPLIES, Kind.APPLIES_NO_LONGER):
        page.paragraph(change.new.applies_because, 2, "dim", 2)
        return
    for label, finding, passages in words.passages(change):
        if not passages:
            page.paragraph(f"{label} {finding.why}", 2, hang=2)
            continue
        page.paragraph(label, 2)
        for passage in passages:
            page.paragraph(words.quote(passage), 4, "italic")
            page.paragraph(f"— {words.where(passage)}", 4, "dim", 2)
    for line in words.gaps(change):
        page.paragraph(line, 2, "dim", 2)


def markdown_difference(found: Difference, texts: Texts) -> str:
    """The difference as CommonMark with a table, for a merge request; nothing of a tender is taken for Markdown."""
    words = Words(found, texts)
    lines = [f"# {escape(words.title())}", "", f"**{escape(words.outcome())}**", "", escape(words.summary()), ""]
    lines += [f"- {escape(sentence)}" for sentence in words.unread()]
    told = [change for kind in TOLD for change in found.of(kind)]
    if told:
        heads = ("report.criterion", "report.level", "diff.change", "report.verdict")
        lines += ["", f"| {' | '.join(escape(words.material.say(head)) for head in heads)} |", "|---|---|---|---|"]
    for change in told:
        cells = (
            change.new.title,
            words.material.say(f"level.{change.new.level.value}"),
            words.material.say(f"diff.{change.kind.value}"),
            words.verdicts(change),
        )
        lines.append(f"| {' | '.join(escape(cell) for cell in cells)} |")
    for change in told:
        if change.kind not in (Kind.APPLIES, Kind.APPLIES_NO_LONGER):
            lines += _section(change, words)
    return "\n".join([*lines, "", "---", "", escape(words.material.say("report.no-legal-advice"))]) + "\n"


def _section(change: Change, words: Words) -> list[str]:
    kind = words.material.say(f"diff.{change.kind.value}")
    lines = [
        "",
        f"## {escape(kind)}: {escape(change.new.title)}",
        "",
        f"`{change.new.id}` · {escape(words.verdicts(change))}",
        "",
    ]
    for label, finding, passages in words.passages(change):
        lines += [f"**{escape(label)}**" if passages else f"**{escape(label)}** {escape(finding.why)}", ""]
        for passage in passages:
            lines += [f"> {escape(words.quote(passage))}", ">", f"> — {escape(words.where(passage))}", ""]
    return [*lines, *(f"{escape(line)}\n" for line in words.gaps(change))]
