"""What stands around a passage: its clause, its paragraph, its list, and the signals in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tenderscan.lexicon.search import Span
from tenderscan.matching.qualifiers import figures
from tenderscan.matching.words.expressions import Bound, Match
from tenderscan.matching.words.fragment import Fragment, beginning_in
from tenderscan.matching.words.passages import lead_in, whole
from tenderscan.matching.words.reading import DocumentReading
from tenderscan.model.match import Cue
from tenderscan.model.scope import NOWHERE, CueScope, Scoped
from tenderscan.model.section import BlockKind, Provision, Section
from tenderscan.model.signal import Signal

AFTER = 2
"""Blocks after a passage in the same section in which its proof or sanction may stand."""


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

    def scope(self, name: Scoped) -> CueScope:
        """How far the cues of a scope reach in the passage's language."""
        return self.reading.scopes.get(self.fragment.block.language, {}).get(name, NOWHERE)

    def own(self, signal: Signal, span: Span | None = None) -> tuple[Span, ...]:
        """Places of a signal in the passage, or in a token range of its fragment."""
        begin, stop = span or (self.start, self.end)
        hits = self.fragment.hits.get(signal.target)
        return tuple(hit for hit in beginning_in(hits, begin, stop) if hit[1] <= stop) if hits else ()

    def around(self, signal: Signal) -> tuple[Cue, ...]:
        """Cues of a signal in the lead-in, header row or question that the passage hangs from."""
        return tuple(cue for bound in self.context for cue in _cues(bound, signal))

    def says(self, signal: Signal) -> bool:
        """Whether the passage or what it hangs from holds the signal."""
        return bool(self.own(signal)) or bool(self.around(signal))

    def nearby(self, signal: Signal) -> Cue | None:
        """The first cue of a signal in the passage's paragraph, what it hangs from, its list, or just after it."""
        return next((cue for bound in self.vicinity for cue in _cues(bound, signal)), None)

    def has_nearby(self, signal: Signal) -> bool:
        """Whether there is a cue `nearby`; cheaper than naming it."""
        return any(bound.has(signal.target) for bound in self.vicinity)

    def cues(self, signal: Signal, span: Span | None = None) -> tuple[Cue, ...]:
        """The words of a signal in the passage, as they stand."""
        return tuple(Cue(signal, self.fragment.words(hit)) for hit in self.own(signal, span))

    @cached_property
    def vicinity(self) -> tuple[Bound, ...]:
        """The paragraph, its lead-in, of its list the items that first say something, and the blocks just after it."""
        found = [whole(self.fragment), *self.context]
        found += [whole(f) for f in self.reading.first_in_list.get(self._group, ()) if f is not self.fragment]
        if self.fragment.block.kind is not BlockKind.TABLE_ROW:
            after = self.reading.after(self.fragment, AFTER)
            found += [whole(f) for f in after if f.block.kind is not BlockKind.TABLE_ROW and not f.block.question]
        return tuple(found)

    @property
    def _group(self) -> int:
        """The block that leads the passage's list in: the one it hangs from, or its own."""
        block = self.fragment.block
        return block.id if block.lead_in is None else block.lead_in

    @cached_property
    def afterword(self) -> Bound | None:
        """The sentence that follows the passage's paragraph part, or opens the next paragraph of its section."""
        last = self.fragment.bounds[-1:]
        if last and last[0][0] >= self.end:
            return Bound(self.fragment, *last[0])
        after = next(iter(self.reading.after(self.fragment, 1)), None)
        plain = after is not None and after.bounds and after.block.kind is BlockKind.PARAGRAPH
        return Bound(after, *after.bounds[0]) if after is not None and plain else None

    @cached_property
    def taken_up(self) -> bool:
        """Whether the next sentence binds to what this one names ("… these conventions")."""
        following = self.fragment.sentence_from(self.end)
        if following is None:
            return False
        binds = self.own(Signal.OBLIGATION, following) or self.own(Signal.CONTRACTOR, following)
        return bool(self.own(Signal.ANAPHORA, following)) and bool(binds) and not self.own(Signal.WEAKENER, following)

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
        return next((cue for bound in bounds if (cue := figures.threshold(bound)) is not None), None)

    @cached_property
    def points(self) -> Cue | None:
        """A bare number in a row under a header of points or weights, or a share such as 20/100."""
        header = self.reading.header(self.fragment)
        headed = header is not None and Signal.SCORING.target in header.hits
        return figures.points(Bound(self.fragment, self.start, self.end), headed=headed)

    @cached_property
    def scored(self) -> Cue | None:
        """A number of points in the passage itself, or in its row under a header of points: never a bare percentage."""
        return figures.marks(Bound(self.fragment, self.start, self.end)) or self.points

    @cached_property
    def weight(self) -> Cue | None:
        """A number that weighs an award criterion, in the passage, what it hangs from, its paragraph or its list."""
        own = Bound(self.fragment, self.start, self.end)
        bounds = (own, *self.context, whole(self.fragment))
        found = next((cue for bound in bounds if (cue := figures.weight(bound)) is not None), None)
        return found or self.reading.first_told(self._group, _weight_of) or self.points


def situation(
    reading: DocumentReading, fragment: Fragment, span: Span, match: Match, context: tuple[Bound, ...] = ()
) -> Situation:
    """The surroundings of a match; lead-in, header row and question are looked up where none is given."""
    if not context:
        header = reading.header(fragment)
        context = (*lead_in(reading, fragment), *((whole(header),) if header else ()))
    return Situation(reading, fragment, *span, match, tuple(b for b in context if b.fragment is not fragment))


def _weight_of(fragment: Fragment) -> Cue | None:
    return figures.weight(whole(fragment))


def _cues(bound: Bound, signal: Signal) -> tuple[Cue, ...]:
    hits = bound.fragment.hits.get(signal.target)
    if not hits:
        return ()
    return tuple(Cue(signal, bound.fragment.words(hit)) for hit in beginning_in(hits, bound.start, bound.end))
