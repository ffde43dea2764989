"""What is judged: each labelled dossier or passage, as sentences, with tenderscan's own judgements on it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tenderscan.check import Checker, CheckResult
from tenderscan.evaluation.gold import dossiers, passages
from tenderscan.evaluation.judgements import Judgement, judge_dossier, judge_passage

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
SHORTEST = 3
"""Words below which a sentence says nothing."""


@dataclass(frozen=True)
class Item:
    """A dossier or a passage; `group` keeps together what must not stand on both sides of a fold."""

    name: str
    group: str
    language: str
    sentences: tuple[str, ...]
    judgements: tuple[Judgement, ...]


def items(checker: Checker, paths: Iterable[Path]) -> Iterator[Item]:
    """The items of folders with labels and of .jsonl sets, in their order."""
    known = {criterion.id for criterion in checker.rulebook.criteria}
    for path in paths:
        if path.is_dir():
            for dossier in dossiers(path):
                found = tuple(judge_dossier(checker, dossier, frozenset()))
                texts = sentences(checker.check_paths(dossier.paths))
                yield Item(dossier.name, dossier.name, dossier.language, texts, found)
        else:
            for passage in passages(path):
                if passage.criterion in known:
                    texts = sentences(checker.check_text(passage.text, name=passage.id))
                    group = passage.id.rsplit("-", 1)[0] if passage.kind == "parity" else passage.id
                    yield Item(passage.id, group, passage.language, texts, (judge_passage(checker, passage),))


def sample(found: Sequence[Item], number: int) -> list[Item]:
    """All passages, and of each language the `number` dossiers whose names hash lowest: the same every time."""
    counted: Counter[str] = Counter()
    kept = set()
    dossiers_only = [item for item in found if item.judgements[0].kind == "document"]
    for item in sorted(dossiers_only, key=lambda one: hashlib.sha256(one.name.encode("utf-8")).digest()):
        counted[item.language] += 1
        if counted[item.language] <= number:
            kept.add(item.name)
    return [item for item in found if item.judgements[0].kind != "document" or item.name in kept]


def sentences(result: CheckResult) -> tuple[str, ...]:
    """The different sentences of all that was read, headings and table rows among them."""
    blocks = (block.text for structured in result.structured for block in structured.blocks)
    return tuple(dict.fromkeys(sentence for text in blocks for sentence in split(text)))


def split(text: str) -> list[str]:
    """The sentences of a text that have three words or more."""
    return [part.strip() for part in SENTENCE_END.split(text) if len(part.split()) >= SHORTEST]
