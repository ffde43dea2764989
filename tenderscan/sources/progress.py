"""How far a reader is: readers tell their pages, and whoever reads a file may listen; by default nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

Listener = Callable[[int, int], None]
"""Takes the pages that are done and all there are."""

_listeners: list[Listener] = []


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a dossier is: the file that is being read, counted from 1, of how many, and its pages.

    `page` and `pages` are 0 where the reader has not told any.
    """

    file: str
    number: int
    files: int
    page: int = 0
    pages: int = 0


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """While it is entered, the listener hears what readers of this process tell."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def tell(page: int, pages: int) -> None:
    """Say that so many pages of a file are done."""
    for listener in _listeners:
        listener(page, pages)
