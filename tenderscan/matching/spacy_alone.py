"""spaCy without its command line, which it imports with itself, and with it two HTTP libraries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


@contextmanager
def without_commands() -> Iterator[None]:
    """While this holds, importing spaCy leaves its commands out; afterwards `import spacy.cli` finds the real ones.

    Nothing is put in the way where spaCy is imported already.
    """
    if "spacy" in sys.modules:
        yield
        return
    stands_in: Any = ModuleType("spacy.cli.info")
    stands_in.info = _no_commands
    sys.modules.update({"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": stands_in})
    try:
        yield
    finally:
        for name in _COMMANDS:
            sys.modules.pop(name, None)


def _no_commands(*_: object, **__: object) -> None:
    """Stands for `spacy.info`, which prints what is installed."""
