"""What may be entered in the notice: codes of strategic procurement that the documents justify, and a text for BT-777.

A code is justified by a criterion that is met in a document that is no notice; a wish, a mention or a statutory clause
justifies nothing. Which criteria stand for which code is data: `notice-field.FIELD` lists the codes of a field,
`notice-entry.CODE` the criteria (with wildcards) that justify one; where there is no such list, `notice-code.CODE` of
the comparison serves. `notice-entry-words.CODE` are words (with wildcards) of which one must stand in the passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from tenderscan.lexicon.fold import fold
from tenderscan.model.report import Finding, NoticeEntry, VerdictKind
from tenderscan.model.rule import Criterion
from tenderscan.model.section import StructuredDocument

_FIELD = "notice-field."
_OTHER = "other"

Lists = Mapping[str, Sequence[str]]


def justified(
    findings: Iterable[Finding], documents: Sequence[StructuredDocument], criteria: Iterable[Criterion], lists: Lists
) -> tuple[NoticeEntry, ...]:
    """The codes that the documents justify, in the order of the lists; none for a field that has nothing to enter."""
    merit = {c.id for c in criteria if not c.statutory and c.nature != "label-equivalence"}
    speaking = {d.document.path for d in documents if d.document.notice is None and d.role != "award-report"}
    asked = {f.id: f for f in findings if f.id in merit and _asked(f) and _read_in(f, speaking)}
    entries: list[NoticeEntry] = []
    for key in (key for key in lists if key.startswith(_FIELD)):
        entries += _field(key.removeprefix(_FIELD), lists[key], asked, lists)
    return tuple(entries)


def description(
    entries: Iterable[NoticeEntry], criteria: Iterable[Criterion], texts: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """A text for BT-777 in each language: the titles of the criteria that justify the codes; empty without codes."""
    chosen = {name for entry in entries for name in entry.criteria}
    asked = [criterion for criterion in criteria if criterion.id in chosen]
    if not asked:
        return {}
    return {
        language: said["notice-entry.description"].format(
            criteria="; ".join(c.title[language] for c in asked if language in c.title)
        )
        for language, said in texts.items()
        if "notice-entry.description" in said
    }


def _field(field: str, names: Sequence[str], asked: Mapping[str, Finding], lists: Lists) -> list[NoticeEntry]:
    entries = []
    told: set[str] = set()
    for name in names:
        code = _code(field, name)
        held = _holding(name, asked, lists)
        if code == _OTHER and field != "BT-805":
            # "Other" is for what no code of the field names.
            held = [criterion for criterion in held if criterion not in told]
        told |= set(held)
        if held:
            entries.append(NoticeEntry(field, code, name, tuple(held), _together(_lots(asked[c]) for c in held)))
    return entries


def _code(field: str, name: str) -> str:
    """The code as eForms writes it; names tell apart what several fields call alike."""
    if field == "BT-805":
        return name.removeprefix("gpp-")
    return _OTHER if name.endswith("-other") else name


def _holding(name: str, asked: Mapping[str, Finding], lists: Lists) -> list[str]:
    patterns = lists.get(f"notice-entry.{name}") or lists.get(f"notice-code.{name}", ())
    words = lists.get(f"notice-entry-words.{name}", ())
    return [
        criterion
        for criterion, finding in asked.items()
        if any(fnmatchcase(criterion, pattern) for pattern in patterns) and (not words or _says(finding, words))
    ]


def _says(finding: Finding, words: Sequence[str]) -> bool:
    quotes = [fold(passage.quote) for passage in finding.evidence if passage.stance == "asks"]
    return any(fnmatchcase(quote, fold(word)) for quote in quotes for word in words)


def _asked(finding: Finding) -> bool:
    return finding.verdict is VerdictKind.MET or VerdictKind.MET in (finding.by_lot or {}).values()


def _read_in(finding: Finding, documents: set[str]) -> bool:
    return any(passage.stance == "asks" and passage.document in documents for passage in finding.evidence)


def _lots(finding: Finding) -> tuple[str, ...]:
    """The lots in which it is met; none where it is met in all."""
    return tuple(lot for lot, verdict in (finding.by_lot or {}).items() if verdict is VerdictKind.MET)


def _together(lots: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    each = list(lots)
    if not all(each):
        return ()
    return tuple(sorted({lot for own in each for lot in own}, key=lambda lot: (len(lot), lot)))
