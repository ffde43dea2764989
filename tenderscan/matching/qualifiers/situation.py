"""What stands around a passage: its clause, its paragraph, its list, and the signals in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tenderscan.lexicon.search import Span
from tenderscan.matching.words.expressions import Bound, Match
from tenderscan.matching.words.fragment import Fragment
from tenderscan.matching.words.passages import lead_in, whole
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Cue
from tenderscan.model.section import BlockKind, Provision, Section

AFTER = 2
"""Blocks after a passage in the same section in which its proof or sanction may stand."""

_PERCENT = frozenset({"%", "percent", "procent", "prozent", "pourcent"})
_CURRENCY = frozenset({"€", "eur", "euro", "euros", "£", "$"})


@dataclass(frozen=True)
class Situation:
    """A match in its surroundings; token ranges are those of `fragment`."""

    reading: DocumentReading
    fragment: Fragment
    start: int
    end: int
    match: Match
    context: tuple[Bound, ...]

    @cached_property
    def section(self) -> Section:
        """The section that holds the passage."""
        return self.reading.section(self.fragment)

    @cached_property
    def provision(self) -> Provision | None:
        """What the passage speaks as."""
        return self.fragment.block.provision or self.section.provision

    @cached_property
    def evidence(self) -> Span:
        """First and last token of the match in the fragment; the passage where it lies elsewhere."""
        own = [f for f in self.match if f.fragment is self.fragment and self.start <= f.start < self.end]
        if not own:
            return self.start, self.end
        return min(f.start for f in own), max(f.end for f in own)

    @cached_property
    def clause(self) -> Span:
        """The part of the passage between semicolons that holds the evidence; the cell of a row that asks something."""
        words, (first, last) = self.fragment.tokens.folded, self.evidence
        row = self.fragment.block.kind is BlockKind.TABLE_ROW and "?" in words[self.start : self.end]
        ends = (";", "|") if row else (";",)
        begin = next((i + 1 for i in range(first - 1, self.start - 1, -1) if words[i] in ends), self.start)
        stop = next((i for i in range(last, self.end) if words[i] in ends), self.end)
        return begin, stop

    def own(self, signal: str, span: Span | None = None) -> tuple[Span, ...]:
        """Places of a signal in the passage, or in a token range of its fragment."""
        begin, stop = span or (self.start, self.end)
        hits = self.fragment.hits.get(f"signal:{signal}")
        return tuple(hit for hit in hits if begin <= hit[0] and hit[1] <= stop) if hits else ()

    def around(self, signal: str) -> tuple[Cue, ...]:
        """Cues of a signal in the lead-in, header row or question that the passage hangs from."""
        return tuple(cue for bound in self.context for cue in _cues(bound, signal))

    def says(self, signal: str) -> bool:
        """Whether the passage or what it hangs from holds the signal."""
        return bool(self.own(signal)) or bool(self.around(signal))

    def nearby(self, signal: str) -> tuple[Cue, ...]:
        """Cues of a signal in the passage, its paragraph, its list and the blocks just after it."""
        return tuple(cue for bound in self.vicinity for cue in _cues(bound, signal))

    def has_nearby(self, signal: str) -> bool:
        """Whether any of `nearby` is there; much cheaper than naming them."""
        name = f"signal:{signal}"
        return any(b.start <= start < b.end for b in self.vicinity for start, _ in b.fragment.hits.get(name, ()))

    def cues(self, signal: str, span: Span | None = None) -> tuple[Cue, ...]:
        """The words of a signal in the passage, as they stand."""
        return tuple(Cue(signal, self.fragment.words(hit)) for hit in self.own(signal, span))

    @cached_property
    def vicinity(self) -> tuple[Bound, ...]:
        """The paragraph, its list and lead-in, and the blocks just after it."""
        block = self.fragment.block
        found = [whole(self.fragment), *self.context]
        group = block.id if block.lead_in is None else block.lead_in
        found += [whole(f) for f in self.reading.lists.get(group, ()) if f is not self.fragment]
        if block.kind is not BlockKind.TABLE_ROW:
            found += self._following()
        return tuple(found)

    def _following(self) -> list[Bound]:
        mates = self.reading.sections.get(self.fragment.block.section, ())
        at = next((i for i, f in enumerate(mates) if f is self.fragment), len(mates))
        after = mates[at + 1 : at + 1 + AFTER]
        return [whole(f) for f in after if f.block.kind is not BlockKind.TABLE_ROW and not f.block.question]

    @cached_property
    def afterword(self) -> Bound | None:
        """The sentence that follows the passage's paragraph part, or opens the next paragraph of its section."""
        following = next((span for span in self.fragment.bounds if span[0] >= self.end), None)
        if following is not None:
            return Bound(self.fragment, *self.fragment.bounds[-1])
        mates = self.reading.sections.get(self.fragment.block.section, ())
        at = next((i for i, f in enumerate(mates) if f is self.fragment), len(mates))
        after = mates[at + 1] if at + 1 < len(mates) else None
        plain = after is not None and after.bounds and after.block.kind is BlockKind.PARAGRAPH
        return Bound(after, *after.bounds[0]) if after is not None and plain else None

    @cached_property
    def taken_up(self) -> bool:
        """Whether the next sentence binds to what this one names ("… these conventions")."""
        following = next((span for span in self.fragment.bounds if span[0] == self.end), None)
        if following is None:
            return False
        binds = self.own("obligation", following) or self.own("contractor", following)
        return bool(self.own("anaphora", following)) and bool(binds) and not self.own("weakener", following)

    @cached_property
    def options(self) -> tuple[Fragment, ...]:
        """The options with a tick box that the passage leads in ("applies ☐ / does not apply ☒").

        Only the last sentence of a paragraph leads in what follows it.
        """
        if self.fragment.bounds and self.end < self.fragment.bounds[-1][1]:
            return ()
        items = self.reading.lists.get(self.fragment.block.id, ())
        return tuple(item for item in items if item.block.ticked is not None)

    @cached_property
    def threshold(self) -> Cue | None:
        """A number with a unit or a percent sign in the passage or what it hangs from."""
        bounds = (Bound(self.fragment, self.start, self.end), *self.context)
        return next((cue for bound in bounds if (cue := _threshold(bound)) is not None), None)

    @cached_property
    def points(self) -> Cue | None:
        """A bare number in a row under a header of points or weights, or a share such as 20/100."""
        words = self.fragment.tokens.folded
        numbers = [at for at in range(self.start, self.end) if words[at].isdigit()]
        for at in numbers:
            if at + 2 < self.end and words[at + 1] == "/" and words[at + 2] in ("20", "50", "100"):
                return Cue("threshold", self.fragment.words((at, at + 3)))
        header = self.reading.header(self.fragment)
        if header is None or "signal:scoring" not in header.hits:
            return None
        if not numbers:
            return next((Cue("placeholder", self.fragment.words(span)) for span in self.fragment.open), None)
        return Cue("threshold", self.fragment.words((numbers[-1], numbers[-1] + 1)))

    @cached_property
    def weight(self) -> Cue | None:
        """A number that weighs an award criterion, in the passage, what it hangs from, its paragraph or its list."""
        block = self.fragment.block
        group = block.id if block.lead_in is None else block.lead_in
        own = Bound(self.fragment, self.start, self.end)
        bounds = (own, *self.context, whole(self.fragment), *map(whole, self.reading.lists.get(group, ())))
        return next((cue for bound in bounds if (cue := _weight(bound)) is not None), None) or self.points


