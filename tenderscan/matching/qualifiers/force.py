"""How hard a passage binds, and what makes it concrete: from its words to met, or to weak and why.

The reasons are those of contract.md. A contract's plain present binds as much as "must" does, so a
full sentence binds unless something weakens it; words of wish, policy, law and notice weaken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.label import Standing, label_of
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.model.match import Cue
from tenderscan.model.rule import Alternative, Criterion
from tenderscan.model.section import Provision, SectionKind

FAR = 25
"""Tokens beyond which a word of wish speaks of something else in the same sentence."""

ADJACENT = 1
"""Tokens between a word of wish and the verb that it governs ("encouraged to ensure")."""

BESIDE = 3
"""Tokens between "may" and the word that denies it ("nobody who works there may")."""

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
    if criterion.nature == "award":
        return _weighed(s)
    label = label_of(s)
    if label is not None and label.standing is Standing.WISH:
        return Force(("not-binding",), (label.cue,))
    if s.taken_up:
        return _concrete(s, alternative)
    for reason, find in (
        ("buyer-policy", _policy),
        ("not-binding", _wish),
        ("no-verification", _notice),
        ("law-only", _law),
    ):
        cues = find(s, criterion, alternative)
        if cues:
            return Force((reason,), cues)
    if _only_informs(s):
        return Force(("not-binding",), s.cues("information"))
    return _concrete(s, alternative)


def _weighed(s: Situation) -> Force:
    weight = s.weight
    scoring = s.cues("scoring")
    return Force((), (weight, *scoring)) if weight else Force(("no-weight",), scoring)


def _policy(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    policy = s.cues("policy", s.clause)
    told = s.own("policy", s.clause)
    bound = any(start < told[0][0] for start, _ in s.own("contractor", s.clause)) if told else False
    if policy and not bound and not s.own("obligation", s.clause):
        return policy
    own_duty = () if alternative.right else _buyer_bound(s)
    if own_duty:
        return own_duty
    buyers = s.cues("buyer", s.clause)
    soft = s.section.kind in _SOFT_SECTIONS and not (s.says("obligation") or s.says("contractor"))
    if soft:
        return buyers or (Cue("section", s.section.title),)
    return ()


def _buyer_bound(s: Situation) -> tuple[Cue, ...]:
    """The buyer as the one who does it: subject of the sentence, and no act by which a buyer binds others."""
    acts = ("buyer-act", "demand", "refusal", "sanction", "check", "scoring")
    if any(s.own(signal) for signal in acts):
        return ()
    articles = {begin for begin, _ in s.own("article")}
    opens = s.clause[0]
    for begin, end in s.own("buyer", s.clause):
        if begin == opens or (begin == opens + 1 and opens in articles):
            return (Cue("buyer", s.fragment.words((begin, end))),) if end <= s.evidence[1] else ()
    return ()


def _wish(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    first, last = s.evidence
    must = _musts(s)
    for signal in ("weakener", "effort"):
        for begin, end in s.own(signal, s.clause):
            distance = max(begin - last, first - end, 0)
            # "is encouraged to ensure", "shall use its best endeavours to ensure": the duty is the wish's own.
            between = any(end + ADJACENT < b and e <= first for b, e in must)
            if distance <= FAR and not between and not (signal == "effort" and _beside_duty(begin, must)):
                return (Cue(signal, s.fragment.words((begin, end))),)
    around = s.around("weakener") + s.around("effort")
    if around:
        return around
    if must or alternative.right:
        return ()
    allowed = [
        hit
        for hit in s.own("permission", s.clause)
        if hit[0] - last <= FAR and first - hit[1] <= FAR and not _lends_force(s, hit)
    ]
    if allowed:
        return (Cue("permission", s.fragment.words(allowed[0])),)
    return () if s.own("contractor") else s.around("permission")


def _beside_duty(effort: int, must: Sequence[Span]) -> bool:
    """Whether an effort has a duty of its own beside another one: "shall comply, and shall take reasonable steps"."""
    before = [hit for hit in must if hit[1] <= effort]
    return len(before) > 1 and effort - before[-1][1] <= ADJACENT + 1


def _musts(s: Situation) -> tuple[Span, ...]:
    """Words of duty that bind whatever stands around them: not the bare verb of "may comply with"."""
    bare = s.own("duty-verb", s.clause)
    return tuple(hit for hit in s.own("obligation", s.clause) if hit not in bare)


def _lends_force(s: Situation, permission: Span) -> bool:
    """Whether a word of permission lifts nothing: denied, a buyer's, the thing's own, a proviso's or sanction's."""
    return (
        _part_of_the_thing(s, permission)
        or _forbids(s, permission)
        or _of_buyer(s, permission)
        or any(permission[1] <= begin and end <= s.evidence[0] for begin, end in s.own("proviso", s.clause))
        or (_by_buyer(s, permission) and bool(s.own("breach", s.clause) or s.own("sanction", s.clause)))
    )


def _by_buyer(s: Situation, permission: Span) -> bool:
    """Whether the buyer stands beside the word of permission: "may the Authority", "der Auftraggeber kann"."""
    return any(
        0 <= permission[0] - end <= BESIDE or 0 <= begin - permission[1] <= BESIDE for begin, end in s.own("buyer")
    )


def _part_of_the_thing(s: Situation, permission: Span) -> bool:
    """Whether a word of permission belongs to what is kept out: "nothing that may make people ill"."""
    named = (span for f in s.match for span in s.fragment.hits.get(f.concept, ()))
    around = [span for span in named if span[0] <= permission[0] and permission[1] <= span[1]]
    return any(begin <= no[0] < permission[0] for begin, _ in around for no in s.own("negation", s.clause))


def _of_buyer(s: Situation, permission: Span) -> bool:
    """Whether it is the buyer who may, in what follows the demand: "…, so that the city can check it"."""
    last = s.evidence[1]
    return any(last <= begin and end <= permission[0] for begin, end in s.own("buyer", s.clause))


def _forbids(s: Situation, permission: Span) -> bool:
    """Whether a word of permission is denied: nobody may, may not, "no cotton that … may"."""
    opens = s.clause[0]
    if any(begin == opens and end <= permission[0] for begin, end in s.own("negating-article", s.clause)):
        return True
    return any(
        0 <= permission[0] - end <= BESIDE or 0 <= begin - permission[1] <= BESIDE
        for begin, end in s.own("negation", s.clause)
    )


def _notice(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    return s.cues("acknowledge", s.clause) + s.cues("best-knowledge", s.clause)


def _law(s: Situation, criterion: Criterion, alternative: Alternative) -> tuple[Cue, ...]:
    if criterion.statutory or alternative.law:
        return ()
    beyond = s.own("pseudo-waiver")
    quoted = _quoted_law(s)
    if quoted:
        return quoted
    hits = [h for h in s.own("law-only", s.clause) if not any(b < h[1] and h[0] < e for b, e in beyond)]
    cues = tuple(Cue("law-only", s.fragment.words(hit)) for hit in hits)
    if cues and any(s.has_nearby(signal) for signal in ("sanction", "check")):
        return ()
    return cues


def _quoted_law(s: Situation) -> tuple[Cue, ...]:
    """The words of a law, introduced as such: "Article 7 of the Act reads as follows"."""
    first = s.evidence[0]
    for begin, end in s.own("quote-of-law"):
        if end <= first and any(e <= begin for _, e in s.own("law-reference")):
            return (Cue("quote-of-law", s.fragment.words((begin, end))),)
    return s.around("quote-of-law") if s.around("law-reference") else ()


def _only_informs(s: Situation) -> bool:
    return bool(s.own("information")) and not s.own("obligation")


def _concrete(s: Situation, alternative: Alternative) -> Force:
    cues = s.cues("obligation") + s.cues("contractor") + s.around("obligation")
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
    for signal in ("check", "sanction", "proof"):
        found = s.nearby(signal)
        if found:
            return found[:1]
    return ()


def binds(s: Situation) -> bool:
    """Whether anything says outright that the passage binds: a duty, a bound party or its provision."""
    return s.says("obligation") or s.says("contractor") or s.provision in _BINDING_PROVISIONS
