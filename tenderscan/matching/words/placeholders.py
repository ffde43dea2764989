"""Places that a clause template leaves open: «naam_keurmerk», [in te vullen], {{ bedrag }}, <percentage>, ……, ____.

What is left open is no text yet: a name in it names nothing, and a number stands where it will stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from tenderscan.lexicon.fold import fold
from tenderscan.lexicon.tokens import Tokens

Span = tuple[int, int]

MOST_WORDS = 6
"""Words in brackets that may be a placeholder; a longer text in brackets is a text."""

_OPENERS = frozenset("[«<{$_….")
_FORM = re.compile(
    r"""\{\{.{0,200}?\}\}            # a field of a mail merge or template
    | \$\{[^}\n]{1,80}\}
    | \[(?P<square>[^\[\]\n]{1,120})\]
    | «(?P<quoted>[^«»\n]{1,120})»
    | <(?P<angle>[^<>\n]{1,120})>
    | _{3,} | (?:\.[ ]?){3,} | …+    # a line to write on
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"[\s._…]*[._…]{2,}[\s._…]*|…")
_FIELD = re.compile(r"\w*_\w*")


def placeholders(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Half-open spans of the places left open, in order; `words` are patterns of what stands in brackets.

    An empty or crossed box ("[ ]", "[x]") is a tick box, and words between French quotes are quoted, not left open.
    """
    if not any(ch in _OPENERS for ch in text):
        return ()
    return tuple(_found(text, words))


def _found(text: str, words: Sequence[str]) -> Iterator[Span]:
    for form in _FORM.finditer(text):
        inside = next((g for g in (form["square"], form["quoted"], form["angle"]) if g is not None), None)
        if inside is None or _open(inside, words, field=form["quoted"] is not None):
            start, end = form.span()
            yield start, start + len(text[start:end].rstrip())


def _open(inside: str, words: Sequence[str], *, field: bool) -> bool:
    if _LINE.fullmatch(inside) or (field and _FIELD.fullmatch(inside)):
        return True
    said = fold(" ".join(inside.split())).rstrip(" .:…")
    return len(said.split()) <= MOST_WORDS and any(fnmatchcase(said, word) for word in words)


def leave_open(
    tokens: Tokens, sentences: tuple[Span, ...], words: Sequence[str]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The token ranges of the places left open, and the sentences, which no placeholder cuts in two.

    A line to write on ("naam: ......") does not end the sentence that it stands in either.
    """
    spans = placeholders(tokens.text, words)
    if not spans:
        return (), sentences
    found: list[Span] = []
    no_ends: set[int] = set()
    for span in spans:
        begin, stop = bisect_left(tokens.starts, span[0]), bisect_left(tokens.starts, span[1])
        if begin < stop:
            found.append((begin, stop))
            no_ends |= set(range(begin + 1, stop + 1 if _is_line(tokens.text, span) else stop))
    merged: list[Span] = []
    for start, end in sentences:
        if merged and start in no_ends:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(found), tuple(merged)


def _is_line(text: str, span: Span) -> bool:
    """Whether a placeholder is a line to write on, whose dots end no sentence."""
    said = text[span[0] : span[1]].replace(" ", "")
    return (len(said) > 3 and not said.strip("._…")) or text[span[1] : span[1] + 2].strip()[:1] in ("%", "€")
