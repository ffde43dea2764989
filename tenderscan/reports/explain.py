"""Why a verdict is as it is: passages considered, words that decided, what does not count, what would turn it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.match import Claim
from tenderscan.model.report import Change, Finding, VerdictKind
from tenderscan.model.section import StructuredDocument
from tenderscan.model.texts import Texts
from tenderscan.reports.lines import Page
from tenderscan.reports.proof import chain_line

LONGEST_QUOTE = 500
LONGEST_CHANGED = 160
"""Letters of the words that a change names."""

MOST_CONSIDERED = 20
"""Passages of each kind that are shown."""


def explanation(
    finding: Finding,
    claims: Sequence[Claim],
    documents: Sequence[StructuredDocument],
    texts: Texts,
    width: int = 80,
    changes: Sequence[Change] = (),
) -> Page:
    """All that was considered for one criterion, those that count first, and the shortest change (`changes`)."""
    return _Writer(finding, documents, texts, width).page([c for c in claims if c.criterion == finding.id], changes)


class _Writer:
    """Writes one explanation."""

    def __init__(self, finding: Finding, documents: Sequence[StructuredDocument], texts: Texts, width: int) -> None:
        self._finding, self._documents, self._texts = finding, documents, texts
        self._page = Page(width)

    def page(self, claims: Sequence[Claim], changes: Sequence[Change]) -> Page:
        """Verdict, passages, near misses, chain and change."""
        finding, page = self._finding, self._page
        page.heading(self._texts.say("explain.title", title=finding.title))
        page.paragraph(self._texts.label(f"verdict.{finding.verdict.value}", finding.why))
        page.paragraph(finding.applies_because, style="dim")
        order = {(p.document, p.quote): number for number, p in enumerate(finding.evidence)}
        # A passage that only the learned reader saw counts where the verdict took it up; else it was not sure enough.
        claims = [
            replace(c, dropped="unsure") if c.reader == "learned" and not c.dropped and self._key(c) not in order else c
            for c in claims
        ]
        counting = sorted(
            (c for c in claims if not c.dropped), key=lambda c: (order.get(self._key(c), len(order)), c.place)
        )
        near = sorted((c for c in claims if c.dropped), key=lambda c: c.place)
        page.blank()
        page.paragraph(
            self._texts.label("explain.passages-considered", str(len(claims)))
            if claims
            else self._texts.say("explain.none")
        )
        for claim in counting[:MOST_CONSIDERED]:
            self._passage(claim)
            reasons = " ".join(self._texts.say(f"reason.{reason}") for reason in claim.reasons)
            stance = self._texts.say(f"stance.{claim.stance.value}")
            page.paragraph(f"{self._texts.label('explain.counts', stance)}. {reasons}".strip(), 4, "", 2)
            self._cues(claim)
            self._seen_by(claim)
        self._rest(len(counting))
        if near:
            page.heading(self._texts.say("explain.near-misses"), "dim")
        for claim in near[:MOST_CONSIDERED]:
            self._passage(claim)
            page.paragraph(
                self._texts.label("explain.why-dropped", self._texts.say(f"near-miss.{claim.dropped}")), 4, "", 2
            )
            self._cues(claim)
            self._seen_by(claim)
        self._rest(len(near))
        if finding.verdict is VerdictKind.MISSING and not near:
            page.paragraph(self._texts.say("explain.none-near"))
        self._chain()
        self._change(changes)
        return page

    def _key(self, claim: Claim) -> tuple[str, str]:
        document = self._documents[claim.place.document]
        return document.document.path, self._quote(claim)

    def _quote(self, claim: Claim) -> str:
        block = self._documents[claim.place.document].blocks[claim.place.block]
        return block.text[claim.place.start : claim.place.end].strip()

    def _rest(self, count: int) -> None:
        if count > MOST_CONSIDERED:
            self._page.paragraph(self._texts.say("report.more-passages", count=count - MOST_CONSIDERED), 2, "dim")

    def _passage(self, claim: Claim) -> None:
        document = self._documents[claim.place.document]
        block = document.blocks[claim.place.block]
        quote = textwrap.shorten(self._quote(claim), LONGEST_QUOTE, placeholder=" …")
        self._page.blank()
        self._page.paragraph(self._texts.say("report.quote", quote=quote), 2, "italic")
        self._page.paragraph(
            f"— {self._place(document.document.path, block.page, document.heading(block.section))}", 2, "dim", 2
        )

    def _place(self, document: str, page: int | None, section: str) -> str:
        parts = (document, f"{self._texts.say('report.page')} {page}" if page is not None else "", section)
        return ", ".join(part for part in parts if part)

    def _seen_by(self, claim: Claim) -> None:
        """Which reader saw a passage, how likely it holds it to be, and what it reads like."""
        if claim.probability is None:
            return
        seen = self._texts.say(f"reader.{claim.reader}", value=f"{claim.probability:.2f}")
        self._page.paragraph(self._texts.label("explain.seen-by", seen), 4, "dim", 2)
        for like in claim.reads_like:
            quote = textwrap.shorten(like.text, LONGEST_CHANGED, placeholder=" …")
            verdict = self._texts.say(f"verdict.{like.verdict}")
            told = f"{self._texts.say('report.quote', quote=quote)} ({verdict}, {like.id})"
            self._page.paragraph(self._texts.label("explain.reads-like", told), 4, "dim", 2)

    def _cues(self, claim: Claim) -> None:
        """The words that decided, each with what it means."""
        told = []
        for cue in claim.cues:
            key = f"signal.{cue.signal}"
            meaning = self._texts.say(key) if key in self._texts else self._texts.say("explain.topic")
            told.append(f"{self._texts.say('report.quote', quote=cue.text)} ({meaning})")
        if told:
            self._page.paragraph(self._texts.label("explain.cues", "; ".join(dict.fromkeys(told))), 4, "", 2)

    def _chain(self) -> None:
        line = chain_line(self._finding, self._texts.say)
        if line:
            self._page.blank()
            self._page.paragraph(self._texts.label("report.chain", line), 0, "", 2)

    def _change(self, changes: Sequence[Change]) -> None:
        finding, page = self._finding, self._page
        page.heading(self._texts.say("explain.change"))
        if finding.verdict is VerdictKind.MET:
            page.paragraph(self._texts.say("explain.stronger" if finding.gaps else "explain.nothing"))
            for gap in finding.gaps:
                page.paragraph(f"· {self._texts.say(f'gap.{gap}')}", 2, "", 2)
        elif finding.verdict is VerdictKind.NOT_APPLICABLE:
            page.paragraph(self._texts.say("explain.state-what-is-bought"))
        elif finding.verdict is VerdictKind.UNDECIDED:
            page.paragraph(finding.why)
        if finding.verdict not in (VerdictKind.MET, VerdictKind.NOT_APPLICABLE, VerdictKind.UNDECIDED) and not changes:
            page.paragraph(self._texts.say("explain.no-change"))
        for change in changes:
            self._one(change)

    def _one(self, change: Change) -> None:
        place = self._place(change.document, change.page, change.section)
        old, new = (textwrap.shorten(text, LONGEST_CHANGED, placeholder=" …") for text in (change.old, change.new))
        self._page.paragraph(self._texts.say(f"change.{change.kind}", old=old, new=new, place=place), hang=2)
        if change.kind == "paste":
            self._page.paragraph(change.new, 4, "cyan")
        if change.verdict is not None:
            self._page.paragraph(
                self._texts.say("explain.then", verdict=self._texts.say(f"verdict.{change.verdict.value}").lower())
            )
