"""What the notice declares and the documents do not hold, and the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from tenderscan.model.document import Declaration, NoticeFacts
from tenderscan.model.match import Claim, Stance
from tenderscan.model.report import NoticeComparison
from tenderscan.model.rule import Criterion
from tenderscan.model.section import StructuredDocument

_TOLD_APART = {"BT-774": "env-other", "BT-775": "soc-other"}
"""What "other" means in the code list of a field."""

_CODE, _DECLARABLE = "notice-code.", "notice-declarable"


def code_of(declared: Declaration) -> str:
    """The code as a report names it: eForms' own, with its list in front where it says nothing alone."""
    if declared.field == "BT-805":
        return f"gpp-{declared.code}"
    if declared.code == "other":
        return _TOLD_APART.get(declared.field, "other")
    return declared.code


def compare(
    documents: Sequence[StructuredDocument],
    claims: Iterable[Claim],
    criteria: Sequence[Criterion],
    lists: Mapping[str, Sequence[str]],
    *,
    readable: bool,
) -> NoticeComparison:
    """Declarations set against what the other documents ask.

    `lists` maps `notice-code.CODE` to the criteria (with wildcards) that hold what the code promises; codes without a
    list are only named. Nothing is called absent where a document could not be read, or where there is only a notice.
    """
    notices = [d.document.notice for d in documents if d.document.notice is not None]
    declares = _declared(notices)
    others = {n for n, d in enumerate(documents) if d.document.notice is None and d.role != "award-report"}
    if not notices or not others:
        return NoticeComparison(declares)
    merit = {c.id for c in criteria if not c.statutory and c.nature != "label-equivalence"}
    live = [c for c in claims if not c.dropped and c.place.document in others and c.criterion in merit]
    spoken = {c.criterion for c in live if c.stance is not Stance.WAIVES}
    asked = {c.criterion for c in live if c.stance is Stance.ASKS}
    promised = [code for code in declares if f"{_CODE}{code}" in lists]
    absent = [code for code in promised if not _holds(lists[f"{_CODE}{code}"], spoken)] if readable else []
    could = lists.get(_DECLARABLE, ()) if any(notice.strategic for notice in notices) else ()
    beyond = [code for code in could if code not in declares and _holds(lists[f"{_CODE}{code}"], asked)]
    return NoticeComparison(declares, tuple(absent), tuple(beyond))


def _declared(notices: Iterable[NoticeFacts]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code_of(declared) for notice in notices for declared in notice.declares))


def _holds(patterns: Iterable[str], criteria: Iterable[str]) -> bool:
    found = tuple(criteria)
    return any(fnmatchcase(criterion, pattern) for pattern in patterns for criterion in found)
