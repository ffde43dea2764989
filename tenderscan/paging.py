"""The pages of the Word files of one check: set beside the matching, asked for when the verdicts are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from tenderscan.cache import cached
from tenderscan.model.document import Document
from tenderscan.sources.readers.word.rendered import page_texts

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PagesOf = Callable[[Document], Sequence[str]]
"""Gives the letters of each page of a document; none where its pages are its own or cannot be known."""


class WordPages:
    """Sets the pages of Word files, one after the other, in a thread that waits for LibreOffice."""

    def __init__(self, documents: Sequence[Document], originals: Mapping[str, Callable[[], bytes]]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._set: dict[str, Future[tuple[str, ...]]] = {
            document.path: self._pool.submit(_texts, originals[document.path], document.sha256)
            for document in documents
            if document.media_type == DOCX and document.path in originals
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def of(self, document: Document) -> Sequence[str]:
        """The letters of each page of a document, waiting for them where they are not set yet."""
        future = self._set.get(document.path)
        return future.result() if future is not None else ()


def _texts(read: Callable[[], bytes], digest: str) -> tuple[str, ...]:
    try:
        data = read()
    except (OSError, ValueError):
        return ()
    return page_texts(data, digest, lambda name, make: cached(name, "pages", make))
