"""Completeness: takes a report, says what of the tender was held; what was not held is never said to be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COMPLETE = "complete"
NOTICE_ONLY = "notice-only"
RESULT_NOTICE = "award-notice"
ANNEX_ABSENT = "annex-absent"
PARTLY_READ = "partly-read"
NO_SPECIFICATION = "no-specification"
OTHER = "incomplete"

HELD = (COMPLETE, ANNEX_ABSENT, PARTLY_READ, NO_SPECIFICATION, NOTICE_ONLY, RESULT_NOTICE, OTHER)
"""The kinds of completeness, the fullest first."""

JUDGED_WHOLE = (COMPLETE, PARTLY_READ)
"""Kinds in which `missing` may be said: where pages are unread, the checker itself says undecided where they matter."""

_SPECIFICATIONS = frozenset({"specification", "technical-part", "conditions", "contract"})
_PARTS = frozenset({"form", "fragment", "answers"})
_NO_TENDER = {"notice": NOTICE_ONLY, "award-notice": RESULT_NOTICE}


@dataclass(frozen=True, slots=True)
class Held:
    """What was held of a dossier, and why it is not the whole."""

    kind: str
    because: str = ""


def held(report: Mapping[str, Any]) -> Held:
    """What a JSON report says was held.

    In this order: (1) a notice alone, or a result notice; (2) no document that specifies; (3) a cited annex that is
    absent; (4) whatever else the report says is incomplete; (5) pages that could not be read; (6) the whole. Where
    the report says itself that the dossier is complete, (2) and (3) are left to it.
    """
    dossier = report["dossier"]
    roles = [document["role"] for document in dossier["documents"]]
    kind = dossier.get("kind")
    because = str(dossier.get("incomplete_because") or "")
    # (1)
    if kind in _NO_TENDER:
        return Held(_NO_TENDER[kind], because)
    if roles and all(role == "notice" for role in roles):
        return Held(NOTICE_ONLY, because)
    told = dossier.get("complete") is True
    # (2)
    if not told and (kind in _PARTS or (kind is None and roles and not _SPECIFICATIONS & set(roles))):
        return Held(NO_SPECIFICATION, because or ", ".join(sorted(set(roles))))
    # (3)
    if not told and dossier["cited_but_absent"]:
        return Held(ANNEX_ABSENT, ", ".join(dossier["cited_but_absent"]))
    # (4)
    if dossier.get("complete") is False:
        return Held(OTHER, because)
    # (5)
    unread = _unread(dossier)
    return Held(PARTLY_READ, ", ".join(unread)) if unread else Held(COMPLETE)


def _unread(dossier: Mapping[str, Any]) -> list[str]:
    """The pages that could not be read, by document."""
    return [
        f"{document['path']} p. {', '.join(map(str, document['unread_pages']))}"
        for document in dossier["documents"]
        if document["unread_pages"]
    ]
