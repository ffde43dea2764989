"""From passages to claims: what each passage says of each criterion, dropped ones with their reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.chain import chain, gaps
from tenderscan.matching.qualifiers.drop import drop_reason
from tenderscan.matching.qualifiers.force import binds, force
from tenderscan.matching.qualifiers.lots import lots_named
from tenderscan.matching.qualifiers.reply import reply
from tenderscan.matching.qualifiers.situation import Situation, situation
from tenderscan.matching.qualifiers.waiver import answers_yes, waiver
from tenderscan.matching.words.expressions import Match, evaluate
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.index import Rule, RuleIndex
from tenderscan.matching.words.passages import Unit, units
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Claim, Cue, Place, Stance
from tenderscan.model.section import BlockKind
from tenderscan.model.signal import Mark

OPEN = Mark.PLACEHOLDER.value
"""The gap, near miss and cue of a place that is still to be filled in."""

WAIVED, ANSWERED, OUTRIGHT, PLAIN = 0.85, 0.8, 0.9, 0.7
"""How sure a reading is: of a waiver, of an answer that upholds its question, of a passage that says outright that it
binds, and of a full sentence that binds because nothing weakens it."""


def claims_by_words(readings: Sequence[DocumentReading], index: RuleIndex) -> list[list[Claim]]:
    """For each document the claims that the rules' words find, on all criteria."""
    return [_of_document(reading, index) for reading in readings]


def _of_document(reading: DocumentReading, index: RuleIndex) -> list[Claim]:
    """A document's claims, and what the words in its placeholders would add: a gap of a weak claim, or a near miss."""
    found = _strongest(_claims(reading, index))
    if reading.filled is None:
        return list(found.values())
    for key, claim in _strongest(_claims(reading.filled, index)).items():
        without = found.get(key)
        if claim.dropped or (without and not without.dropped and without.stance is claim.stance):
            continue
        if without is None or without.dropped:
            found[key] = replace(claim, stance=Stance.MENTIONS, reasons=(), gaps=(), dropped=OPEN)
        elif without.stance is Stance.WEAKENS:
            found[key] = replace(without, gaps=(*without.gaps, OPEN))
    return list(found.values())


def _claims(reading: DocumentReading, index: RuleIndex) -> Iterator[Claim]:
    for unit in units(reading):
        for rule in index.rules(unit):
            yield from _apply(rule, unit, reading)


def _apply(rule: Rule, unit: Unit, reading: DocumentReading) -> Iterator[Claim]:
    """A claim for each sentence in which the rule's expression holds."""
    seen: set[tuple[int, Span, int]] = set()
    for match in evaluate(rule.alternative.expression, unit.bounds):
        place = _place(match, unit)
        if place is None:
            continue
        fragment, span = place
        # A row may ask in one cell what it answers in the next: there each hit counts for itself.
        cell = match[0].start if fragment.block.kind is BlockKind.TABLE_ROW else 0
        if (fragment.block.id, span, cell) in seen:
            continue
        seen.add((fragment.block.id, span, cell))
        context = unit.context if unit.scope == "sentence" else ()
        yield claim_of(rule, situation(reading, fragment, span, match, context), match)


def _place(match: Match, unit: Unit) -> tuple[Fragment, Span] | None:
    """The fragment that holds most of the match, and its sentences from first to last hit.

    None where the match lies in the unit's context alone, and that does not suffice.
    """
    own = [f for f in match if any(f.fragment is b.fragment and b.start <= f.start < b.end for b in unit.own)]
    if not own:
        if not unit.context_suffices:
            return None
        return unit.own[0].fragment, (unit.own[0].start, unit.own[0].end)
    counts: dict[int, int] = defaultdict(int)
    for found in own:
        counts[found.fragment.block.id] += 1
    best = max(counts, key=lambda block: (counts[block], -block))
    chosen = [f for f in own if f.fragment.block.id == best]
    fragment = chosen[0].fragment
    first = fragment.sentence_at(min(f.start for f in chosen))
    last = fragment.sentence_at(max(f.start for f in chosen))
    return fragment, (first[0], last[1])


