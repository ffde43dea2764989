"""Small edits that might turn a verdict; which of them does is recognised by judging the edited text anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tenderscan.model.match import Claim, Stance
from tenderscan.model.report import Advice, Change, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.model.section import Block, BlockKind, Section, SectionKind, StructuredDocument
from tenderscan.model.signal import Signal
from tenderscan.verdicts.decide import Decision

MOST_CLAIMS, MOST_TRIES = 3, 12
"""Passages that edits are tried on, and edits that are tried, before the whole clause is proposed."""

_SOFT = frozenset(
    {
        Signal.WEAKENER,
        Signal.PERMISSION,
        Signal.EFFORT,
        Signal.INFORMATION,
        Signal.ACKNOWLEDGE,
        Signal.BEST_KNOWLEDGE,
        Signal.POLICY,
        Signal.BUYER,
        Signal.LAW_ONLY,
    }
)
"""Signals whose words make a passage weak, and so may be replaced."""

_SENTENCES = {"vague": ("proof", "check", "duty"), "no-verification": ("proof", "check", "duty")}
"""Sentences that may be added to a passage that is weak for a reason (lists `remedy.<name>`); for others, the duty."""

_BETTER = {
    VerdictKind.CONTRADICTED: (VerdictKind.WEAK, VerdictKind.MISSING),
    VerdictKind.MISSING: (VerdictKind.WEAK,),
}
"""Verdicts short of met that are better than another."""

Lists = Mapping[str, Mapping[str, Sequence[str]]]
"""The structure lists by language."""


@dataclass(frozen=True)
class Edit:
    """What to change, and the documents as they are after the change."""

    change: Change
    documents: tuple[StructuredDocument, ...]
    size: int


def edits(
    criterion: Criterion,
    decision: Decision,
    claims: Sequence[Claim],
    documents: Sequence[StructuredDocument],
    lists: Lists,
    advice: Advice | None,
) -> tuple[Edit, ...]:
    """Edits to try, those that change fewest words first; the clause to paste comes last.

    Words and sentences come from the lists `remedy.*` of the passage's own language.
    """
    small: list[Edit] = []
    if decision.verdict is VerdictKind.CONTRADICTED:
        small += _without_waivers(decision.claims, documents)
        documents = small[0].documents if small else documents
    elif decision.verdict is VerdictKind.WEAK:
        weak = [claim for claim in decision.claims if claim.stance is Stance.WEAKENS][:MOST_CLAIMS]
        for claim in weak:
            small += _stronger(claim, criterion, documents, lists)
    elif decision.verdict is VerdictKind.MISSING:
        small += [_ticked(claim, documents) for claim in claims if claim.dropped == "not-ticked"]
    chosen = sorted(small, key=lambda edit: edit.size)[:MOST_TRIES]
    last = _pasted(criterion, documents, advice) if advice and advice.clause else ()
    return (*chosen, *last)


def turning(
    tried: Sequence[Edit],
    before: VerdictKind,
    judge: Callable[[Sequence[StructuredDocument]], VerdictKind],
) -> tuple[Change, ...]:
    """The first edit after which the criterion is met, else the first that betters the verdict; with what follows.

    A waiver that is removed and leaves nothing is told with the clause to paste in its place.
    """
    better: Change | None = None
    for edit in tried:
        after = judge(edit.documents)
        change = replace(edit.change, verdict=after)
        if after is VerdictKind.MET:
            return (better, change) if better and better.kind == "remove" and change.kind == "paste" else (change,)
        if better is None and after in _BETTER.get(before, ()):
            better = change
    return (better,) if better else ()


def _without_waivers(claims: Sequence[Claim], documents: Sequence[StructuredDocument]) -> Iterator[Edit]:
    waivers = [claim for claim in claims if claim.stance is Stance.WAIVES]
    edited = tuple(documents)
    for claim in sorted(waivers, key=lambda c: c.place, reverse=True):
        block = edited[claim.place.document].blocks[claim.place.block]
        text = (block.text[: claim.place.start] + block.text[claim.place.end :]).strip()
        edited = _with_text(edited, claim, text)
    if waivers:
        words = "; ".join(dict.fromkeys(_quote(claim, documents) for claim in waivers))
        place = _place(waivers[0], documents)
        yield Edit(Change("remove", words, "", *place), edited, 1)


def _stronger(
    claim: Claim, criterion: Criterion, documents: Sequence[StructuredDocument], lists: Lists
) -> Iterator[Edit]:
    block = documents[claim.place.document].blocks[claim.place.block]
    words = lists.get(block.language, {})
    place = _place(claim, documents)
    passage = block.text[claim.place.start : claim.place.end]
    soft = [cue.text.casefold() for cue in claim.cues if cue.signal in _SOFT]
    for old, new in _swaps(words):
        found = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", passage, re.IGNORECASE)
        if found is None or not any(old in cue for cue in soft):
            continue
        put = new[:1].upper() + new[1:] if found[0][:1].isupper() else new
        at = claim.place.start + found.start()
        text = f"{block.text[:at]}{put}{block.text[at + len(old) :]}"
        yield Edit(Change("replace", found[0], put, *place), _with_text(documents, claim, text), len(new.split()))
    reason = claim.reasons[0] if claim.reasons else ""
    names = ("weight",) if criterion.nature == "award" else _SENTENCES.get(reason, ("duty",))
    for name in names:
        for new in words.get(f"remedy.{name}", ()):
            end = claim.place.end
            body = block.text[:end].rstrip()
            within = name == "weight" and body.endswith((".", ";"))
            text = f"{body[:-1]} {new}{body[-1]}" if within else f"{body} {new}"
            text += block.text[end:]
            yield Edit(Change("add", "", new, *place), _with_text(documents, claim, text), len(new.split()))


def _swaps(words: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Soft words and what may stand in their place wherever they stand: no sentence is left lame by it."""
    for pair in words.get("remedy.swap", ()):
        old, _, new = pair.partition(" = ")
        yield old.casefold(), new


