"""Gold labels as they are kept: dossiers with labels, passages, and clauses in four languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tenderscan.errors import UsageError
from tenderscan.evaluation.labelled import MISSING, TaughtPassage, taught_passage
from tenderscan.model.rule import LANGUAGES

ABSENT = "not-applicable"


@dataclass(frozen=True, slots=True)
class Expected:
    """The verdict a label gives, its quote, and whether the labeller was in doubt."""

    verdict: str
    quote: str = ""
    reasons: tuple[str, ...] = ()
    doubt: bool = False


@dataclass(frozen=True)
class LabelledDossier:
    """A dossier with its labels; a criterion that is named nowhere is not applicable."""

    name: str
    paths: tuple[Path, ...]
    language: str
    criteria: Mapping[str, Expected]
    passages: tuple[tuple[str, str], ...] = ()
    """Further passages that speak of a criterion: its name and their words."""

    def expected(self, criterion: str) -> Expected:
        """What the label says of a criterion."""
        return self.criteria.get(criterion, Expected(ABSENT))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text judged as a document of its own, with the verdict on one criterion."""

    id: str
    language: str
    text: str
    criterion: str
    verdict: str
    kind: str


def dossiers(folder: Path) -> Iterator[LabelledDossier]:
    """The labelled dossiers of a folder with documents/ and labels/. Raises UsageError for a wrong label."""
    labels = sorted((folder / "labels").glob("*.yaml"))
    if not labels:
        raise UsageError(f"{folder.as_posix()} has no labels/*.yaml.", "Name a folder with documents/ and labels/.")
    for path in labels:
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            yield _dossier(folder, path, data)
        except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path.as_posix()} is no label file ({error}).", "See the contract.") from error


def _dossier(folder: Path, path: Path, data: Mapping[str, Any]) -> LabelledDossier:
    criteria = {str(name): _expected(raw) for name, raw in (data.get("criteria") or {}).items()}
    for name in data.get("missing") or ():
        criteria.setdefault(str(name), Expected("missing"))
    paths = tuple(folder / "documents" / str(name) for name in data["dossier"])
    more = tuple((str(raw["criterion"]), str(raw["quote"])) for raw in data.get("passages") or ())
    return LabelledDossier(path.stem, paths, str(data.get("language", "")), criteria, more)


def _expected(raw: Mapping[str, Any]) -> Expected:
    reasons = tuple(str(reason) for reason in raw.get("reasons") or ())
    return Expected(str(raw["verdict"]), str(raw.get("quote", "")), reasons, bool(raw.get("doubt", False)))


def passages(path: Path) -> Iterator[Passage]:
    """The passages of a JSON Lines file; a clause of a parity set is one in each language.

    A text with several labels is one passage for each, and one for each criterion that it only comes near
    (`missing`, a look-alike); its id then ends in the criterion. A text with none is in no passage.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            yield from _passages(data)
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise UsageError(f"{path.as_posix()}, line {number}: no passage ({error}).", "See the contract.") from error


def _passages(data: Mapping[str, Any]) -> Iterator[Passage]:
    if "text" in data:
        yield from _of_taught(taught_passage(data))
        return
    for language in LANGUAGES:
        name = f"{data['id']}-{language}"
        yield Passage(name, language, data[language], data["criterion"], data["verdict"], "parity")


NEAR_KINDS = ("look-alike", "neighbour")
"""Kinds of texts whose near criteria count as look-alikes; in other kinds they are `near`."""


def _of_taught(taught: TaughtPassage) -> Iterator[Passage]:
    asked = [(label.criterion, label.verdict, _kind(taught)) for label in taught.labels]
    asked += [(name, MISSING, "look-alike" if taught.kind in NEAR_KINDS else "near") for name in taught.near]
    if len(asked) == 1 and taught.single:
        asked = [(asked[0][0], asked[0][1], taught.kind)]
    for criterion, verdict, kind in asked:
        name = taught.id if taught.single else f"{taught.id}/{criterion}"
        yield Passage(name, taught.language, taught.text, criterion, verdict, kind)


def _kind(taught: TaughtPassage) -> str:
    """The kind of a label: what a look-alike asks besides is a neighbour's demand."""
    return "neighbour" if taught.kind in NEAR_KINDS else taught.kind
