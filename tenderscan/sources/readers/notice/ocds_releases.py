"""The releases in an OCDS file, and the one that they make together."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, cast

from tenderscan.errors import UnreadableError

Node = Mapping[str, Any]

_RESULTS = frozenset(
    {
        *("award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment"),
        *("contractTermination", "implementation", "implementationUpdate"),
    }
)
"""Tags of releases that show what became of a tender (OCDS 1.1, codelist releaseTag)."""

_OMITTED = ("date", "id", "tag")
_WHOLE_LISTS = (
    *((kind, "items", "additionalClassifications") for kind in ("awards", "contracts", "tender")),
    *(
        (kind, change, "changes")
        for kind in ("awards", "contracts", "tender")
        for change in ("amendment", "amendments")
    ),
    *(("awards", "suppliers"), ("tender", "tenderers"), ("parties", "additionalIdentifiers")),
    *(("buyer", "additionalIdentifiers"), ("tender", "procuringEntity", "additionalIdentifiers")),
)
_RULES = {(key,): "omitWhenMerged" for key in _OMITTED} | dict.fromkeys(_WHOLE_LISTS, "wholeListMerge")
"""What the release schema of OCDS 1.1 says of merging; given to ocdsmerge, which would fetch the schema otherwise."""


def releases(found: object) -> list[Node]:
    """The releases of a release, a release package, a record or a record package, the oldest first; none elsewhere.

    A record's compiled release stands for its releases.
    """
    if not isinstance(found, Mapping):
        return []
    if isinstance(found.get("records"), list):
        return [release for record in found["records"] for release in releases(record)]
    if isinstance(found.get("compiledRelease"), Mapping):
        return [found["compiledRelease"]]
    if isinstance(found.get("releases"), list):
        held = [item for item in found["releases"] if isinstance(item, Mapping) and item.get("ocid")]
        return sorted(held, key=lambda release: str(release.get("date", "")))
    told = any(key in found for key in ("tender", "tag", "awards", "contracts"))
    return [found] if isinstance(found.get("ocid"), str) and told else []


def tells_result(held: Sequence[Node]) -> bool:
    """Whether the releases only say how a procedure ended: by their tags, or by what a compiled one holds."""
    tags = [set(release.get("tag") or ()) for release in held if isinstance(release.get("tag") or [], list)]
    if any(each - {"compiled"} for each in tags):
        return all(each <= _RESULTS for each in tags if each)
    ended = any(release.get(stage) for release in held for stage in ("awards", "contracts"))
    return ended and not any(release.get("tender") for release in held)


def merged(held: Sequence[Node], path: str) -> Node:
    """One release out of several of one tender, as OCDS merges them (docs: "Merging specification").

    A release without a day comes before those that have one. Raises UnreadableError where a field is an object in one
    release and something else in another, or an id is no text and no number.
    """
    if len(held) == 1:
        return held[0]
    from ocdsmerge import Merger
    from ocdsmerge.exceptions import OCDSMergeError

    dated = [{**release, "date": str(release.get("date") or "")} for release in held]
    for newer in range(1, len(dated)):
        dated[:newer] = [_without(older, dated[newer]) for older in dated[:newer]]
    try:
        with warnings.catch_warnings():
            # Two objects of a list with one id: the later one counts, which is what a reader expects.
            warnings.simplefilter("ignore")
            return cast(Node, Merger(merge_rules=_RULES).create_compiled_release(dated))
    except (OCDSMergeError, TypeError) as error:
        # A TypeError: an id that is a list or an object, which ocdsmerge takes for a key without looking.
        raise UnreadableError(f"{path} holds releases that do not fit together.", "Download them anew.") from error


def _without(older: Node, newer: Node) -> dict[str, Any]:
    """An older release without what a newer one takes back; ocdsmerge takes texts back, but not whole objects."""
    kept = {key: value for key, value in older.items() if key not in newer or newer[key] is not None}
    for key, value in newer.items():
        if isinstance(value, Mapping) and isinstance(kept.get(key), Mapping):
            kept[key] = _without(kept[key], value)
    return kept
