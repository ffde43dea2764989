"""Whether a passage lifts a duty: said outright, by negation, by refusal, or in answer to a question."""

from __future__ import annotations

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.choice import Choice, choice_of
from tenderscan.matching.qualifiers.label import Standing, label_of
from tenderscan.matching.qualifiers.reply import Outcome, replied
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.matching.words.expressions import Bound
from tenderscan.model.match import Cue
from tenderscan.model.rule import Alternative
from tenderscan.model.signal import Signal

NEAR_DEMAND = 5
"""Tokens between a negation and the demand it lifts ("wordt niet langer van de inschrijvers gevraagd")."""

NEAR_EVIDENCE = 2
"""Tokens between a negating article and what it denies ("geen erkend milieuzorgsysteem")."""

FAR = 30
"""Tokens beyond which a phrase that lifts a duty is about something else in a long sentence."""

LONGEST_AFTERWORD = 16
"""Tokens of a sentence that lifts the one before it ("This requirement does not apply to this contract.")."""

LONGEST_HEADING = 8
"""Tokens of a heading that lifts all that stands under it ("Not applicable")."""

NEAR_REFUSAL = 5
"""Tokens between a thing and its refusal ("gerecycleerd papier wordt niet aanvaard")."""


def waiver(s: Situation, alternative: Alternative) -> tuple[Cue, ...]:
    """The cues by which the passage waives what it names, or none.

    (1) a question answered with no, or with yes where the question asks to do without;
    (2) an option that is ticked and says "does not apply", "not applicable" after a colon, or a "no" under
    "required?"; (3) a heading, a lead-in or the next sentence that lifts the whole passage; (4) a whole phrase that
    lifts a duty; (5) a negation close to a word of demand, or a contractor of whom it is said that he does not comply;
    (6) a thing wanted that is refused; (7) a negating article before a thing wanted.
    Bans are requirements: (6) and (7) never waive them, nor what no word names.
    """
    # Some rules are about the waiver itself, so that naming it is enough.
    if alternative.waives:
        return tuple(Cue(f.concept, f.fragment.words((f.start, f.end))) for f in s.match[:1])
    # (1) and nothing else: what a question says of its own accord lifts nothing.
    said = replied(s, alternative)
    if said is not None:
        return said.cues if said.outcome is Outcome.LIFTED else ()
    # (2)
    chosen = choice_of(s)
    if chosen is not None:
        return (chosen.cue,) if chosen.choice is Choice.NOT_ASKED else ()
    if s.fragment.block.ticked is False:
        return ()
    refused = _option_refused(s)
    if refused:
        return refused
    label = label_of(s)
    if label is not None and label.standing is Standing.NOT_ASKED:
        return (label.cue,)
    # (3)
    lifted = _lifted_whole(s)
    if lifted:
        return lifted
    # (4)
    clause = s.clause
    hits = (
        hit
        for hit in s.own(Signal.WAIVER, clause)
        if _reaches(s, hit) and not _within(hit, s.own(Signal.PSEUDO_WAIVER))
    )
    cues = tuple(Cue(Signal.WAIVER, s.fragment.words(hit)) for hit in hits)
    if cues:
        return cues
    # (5)
    cues = _negated_demand(s, clause) or _denied_duty(s, clause)
    # A ban refuses and denies by its nature, so (6) and (7) would waive every ban.
    if cues or alternative.polarity == "banned" or alternative.unnamed:
        return cues
    # (6), (7)
    return _refused(s, clause) or _denied(s, clause)


def answers_yes(s: Situation, alternative: Alternative) -> bool:
    """Whether the passage is an answer that upholds what its question asks about, or a question so answered."""
    said = replied(s, alternative)
    return said is not None and said.outcome is Outcome.UPHELD


def _option_refused(s: Situation) -> tuple[Cue, ...]:
    """The words of a ticked option that says no to what its lead-in names."""
    for option in s.options:
        lifts = option.hits.get(Signal.WAIVER.target, ()) + option.hits.get(Signal.NO_ANSWER.target, ())
        if option.block.ticked and lifts:
            return (Cue(Signal.WAIVER, option.words(lifts[0])),)
    return ()


def _lifted_whole(s: Situation) -> tuple[Cue, ...]:
    """What lifts all of the passage from outside it: its heading, its lead-in, or the sentence that follows."""
    heading = s.reading.heading_of(s.fragment)
    bounds = [Bound(heading, 0, len(heading.tokens))] if heading and len(heading.tokens) <= LONGEST_HEADING else []
    bounds += [b for b in s.context if not b.fragment.is_header and not b.fragment.block.question]
    for bound in bounds:
        found = _lifts(bound)
        if found:
            return found
    after = s.afterword
    if after is None or after.end - after.start > LONGEST_AFTERWORD:
        return ()
    pointed = after.hits(Signal.THIS_CLAUSE)
    partly = any(
        after.hits(signal) for signal in (Signal.CONDITION, Signal.EXCEPTION, Signal.CONTRACTOR, Signal.PSEUDO_WAIVER)
    )
    return _lifts(after) if pointed and not partly else ()


