"""From passages to claims: what each passage says of each criterion, dropped ones with their reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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
from tenderscan.matching.words.passages import Unit, units
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Claim, Cue, Place, Stance
from tenderscan.model.rule import Alternative, Criterion, Expression, Rulebook
from tenderscan.model.section import BlockKind

_RANK = {"sentence": 0, "near": 0, "block": 1, "section": 2}
_SCOPE = ("sentence", "block", "section")

OPEN = "placeholder"
"""The gap, near miss and cue of a place that is still to be filled in."""


@dataclass(frozen=True)
class Rule:
    """An alternative of a criterion, and the concepts of which one must occur for it to hold."""

    criterion: Criterion
    alternative: Alternative
    triggers: frozenset[str]
    scope: str


Index = dict[str, dict[str, list[Rule]]]
"""Rules by scope and by trigger."""


def claims(readings: Sequence[DocumentReading], index: Index) -> tuple[Claim, ...]:
    """All claims of all documents on all criteria, in order of criterion and place."""
    found = [claim for reading in readings for claim in _of_document(reading, index)]
    return tuple(sorted(found, key=lambda c: (c.criterion, c.place, c.alternative)))


def _of_document(reading: DocumentReading, index: Index) -> list[Claim]:
    """A document's claims; what only the words in a placeholder would make of a passage is a gap or near miss."""
    own = _distinct(_claims(reading, index))
    if reading.filled is None:
        return own
    found = {_key(claim): claim for claim in own}
    for claim in _distinct(_claims(reading.filled, index)):
        mine = found.get(_key(claim))
        if claim.dropped or (mine is not None and not mine.dropped and mine.stance is claim.stance):
            continue
        if mine is None or mine.dropped:
            found[_key(claim)] = replace(claim, stance=Stance.MENTIONS, reasons=(), gaps=(), dropped=OPEN)
        elif mine.stance is Stance.WEAKENS:
            found[_key(claim)] = replace(mine, gaps=(*mine.gaps, OPEN))
    return list(found.values())


def rule_index(rulebook: Rulebook) -> Index:
    """All alternatives of all criteria, ready for looking up; made once for many dossiers."""
    index: Index = {scope: defaultdict(list) for scope in _SCOPE}
    for criterion in rulebook.criteria:
        for alternative in criterion.evidence:
            scope = _SCOPE[_rank(alternative.expression)]
            rule = Rule(criterion, alternative, triggers(alternative.expression), scope)
            for concept in rule.triggers:
                index[scope][concept].append(rule)
    return index


def triggers(expression: Expression) -> frozenset[str]:
    """Concepts of which at least one must occur for the expression to hold; as few as can be told."""
    if expression.concept:
        return frozenset({expression.concept})
    if expression.any_of:
        return frozenset().union(*(triggers(part) for part in expression.any_of))
    options = [triggers(part) for part in expression.all_of]
    return min(options, key=lambda t: (any(c.startswith("signal:") for c in t), len(t)))


def _rank(expression: Expression) -> int:
    own = _RANK[expression.within] if expression.all_of else 0
    return max([own, *(_rank(part) for part in (*expression.all_of, *expression.any_of))])


def _claims(reading: DocumentReading, index: Index) -> Iterator[Claim]:
    for unit in units(reading):
        table = index[unit.scope]
        rules = {
            (rule.criterion.id, rule.alternative.id): rule
            for bound in unit.bounds
            for concept in bound.fragment.hits
            if concept in table and bound.has(concept)
            for rule in table[concept]
        }
        for key in sorted(rules):
            yield from _apply(rules[key], unit, reading)


def _apply(rule: Rule, unit: Unit, reading: DocumentReading) -> Iterator[Claim]:
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
        yield _claim(rule, situation(reading, fragment, span, match, context), match)


def _place(match: Match, unit: Unit) -> tuple[Fragment, Span] | None:
    """The fragment that holds most of the match, and its sentences from first to last hit."""
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


def _claim(rule: Rule, s: Situation, match: Match) -> Claim:
    criterion, alternative = rule.criterion, rule.alternative
    named = tuple(Cue(f.concept, f.fragment.words((f.start, f.end))) for f in match)
    place, elsewhere = _with_reply(s, _elsewhere(s, match))
    claim = Claim(
        criterion.id,
        place,
        Stance.MENTIONS,
        cues=named,
        provision=s.provision,
        lots=s.fragment.block.lots or lots_named(s) or s.section.lots,
        alternative=alternative.id,
        extra=elsewhere,
    )
    dropped = drop_reason(s, criterion, alternative)
    lifted = () if dropped and dropped != "question" else waiver(s, alternative)
    if lifted and not dropped:
        return replace(claim, stance=Stance.WAIVES, cues=named + lifted, strength=0.85)
    if dropped:
        return replace(claim, dropped=dropped)
    links = chain(s, criterion)
    claim = replace(claim, chain=links, gaps=gaps(s, criterion, links))
    if answers_yes(s, alternative):
        return replace(claim, stance=Stance.ASKS, strength=0.8)
    judged = force(s, criterion, alternative)
    stance = Stance.WEAKENS if judged.reasons else Stance.ASKS
    strength = 0.9 if binds(s) else 0.7
    number = s.threshold
    if any(cue.signal == OPEN for cue in (*judged.cues, *((number,) if number else ()))):
        claim = replace(claim, gaps=(*claim.gaps, OPEN))
    return replace(
        claim,
        stance=stance,
        reasons=judged.reasons,
        cues=named + judged.cues,
        strength=strength,
    )


def _with_reply(s: Situation, elsewhere: tuple[Place, ...]) -> tuple[Place, tuple[Place, ...]]:
    """The place of a passage, and further places that belong to it.

    A reply in the same block extends the place. A reply in another block becomes the place, and the question is kept
    among the further ones.
    """
    own = _as_place(s.fragment, (s.start, s.end))
    said = reply(s)
    if said is None:
        return own, elsewhere
    if said.fragment is s.fragment:
        return _as_place(s.fragment, (s.start, said.end)), elsewhere
    return _as_place(said.fragment, (said.start, said.end)), tuple(sorted({own, *elsewhere}))


def _as_place(fragment: Fragment, span: Span) -> Place:
    start, end = fragment.chars(*span)
    return Place(fragment.document, fragment.block.id, start, end)


def _elsewhere(s: Situation, match: Match) -> tuple[Place, ...]:
    """Where the rest of the match stands, when a passage speaks together with its list or section."""
    places = {
        _as_place(f.fragment, f.fragment.sentence_at(f.start))
        for f in match
        if f.fragment is not s.fragment and not f.fragment.is_header
    }
    return tuple(sorted(places))


_STANCES = (Stance.WAIVES, Stance.ASKS, Stance.WEAKENS, Stance.MENTIONS)


def _distinct(found: Iterable[Claim]) -> list[Claim]:
    """One claim a criterion and sentence: the one that counts most; the waiver before the demand."""
    best: dict[tuple[str, int, int, int], Claim] = {}
    for claim in found:
        rival = best.get(_key(claim))
        if rival is None or _weight(claim) < _weight(rival):
            best[_key(claim)] = claim
    return list(best.values())


def _key(claim: Claim) -> tuple[str, int, int, int]:
    return claim.criterion, claim.place.document, claim.place.block, claim.place.start


def _weight(claim: Claim) -> tuple[bool, int, int, str]:
    size = claim.place.end - claim.place.start
    return bool(claim.dropped), _STANCES.index(claim.stance), size, claim.alternative
