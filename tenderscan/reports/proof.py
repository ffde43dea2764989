"""The proof chain as a reader sees it: duty, proof, check, consequence, with what holds each and what is absent."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from tenderscan.model.report import Finding

LONGEST_WORDS = 60
"""Letters of the words that hold a step."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step by its name, whether it is held, and what to say of it: words and where they stand, or that it lacks."""

    name: str
    held: bool
    said: str


def chain_views(finding: Finding, say: Callable[..., str]) -> tuple[StepView, ...]:
    """The steps of a finding's proof chain for a reader; empty where the finding has none."""
    views = []
    for step in finding.chain:
        quote = say("report.quote", quote=textwrap.shorten(step.quote, LONGEST_WORDS)) if step.quote else ""
        place = f"{say('report.page')} {step.page}" if step.page is not None else step.section
        where = f"({place})" if place and step.document else ""
        only = say(f"chain.{step.only}") if step.only else ""
        said = " ".join(part for part in (only, quote, where) if part) if step.held else say("chain.none")
        views.append(StepView(say(f"chain.{step.step}"), step.held, said))
    return tuple(views)


def chain_line(finding: Finding, say: Callable[..., str]) -> str:
    """The chain on one line, or an empty text."""
    return " → ".join(
        f"{view.name} {'✓' if view.held else '✗'}{f' {view.said}' if view.held and view.said else ''}"
        for view in chain_views(finding, say)
    )
