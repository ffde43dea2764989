"""Where the teaching set is: files of passages, and folders of labelled tenders, of this checkout and of a user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tenderscan.errors import UsageError
from tenderscan.rulebook.load.locate import rules_folder


@dataclass(frozen=True, slots=True)
class TeachingSources:
    """Files of passages and folders of labelled tenders, each in a stable order."""

    passages: tuple[Path, ...]
    tenders: tuple[Path, ...]


def teaching_sources(corpus: Path | None, also: Sequence[Path] = ()) -> TeachingSources:
    """What a corpus holds (passages/ and tenders/), and a user's own folders and files.

    Without a corpus it is that of the checkout. Raises UsageError where there is none, or a path holds nothing.
    """
    root = corpus or rules_folder().parent / "corpus"
    passages, tenders = _held(root)
    if not passages and not tenders:
        raise UsageError(f"{root.as_posix()} holds no teaching set.", "Name one with --corpus, or run in a checkout.")
    for path in also:
        more, folders = ((path,), ()) if path.suffix == ".jsonl" and path.is_file() else _held(path)
        if not more and not folders:
            advice = "Name a folder with documents/ and labels/, or with .jsonl files of passages."
            raise UsageError(f"{path.as_posix()} holds nothing to learn from.", advice)
        passages, tenders = (*passages, *more), (*tenders, *folders)
    return TeachingSources(passages, tenders)


def _held(root: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    passages = tuple(sorted((root / "passages").rglob("*.jsonl")) or sorted(root.glob("*.jsonl")))
    return passages, tuple(_folders(root))


def _folders(root: Path) -> Iterator[Path]:
    """The folder itself where it holds labels, and the one of whole tenders written to teach."""
    for folder in (root, root / "tenders"):
        if any((folder / "labels").glob("*.yaml")):
            yield folder
