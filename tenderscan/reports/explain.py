"""Why a verdict is as it is: the passages considered, the words that decided, what was dropped and why."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from tenderscan.model.match import Claim
from tenderscan.model.report import Finding
from tenderscan.model.section import StructuredDocument
from tenderscan.reports.lines import Page

LONGEST_QUOTE = 500


def explanation(
    finding: Finding,
    claims: Sequence[Claim],
    documents: Sequence[StructuredDocument],
    texts: Mapping[str, str],
    width: int = 80,
) -> Page:
    """All that was considered for one criterion, those that count first."""

    def say(key: str, **values: str) -> str:
        return texts.get(key, key.split(".", 1)[-1]).format(**values)

    page = Page(width)
    page.heading(say("explain.title", title=finding.title))
    page.paragraph(f"{say(f'verdict.{finding.verdict.value}')}: {finding.why}")
    page.paragraph(finding.applies_because, style="dim")
    page.blank()
    own = sorted((c for c in claims if c.criterion == finding.id), key=lambda c: (bool(c.dropped), c.place))
    page.paragraph(f"{say('explain.passages-considered')}: {len(own)}" if own else say("explain.none"))
    for claim in own:
        structured = documents[claim.place.document]
        block = structured.blocks[claim.place.block]
        quote = textwrap.shorten(block.text[claim.place.start : claim.place.end], LONGEST_QUOTE, placeholder=" …")
        where = ", ".join(
            part
            for part in (
                structured.document.path,
                f"{say('report.page')} {block.page}" if block.page else "",
                structured.heading(block.section),
            )
            if part
        )
        page.blank()
        page.paragraph(f"“{quote}”", 2, "italic")
        page.paragraph(f"— {where}", 2, "dim", 2)
        if claim.dropped:
            page.paragraph(f"{say('explain.why-dropped')}: {say(f'near-miss.{claim.dropped}')}", 4, "", 2)
        else:
            reasons = " ".join(say(f"reason.{reason}") for reason in claim.reasons)
            stance = say(f"stance.{claim.stance.value}")
            page.paragraph(f"{say('explain.counts')}: {stance}. {reasons}", 4, "", 2)
        page.paragraph(f"{say('explain.alternative')}: {claim.alternative}", 4)
        cues = "; ".join(f"{say(f'signal.{cue.signal}')}: “{cue.text}”" for cue in claim.cues)
        page.paragraph(f"{say('explain.cues')}: {cues}", 4, "", 2)
    return page
