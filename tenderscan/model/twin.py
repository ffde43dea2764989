"""Documents of one dossier that are one text: in two formats, or in two versions."""

from __future__ import annotations

from dataclasses import dataclass

SAME_TEXT, OLDER = "same-text", "older"


@dataclass(frozen=True, slots=True)
class Twin:
    """A document that another one stands for; both are numbers of documents in the dossier.

    `kind` is same-text (another format of it) or older (an earlier version of it); `own` and `newer` are the versions
    or days as the files give them, empty for the same text.
    """

    kind: str
    document: int
    other: int
    own: str = ""
    newer: str = ""
