"""What must happen to a verdict when a text is changed: waived, asked, moved into a heading, broken over lines.

The operators are data (`operators` in rules/signals/<language>.yaml); every example of every rule goes through them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenderscan.check import Checker
from tenderscan.model.document import Document
from tenderscan.model.rule import LANGUAGES, Criterion, Example
from tenderscan.rulebook.load.files import read_file
from tenderscan.rulebook.load.locate import rules_folder
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.text.markdown import read_markdown
from tenderscan.sources.readers.text.plain import read_text

BATCH = 200
"""Variants that are matched together; each is still a dossier of its own."""

SHORTEST_BROKEN = 10
"""Letters of a word that a hyphen at a line's end may break."""

_SENTENCE_END = re.compile(r"[.;:!?]\s+\S")
_LONG_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_BROKEN},}}")


@dataclass(frozen=True, slots=True)
class Operator:
    """A change to a text, and the verdicts that may follow, by the verdict before.

    `form` is what happens to the words themselves (as-is, capitals, hyphenated, one-line), `template` where they
    are put, `swap` which opening words stand for which, `of` whether the example must be a single sentence. A
    verdict that `expect` does not name is not tried, nor are the criteria in `unless`.
    """

    id: str
    language: str
    template: str
    form: str
    markdown: bool
    one_sentence: bool
    swap: Mapping[str, str]
    expect: Mapping[str, tuple[str, ...]]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Variant:
    """An example that an operator changed."""

    criterion: Criterion
    example: Example
    operator: Operator
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A variant and the verdict it got; `holds` says whether the operator expects it."""

    variant: Variant
    verdict: str
    cues: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the verdict is one that the operator expects."""
        return self.verdict in self.variant.operator.expect[self.variant.example.expect]


def operators(folder: Path | None = None) -> tuple[Operator, ...]:
    """All operators of all languages, as the rule files declare them. Raises RuleError for a file that is wrong."""
    root = folder or rules_folder()
    found = []
    for language in LANGUAGES:
        file = read_file(root / "signals" / f"{language}.yaml", root)
        for name, raw in (file.data.get("operators") or {}).items():
            found.append(_operator(name, language, raw))
    return tuple(found)


def _operator(name: str, language: str, raw: Mapping[str, Any]) -> Operator:
    return Operator(
        name,
        language,
        raw.get("template", "{text}"),
        raw.get("form", "as-is"),
        raw.get("format", "text") == "markdown",
        raw.get("of", "paragraph") == "sentence",
        dict(raw.get("swap", {})),
        {verdict: tuple(allowed) for verdict, allowed in raw["expect"].items()},
        frozenset(raw.get("except", ())),
    )


def variants(criteria: Iterable[Criterion], chosen: Sequence[Operator]) -> Iterator[Variant]:
    """Every example that is one paragraph, changed by every operator of its language that it suits.

    Who bears the duty is not swapped where a criterion gives the buyer a right or rewards an offer.
    """
    for criterion in criteria:
        for example in criterion.examples:
            if example.todo or "\n" in example.text.strip():
                continue
            for operator in chosen:
                if operator.language != example.language or example.expect not in operator.expect:
                    continue
                if criterion.id in operator.unless or (operator.swap and _gives_the_buyer(criterion)):
                    continue
                text = changed(example.text.strip(), operator)
                if text is not None:
                    yield Variant(criterion, example, operator, text)


def _gives_the_buyer(criterion: Criterion) -> bool:
    return criterion.nature == "award" or any(way.right for way in criterion.evidence)


def changed(text: str, operator: Operator) -> str | None:
    """The text as the operator leaves it, or None where there is nothing for it to change."""
    if operator.one_sentence and _SENTENCE_END.search(text):
        return None
    if operator.swap:
        opening = next((old for old in operator.swap if re.match(rf"{re.escape(old)}\b", text)), None)
        if opening is None:
            return None
        text = operator.swap[opening] + text[len(opening) :]
    if operator.form == "capitals":
        text = text.upper()
    elif operator.form == "hyphenated":
        broken = _LONG_WORD.sub(_broken, text)
        if broken == text:
            return None
        text = broken
    elif operator.form == "one-line":
        text = text.rstrip(".!;")
    return operator.template.replace("{text}", text)


def _broken(found: re.Match[str]) -> str:
    word = found[0]
    half = len(word) // 2
    return f"{word[:half]}-\n{word[half:]}"


def outcomes(checker: Checker, tried: Iterable[Variant]) -> Iterator[Outcome]:
    """The verdict of each variant on its own criterion."""
    batch: list[Variant] = []
    for variant in tried:
        batch.append(variant)
        if len(batch) == BATCH:
            yield from _judged(checker, batch)
            batch = []
    if batch:
        yield from _judged(checker, batch)


def _judged(checker: Checker, batch: Sequence[Variant]) -> Iterator[Outcome]:
    asked = [(variant.criterion.id, _document(variant)) for variant in batch]
    for variant, decision in zip(batch, checker.passages.decide(asked), strict=True):
        cues = tuple(f"{cue.signal}: {cue.text}" for claim in decision.claims[:1] for cue in claim.cues)
        yield Outcome(variant, decision.verdict.value, cues)


def _document(variant: Variant) -> Document:
    if variant.operator.markdown:
        return read_markdown(variant.text.encode(), "variant.md", ReadOptions())
    return read_text(variant.text, "variant.txt")