def _ticked(claim: Claim, documents: Sequence[StructuredDocument]) -> Edit:
    document = documents[claim.place.document]
    block = document.blocks[claim.place.block]
    text = block.text.replace("☐", "☒", 1).replace("□", "☒", 1).replace("[ ]", "[x]", 1)
    changed = _with_block(documents, claim.place.document, replace(block, text=text, ticked=True))
    return Edit(Change("tick", _quote(claim, documents), "", *_place(claim, documents)), changed, 1)


def _pasted(criterion: Criterion, documents: Sequence[StructuredDocument], advice: Advice | None) -> Iterator[Edit]:
    """The clause at the end of the section where it belongs, or of the document where no section is its place."""
    ordered = sorted(enumerate(documents), key=lambda pair: pair[1].role != "specification")
    number, document = next(((n, d) for n, d in ordered if d.document.notice is None), ordered[0])
    section = _home(criterion, document)
    clause = advice.clause if advice else ""
    language = advice.language if advice else ""
    block = Block(len(document.blocks), BlockKind.PARAGRAPH, clause, (), section.id, language, len(document.blocks) + 1)
    pasted = replace(document, blocks=(*document.blocks, block))
    changed = tuple(pasted if n == number else d for n, d in enumerate(documents))
    change = Change("paste", "", clause, document.document.path, section.page, document.heading(section.id))
    yield Edit(change, changed, len(clause.split()))


def _home(criterion: Criterion, document: StructuredDocument) -> Section:
    """The first section that speaks as one of the criterion's provisions, in the order of the rule."""
    plain = [s for s in document.sections[1:] if s.kind is SectionKind.PLAIN]
    for provision in criterion.provisions:
        found = next((s for s in plain if s.provision is not None and s.provision.value == provision), None)
        if found:
            return found
    return document.sections[0]


def _with_text(documents: Sequence[StructuredDocument], claim: Claim, text: str) -> tuple[StructuredDocument, ...]:
    block = documents[claim.place.document].blocks[claim.place.block]
    return _with_block(documents, claim.place.document, replace(block, text=text or " "))


def _with_block(documents: Sequence[StructuredDocument], number: int, block: Block) -> tuple[StructuredDocument, ...]:
    document = documents[number]
    blocks = tuple(block if own.id == block.id else own for own in document.blocks)
    return tuple(replace(d, blocks=blocks) if n == number else d for n, d in enumerate(documents))


def _quote(claim: Claim, documents: Sequence[StructuredDocument]) -> str:
    block = documents[claim.place.document].blocks[claim.place.block]
    return block.text[claim.place.start : claim.place.end].strip()


def _place(claim: Claim, documents: Sequence[StructuredDocument]) -> tuple[str, int | None, str]:
    document = documents[claim.place.document]
    block = document.blocks[claim.place.block]
    return document.document.path, block.page, document.heading(block.section)
