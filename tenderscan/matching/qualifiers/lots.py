"""The lots that a passage names itself: "for lot 2", "percelen 1 en 3", "except lot 4"."""

from __future__ import annotations

from tenderscan.matching.qualifiers.scope import reached
from tenderscan.matching.qualifiers.situation import Situation
from tenderscan.model.scope import Scoped
from tenderscan.model.signal import Signal

_BETWEEN = frozenset({",", "&", "+", "/", "(", ")"})


def lots_named(s: Situation) -> tuple[str, ...]:
    """The dossier's lots that the passage says it is about, in order; none where it names none, or all of them."""
    if len(s.reading.lots) < 2:
        return ()
    for begin, end in s.own(Signal.LOT_WORD):
        named = _numbers(s, end) & s.reading.lots
        if not named:
            continue
        excepted = bool(reached(s, Scoped.LOT_EXCEPTED, (begin, end)))
        chosen = s.reading.lots - named if excepted else named
        if chosen != s.reading.lots:
            return tuple(sorted(chosen, key=lambda lot: (len(lot), lot)))
    return ()


def _numbers(s: Situation, at: int) -> frozenset[str]:
    """Lot numbers in a list from a token on; "1 to 3" counts all between."""
    words = s.fragment.tokens.folded
    found: list[str] = []
    ranging = False
    joins = {begin for begin, _ in s.own(Signal.LIST_JOIN)}
    ranges = {begin for begin, _ in s.own(Signal.RANGE_JOIN)}
    for place in range(at, min(at + s.scope(Scoped.LOT_NUMBERS).reach, s.end)):
        word = words[place].upper()
        if word in s.reading.lots or (word.lstrip("0") or word) in s.reading.lots:
            lot = word if word in s.reading.lots else word.lstrip("0")
            if ranging and found and found[-1].isdecimal() and lot.isdecimal():
                found += [str(number) for number in range(int(found[-1]) + 1, int(lot))]
            found.append(lot)
            ranging = False
        elif place in ranges:
            ranging = True
        elif place not in joins and words[place] not in _BETWEEN:
            break
    return frozenset(found)