def _lifts(bound: Bound) -> tuple[Cue, ...]:
    breaches = bound.hits(Signal.BREACH)
    hits = [
        hit
        for hit in bound.hits(Signal.WAIVER)
        if not _within(hit, bound.hits(Signal.PSEUDO_WAIVER))
        and not any(begin <= hit[0] < end for begin, end in breaches)
    ]
    # "Not applicable:" is a label, and lifts only where it is all that stands there.
    hits += [hit for hit in bound.hits(Signal.NOT_APPLICABLE_LABEL) if hit == (bound.start, bound.end - 1)]
    if not hits or bound.hits(Signal.CONDITION):
        return ()
    return (Cue(Signal.WAIVER, bound.fragment.words(hits[0])),)


def _within(hit: Span, others: tuple[Span, ...]) -> bool:
    return any(hit[0] < end and begin < hit[1] for begin, end in others)


def _reaches(s: Situation, hit: Span) -> bool:
    """Whether a phrase that lifts a duty is about what is named: not far off, and not in a condition of its own.

    "May not discriminate, when the job does not require it" lifts nothing.
    """
    first, last = s.evidence
    if hit[0] - last > FAR or first - hit[1] > FAR:
        return False
    between = (last, hit[0]) if hit[0] >= last else (hit[1], first)
    return not any(between[0] <= start < between[1] for start, _ in s.own(Signal.CONDITION))


def _negations(s: Situation, clause: Span) -> list[Span]:
    false = s.own(Signal.PSEUDO_NEGATION, clause) + s.own(Signal.PSEUDO_WAIVER, clause)
    return [
        hit
        for hit in s.own(Signal.NEGATION, clause)
        if not any(begin <= hit[0] and hit[1] <= end for begin, end in false)
    ]


def _negated_demand(s: Situation, clause: Span) -> tuple[Cue, ...]:
    named = [span for f in s.match for span in s.fragment.hits.get(f.concept, ())]
    for negation in _negations(s, clause):
        for demand in s.own(Signal.DEMAND, clause):
            if any(start <= demand[0] and demand[1] <= end for start, end in named):
                # "Of compulsory school age" is what is spoken of, not what is demanded.
                continue
            first, second = sorted((negation, demand))
            between = _outside(range(first[1], second[0]), named)
            commas = any(s.fragment.tokens.folded[i] in (",", ":", ".") for i in between)
            if len(between) <= NEAR_DEMAND and not commas and not _lacks(s, clause):
                return (Cue(Signal.NEGATION, s.fragment.words((first[0], max(first[1], second[1])))),)
    return ()


def _denied_duty(s: Situation, clause: Span) -> tuple[Cue, ...]:
    """ "The contractor does not comply with …", as a statement: no condition, no relative clause, no sanction by it.

    In Dutch and German the verb may stand before its subject; at the head of a sentence that is a condition.
    """
    if any(s.own(signal) for signal in (Signal.CONDITION, Signal.SANCTION, Signal.EXCEPTION)):
        return ()
    contractors = s.own(Signal.CONTRACTOR, clause)
    for hit in s.own(Signal.DENIED_DUTY, clause):
        stopped = any(s.fragment.tokens.folded[i] in (",", ":") for i in range(*hit))
        before = any(end == hit[0] for _, end in contractors)
        within = hit[0] > s.start and any(hit[0] < begin and end < hit[1] for begin, end in contractors)
        if (before or within) and not stopped:
            return (Cue(Signal.DENIED_DUTY, s.fragment.words(hit)),)
    return ()


def _outside(between: range, named: list[Span]) -> list[int]:
    """Tokens between a negation and a demand, without what is named ("geen systeem zoals X, Y of Z gevraagd")."""
    inside = [span for span in named if between.start <= span[0] and span[1] <= between.stop]
    first = min((start for start, _ in inside), default=between.stop)
    last = max((end for _, end in inside), default=between.stop)
    return [i for i in between if not first <= i < last]


def _refused(s: Situation, clause: Span) -> tuple[Cue, ...]:
    if len(s.match) > 1 or _lacks(s, clause) or s.own(Signal.BREACH, clause):
        # What several words together describe is a duty; only a thing can be refused.
        return ()
    last = s.evidence[1]
    for refusal in s.own(Signal.REFUSAL, clause):
        after = 0 <= refusal[0] - last <= NEAR_REFUSAL
        commas = any(s.fragment.tokens.folded[i] in (",", ":", "(") for i in range(last, refusal[0]))
        if after and not commas:
            return (Cue(Signal.REFUSAL, s.fragment.words(refusal)),)
    return ()


def _denied(s: Situation, clause: Span) -> tuple[Cue, ...]:
    if s.own(Signal.REFUSAL, clause) or _lacks(s, clause) or s.own(Signal.BREACH, clause):
        return ()
    for negation in s.own(Signal.NEGATING_ARTICLE, clause):
        if 0 <= s.evidence[0] - negation[1] <= NEAR_EVIDENCE:
            return (Cue(Signal.NEGATION, s.fragment.words((negation[0], s.evidence[1]))),)
    return ()


def _lacks(s: Situation, clause: Span) -> bool:
    """Whether the clause speaks of being without what is asked, so that its refusal is the demand."""
    first, last = s.evidence
    return any(
        begin < last and first - end <= NEAR_REFUSAL for begin, end in s.own(Signal.WITHOUT, clause) if end <= last
    )
