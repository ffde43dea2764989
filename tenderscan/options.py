"""What a user may choose for a check; embedded by whatever checks (check, diff, suggest, audit, evaluate)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tenderscan.model.rule import Rulebook, every_language
from tenderscan.sources.options import FINAL, ReadOptions


@dataclass(frozen=True)
class CheckOptions:
    """What a user may choose; `applicable` are criteria taken as applicable (passage sets).

    `profile` is None where the tender's country decides it; `country` is the place that the user says it is from (a
    code of rules/countries, such as be-vlg), None where the documents tell. `as_of` is the day of whose law the report
    speaks (YYYY-MM-DD; else that of the notice); `rulebook_version` the only version of the rulebook with which to
    check. `pages` gives Word files the pages that LibreOffice sets them on, where it is at hand: for people who look
    a passage up. `reader` says who reads: "both", "words", or words and the learned reader of a file that
    `rules learn` wrote.
    """

    profile: str | None = None
    rules: tuple[Path, ...] = ()
    cpv: tuple[str, ...] = ()
    language: str | None = None
    applicable: frozenset[str] = frozenset()
    password: str | None = None
    as_of: str | None = None
    rulebook_version: str | None = None
    ocr: str = "auto"
    markup: str = FINAL
    country: str | None = None
    reader: str = "both"
    pages: bool = False

    def reading(self, rulebook: Rulebook) -> ReadOptions:
        """How files are read: as chosen, and with the words of the rules in all languages."""
        return ReadOptions(
            table_cues=every_language(rulebook, "table-cue"),
            password=self.password,
            ocr=self.ocr,
            markup=self.markup,
            heading_styles=every_language(rulebook, "style.heading"),
            contents_styles=every_language(rulebook, "style.contents"),
            title_styles=every_language(rulebook, "style.title"),
        )
