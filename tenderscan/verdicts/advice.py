"""What a reader is told: why the verdict, where the clause belongs, and the text to paste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tenderscan.model.report import Advice, VerdictKind
from tenderscan.model.rule import Criterion, Source
from tenderscan.verdicts.applicability import Applicability
from tenderscan.verdicts.coverage import Blind
from tenderscan.verdicts.decide import Decision

MOST_NAMED = 5
"""Unread places named in one sentence; the list of documents has them all."""


@dataclass(frozen=True)
class Reader:
    """Who reads: the language of the report, the language of the dossier, and the texts in the first."""

    language: str
    dossier_language: str
    texts: Mapping[str, str]

    def of(self, texts: Mapping[str, str]) -> str:
        """The text in the reader's language."""
        return texts.get(self.language) or next(iter(texts.values()), "")

    def say(self, key: str, **values: str) -> str:
        """The reader's words for a key, with its placeholders filled; the key itself where none is kept."""
        return self.texts.get(key, key).format_map(_Blank(values))


class _Blank(dict[str, str]):
    """Leaves out what a text asks for and the caller does not have."""

    def __missing__(self, key: str) -> str:
        return ""


def why(decision: Decision, blind: tuple[Blind, ...], reader: Reader) -> str:
    """One plain sentence on how the verdict came about."""
    if decision.verdict is VerdictKind.WEAK:
        return " ".join(reader.say(f"reason.{reason}") for reason in decision.reasons)
    if decision.verdict is VerdictKind.UNDECIDED:
        return reader.say("verdict.undecided.why", places=_places(blind, reader))
    return reader.say(f"verdict.{decision.verdict.value}.why")


def _places(blind: tuple[Blind, ...], reader: Reader) -> str:
    named = []
    for spot in blind[:MOST_NAMED]:
        page = f" ({reader.say('report.page')} {spot.page})" if spot.page else ""
        named.append(f"{spot.path}{page}")
    return ", ".join(named) + (", …" if len(blind) > MOST_NAMED else "")


def because(ground: Applicability, decision: Decision, reader: Reader) -> str:
    """What showed that the criterion applies, or that it does not."""
    if not ground.applies and decision.verdict is not VerdictKind.NOT_APPLICABLE:
        return reader.say("applies-because.asked")
    return reader.say(f"applies-because.{ground.ground}", shown_by=ground.shown_by)


def advice(criterion: Criterion, decision: Decision, reader: Reader) -> Advice | None:
    """Where the clause belongs and what to paste, for all that is not met; clauses in the dossier's language."""
    if decision.verdict in (VerdictKind.MET, VerdictKind.NOT_APPLICABLE) or not criterion.clause:
        return None
    language = reader.dossier_language if reader.dossier_language in criterion.clause else reader.language
    source = "; ".join(_cited(source) for source in criterion.sources)
    clause = criterion.clause.get(language, "").strip()
    return Advice(reader.of(criterion.where).strip(), clause, source, language)


def _cited(source: Source) -> str:
    """A source as it is cited; national ones say whose law they are."""
    cited = f"{source.title}, {source.article}" if source.article else source.title
    return cited if source.jurisdiction in ("eu", "int") else f"{cited} ({source.jurisdiction.upper()})"
