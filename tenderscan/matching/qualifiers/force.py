"""How hard a passage binds, and what makes it concrete: from its words to met, or to weak and why.

The reasons are those of contract.md. A contract's plain present binds as much as "must" does, so a
full sentence binds unless something weakens it; words of wish, policy, law and notice weaken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.label import Standing, label_of
from tenderscan.matching.qualifiers.scope import reached, reaches
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.model.match import Cue
from tenderscan.model.rule import Alternative, Criterion
from tenderscan.model.scope import Scoped
from tenderscan.model.section import Provision, SectionKind
from tenderscan.model.signal import Mark, Signal

_BINDING_PROVISIONS = frozenset(
    {
        Provision.PERFORMANCE,
        Provision.TECHNICAL,
        Provision.SELECTION,
        Provision.EXCLUSION,
        Provision.RESERVED,
        Provision.AWARD,
    }
)
_SOFT_SECTIONS = frozenset({SectionKind.INTRODUCTION, SectionKind.POLICY, SectionKind.LEGISLATION})


@dataclass(frozen=True, slots=True)
class Force:
    """Reasons why a passage is weak (none: it is met), and the cues that decided."""

    reasons: tuple[str, ...]
    cues: tuple[Cue, ...]


def force(s: Situation, criterion: Criterion, alternative: Alternative) -> Force:
    """Whether a passage that is not waived binds and is concrete.

    (0) a label of a requirements table; (1) a sentence that only names it, which the next one makes a duty;
    (2) the buyer's own policy; (3) a wish, a permission or an effort; (4) only notice taken, or only to one's
    knowledge; (5) only what the law asks anyway, or its very words; (6) an award criterion without weight;
    (7) nothing that binds; (8) nothing concrete.
    """
    # (6)
    if criterion.nature == "award":
        return _weighed(s)
    # (0) before all words of the passage: whoever labels a row "wish" means the whole row.
    label = label_of(s)
    if label is not None and label.standing is Standing.WISH:
        # A wish that earns points weighs in the award.
        weight = s.scored
        return _concrete(s, alternative, (weight,)) if weight else Force(("not-binding",), (label.cue,))
    # (1) before (2) and (3): the next sentence may bind to what this one only praises.
    if s.taken_up:
        return _concrete(s, alternative)
    # (2) to (5)
    for reason, find in (
        ("buyer-policy", _policy),
        ("not-binding", _wish),
        ("no-verification", _notice),
        ("law-only", _law),
    ):
        cues = find(s, criterion, alternative)
        if cues:
            return Force((reason,), cues)
    # (7)
    if _only_informs(s):
        return Force(("not-binding",), s.cues(Signal.INFORMATION))
    # (8)
    return _concrete(s, alternative)


def _weighed(s: Situation) -> Force:
    weight = s.weight
    scoring = s.cues(Signal.SCORING)
    return Force((), (weight, *scoring)) if weight else Force(("no-weight",), scoring)


def _policy(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    policy = s.own(Signal.POLICY, s.clause)
    # "The contractor endorses the code": a stance of whoever stands before it, and then it binds.
    bound = bool(policy) and any(start < policy[0][0] for start, _ in s.own(Signal.CONTRACTOR, s.clause))
    if policy and not bound and not s.own(Signal.OBLIGATION, s.clause):
        return s.cues(Signal.POLICY, s.clause)
    buyers_duty = () if alternative.right else _buyer_bound(s)
    if buyers_duty:
        return buyers_duty
    buyers = s.cues(Signal.BUYER, s.clause)
    soft = s.section.kind in _SOFT_SECTIONS and not (s.says(Signal.OBLIGATION) or s.says(Signal.CONTRACTOR))
    if soft:
        return buyers or (Cue(Mark.SECTION, s.section.title),)
    return ()


def _buyer_bound(s: Situation) -> tuple[Cue, ...]:
    """The buyer as the one who does it: subject of the sentence, and no act by which a buyer binds others."""
    # An act by which a buyer binds others has the buyer as its subject too.
    acts = (Signal.BUYER_ACT, Signal.DEMAND, Signal.REFUSAL, Signal.SANCTION, Signal.CHECK, Signal.SCORING)
    if any(s.own(signal) for signal in acts):
        return ()
    articles = {begin for begin, _ in s.own(Signal.ARTICLE)}
    opens = s.clause[0]
    for begin, end in s.own(Signal.BUYER, s.clause):
        if begin == opens or (begin == opens + 1 and opens in articles):
            return (Cue(Signal.BUYER, s.fragment.words((begin, end))),) if end <= s.evidence[1] else ()
    return ()


def _wish(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    first = s.evidence[0]
    must = _musts(s)
    efforts = s.own(Signal.EFFORT, s.clause)
    for wish in reached(s, Scoped.WISHED, s.evidence, s.clause):
        # "is encouraged to ensure", "shall use its best endeavours to ensure": the duty is the wish's own.
        between = any(wish[1] <= b and e <= first and not reaches(s, Scoped.GOVERNED, wish, (b, e)) for b, e in must)
        effort = wish in efforts
        if not between and not (effort and _beside_duty(s, wish, must)):
            return (Cue(Signal.EFFORT if effort else Signal.WEAKENER, s.fragment.words(wish)),)
    around = s.around(Signal.WEAKENER) + s.around(Signal.EFFORT)
    if around:
        return around
    if must or alternative.right:
        return ()
    allowed = [hit for hit in reached(s, Scoped.PERMITTED, s.evidence, s.clause) if not _lends_force(s, hit)]
    if allowed:
        return (Cue(Signal.PERMISSION, s.fragment.words(allowed[0])),)
    # "It may not lend to firms:" forbids what its list names.
    return () if s.own(Signal.CONTRACTOR) or s.around(Signal.OBLIGATION) else s.around(Signal.PERMISSION)


def _beside_duty(s: Situation, effort: Span, must: Sequence[Span]) -> bool:
    """Whether an effort has a duty of its own beside another one: "shall comply, and shall take reasonable steps"."""
    before = [hit for hit in must if hit[1] <= effort[0]]
    return len(before) > 1 and effort[0] - before[-1][1] <= s.scope(Scoped.GOVERNED).reach + 1


def _musts(s: Situation) -> tuple[Span, ...]:
    """Words of duty that bind whatever stands around them: not the bare verb of "may comply with"."""
    bare = s.own(Signal.DUTY_VERB, s.clause)
    return tuple(hit for hit in s.own(Signal.OBLIGATION, s.clause) if hit not in bare)


def _lends_force(s: Situation, permission: Span) -> bool:
    """Whether a word of permission lifts nothing: denied, a buyer's, the thing's own, a proviso's or sanction's."""
    return (
        _part_of_the_thing(s, permission)
        or _forbids(s, permission)
        or _of_buyer(s, permission)
        or any(permission[1] <= begin and end <= s.evidence[0] for begin, end in s.own(Signal.PROVISO, s.clause))
        or (_by_buyer(s, permission) and bool(s.own(Signal.BREACH, s.clause) or s.own(Signal.SANCTION, s.clause)))
    )


def _by_buyer(s: Situation, permission: Span) -> bool:
    """Whether the buyer stands beside the word of permission: "may the Authority", "der Auftraggeber kann"."""
    return bool(reached(s, Scoped.BUYER_MAY, permission))


def _part_of_the_thing(s: Situation, permission: Span) -> bool:
    """Whether a word of permission belongs to what is kept out: "nothing that may make people ill"."""
    named = (span for f in s.match for span in s.fragment.hits.get(f.concept, ()))
    around = [span for span in named if span[0] <= permission[0] and permission[1] <= span[1]]
    return any(begin <= no[0] < permission[0] for begin, _ in around for no in s.own(Signal.NEGATION, s.clause))


def _of_buyer(s: Situation, permission: Span) -> bool:
    """Whether it is the buyer who may, in what follows the demand: "…, so that the city can check it"."""
    last = s.evidence[1]
    return any(last <= begin and end <= permission[0] for begin, end in s.own(Signal.BUYER, s.clause))


def _forbids(s: Situation, permission: Span) -> bool:
    """Whether a word of permission is denied: nobody may, may not, "no cotton that … may"."""
    opens = s.clause[0]
    if any(begin == opens and end <= permission[0] for begin, end in s.own(Signal.NEGATING_ARTICLE, s.clause)):
        return True
    return bool(reached(s, Scoped.FORBIDDEN, permission, s.clause))


def _notice(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    return s.cues(Signal.ACKNOWLEDGE, s.clause) + s.cues(Signal.BEST_KNOWLEDGE, s.clause)


def _law(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    if criterion.statutory or alternative.law:
        return ()
    beyond = s.own(Signal.PSEUDO_WAIVER)
    quoted = _quoted_law(s)
    if quoted:
        return quoted
    hits = [h for h in s.own(Signal.LAW_ONLY, s.clause) if not any(b < h[1] and h[0] < e for b, e in beyond)]
    cues = tuple(Cue(Signal.LAW_ONLY, s.fragment.words(hit)) for hit in hits)
    # A sanction or check of the contract's own asks more than the law does.
    if cues and any(s.has_nearby(signal) for signal in (Signal.SANCTION, Signal.CHECK)):
        return ()
    return cues


def _quoted_law(s: Situation) -> tuple[Cue, ...]:
    """The words of a law, introduced as such: "Article 7 of the Act reads as follows"."""
    first = s.evidence[0]
    for begin, end in s.own(Signal.QUOTE_OF_LAW):
        if end <= first and any(e <= begin for _, e in s.own(Signal.LAW_REFERENCE)):
            return (Cue(Signal.QUOTE_OF_LAW, s.fragment.words((begin, end))),)
    return s.around(Signal.QUOTE_OF_LAW) if s.around(Signal.LAW_REFERENCE) else ()


def _only_informs(s: Situation) -> bool:
    return bool(s.own(Signal.INFORMATION)) and not s.own(Signal.OBLIGATION)


def _concrete(s: Situation, alternative: Alternative, weighed: tuple[Cue, ...] = ()) -> Force:
    cues = weighed + s.cues(Signal.OBLIGATION) + s.cues(Signal.CONTRACTOR) + s.around(Signal.OBLIGATION)
    if alternative.strength == "hint":
        return Force(("vague",), cues)
    if alternative.strength == "concrete":
        return Force((), cues)
    grounds = _grounds(s)
    return Force((), cues + grounds) if grounds else Force(("vague",), cues)


def _grounds(s: Situation) -> tuple[Cue, ...]:
    """What makes a general duty concrete: a threshold, a proof, a check or a sanction near by."""
    if s.threshold:
        return (s.threshold,)
    for signal in (Signal.CHECK, Signal.SANCTION, Signal.PROOF):
        found = s.nearby(signal)
        if found:
            return (found,)
    return ()


def binds(s: Situation) -> bool:
    """Whether anything says outright that the passage binds: a duty, a bound party or its provision."""
    return s.says(Signal.OBLIGATION) or s.says(Signal.CONTRACTOR) or s.provision in _BINDING_PROVISIONS
