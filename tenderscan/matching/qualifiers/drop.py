"""Why a passage that names a criterion does not count: headings, definitions, look-alikes and the like.

A dropped claim keeps its reason, so that "why missing?" has an answer.
"""

from __future__ import annotations

from collections.abc import Callable

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.choice import Choice, choice_of, first_person
from tenderscan.matching.qualifiers.reply import Outcome, asks_in_cell, replied
from tenderscan.matching.qualifiers.scope import cues
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.model.document import Origin
from tenderscan.model.rule import Alternative, Criterion
from tenderscan.model.scope import Scoped
from tenderscan.model.section import BlockKind, Provision, SectionKind
from tenderscan.model.signal import Signal

_BANS = (Signal.NEGATION, Signal.REFUSAL, Signal.BAN_NOUN, Signal.WITHOUT, Signal.FREE_OF, Signal.CHECK, Signal.PROOF)
"""Signals that make the naming of a banned thing a demand."""

Check = Callable[[Situation, Criterion, Alternative], bool]


def drop_reason(situation: Situation, criterion: Criterion, alternative: Alternative) -> str:
    """The reason a passage does not count, or an empty text; the first that holds, in a fixed order."""
    return next((r for r, holds in _CHECKS if holds(situation, criterion, alternative)), "")


def _comment(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    return s.fragment.block.origin is Origin.COMMENT


def _contents(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    return s.fragment.block.kind is BlockKind.CONTENTS_ENTRY or s.section.kind is SectionKind.CONTENTS


def _heading(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    block = s.fragment.block
    return block.kind in (BlockKind.HEADING, BlockKind.TITLE) or s.fragment.is_header or _is_header_row(s)


def _is_header_row(s: Situation) -> bool:
    block = s.fragment.block
    if block.kind is not BlockKind.TABLE_ROW or block.header:
        return False
    cells = tuple(block.text[start:end] for start, end in block.cells)
    return cells in s.reading.headers


def _look_alike(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    hits = s.fragment.hits
    for concept in criterion.not_when:
        if concept in hits and any(s.start <= start < s.end for start, _ in hits[concept]):
            return True
    return any(b.has(concept) for b in s.context for concept in criterion.not_when)


def _waives_else(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    """A way of waiving whose words of waiver only look so, or stand in a clause that names nothing they would lift."""
    here = [f for f in s.match if f.fragment is s.fragment]
    lifts = [(f.start, f.end) for f in here if f.concept == Signal.WAIVER.target]
    if not alternative.waives or not lifts:
        return False
    real, words = cues(s, Scoped.WAIVED), s.fragment.tokens.folded
    things = [f for f in here if f.concept != Signal.WAIVER.target]

    def alone(lift: Span) -> bool:
        return not any(";" not in words[min(lift[0], f.start) : max(lift[1], f.end)] for f in things)

    return any(hit not in real for hit in lifts) or (bool(things) and any(map(alone, lifts)))


def _other_matter(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    """A section on personal data, intellectual property or secrecy speaks of no other duty, nor do those within it."""
    sections, node = s.reading.structured.sections, s.section
    while node.kind is not SectionKind.OTHER_MATTER:
        if node.parent is None:
            return False
        node = sections[node.parent]
    return True


def _award_report(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    return s.reading.structured.role in ("award-report", "plan")


def _question(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    said = replied(s, alternative)
    if said is not None:
        return said.outcome is Outcome.NEUTRAL
    asks = s.fragment.tokens.folded[s.end - 1] == "?"
    return s.fragment.block.question or asks_in_cell(s) or (asks and not s.fragment.block.answer)


def _definition(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    if s.section.kind is SectionKind.DEFINITIONS:
        return not (s.says(Signal.OBLIGATION) or s.says(Signal.CONTRACTOR))
    binding = (Signal.OBLIGATION, Signal.CONTRACTOR, Signal.PROOF, Signal.SANCTION)
    said = s.own(Signal.DEFINITION)
    if said and said[0][1] <= s.evidence[0] and not any(s.own(signal, (s.start, said[0][0])) for signal in binding):
        # What comes after "is understood as" only says what a word means, whatever it holds.
        return True
    return bool(said) and not any(s.own(signal) for signal in binding)


def _annex_list(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    return s.section.kind is SectionKind.ANNEX_LIST


def _not_ticked(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    if first_person(s):
        return False
    chosen = choice_of(s)
    if chosen is not None and chosen.choice is Choice.OPEN:
        return True
    if s.options and not any(option.block.ticked for option in s.options):
        return True
    return chosen is None and s.fragment.block.ticked is False and not s.own(Signal.NOT_TICKED)


def _statutory(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    """The grounds every tender must list prove nothing about a criterion that does not live there."""
    if s.provision is not Provision.EXCLUSION:
        return False
    return Provision.EXCLUSION not in criterion.provisions


def _bare_ban(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    """A thing that must not be, merely named."""
    if alternative.polarity != "banned":
        return False
    return not any(s.says(signal) for signal in _BANS)


def _example(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    before = any(start < s.evidence[0] for start, _ in s.own(Signal.EXAMPLE))
    return before and alternative.strength == "hint"


def _elsewhere(s: Situation, criterion: Criterion, alternative: Alternative) -> bool:
    """A way of asking that counts in some provisions only, met in another one without a word of scoring."""
    if not alternative.provisions or (s.provision and s.provision.value in alternative.provisions):
        return False
    return criterion.nature != "award" or not (s.says(Signal.SCORING) or s.says(Signal.AWARD_ONLY))


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("comment", _comment),
    ("award-report", _award_report),
    ("contents", _contents),
    ("heading", _heading),
    ("look-alike", _look_alike),
    ("look-alike", _other_matter),
    ("look-alike", _waives_else),
    ("annex-list", _annex_list),
    ("question", _question),
    ("definition", _definition),
    ("not-ticked", _not_ticked),
    ("statutory", _statutory),
    ("hint", _bare_ban),
    ("example", _example),
    ("other-provision", _elsewhere),
)
