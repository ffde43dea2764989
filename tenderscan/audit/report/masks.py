"""People's names and addresses out of what is published: takes a text, gives it with them blacked out.

E-mail addresses and telephone numbers are known by their form; names and streets by the words beside them, which the
rules list by language (structure, `mask.…`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

BLACK = "█████"

_MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\d{2}[\d\s./()-]{6,16}\d|0\d{1,3}[\s./-]\d[\d\s./-]{4,10}\d)(?!\w)"
)  # international, or with a zero and the area apart: a plain run of digits is something else
_NUMBER = r"\d{1,4}\s?[a-zA-Z]?\b"
_WORD = r"[A-ZÀ-Þ][\w'’.-]*"


@dataclass(frozen=True)
class Masks:
    """What is blacked out, as expressions; of a match the group `black`, or all of it where it has none."""

    patterns: tuple[re.Pattern[str], ...] = (_MAIL, _PHONE)

    @classmethod
    def of(cls, structure: Mapping[str, Mapping[str, Sequence[str]]]) -> Masks:
        """The masks of the rules' word lists, those of all languages: a tender may hold several."""

        def listed(name: str) -> str:
            words = {word for lists in structure.values() for word in lists.get(f"mask.{name}", ())}
            return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

        return cls((_MAIL, _PHONE, *_names(listed("contact"), listed("title"), listed("particle")), *_streets(listed)))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where something is to be blacked out: half-open offsets, in order, none within another."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(self._found(text)):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def masked(self, text: str) -> str:
        """The text with each of them blacked out."""
        parts, at = [], 0
        for start, end in self.spans(text):
            parts += [text[at:start], BLACK]
            at = end
        return "".join([*parts, text[at:]])

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        for pattern in self.patterns:
            for match in pattern.finditer(text):
                yield match.span("black") if "black" in pattern.groupindex else match.span()


def _names(contact: str, title: str, particle: str) -> Iterable[re.Pattern[str]]:
    """A name after a title is one word or more; after a function it is two or more, for one may begin a sentence."""
    between = rf"(?:\s+(?:{particle}))*\s+" if particle else r"\s+"
    if title:
        yield re.compile(rf"(?<!\w)(?i:{title}){between}(?P<black>{_WORD}(?:{between}{_WORD}){{0,3}})")
    if contact:
        yield re.compile(rf"(?<!\w)(?i:{contact})\s*:?{between}(?P<black>{_WORD}(?:{between}{_WORD}){{1,3}})")


def _streets(listed: Callable[[str], str]) -> Iterable[re.Pattern[str]]:
    end, begin, last = listed("street-end"), listed("street-begin"), listed("street-last")
    if end:
        yield re.compile(rf"(?<!\w){_WORD}(?i:{end})\s+{_NUMBER}")
    if begin:
        name = rf"(?i:{begin})\s+(?:[\w'’-]+\s+){{0,4}}?{_WORD}"
        yield re.compile(rf"(?<!\w)(?:{_NUMBER},?\s+(?:bis\s+)?{name}|{name},?\s+{_NUMBER})")
    if last:
        yield re.compile(rf"(?<!\w){_NUMBER}\s+(?:{_WORD}\s+){{1,3}}(?i:{last})\b")
