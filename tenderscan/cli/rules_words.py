"""What `tenderscan rules lint --words` prints: a report of the vocabulary, which is no fault and ends with 0."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tenderscan.errors import UsageError
from tenderscan.evaluation.vocabulary import ConceptUse, Text, Use, Vocabulary, own_texts, vocabulary
from tenderscan.rulebook.load.rulebook import load_rulebook

SCHEMA = "tenderscan-words-1"

_USES = {
    Use.SILENT: "fire on no text at hand",
    Use.OWN_EXAMPLE: "fire in exactly one text, an example of their own criterion",
    Use.FIRES: "fire elsewhere",
}


def run_words(folder: Path | None, format_: str, paths: Sequence[Path]) -> int:
    """Print the report; texts at hand are the examples and clauses of the rules, and the documents of `paths`."""
    if format_ not in ("text", "json"):
        raise UsageError(f'there is no format "{format_}".', "Choose text or json.")
    rulebook = load_rulebook([folder] if folder else [], examples=True, keep=False)
    found = vocabulary(rulebook, (*own_texts(rulebook), *_texts(paths)))
    if format_ == "json":
        sys.stdout.write(json.dumps(_data(found), ensure_ascii=False, indent=2) + "\n")
    else:
        for line in _lines(found):
            print(line)
    return 0


def _texts(paths: Sequence[Path]) -> Iterator[Text]:
    """The blocks of documents and the passages of passage sets (.jsonl), each a text."""
    from tenderscan.check import Checker
    from tenderscan.evaluation.gold import passages

    with Checker() as checker:
        for path in paths:
            if path.suffix == ".jsonl":
                yield from (Text(passage.language, passage.text) for passage in passages(path))
            else:
                for document in checker.check_paths([path]).structured:
                    yield from (Text(block.language, block.text) for block in document.blocks)


def _lines(found: Vocabulary) -> Iterator[str]:
    alone = found.of_one_criterion
    writings = sum(len(concept.writings) for concept in alone)
    yield f"{len(found.concepts)} concepts with {found.writings} writings, on {found.texts} texts"
    yield (
        f"{len(alone)} concepts ({_share(len(alone), len(found.concepts))}) serve one criterion; "
        f"they hold {_share(writings, found.writings)} of the writings"
    )
    for use, words in _USES.items():
        yield f"{found.count(use)} writings ({_share(found.count(use), found.writings)}) {words}"
    yield ""
    yield "criteria  writings  silent  one own example  concept"
    for concept in sorted(found.concepts, key=_weight):
        counts = Counter(writing.use for writing in concept.writings)
        yield (
            f"{len(concept.criteria):>8}  {len(concept.writings):>8}  {counts[Use.SILENT]:>6}  "
            f"{counts[Use.OWN_EXAMPLE]:>15}  {concept.concept}"
        )


def _weight(concept: ConceptUse) -> tuple[int, str]:
    """Concepts with the most writings that are silent or written for one example come first."""
    return -sum(writing.use is not Use.FIRES for writing in concept.writings), concept.concept


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"


def _data(found: Vocabulary) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "texts": found.texts,
        "concepts": [
            {
                "concept": concept.concept,
                "criteria": list(concept.criteria),
                "writings": [
                    {"language": w.language, "text": w.text, "texts": w.texts, "use": w.use.value}
                    for w in concept.writings
                ],
            }
            for concept in found.concepts
        ],
    }
