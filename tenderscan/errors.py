"""The error tree: each error carries the exit status of the run and what the user can do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_OFFERED = 3
"""Names offered for one that is not known."""


def meant(name: str, names: Iterable[str]) -> str:
    """Advice for a name that is not known: the ones most like it, else all there are."""
    listed = sorted(names)
    return near(name, listed) or f"Choose one of: {', '.join(listed)}."


def near(name: str, names: Iterable[str]) -> str:
    """Advice for a name that is not known: the ones that begin so or are most like it; empty where none is."""
    known = {each.casefold(): each for each in sorted(names)}
    asked = name.casefold()
    begun = [each for each in known if len(asked) > 2 and each.startswith(asked)]
    alike = difflib.get_close_matches(asked, known, MOST_OFFERED, 0.6)
    found = [known[each] for each in begun or alike][:MOST_OFFERED]
    return f"Did you mean {', '.join(found)}?" if found else ""


class TenderscanError(Exception):
    """Something the user can mend; `str()` is one plain sentence, `advice` says what to do.

    `exit_status` is the status of the command (contract.md).
    """

    exit_status = 2

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice

    def sentence(self) -> str:
        """The message and the advice, as they stand on standard error."""
        return f"{self} {self.advice}".strip()


class UsageError(TenderscanError):
    """The command was called wrongly."""


class RuleError(TenderscanError):
    """A rule, vocabulary, signal, structure or profile file is wrong: file, line, key and the mend."""


class UnreadableError(TenderscanError):
    """A file could not be read; the rest of the dossier still can be."""


class StoppedError(TenderscanError):
    """The user stopped it."""


class NothingToJudgeError(TenderscanError):
    """No document could be read, so nothing can be judged."""


class CollectionError(NothingToJudgeError):
    """What was named is many tenders, of which one verdict cannot speak."""


class SettingsError(TenderscanError):
    """The configuration, a file of suppressions or a baseline is wrong: file, key and the mend."""


class StoreError(TenderscanError):
    """The store of an audit cannot be opened, read or written."""


class MissingPartError(TenderscanError):
    """An optional part of tenderscan is not installed."""
