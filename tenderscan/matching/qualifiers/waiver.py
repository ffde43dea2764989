"""Whether a passage lifts a duty: said outright, by negation, by refusal, or in answer to a question."""

from __future__ import annotations

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.choice import Choice, choice_of
from tenderscan.matching.qualifiers.label import Standing, label_of
from tenderscan.matching.qualifiers.reply import Outcome, replied
from tenderscan.matching.qualifiers.scope import cues, reached, reaches
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.matching.words.expressions import Bound
from tenderscan.model.match import Cue
from tenderscan.model.rule import Alternative
from tenderscan.model.scope import Scoped
from tenderscan.model.signal import Signal

LONGEST_AFTERWORD = 16
"""Tokens of a sentence that lifts the one before it ("This requirement does not apply to this contract.")."""

LONGEST_HEADING = 8
"""Tokens of a heading that lifts all that stands under it ("Not applicable")."""


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
    lifts = tuple(Cue(Signal.WAIVER, s.fragment.words(hit)) for hit in reached(s, Scoped.WAIVED, s.evidence, clause))
    if lifts:
        return lifts
    # (5)
    denied = _negated_demand(s, clause) or _denied_duty(s, clause)
    # A ban refuses and denies by its nature, so (6) and (7) would waive every ban.
    if denied or alternative.polarity == "banned" or alternative.unnamed:
        return denied
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


def _negated_demand(s: Situation, clause: Span) -> tuple[Cue, ...]:
    """A word that denies, close enough to a word of demand to lift it."""
    named = [span for f in s.match for span in s.fragment.hits.get(f.concept, ())]
    # "Of compulsory school age" is what is spoken of, not what is demanded.
    demands = [
        hit
        for hit in s.own(Signal.DEMAND, clause)
        if not any(start <= hit[0] and hit[1] <= end for start, end in named)
    ]
    if not demands or _lacks(s, clause):
        return ()
    for negation in cues(s, Scoped.NEGATED_DEMAND, clause):
        for demand in demands:
            if reaches(s, Scoped.NEGATED_DEMAND, negation, demand, named):
                span = (min(negation[0], demand[0]), max(negation[1], demand[1]))
                return (Cue(Signal.NEGATION, s.fragment.words(span)),)
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


def _refused(s: Situation, clause: Span) -> tuple[Cue, ...]:
    if len(s.match) > 1 or _lacks(s, clause) or s.own(Signal.BREACH, clause):
        # What several words together describe is a duty; only a thing can be refused.
        return ()
    refusals = reached(s, Scoped.REFUSED, s.evidence, clause)
    return (Cue(Signal.REFUSAL, s.fragment.words(refusals[0])),) if refusals else ()


def _denied(s: Situation, clause: Span) -> tuple[Cue, ...]:
    if s.own(Signal.REFUSAL, clause) or _lacks(s, clause) or s.own(Signal.BREACH, clause):
        return ()
    denials = reached(s, Scoped.DENIED, s.evidence, clause)
    return (Cue(Signal.NEGATION, s.fragment.words((denials[0][0], s.evidence[1]))),) if denials else ()


def _lacks(s: Situation, clause: Span) -> bool:
    """Whether the clause speaks of being without what is asked, so that its refusal is the demand."""
    first, last = s.evidence
    without = [hit for hit in cues(s, Scoped.LACKING, clause) if hit[1] <= last]
    return any(first < end or reaches(s, Scoped.LACKING, (begin, end), s.evidence) for begin, end in without)
