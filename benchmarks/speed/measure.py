"""Rounds in which all contenders take their turn, as pyperf runs: ratios of one round, not of two days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pyperf

from benchmarks.shapes import SHAPES
from benchmarks.speed import contenders
from benchmarks.speed.contenders import Timed, Warm, now, ran, timed
from benchmarks.speed.files import LANGUAGES, sentences
from tenderscan.check import Checker
from tenderscan.lexicon.store import lexicon
from tenderscan.matching.learned import chosen_model
from tenderscan.matching.match import Matcher
from tenderscan.model.document import Document, Dossier, Element, ElementKind
from tenderscan.model.rule import Criterion, Rulebook
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.read import read_bytes

CRITERIA = (10, 40, 75, 300)
"""Sizes of rulebooks on which the same dense text is judged; beyond 75 criteria they are copies under other names."""

DENSE = 400
"""Paragraphs of the text on which rulebooks and languages are compared."""

SLOW = 200
"""Pages from which pdfplumber is left out: it takes minutes, and its ratio is known from shorter files."""

Contender = Callable[[], Timed]


def of_file(path: Path, pages: int, rounds: int) -> Iterator[pyperf.Benchmark]:
    """All contenders on one file; the first round warms them and does not count."""
    with ExitStack() as stack:
        entrants = dict(_entrants(path, pages, stack))
        yield from _rounds(path.stem, entrants, rounds, {"pages": pages})
    for reader in ("words", "both"):
        yield _one(f"{path.stem} cold {reader} memory", [contenders.peak(contenders.tenderscan(path, reader))], "MB")


def _entrants(path: Path, pages: int, stack: ExitStack) -> Iterator[tuple[str, Contender]]:
    yield "pypdfium2", lambda: timed(lambda: contenders.pdfium_text(path))
    yield "pdftotext -bbox-layout", lambda: ran(contenders.poppler(path))
    if pages < SLOW:
        yield "pdfplumber", lambda: timed(lambda: contenders.plumber_words(path))
    for reader in ("words", "both"):
        warm = Warm(reader)
        stack.callback(warm.checker.close)
        yield f"warm {reader}", lambda warm=warm: warm.run(path)  # type: ignore[misc]
        yield f"cold {reader}", lambda reader=reader: ran(contenders.tenderscan(path, reader))  # type: ignore[misc]


def commands(rounds: int) -> Iterator[pyperf.Benchmark]:
    """Commands that read no tender, beside the import of the library that parses the command line."""
    python = contenders.tenderscan(Path("none"), "words")[:1]
    listed = {
        "import typer": [*python, "-c", "import typer"],
        "--help": [*python, "-m", "tenderscan", "--help"],
        "rules list": [*python, "-m", "tenderscan", "rules", "list"],
    }
    entrants: dict[str, Contender] = {name: lambda it=it: ran(it) for name, it in listed.items()}  # type: ignore[misc]
    yield from _rounds("commands", entrants, rounds, {})


def rulebooks(rounds: int) -> Iterator[pyperf.Benchmark]:
    """The same dense text, matched with rulebooks of several sizes, by words and by both readers."""
    with Checker() as checker:
        text = checker.check_dossier(Dossier("dense", (dense("nl"),))).structured
        known = {"nl": lexicon(checker.rulebook, "nl")}
        for reader in ("words", "both"):
            entrants: dict[str, Contender] = {}
            for count in CRITERIA:
                matcher = Matcher(sized(checker.rulebook, count), known, model=chosen_model(reader))
                entrants[f"{count} {reader}"] = lambda one=matcher: timed(lambda: one.match(text))  # type: ignore[misc]
            yield from _rounds("criteria", entrants, rounds, {})


def languages(rounds: int) -> Iterator[pyperf.Benchmark]:
    """The same number of paragraphs in each language, by both readers."""
    with Checker() as checker:
        entrants: dict[str, Contender] = {}
        for language in LANGUAGES:
            dossier = Dossier(language, (dense(language),))
            entrants[language] = lambda one=dossier: timed(lambda: checker.check_dossier(one))  # type: ignore[misc]
        yield from _rounds("languages", entrants, rounds, {})


def shapes(sizes: Sequence[int]) -> Iterator[pyperf.Benchmark]:
    """Texts that are one thing over and over, at several sizes, once each: processor time, reading included."""
    with Checker() as checker:
        checker.check_text(next(iter(SHAPES.values())).text(sizes[0]))
        for name, shape in SHAPES.items():
            for size in sizes:
                data = shape.text(size).encode("utf-8")
                begin = now()
                document = read_bytes(data, f"shape{shape.ending}", ReadOptions())
                checker.check_dossier(Dossier("shape", (document,)))
                yield _one(f"shape {name} {size // 1000} kB", [now() - begin], "second")


def dense(language: str) -> Document:
    """A text that is nothing but clauses and running text of tenders."""
    texts = islice(cycle(sentences(language)), DENSE)
    return Document(f"{language}.txt", "", "text/plain", tuple(Element(text, ElementKind.PARAGRAPH) for text in texts))


def sized(rulebook: Rulebook, count: int) -> Rulebook:
    """The rulebook with so many criteria: the first of them, or all of them and copies under other names."""
    own = rulebook.criteria
    found = [replace(own[at % len(own)], id=_name(own[at % len(own)], at // len(own))) for at in range(count)]
    return replace(rulebook, criteria=tuple(found))


def _name(criterion: Criterion, copy: int) -> str:
    return f"{criterion.id}-copy-{copy}" if copy else criterion.id


def _rounds(
    group: str, entrants: Mapping[str, Contender], rounds: int, facts: Mapping[str, object]
) -> Iterator[pyperf.Benchmark]:
    """Each contender's runs, in the order of the rounds; a contender's stages are benchmarks of their own."""
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for name, contender in entrants.items():
            for stage, seconds in contender().items():
                values = found.setdefault(f"{group} {name} {stage}".strip(), [])
                if number:
                    values.append(seconds)
    for name, values in found.items():
        yield _one(name, values, "second", facts)


def _one(name: str, values: Sequence[float], unit: str, facts: Mapping[str, object] = {}) -> pyperf.Benchmark:
    # pyperf knows seconds, bytes and counts; a value of nought is none to it.
    scale = 1_000_000 if unit == "MB" else 1
    metadata = {"name": name, "unit": "byte" if unit == "MB" else unit, **facts}
    kept = [max(value * scale, 1e-9) for value in values]
    return pyperf.Benchmark([pyperf.Run(kept, metadata=metadata, collect_metadata=False)])