def _weight(bound: Bound) -> Cue | None:
    """A number that is a weight: with a percent sign or points, not a number of pages or of criteria."""
    words = bound.fragment.tokens.folded
    scores = {begin for begin, _ in bound.hits("scoring")} & {begin for begin, _ in bound.hits("unit")}
    spelled = {begin for begin, _ in bound.hits("number-word")}
    for at in range(bound.start, bound.end):
        if not words[at][0].isdigit() and at not in spelled:
            continue
        if any(words[i] in _PERCENT or i in scores for i in range(at + 1, min(at + 3, bound.end))):
            return Cue("threshold", bound.fragment.words((at, min(at + 2, bound.end))))
    return None


def situation(
    reading: DocumentReading, fragment: Fragment, span: Span, match: Match, context: tuple[Bound, ...] = ()
) -> Situation:
    """The surroundings of a match; lead-in, header row and question are looked up where none is given."""
    if not context:
        header = reading.header(fragment)
        context = (*lead_in(reading, fragment), *((whole(header),) if header else ()))
    return Situation(reading, fragment, *span, match, tuple(b for b in context if b.fragment is not fragment))


def _cues(bound: Bound, signal: str) -> tuple[Cue, ...]:
    hits = bound.fragment.hits.get(f"signal:{signal}")
    if not hits:
        return ()
    return tuple(Cue(signal, bound.fragment.words(hit)) for hit in hits if bound.start <= hit[0] < bound.end)


def _threshold(bound: Bound) -> Cue | None:
    words = bound.fragment.tokens.folded
    units = {start for start, _ in bound.fragment.hits.get("signal:unit", ())}
    spelled = {start for start, _ in bound.fragment.hits.get("signal:number-word", ())}
    for at in range(bound.start, bound.end):
        if not words[at][0].isdigit() and at not in spelled:
            continue
        after = range(at + 1, min(at + 3, bound.end))
        held = any(words[i] in _PERCENT or words[i] in _CURRENCY or i in units for i in after)
        if held or (at > bound.start and words[at - 1] in _CURRENCY):
            stop = min(at + 2, bound.end)
            return Cue("threshold", bound.fragment.words((at, stop)))
    return _open_threshold(bound, units)


def _open_threshold(bound: Bound, units: set[int]) -> Cue | None:
    """A number that is still to be filled in: a placeholder with a unit, a currency or a percent sign."""
    words = bound.fragment.tokens.folded
    for begin, stop in bound.fragment.open:
        if begin < bound.start or stop > bound.end:
            continue
        after = range(stop, min(stop + 2, bound.end))
        held = any(words[i] in _PERCENT or words[i] in _CURRENCY or i in units for i in after)
        if held or (begin > bound.start and words[begin - 1] in _CURRENCY):
            return Cue("placeholder", bound.fragment.words((begin, min(stop + 1, bound.end))))
    return None
