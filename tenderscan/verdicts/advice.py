"""What a report says to its reader: why the verdict, where the clause belongs, and the text to paste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tenderscan.model.report import Advice, VerdictKind
from tenderscan.model.rule import Criterion, Source
from tenderscan.model.texts import Texts, in_language
from tenderscan.verdicts.applicability import Applicability
from tenderscan.verdicts.coverage import Blind
from tenderscan.verdicts.decide import Decision

MOST_NAMED = 5
"""Unread places named in one sentence; the list of documents has them all."""


@dataclass(frozen=True)
class Reader:
    """Who reads: the language of the report, the language of the dossier, and the texts in the first.

    `as_of` is the day of whose law the report speaks, or None; `dossier_texts` are the texts in the dossier's language,
    for what goes into the tender itself.
    """

    language: str
    dossier_language: str
    texts: Texts
    as_of: str | None = None
    dossier_texts: Texts = field(default_factory=Texts)

    def of_the_dossier(self) -> Reader:
        """The same reader in the dossier's language."""
        return replace(self, language=self.dossier_language, texts=self.dossier_texts)

    def of(self, texts: Mapping[str, str]) -> str:
        """The text in the reader's language."""
        return in_language(texts, self.language)

    def say(self, key: str, **values: str) -> str:
        """The reader's words for a key, with its placeholders filled (`Texts.say`)."""
        return self.texts.say(key, **values)


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
    """Where the clause belongs and what to paste, for all that is not met; clauses in the dossier's language.

    Sources that do not hold on the reader's day are left out while others remain.
    """
    if decision.verdict in (VerdictKind.MET, VerdictKind.NOT_APPLICABLE) or not criterion.clause:
        return None
    language = reader.dossier_language
    complete = language in criterion.complete
    sources = [source for source in criterion.sources if _holds(source, reader.as_of)] or criterion.sources
    clause = criterion.clause.get(language, "").strip() if complete else ""
    note = "" if complete else reader.say("page.incomplete")
    told, cited = ("; ".join(_cited(source, each) for source in sources) for each in (reader, reader.of_the_dossier()))
    return Advice(reader.of(criterion.where).strip(), clause, told, language, note, cited=cited)


def _holds(source: Source, day: str | None) -> bool:
    if day is None:
        return True
    return not (source.valid_to and day > source.valid_to) and not (source.valid_from and day < source.valid_from)


def _cited(source: Source, reader: Reader) -> str:
    """A source as it is cited, in the reader's language; one with a first or last day shows it."""
    cited = in_language(source.titles, reader.language) if source.titles else source.title
    article = in_language(source.articles, reader.language) if source.articles else source.article
    if article:
        cited += ", " + (reader.say("source.article", article=article) if article[0].isdigit() else article)
    begins = "" if reader.as_of and source.valid_from <= reader.as_of else source.valid_from
    if begins or source.valid_to:
        return f"{cited} ({begins} → {source.valid_to}".strip() + ")"
    return cited
