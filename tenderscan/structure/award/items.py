"""One award criterion out of a line: "Prijs: 60 punten", "qualité (40 %)", "20 % for the environment"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tenderscan.lexicon.fold import fold
from tenderscan.model.award import Unit
from tenderscan.structure.layout.paragraphs import BOX, BULLET, NUMBER
from tenderscan.structure.words import StructureWords, plain

MOST_WORDS = 16
"""A name of an award criterion has no more words than this."""

ANNOUNCED = 5
"""Words before a colon beyond which they announce a list rather than name one criterion."""

_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?"
_EDGES = ' \t\n.,;:–—=-/|•*“”"«»()[]'
_DOTTED = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its number, as a line gives them; `rest` is what the line says after them."""

    name: str
    value: float | None
    unit: Unit
    rest: str = ""


class ItemReader:
    """Reads names and numbers with the words of `rules/structure/` (keys that begin with `award.`)."""

    def __init__(self, words: StructureWords) -> None:
        self._words = words
        percent, points = _any(words.get("award.percent")), _any(words.get("award.points"))
        out_of = _any(words.get("award.out-of"))
        of = rf"(?:\s*(?:/|\b(?:{out_of})\b)\s*{_NUMBER}(?!\d))"
        self._value = re.compile(
            rf"[(\[]?\s*(?<![\d.,])(?P<number>{_NUMBER})(?![\d.,]*\d)(?P<of>{of})?"
            rf"(?:\s*(?:(?P<percent>%|(?:{percent})\b)|(?P<points>(?:{points})\b\.?)))?(?P<of_after>{of})?\s*[)\]]?",
            re.IGNORECASE,
        )
        lot = _any(words.get("lot"))
        self._lot = re.compile(rf"^(?:{lot})\s*(?:n[r°o]\.?\s*)?0*(?P<lot>\d{{1,3}}|[a-z])\b(?!\s*[,&])", re.IGNORECASE)
        named = _any(words.get("award.name-heading"))
        self._numbered = re.compile(rf"\b(?:{named})\s*(?:n[r°o]\.?\s*)?\d{{1,2}}\b", re.IGNORECASE)
        self._bare = re.compile(rf"^[^\w]*(?P<number>{_NUMBER})\s*(?:/\s*{_NUMBER})?[^\w]*$")
        trimmed = {word for key in ("joins", "counts", "parts") for word in words.get(f"award.{key}")}
        self._trim = _Edges(sorted(trimmed, key=lambda word: (-len(word), word)))
        self._said: dict[tuple[str, str], bool] = {}
        self._folded = ("", "")
        self._patterns: dict[str, re.Pattern[str]] = {}

    def items(self, text: str) -> list[Named]:
        """All names with their numbers in a text, in order; a number goes with the name before it, or after it."""
        found = [m for m in self._value.finditer(fold_marks(text)) if _tells(m)]
        if not found:
            return []
        leading = self._leads(text[: found[0].start()], text[found[0].end() :])
        edges = [(m.end() if leading else m.start()) for m in found]
        named = []
        for at, match in enumerate(found):
            if leading:
                stop = found[at + 1].start() if at + 1 < len(found) else len(text)
                raw, rest = text[edges[at] : stop], ""
            else:
                start = found[at - 1].end() if at else 0
                raw = text[start : match.start()]
                rest = text[match.end() :] if at == len(found) - 1 else ""
            name = self.name(_first_part(raw) if leading else _last_part(raw))
            named.append(Named(name, _float(match["number"]), _unit(match), rest))
        return named

    def _leads(self, before: str, after: str) -> bool:
        """Whether numbers stand before their names: "60 % for the price", after nothing or what announces them."""
        if not self.name(_last_part(before)):
            return True
        announces = before.rstrip().endswith(":") and (self.says("cue", before) or len(before.split()) > ANNOUNCED)
        return announces and bool(re.match(r"\s*[^\W\d_]", after))

    def number(self, cell: str) -> tuple[float, Unit] | None:
        """The weight that a table's cell holds, or None."""
        found = self._value.match(cell.strip())
        if found and _tells(found) and len(cell.split()) <= 5:
            return _float(found["number"]), _unit(found)
        bare = self._bare.match(cell)
        return (_float(bare["number"]), "") if bare else None

    def name(self, raw: str) -> str:
        """A name without its label, its connecting words and marks."""
        text = self._numbered.sub(" ", raw) if self._numbered.fullmatch(raw.strip(_EDGES)) is None else raw
        text = text.strip(_EDGES) if not BULLET.match(text) else text.strip()
        for pattern in (BOX, BULLET, NUMBER):
            text = pattern.sub("", text, count=1).strip(_EDGES)
        text = self._trim.off(text)
        if text.count("(") > text.count(")"):
            text = text[: text.rindex("(")].strip(_EDGES)
        return text[:1].upper() + text[1:] if re.search(r"[^\W\d_]{2}", text) else ""

    def lot(self, line: str) -> str:
        """The number of the lot that a line announces ("Lot 2: chairs"), or nothing."""
        found = self._lot.match(line.strip())
        return found["lot"].upper() if found and len(line.split()) <= MOST_WORDS else ""

    def is_range(self, join: str) -> bool:
        """Whether words stand between the first and the last of several numbers ("1 to 3")."""
        return join in {plain(word) for word in self._words.ranges}

    def is_total(self, text: str) -> bool:
        """Whether a line gives the sum of the others."""
        return plain(text).split(" ")[0] in self._words.get("award.total")

    def is_criterion(self, name: str) -> bool:
        """Whether a name can be an award criterion's: short, and no rule of scoring."""
        if not name or len(name.split()) > MOST_WORDS:
            return False
        return not self._words.held("award.no-criterion", name)

    def says(self, key: str, text: str) -> bool:
        """Whether a text holds a word of the list `award.<key>`."""
        if not text:
            return False
        known = self._said.get((key, text))
        if known is None:
            known = self._said[key, text] = bool(self._pattern(key).search(self._plain(text)))
        return known

    def _plain(self, text: str) -> str:
        """The text folded: it is asked for one list of words after the other."""
        if self._folded[0] != text:
            self._folded = text, plain(text)
        return self._folded[1]

    def _pattern(self, key: str) -> re.Pattern[str]:
        """All words of a list as one pattern: a document is asked for them thousands of times."""
        if key not in self._patterns:
            words = sorted(self._words.get(f"award.{key}"), key=len, reverse=True)
            either = "|".join(re.escape(word) for word in words) or r"(?!)"
            self._patterns[key] = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")
        return self._patterns[key]


