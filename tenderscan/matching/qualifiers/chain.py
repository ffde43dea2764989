"""The proof chain of a duty: which proof is asked, who checks, what follows a breach; and what is lacking.

It is read in the passage and beside it, in its section where a word points back ("these obligations"), and in clauses
elsewhere that cite the passage's article ("penalties for breach of article 5") or all obligations of the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain as joined

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.matching.words.articles import LABEL
from tenderscan.matching.words.expressions import Bound
from tenderscan.matching.words.fragment import STEPS, Fragment
from tenderscan.matching.words.passages import whole
from tenderscan.model.match import Link, Place
from tenderscan.model.rule import Criterion
from tenderscan.model.signal import Signal, Step

BESIDE = 1
"""Words between "no" and the step that it denies ("no written certificate")."""

AFTER_THAT = 8
"""Words between "without that" and the step that it denies ("ohne dass ihnen deswegen gekündigt wird")."""


def chain(s: Situation, criterion: Criterion) -> tuple[Link, ...]:
    """The links that a passage has, the nearest of each step; nothing for what is no duty of its own."""
    if criterion.statutory or criterion.nature != "duty":
        return ()
    found: dict[str, Link] = {}
    further = (link for link in joined(_in_section(s), _elsewhere(s)) if _outright(s, link))
    for link in joined(_beside(s), further):
        found.setdefault(link.step, link)
        if len(found) == len(STEPS):
            break
    return tuple(found[step] for step in STEPS if step in found)


def gaps(s: Situation, criterion: Criterion, links: tuple[Link, ...]) -> tuple[str, ...]:
    """What the chain lacks (contract.md); it never changes the verdict."""
    if criterion.statutory or criterion.nature != "duty":
        return ()
    have = {link.step for link in links}
    found = []
    if Step.PROOF not in have:
        found.append("self-declaration-only" if Step.SELF_DECLARATION in have else "no-proof")
    found += [f"no-{step}" for step in (Step.CHECK, Step.SANCTION) if step not in have]
    if _first_tier_only(s):
        found.append("first-tier-only")
    if _label_alone(s):
        found.append("no-or-equivalent")
    return tuple(found)


def _first_tier_only(s: Situation) -> bool:
    """Whether the passage names the direct suppliers, and nobody further down the chain."""
    first = s.own(Signal.FIRST_TIER)
    further = [hit for hit in s.own(Signal.FLOW_DOWN) if not any(b < hit[1] and hit[0] < e for b, e in first)]
    return bool(first) and not further and not s.around(Signal.FLOW_DOWN)


def _label_alone(s: Situation) -> bool:
    """Whether the passage demands a named label, and nothing around it opens that to equivalents."""
    own = Bound(s.fragment, s.start, s.end)
    return own.has("label-name") and not any(bound.has("or-equivalent") for bound in s.vicinity)


def _beside(s: Situation) -> Iterator[Link]:
    for link in _links(s.vicinity, "passage"):
        if link.step != Step.SANCTION or _follows_the_duty(s, link):
            yield link


def _follows_the_duty(s: Situation, link: Link) -> bool:
    """Whether a consequence is that of the duty: in its paragraph or list, or in a block that speaks of a breach.

    "Products of forced labour are excluded" is the ban itself: a refusal in the passage is no consequence of it,
    unless what is refused failed the duty ("otherwise the batch is refused").
    """
    fragment = s.reading.fragments[link.place.block]
    own = fragment is s.fragment
    breach = any(signal.target in fragment.hits for signal in (Signal.BREACH, Signal.THIS_CLAUSE, Signal.ANAPHORA))
    if not _outright(s, link):
        return breach and not own
    if own and _refuses(fragment, link):
        return breach
    near = own or fragment.block.lead_in is not None or any(b.fragment is fragment for b in s.context)
    return near or breach


def _outright(s: Situation, link: Link) -> bool:
    """Whether a consequence is a sanction by its own words, and no mere refusal ("will not be used")."""
    fragment = s.reading.fragments[link.place.block]
    hits = fragment.hits.get(Signal.SANCTION.target, ())
    return link.step != Step.SANCTION or any(fragment.words(hit) == link.text for hit in hits)


def _refuses(fragment: Fragment, link: Link) -> bool:
    """Whether the words of a sanction refuse the thing itself: "are rejected" may be a ban as well as a sanction."""
    refused = fragment.hits.get(Signal.REFUSAL.target, ())
    told = (hit for hit in fragment.hits.get(Signal.SANCTION.target, ()) if fragment.words(hit) == link.text)
    return all(any(hit[0] < end and begin < hit[1] for begin, end in refused) for hit in told)


def _in_section(s: Situation) -> Iterator[Link]:
    for step, fragments in s.reading.steps_back.get(s.fragment.block.section, {}).items():
        other = next((f for f in fragments if f is not s.fragment), None)
        if other is not None:
            yield from (link for link in _links((whole(other),), "section") if link.step == step)


def _elsewhere(s: Situation) -> Iterator[Link]:
    cited = s.reading.cited
    labels = _labels_of(s)
    citing = [f for label in (*labels, "") for f in cited.get(label, ())]
    return _links((whole(f) for f in citing if f.block.section != s.fragment.block.section), "elsewhere")


def _labels_of(s: Situation) -> tuple[str, ...]:
    """The number of the passage's article and of those that it stands in, the narrowest first."""
    found: list[str] = []
    sections = s.reading.structured.sections
    node = s.section
    while True:
        number = LABEL.search(node.label)
        if number and number.group() not in found:
            found.append(number.group())
            parts = number.group().split(".")
            found += [".".join(parts[:size]) for size in range(len(parts) - 1, 0, -1)]
        if node.parent is None:
            return tuple(dict.fromkeys(found))
        node = sections[node.parent]


def _links(bounds: Iterable[Bound], how: str) -> Iterator[Link]:
    for bound in bounds:
        fragment = bound.fragment
        if fragment.is_header:
            continue
        for step, hits in fragment.steps.items():
            held = (hit for hit in hits if bound.start <= hit[0] < bound.end)
            first = next((hit for hit in held if not _denied(fragment, hit)), None)
            if first is not None:
                yield Link(step, fragment.words(first), _as_place(fragment, first), how)


def _denied(fragment: Fragment, hit: Span) -> bool:
    """Whether a step is said not to be: "no certificate", "aucune pénalité", "ohne dass gekündigt wird"."""
    articles = fragment.hits.get(Signal.NEGATING_ARTICLE.target, ())
    lacking = fragment.hits.get(Signal.WITHOUT_THAT.target, ())
    return any(0 <= hit[0] - end <= BESIDE for _, end in articles) or any(
        0 <= hit[0] - end <= AFTER_THAT for _, end in lacking
    )


def _as_place(fragment: Fragment, span: Span) -> Place:
    """The whole sentence that holds a cue."""
    return Place(fragment.document, fragment.block.id, *fragment.chars(*fragment.sentence_at(span[0])))
