"""Laws, standards and labels that a document cites and that do not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A law, standard or label that a document cites and that does not hold on the day of the report.

    `status` is `outdated` (it ended; `day` is the first day without it) or `not-yet` (`day` is its first day).
    `message` says so in the report's language and names what holds instead; `quote` is the sentence that cites it.
    """

    id: str
    status: str
    day: str
    message: str
    document: str
    page: int | None
    section: str
    quote: str
