"""`rules learn`: everything in the repository that teaches, made into lessons, and the model that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import resources
from pathlib import Path

from tenderscan.check import Checker, CheckOptions
from tenderscan.evaluation.examples import clauses
from tenderscan.evaluation.gold import ABSENT, LabelledDossier, dossiers
from tenderscan.evaluation.labelled import TaughtPassage, taught_passages
from tenderscan.matching.learned import Model
from tenderscan.matching.learned.likeness import FILE as PASSAGES
from tenderscan.matching.learned.likeness import Kept, write_likeness
from tenderscan.matching.learned.model import FILE as MODEL
from tenderscan.matching.learned.training import Lesson, learn
from tenderscan.model.rule import Criterion
from tenderscan.rulebook.load.rulebook import load_rulebook
from tenderscan.sources.readers.text.plain import read_text
from tenderscan.teaching.lessons import Quoted, lessons
from tenderscan.teaching.sources import TeachingSources

BATCH = 200
"""Texts that are cut into sentences together."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A labelled text of any source: what it says, in which group it counts, and what speaks of which criterion."""

    text: str
    group: str
    quotes: tuple[Quoted, ...]


def of_passages(paths: Iterable[Path]) -> Iterator[Taught]:
    """The passages of files of the teaching set."""
    for path in paths:
        for passage in taught_passages(path):
            yield of_passage(passage)


def of_passage(passage: TaughtPassage) -> Taught:
    """A passage as it teaches: labels with their quotes, other criteria that it speaks of without."""
    quotes = [Quoted(label.criterion, label.quote, label.verdict) for label in passage.labels]
    quotes += [Quoted(name) for name in passage.also]
    return Taught(passage.text, passage.id, tuple(quotes))


def of_rules(criteria: Iterable[Criterion]) -> Iterator[Taught]:
    """The examples of the rules and the clauses that they offer; known gaps teach too."""
    for criterion in criteria:
        for number, example in enumerate([*criterion.examples, *clauses(criterion)]):
            speaks = [] if example.expect == "missing" else [criterion.id]
            names = dict.fromkeys([*speaks, *example.also])
            group = f"{criterion.id}/{example.language}/{number}"
            own = {criterion.id: example.expect}
            yield Taught(example.text, group, tuple(Quoted(name, "", own.get(name, "")) for name in names))


def lessons_of_texts(checker: Checker, taught: Sequence[Taught]) -> Iterator[Lesson]:
    """The lessons of labelled texts, each a document of its own."""
    for at in range(0, len(taught), BATCH):
        batch = taught[at : at + BATCH]
        readings = checker.passages.cut([read_text(item.text, "passage") for item in batch])
        for item, reading in zip(batch, readings, strict=True):
            yield from lessons([reading], item.quotes, item.group)


def lessons_of_dossier(checker: Checker, dossier: LabelledDossier) -> list[Lesson]:
    """The lessons of a labelled tender: what is quoted speaks of its criterion, all other sentences of nothing.

    Of a criterion that is labelled in doubt, or without words that stand in the tender, nothing is learnt. Raises
    NothingToJudgeError for a tender that cannot be read.
    """
    documents = checker.check_paths(dossier.paths).dossier.documents
    readings = checker.passages.cut(documents)
    quotes, unclear = [], set()
    for name, expected in dossier.criteria.items():
        if expected.verdict in ("missing", ABSENT, "undecided"):
            continue
        if expected.doubt or not expected.quote:
            unclear.add(name)
        if expected.quote:
            quotes.append(Quoted(name, expected.quote, expected.verdict))
    quotes += [Quoted(name, quote) for name, quote in dossier.passages]
    made = lessons(readings, quotes, dossier.name, natural=True)
    return [replace(lesson, unsaid=lesson.unsaid | (unclear - set(lesson.criteria))) for lesson in made]


@dataclass(frozen=True)
class TaughtReader:
    """A model, and the labelled passages that are shown with what it recognises."""

    model: Model
    passages: Kept

    def write(self, model: Path, passages: Path) -> None:
        """Write both, each beside its place first, so that a run that stops leaves no half of one."""
        for path, write in ((model, self.model.write), (passages, partial(write_likeness, self.passages))):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(path.name + ".part")
            write(aside)
            aside.replace(path)


def shipped(output: Path | None) -> tuple[Path, Path]:
    """Where the model and its passages go: beside each other where a file is named, else in the package."""
    folder = Path(str(resources.files("tenderscan.matching.learned")))
    if output is None:
        return folder / MODEL, folder / PASSAGES
    return output, output.with_name(f"{output.stem}.{PASSAGES}")


def teach(sources: TeachingSources) -> TaughtReader:
    """A model out of the rules' own examples, passages and labelled tenders.

    Raises UsageError for a file that is no passage or label.
    """
    with Checker(CheckOptions(reader="words")) as checker:
        lessons = gathered(checker, sources)
        return TaughtReader(learn(lessons, [c.id for c in checker.rulebook.criteria]), kept(sources.passages))


def kept(paths: Sequence[Path]) -> dict[str, dict[str, list[tuple[str, str, str]]]]:
    """By criterion and language the words of each labelled passage that speak of it."""
    found: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for path in paths:
        for taught in taught_passages(path):
            for label in taught.labels:
                own = found.setdefault(label.criterion, {}).setdefault(taught.language, [])
                own.append((taught.id, label.verdict, " ".join((label.quote or taught.text).split())))
    return found


def gathered(checker: Checker, sources: TeachingSources) -> list[Lesson]:
    """All lessons, in a stable order."""
    criteria = load_rulebook(examples=True).criteria
    found = list(lessons_of_texts(checker, [*of_rules(criteria), *of_passages(sources.passages)]))
    for folder in sources.tenders:
        for dossier in dossiers(folder):
            found += lessons_of_dossier(checker, dossier)
    return found