class _Edges:
    """Connecting words that are taken off both ends of a name, the longest first."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = frozenset(words)
        self._first: dict[str, list[str]] = defaultdict(list)
        self._last: dict[str, list[str]] = defaultdict(list)
        for word in words:
            self._first[word.split(" ")[0]].append(word)
            self._last[word.split(" ")[-1]].append(word)

    def off(self, text: str) -> str:
        """The text without connecting words at its ends; nothing where it is nothing else."""
        while text:
            folded = fold(text)
            if folded in self._words:
                return ""
            parts = folded.split(" ") if len(folded) == len(text) else [""]
            begins = next((w for w in self._first.get(parts[0], ()) if folded.startswith(f"{w} ")), "")
            ends = next((w for w in self._last.get(parts[-1], ()) if folded.endswith(f" {w}")), "")
            if not begins and not ends:
                break
            taken = text[len(begins) :] if len(begins) >= len(ends) else text[: -len(ends)]
            text = taken.strip(_EDGES)
        return text


def label_depth(label: str) -> int:
    """How deep a printed label says an item is: "2" is 0, "2.1" is 1, "2.1.3" is 2."""
    return label.rstrip(".").count(".") if _DOTTED.match(label) else 0


def fold_marks(text: str) -> str:
    """The text with spaces that do not break as plain ones, letter for letter."""
    return re.sub(r"\s", " ", text)


def _last_part(raw: str) -> str:
    """What stands after the last full stop or colon: "Award criteria: price" names the price."""
    parts = re.split(r"(?<=[^\W\d])\s*[:.;?!]\s+(?=\S)", raw.rstrip(_EDGES))
    return parts[-1]


def _first_part(raw: str) -> str:
    return re.split(r"(?<=[^\W\d])[.;:]\s", raw.strip(_EDGES) + " ")[0]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words) or "(?!)"


def _float(raw: str) -> float:
    return float(raw.replace(",", "."))


def _unit(match: re.Match[str]) -> Unit:
    return "percent" if match["percent"] else "points"


def _tells(match: re.Match[str]) -> bool:
    """Whether a number says that it is a weight: it has a unit, or is "out of" something."""
    return any(match[name] for name in ("percent", "points", "of", "of_after"))
