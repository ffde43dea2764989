"""What a reader is told of the dossier as a whole: what it is, whether it is complete, what it was taken to buy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tenderscan.model.completeness import DossierKind, Lack
from tenderscan.model.report import DossierSummary
from tenderscan.verdicts.advice import Reader
from tenderscan.verdicts.case import Case

LONGEST_NAMED = 160
"""Letters of a sentence of the dossier that is repeated to say why it is incomplete."""

MOST_SIGNS = 3
"""Signs told of what is bought; the first is the one that counts most."""


def described(case: Case) -> DossierSummary:
    """The summary with its kind, its completeness and what it was taken to buy."""
    whole, reader = case.completeness, case.reader
    because = lacking(whole.lacks, whole.kind, reader)
    if not case.judges:
        because = reader.say("incomplete.award-notice")
    elif not because and (case.blind or any(annex.provisions for annex in case.annexes)):
        because = reader.say("incomplete.unread")
    bought = _bought(case) if case.judges else None
    return replace(
        case.summary,
        kind=whole.kind.value,
        complete=not because,
        incomplete_because=because or None,
        bought_because=bought,
    )


def lacking(lacks: Sequence[Lack], kind: DossierKind, reader: Reader) -> str:
    """Why the dossier is no whole tender, each reason a sentence; empty where nothing lacks."""
    told = dict.fromkeys(
        reader.say(f"incomplete.{kind.value}")
        if lack.reason == "kind"
        else reader.say(f"incomplete.{lack.reason}", named=_short(lack.named))
        for lack in lacks
    )
    return " ".join(told)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_NAMED else one_line[:LONGEST_NAMED].rsplit(" ", 1)[0] + " …"


def _bought(case: Case) -> str:
    """One line: what the tender was taken to buy, by which code or words, and how to correct it."""
    signs = case.purchase.shown()
    if not signs:
        return case.reader.say("bought.unknown")
    told = [case.reader.say(f"bought.{sign.ground}", shown_by=_short(sign.shown_by)) for sign in signs[:MOST_SIGNS]]
    return case.reader.say("bought.line", signs=", ".join(dict.fromkeys(told)))
