"""The teaching set as it is kept: passages in JSON Lines, each with every criterion that it speaks of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenderscan.errors import UsageError

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Label:
    """A criterion that a text speaks of: the verdict, why it is weak, and the words that say so (else all of them)."""

    criterion: str
    verdict: str
    reasons: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class TaughtPassage:
    """A labelled text. `also` are criteria that it speaks of without a verdict; `near` those it only seems to."""

    id: str
    language: str
    text: str
    kind: str
    labels: tuple[Label, ...]
    near: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    country: str = ""
    note: str = ""
    single: bool = False
    """Whether it was written for one criterion alone."""

    @property
    def criteria(self) -> tuple[str, ...]:
        """Every criterion that the text speaks of, in order."""
        return tuple(dict.fromkeys([*(label.criterion for label in self.labels), *self.also]))


def taught_passages(path: Path) -> Iterator[TaughtPassage]:
    """The passages of a file. Raises UsageError, with file and line, for one that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield taught_passage(json.loads(line))
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path.as_posix()}, line {number}: no passage ({error}).", "See the contract.") from error


def taught_passage(data: Mapping[str, Any]) -> TaughtPassage:
    """A passage out of its record: with `labels` and `near`, or with one `criterion` and its `verdict`."""
    if "labels" in data:
        labels = tuple(
            Label(
                str(raw["criterion"]),
                str(raw["verdict"]),
                tuple(str(reason) for reason in raw.get("reasons") or ()),
                str(raw.get("quote", "")),
            )
            for raw in data["labels"]
        )
        near = tuple(str(name) for name in data.get("near") or ())
    else:
        own = Label(str(data["criterion"]), str(data["verdict"]), tuple(data.get("reasons") or ()))
        labels, near = ((), (own.criterion,)) if own.verdict == MISSING else ((own,), ())
    named = {label.criterion for label in labels}
    also = tuple(str(name) for name in data.get("also") or () if name not in named)
    return TaughtPassage(
        id=str(data["id"]),
        language=str(data.get("language") or str(data["id"])[:2]),
        text=str(data["text"]),
        kind=str(data.get("kind", "plain")),
        labels=labels,
        near=tuple(name for name in near if name not in named and name not in also),
        also=also,
        country=str(data.get("country", "")),
        note=str(data.get("note", "")),
        single="labels" not in data,
    )
