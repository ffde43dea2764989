"""What a tender needs: the criteria at the level asked that it does not meet, and the clauses that answer them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from tenderscan.check import CheckResult
from tenderscan.errors import UsageError, meant
from tenderscan.model.match import Claim, Stance
from tenderscan.model.report import Finding, Level, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.suggest.model import Clause, Need, SuggestOptions

SHARE, LEAST = 0.25, 250
"""What may be put in: a quarter of the tender's words, or this many words of a short one."""

_LEVELS = {
    Level.REQUIRED: (Level.REQUIRED,),
    Level.RECOMMENDED: (Level.REQUIRED, Level.RECOMMENDED),
    Level.OPTIONAL: tuple(Level),
}
_ANSWERED = (VerdictKind.MISSING, VerdictKind.WEAK, VerdictKind.CONTRADICTED)

Serves = Callable[[Criterion, str], frozenset[str]]
"""Which criteria a criterion's clause meets when it is read alone, in a language."""


def needs(result: CheckResult, options: SuggestOptions) -> tuple[Need, ...]:
    """The criteria to answer, in the rulebook's order. Raises UsageError for an id that no rule has."""
    rules = {criterion.id: criterion for criterion in result.rulebook.criteria}
    for wanted in (*options.only, *options.but):
        if wanted not in rules:
            raise UsageError(f'there is no criterion "{wanted}".', meant(wanted, rules))
    live: dict[str, list[Claim]] = {}
    for claim in result.claims:
        if not claim.dropped:
            live.setdefault(claim.criterion, []).append(claim)
    return tuple(
        _need(finding, rules[finding.id], live.get(finding.id, ()), result)
        for finding in _wanted(result.report.findings, options)
        if finding.verdict in _ANSWERED and rules[finding.id].clause
    )


def undecided(result: CheckResult, options: SuggestOptions) -> tuple[Finding, ...]:
    """The criteria at the level asked that could not be judged, and so are not answered."""
    wanted = _wanted(result.report.findings, options)
    return tuple(finding for finding in wanted if finding.verdict is VerdictKind.UNDECIDED)


def _wanted(findings: Iterable[Finding], options: SuggestOptions) -> list[Finding]:
    levels = _LEVELS[options.level]
    return [
        finding
        for finding in findings
        if finding.id not in options.but
        and (finding.id in options.only if options.only else finding.level in levels and finding.suppressed is None)
    ]


def _need(finding: Finding, criterion: Criterion, claims: Sequence[Claim], result: CheckResult) -> Need:
    return Need(
        finding,
        criterion,
        tuple(claim for claim in claims if claim.stance is Stance.WAIVES),
        _shown(finding, [claim for claim in claims if claim.stance is Stance.WEAKENS], result),
        any(claim.stance is Stance.ASKS for claim in claims),
    )


def _shown(finding: Finding, claims: Sequence[Claim], result: CheckResult) -> Claim | None:
    """The weak passage that the report shows first."""
    if finding.verdict is not VerdictKind.WEAK or not finding.evidence:
        return None
    first = finding.evidence[0]
    for claim in claims:
        structured = result.structured[claim.place.document]
        begin, _ = structured.blocks[claim.place.block].original(claim.place.start, claim.place.end)
        # A passage is shown without the blanks around it.
        if structured.document.path == first.document and begin <= first.start < begin + 3:
            return claim
    return claims[0] if claims else None


def clauses(wanting: Sequence[Need], language_of: Mapping[str, str], serves: Serves) -> tuple[Clause, ...]:
    """The fewest clauses that answer all needs: the one that meets most of them first, then the rulebook's order.

    `language_of` gives the language that each criterion's clause would be written in.
    """
    open_needs = {need.criterion.id: need for need in wanting}
    told = {need.criterion.id: _served(need, open_needs, language_of, serves) for need in wanting}
    found: list[Clause] = []
    while open_needs:
        best = max(open_needs.values(), key=lambda need: len(told[need.criterion.id] & open_needs.keys()))
        answered = [need for key, need in open_needs.items() if key in told[best.criterion.id]]
        text = best.criterion.clause[language_of[best.criterion.id]].strip()
        found.append(Clause(best, text, tuple(answered)))
        for need in answered:
            del open_needs[need.criterion.id]
    return tuple(found)


def _served(need: Need, wanted: Mapping[str, Need], language_of: Mapping[str, str], serves: Serves) -> frozenset[str]:
    """The needs that a need's clause answers: itself, and those of its kind that sit in the same place of a tender."""
    own = need.criterion
    language = language_of[own.id]
    met = serves(own, language) if len(wanted) > 1 else frozenset()
    return frozenset({own.id}) | {
        other
        for other in met & wanted.keys()
        if _alike(own, wanted[other].criterion) and language_of[other] == language
    }


def _alike(own: Criterion, other: Criterion) -> bool:
    if other.nature != own.nature and other.nature != "label-equivalence":
        return False
    return other.provisions[:1] == () or other.provisions[0] in own.provisions


def room(words: int) -> int:
    """How many words may be put into a tender of so many."""
    return max(LEAST, round(words * SHARE))


def within_bound(
    found: Sequence[Clause], words: int, exempt: Collection[str]
) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """(what goes in, what is left out) by a bound on the words put into a tender of so many words.

    Amendments of what stands there come first, then what is required, then what answers most needs. Clauses of `exempt`
    criteria go in whatever their length.
    """
    left = room(words)
    levels = list(Level)

    def rank(clause: Clause) -> tuple[bool, int, int]:
        return (
            clause.need.finding.verdict is VerdictKind.MISSING,
            min(levels.index(need.finding.level) for need in clause.serves),
            -len(clause.serves),
        )

    chosen: set[str] = set()
    for clause in sorted(found, key=rank):
        named = clause.need.criterion.id in exempt
        if named or clause.words <= left:
            chosen.add(clause.need.criterion.id)
            left -= clause.words
    kept = tuple(clause for clause in found if clause.need.criterion.id in chosen)
    return kept, tuple(clause for clause in found if clause not in kept)
