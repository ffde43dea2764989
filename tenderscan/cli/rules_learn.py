"""What `tenderscan rules learn` does and prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tenderscan.cli.progress import waiting


def run_learn(corpus: Path | None, also: Sequence[Path], output: Path | None) -> int:
    """Teach a model, write it with the passages that it shows, and say what it rests on."""
    from tenderscan.teaching.learn import shipped, teach
    from tenderscan.teaching.sources import teaching_sources

    sources = teaching_sources(corpus, also)
    with waiting("Learning …", quiet=False):
        taught = teach(sources)
    model, passages = shipped(output)
    taught.write(model, passages)
    facts = taught.model.facts
    sys.stdout.write(
        f"Learned from {facts['lessons']} sentences and paragraphs, {facts['natural']} of them in whole tenders.\n"
        f"{model.as_posix()}\n"
    )
    return 0