def claim_of(rule: Rule, s: Situation, match: Match) -> Claim:
    """What a passage says of a criterion.

    (1) a passage that does not count is dropped, with the reason; (2) a waiver outranks a demand; (3) an answer that
    upholds its question asks; (4) else the force of its words decides.
    """
    claim = _named(rule, s, match)
    dropped = drop_reason(s, rule.criterion, rule.alternative)
    if dropped:
        return replace(claim, dropped=dropped)
    lifted = waiver(s, rule.alternative)
    if lifted:
        return replace(claim, stance=Stance.WAIVES, cues=claim.cues + lifted, strength=WAIVED)
    links = chain(s, rule.criterion)
    claim = replace(claim, chain=links, gaps=gaps(s, rule.criterion, links))
    if answers_yes(s, rule.alternative):
        return replace(claim, stance=Stance.ASKS, strength=ANSWERED)
    return _weighed(claim, rule, s)


def _named(rule: Rule, s: Situation, match: Match) -> Claim:
    """A claim that a passage names a criterion: where, in which words, for which lots."""
    place, elsewhere = _with_reply(s, _elsewhere(s, match))
    return Claim(
        rule.criterion.id,
        place,
        Stance.MENTIONS,
        cues=tuple(Cue(f.concept, f.fragment.words((f.start, f.end))) for f in match),
        provision=s.provision,
        lots=s.fragment.block.lots or lots_named(s) or s.section.lots,
        alternative=rule.alternative.id,
        extra=elsewhere,
    )


def _weighed(claim: Claim, rule: Rule, s: Situation) -> Claim:
    """The claim with what the force of its words makes of it."""
    judged = force(s, rule.criterion, rule.alternative)
    still_open = any(cue.signal == OPEN for cue in (*judged.cues, *((s.threshold,) if s.threshold else ())))
    return replace(
        claim,
        stance=Stance.WEAKENS if judged.reasons else Stance.ASKS,
        reasons=judged.reasons,
        cues=claim.cues + judged.cues,
        gaps=(*claim.gaps, OPEN) if still_open else claim.gaps,
        strength=OUTRIGHT if binds(s) else PLAIN,
    )


def _with_reply(s: Situation, elsewhere: tuple[Place, ...]) -> tuple[Place, tuple[Place, ...]]:
    """Where the passage stands, and what else belongs to it.

    A question and the answer in its own block are one place. An answer in another block is the place, and the
    question stands beside it.
    """
    own = place_of(s.fragment, (s.start, s.end))
    said = reply(s)
    if said is None:
        return own, elsewhere
    if said.fragment is s.fragment:
        return place_of(s.fragment, (s.start, said.end)), elsewhere
    return place_of(said.fragment, (said.start, said.end)), tuple(sorted({own, *elsewhere}))


def place_of(fragment: Fragment, span: Span) -> Place:
    """Where a token range stands in its document."""
    return Place(fragment.document, fragment.block.id, *fragment.chars(*span))


def _elsewhere(s: Situation, match: Match) -> tuple[Place, ...]:
    """Where the rest of the match stands, when a passage speaks together with its list or section."""
    places = {
        place_of(f.fragment, f.fragment.sentence_at(f.start))
        for f in match
        if f.fragment is not s.fragment and not f.fragment.is_header
    }
    return tuple(sorted(places))


_Key = tuple[str, int, int, int]
"""A criterion and the place of a sentence: there can be one claim."""

_STANCES = (Stance.WAIVES, Stance.ASKS, Stance.WEAKENS, Stance.MENTIONS)


def _strongest(found: Iterable[Claim]) -> dict[_Key, Claim]:
    """One claim a criterion and sentence: those that count before dropped ones, the waiver before the demand."""
    best: dict[_Key, Claim] = {}
    for claim in found:
        key = claim.criterion, claim.place.document, claim.place.block, claim.place.start
        rival = best.get(key)
        if rival is None or _weight(claim) < _weight(rival):
            best[key] = claim
    return best


def _weight(claim: Claim) -> tuple[bool, int, int, str]:
    size = claim.place.end - claim.place.start
    return bool(claim.dropped), _STANCES.index(claim.stance), size, claim.alternative
